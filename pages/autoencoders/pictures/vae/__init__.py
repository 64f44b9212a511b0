"""The pictures of the latent-space page: the map, what it decodes to, and its numbers."""
