"""What a GAN can be compared with on the plane: the exact law of its samples, D* and its modes."""
