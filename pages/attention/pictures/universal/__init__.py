"""The pictures of what a transformer can compute."""

from pages.attention.pictures.universal.finer import finer_cells
from pages.attention.pictures.universal.learnt import learnt, sizes
from pages.attention.pictures.universal.proof import block_by_block

__all__ = ["block_by_block", "finer_cells", "learnt", "sizes"]
