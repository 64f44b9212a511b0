"""Claims of the stories about GANs and games."""
