"""Measures of pictures: quality beside the nearest real one, and power at each frequency."""

from models.measures.pictures.quality import psnr, similarity, ssim
from models.measures.pictures.statistics import slope, spectrum, statistics

__all__ = ["psnr", "similarity", "slope", "spectrum", "ssim", "statistics"]
