"""The proof of Theorem 2 and 3 as a network: every weight written down, none of them learnt.

Yun et al. 2020 (arXiv:1912.10077), section 4 and appendix B: blocks of two heads of size 1 and four
hidden neurons, T^{2,1,4}, that

1. **quantise** each token to the corner of its cell of side δ (feed-forward layers);
2. **shift** the tokens of one cell after the other by c (largest - smallest token), so that the
   largest token comes to name the whole sequence (attention layers: two heads look at the largest
   or the smallest token, by the sign of a query, and differ only inside one cell), then add C times
   the largest to all: every number is now an id of a token *in its context*;
3. **write** for each id the value that the function has there (feed-forward layers), and **clip**
   what came in on a ramp and was given none.

Here a token is one number, and a second row of ones carries the constants of the queries. Softmax
takes the place of the paper's hardmax: its scores are so far apart that float64 has no difference
left. Ramps of the steep functions have the width RAMP δ; what lies on them is only bounded.
The paper leaves out where two tokens share a cell: hardmax cannot count, so that its ids of
{a, a, b} and {a, b, b} are the same. Here three tokens without positions are **counted** before the
shifts, by one block whose heads look at all tokens alike and add a part of their mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import torch
from torch import Tensor

from models.errors import ModelError
from models.expressivity.blocks import Weights, nothing
from models.expressivity.targets import Function

Stage = Literal["quantise", "count", "shift", "name", "write", "clip"]

HEADS, HEAD_SIZE, HIDDEN, WIDTH = 2, 1, 4, 2
RAMP = 2.0**-14  # of a cell, in which a steep function rises or falls
_DECIDED = 1600.0  # of two scores so far apart, the smaller has no weight left in float64
_CLEAR = 2.0  # ids begin so far above all values that are written


@dataclass(frozen=True, eq=False)
class Construction:
    """A network that computes a function of n tokens up to the size of its cells.

    Attributes:
        blocks: In their order.
        stages: What each of them is for.
        positions: E (n,), added to X; zeros without.
        cells: Cells along each side of [0, 1]ⁿ, 1 / δ.
    """

    blocks: tuple[Weights, ...]
    stages: tuple[Stage, ...]
    positions: Tensor
    cells: int

    def __call__(self, x: Tensor) -> Tensor:
        """The answers (B, n) to X (B, n)."""
        *_, last = self.walk(x)
        return last

    def walk(self, x: Tensor) -> list[Tensor]:
        """The tokens (B, n) as they come in, and after each block."""
        ones = torch.ones_like(x)
        state = torch.stack((x + self.positions, ones), dim=1)  # (B, 2, n)
        seen = [state[:, 0]]
        for block, stage in zip(self.blocks, self.stages, strict=True):
            # The other layer of these blocks is 0: it would add nothing, and takes time.
            if stage in ("count", "shift", "name"):
                state = block.attend(state)
            if stage not in ("count", "shift"):
                state = block.feed_forward(state)
            seen.append(state[:, 0])
        return seen

    def number(self, stage: Stage) -> int:
        """How many blocks a stage takes."""
        return self.stages.count(stage)


def construct(
    f: Function, tokens: int, cells: int, positions: bool, largest: float = 1.0
) -> Construction:
    """The network of the proof for f from [0, 1]ⁿ to ℝⁿ, whose values are in the middle of a cell.

    Args:
        f: (..., n) to (..., n). Without positions it must be permutation equivariant.
        tokens: n.
        cells: 1 / δ, a power of two, so that all corners are exact numbers.
        positions: Whether E = (0, 1, …, n - 1) tells the places apart (Theorem 3).
        largest: A bound of |f|.

    Raises:
        ModelError: Two contexts that need different values have one id: f knows the order of its
            tokens, and there are no positions.
    """
    delta = 1 / cells
    rows = cells * tokens if positions else cells  # cells that a token can be in
    span = float(tokens if positions else 1)  # of the tokens before the first block
    shift = 2.0 ** (rows - 1).bit_length()  # c: at least span / δ
    places = torch.arange(tokens, dtype=torch.float64) * positions
    blocks = [_snap(row * delta, delta) for row in range(rows)]
    stages: list[Stage] = ["quantise"] * rows
    gap = delta  # between two largest tokens that name different sequences
    if tokens > 2 and not positions:
        blocks.append(_count(delta / 4))
        stages.append("count")
        gap = delta / 4 * delta / tokens
    blocks += [_shift(row * delta, delta, shift) for row in range(rows)]
    stages.extend("shift" for _ in range(rows))
    corners = torch.tensor(list(product(range(cells), repeat=tokens)), dtype=torch.float64).reshape(
        -1, tokens
    )
    corners = corners * delta
    before = Construction(tuple(blocks), tuple(stages), places, cells)(corners)  # (cellsⁿ, n)
    # C times the gap exceeds all that the shifts have made, so that no two sums coincide.
    factor = 2.0 ** torch.ceil(torch.log2(before.max() / gap + 1)).item()
    above = largest + _CLEAR + span
    blocks.append(_name(delta, factor, above))
    stages.append("name")
    named = Construction(tuple(blocks), tuple(stages), places, cells)(corners)
    values = f(corners + delta / 2)
    written = _written(named, values, delta)
    blocks += [_write(name, value, delta) for name, value in written]
    blocks.append(_piecewise([largest], [-1.0]))
    stages.extend("write" for _ in written)
    stages.append("clip")
    return Construction(tuple(blocks), tuple(stages), places, cells)


def _written(named: Tensor, values: Tensor, delta: float) -> list[tuple[float, float]]:
    """Each id and its value, the largest first: a written value is then below all ids to come."""
    table: list[tuple[float, float]] = []
    both = zip(named.flatten().tolist(), values.flatten().tolist(), strict=True)
    for name, value in sorted(both, reverse=True):
        if not table or table[-1][0] - name > 0.75 * delta:  # the width of a written window
            table.append((name, value))
        elif abs(table[-1][1] - value) > 1e-9:
            raise ModelError(
                "This function knows the order of its tokens, and without positions no network "
                "of such blocks does. Add positions."
            )
    return table


def _snap(corner: float, delta: float) -> Weights:
    """Move what is in [corner, corner + δ) to the corner: -t for t in [0, δ), 0 beyond."""
    ramp = RAMP * delta
    rise = (delta - ramp) / ramp
    return _piecewise([corner, corner + delta - ramp, corner + delta], [-1.0, 1 + rise, -rise])


def _write(name: float, value: float, delta: float) -> Weights:
    """Take the id to the value: value - t within a quarter of a cell around it, 0 beyond."""
    half, ramp = delta / 4, delta / 8
    left, right = name - half, name + half
    rise, fall = (value - left) / ramp, (value - right) / ramp
    return _piecewise([left - ramp, left, right, right + ramp], [rise, -1 - rise, 1 - fall, fall])


def _piecewise(knees: Sequence[float], slopes: Sequence[float]) -> Weights:
    """Add Σ slope ReLU(t - knee) to every token t."""
    block = nothing(HEADS, HEAD_SIZE, HIDDEN, WIDTH)
    for neuron, (knee, slope) in enumerate(zip(knees, slopes, strict=True)):
        block.w1[neuron, 0], block.b1[neuron, 0], block.w2[0, neuron] = 1.0, -knee, slope
    return block


def _count(part: float) -> Weights:
    """Add a part of the mean of all tokens to each: queries of 0 look at all alike."""
    block = nothing(HEADS, HEAD_SIZE, HIDDEN, WIDTH)
    block.value[0, 0, 0], block.output[0, 0, 0] = 1.0, part
    return block


def _shift(corner: float, delta: float, factor: float) -> Weights:
    """Add factor (largest - smallest token) to the tokens at the corner, and nothing to others."""
    block = _looking(delta)
    for head, (edge, sign) in enumerate([(corner - delta / 2, 1.0), (corner + delta / 2, -1.0)]):
        block.query[head, 0, 1] = -edge * block.query[head, 0, 0]
        block.output[head, 0, 0] = sign * factor
    return block


def _name(delta: float, factor: float, above: float) -> Weights:
    """Add factor times the largest token to all, and what lifts every id over all values."""
    block = _looking(delta)
    block.query[:, 0, 1] = delta / 2 * block.query[:, 0, 0]
    block.output[0, 0, 0] = factor
    lifted = block.b2.clone()
    lifted[0, 0] = above
    return replace(block, b2=lifted)


def _looking(delta: float) -> Weights:
    """Heads that see a token's number, with queries of λ times it: still without a threshold."""
    block = nothing(HEADS, HEAD_SIZE, HIDDEN, WIDTH)
    block.value[:, 0, 0] = block.key[:, 0, 0] = 1.0
    block.query[:, 0, 0] = _DECIDED / delta**2
    return block
