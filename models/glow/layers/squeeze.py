"""Space into channels (Dinh et al. 2016, arXiv:1605.08803, section 3.6)."""

from torch import Tensor


def squeeze(x: Tensor) -> Tensor:
    """(n, h, w, c) to (n, h/2, w/2, 4c): each square of four pixels becomes four channels.

    A permutation of all numbers, so its log|det| is 0.
    """
    n, h, w, c = x.shape
    pairs = x.reshape(n, h // 2, 2, w // 2, 2, c).permute(0, 1, 3, 2, 4, 5)
    return pairs.reshape(n, h // 2, w // 2, 4 * c)


def unsqueeze(x: Tensor) -> Tensor:
    """(n, h, w, 4c) back to (n, 2h, 2w, c)."""
    n, h, w, c = x.shape
    pairs = x.reshape(n, h, w, 2, 2, c // 4).permute(0, 1, 3, 2, 4, 5)
    return pairs.reshape(n, 2 * h, 2 * w, c // 4)
