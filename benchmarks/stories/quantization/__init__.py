"""Claims of the stories about quantization."""
