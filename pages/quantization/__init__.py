"""Quantization: lecture 6."""
