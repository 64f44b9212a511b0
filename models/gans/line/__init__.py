"""A GAN on a line: the figure of the notes, trained."""
