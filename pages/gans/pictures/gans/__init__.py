"""The pictures of the GAN page: over the training, of one step, and exact beside learned."""
