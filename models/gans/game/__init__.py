"""A GAN on the plane: what it is trained on, its training, and what each moment shows."""
