"""Measures of what is visited: bins of equal rights, pieces and holes."""

from models.measures.coverage.bins import different_bins
from models.measures.coverage.geometry import Barcode, barcode, geometry, living

__all__ = ["Barcode", "barcode", "different_bins", "geometry", "living"]
