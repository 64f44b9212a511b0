"""A field of GANs: many seeds in every cell of a map over two knobs, and how many lose modes.

One training tells little about a game whose outcome hangs on its seed. Here each cell of the map
trains as many GANs as are wanted, side by side in one batch, one cell after the other.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal, get_args

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import model_validator
from scipy.stats import binomtest
from torch import Tensor

from models.errors import ModelError
from models.frame import Arrays, Frame, Start, moments
from models.gans.exact import mode_report
from models.gans.game import (
    LOSSES,
    MIXTURES,
    PENALTIES,
    Gan,
    GanSetup,
    Mixture,
    Training,
    mixture_of,
)
from models.gans.players import WEIGHED, Penalty
from models.gans.sweeps.seeds import checkpoint_of
from models.setup import Setup, knob, renamed
from models.training import checkpoint, run

FieldLoss = Literal["minimax", "non_saturating", "least_squares", "wasserstein", "relativistic"]
Axis = Annotated[
    Literal[
        "nothing", "learning_rate", "rate_ratio", "beta1", "pack", "critic_steps", "penalty_weight"
    ],
    renamed({"momentum": "beta1"}),
]

VALUES: dict[str, tuple[float, ...]] = {
    "nothing": (0,),
    "learning_rate": (1e-4, 3e-4, 1e-3, 3e-3, 1e-2),
    "rate_ratio": (0.1, 0.3, 1, 3, 10),
    "beta1": (0, 0.25, 0.5, 0.75, 0.9),
    "pack": (1, 2, 3, 4),
    "critic_steps": (1, 2, 3, 5),
    "penalty_weight": (0.01, 0.1, 1, 10),
}
NAMES = {
    "nothing": "Nothing",
    "learning_rate": "Generator's learning rate",
    "rate_ratio": "Discriminator's rate, times",
    "beta1": "Adam's β₁",
    "pack": "Packed samples",
    "critic_steps": "Discriminator steps",
    "penalty_weight": "Penalty weight",
}
MOST = 8192  # GANs of one field: what a recording of it can hold
SHOWN = 16  # GANs of a cell that are drawn
ASPECT = 1.6  # width to height of the map as it is usually seen
POINTS = 40_000  # samples that are drawn together
FRAMES = 24  # of a whole field, but at least one for each cell


class FieldSetup(Setup):
    """Which GANs are trained, and over which knobs they are spread."""

    data: Mixture = knob(
        "easy_ring",
        "Data",
        "The density that all of them imitate.",
        names=MIXTURES,
    )
    loss: FieldLoss = knob(
        "non_saturating",
        "Loss",
        "What the two players of every GAN minimise.",
        names={each: LOSSES[each] for each in get_args(FieldLoss)},
    )
    penalty: Penalty = knob(
        "none",
        "Penalty on D",
        "What keeps every discriminator smooth.",
        names=PENALTIES,
    )
    across: Axis = knob("rate_ratio", "Across", "The knob that grows to the right.", names=NAMES)
    down: Axis = knob("nothing", "Upwards", "The knob that grows upwards.", names=NAMES)
    seeds: int = knob(
        16,
        "GANs in each cell",
        "Each from a seed of its own; more make the shares surer. A GPU trains a thousand at once.",
        low=1,
        high=1024,
        log=True,
    )
    each: int = knob(
        1000, "Training steps", "Updates of every generator.", low=10, high=20000, log=True
    )
    seed: int = knob(0, "First seed", "The others follow it.", low=0, high=2**31 - 2000, seed=True)

    @model_validator(mode="after")
    def _makes_sense(self) -> "FieldSetup":
        if self.across == self.down and self.across != "nothing":
            raise ModelError("Both directions show the same knob; choose another for one of them.")
        if "penalty_weight" in (self.across, self.down) and self.penalty not in WEIGHED:
            raise ModelError("The penalty's weight needs a gradient penalty, R1, or R1 + R2.")
        if self.cells * self.seeds > MOST:
            raise ModelError(
                f"{self.cells} cells of {self.seeds} GANs are more than {MOST:,}: take fewer GANs."
            )
        return self

    @property
    def cells(self) -> int:
        """Cells of the map."""
        return len(VALUES[self.across]) * len(VALUES[self.down])

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the map."""
        return len(VALUES[self.down]), len(VALUES[self.across])

    @property
    def frames(self) -> int:
        """Moments of each cell, at most, beside its beginning."""
        return max(1, FRAMES // self.cells)

    @property
    def steps(self) -> int:
        """Updates of all cells together."""
        return self.cells * self.each


def cell_setup(setup: FieldSetup, row: int, column: int, seed: int | None = None) -> GanSetup:
    """The GAN of a cell, by default from the first seed; row 0 is the lowest."""
    knobs: dict[str, Any] = {name: getattr(setup, name) for name in ("data", "loss", "penalty")}
    for axis, place in ((setup.across, column), (setup.down, row)):
        if axis != "nothing":
            knobs[axis] = VALUES[axis][place]
    own = {"steps": setup.each, "seed": setup.seed if seed is None else seed}
    return GanSetup.model_validate(knobs | own)


def interval(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share, both ends 0..1 (Wilson 1927, JASA 22:209); all of it for 0."""
    if not trials:
        return 0.0, 1.0
    low, high = binomtest(successes, trials).proportion_ci(method="wilson")
    return float(low), float(high)


def ends(setup: FieldSetup, steps: NDArray[np.int64], row: int, column: int) -> int | None:
    """Index of the frame in which a cell has ended, among the steps of all; None before it has."""
    wanted = (row * setup.shape[1] + column + 1) * setup.each
    found = np.flatnonzero(steps == wanted)
    return int(found[0]) if len(found) else None


class Cell(Training):
    """The GANs of one cell; a moment has the modes of each and some of its samples.

    One that diverges covers nothing, and the others go on.
    """

    def frame(self, step: int) -> Frame:
        """Views: ``modes`` (S,), and ``samples`` (S, 2500, 2) float32 on the plane."""
        self.reach(step)
        mixture = mixture_of(self.setup)
        far = 1e6  # where what is no number is said to lie
        x = self.samples().nan_to_num(far, far, -far)
        modes = np.array([mode_report(samples, mixture).modes for samples in x], dtype=np.int16)
        return Frame(step, {}, {"modes": modes, "samples": x.numpy()}, self.checkpoint())


def train_field(setup: FieldSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train cell after cell, each from its first row to the right, and tell how they end.

    A GAN has lost modes if it covers fewer than the data has (20 of 10,000 samples cover a mode).

    Metrics: ``done``, the GANs of the cells that have ended; ``lost``, those of them that have
    lost modes; ``share`` of these, with its 95 % interval ``low`` to ``high``; ``modes``, the mean
    number of modes of the cell at hand.
    Views: ``share`` (rows, columns), not a number where nothing is known yet; ``modes`` (rows,
    columns, S), -1 there; ``mosaic`` (n, 2), samples of up to 16 GANs of each cell, each GAN in a
    tile of the unit square of its cell, and outside the map where nothing is known yet.
    Checkpoint: ``state``, all that the GANs of the cell at hand remember, ``modes``, ``mosaic``.

    Raises:
        ModelError: ``start`` is of another field.
    """
    rows, columns = setup.shape
    seeds = range(setup.seed, setup.seed + setup.seeds)
    modes = np.full((rows, columns, len(seeds)), -1, dtype=np.int16)
    drawn = min(len(seeds), SHOWN)
    points = max(8, min(150, POINTS // (setup.cells * drawn)))
    mosaic = np.full((rows, columns, drawn, points, 2), -9.0, dtype=np.float32)
    room, each = _room(setup, seeds), len(moments(setup.each, setup.frames))
    begin = 0 if start is None else start.step
    if start is not None:
        past = start.checkpoint
        if past["modes"].shape != modes.shape or past["state"].shape != (room,):
            raise ModelError("This field has other cells: choose the knobs that it was begun with.")
        modes[...], mosaic[...] = past["modes"], past["mosaic"].reshape(mosaic.shape)
    for number in range(begin // setup.each, setup.cells):
        row, column = divmod(number, columns)
        own = cell_setup(setup, row, column)
        going_on = start is not None and number * setup.each < begin
        past_frame = _unpacked(own, seeds, start, begin - number * setup.each) if going_on else None
        for frame in run(partial(Cell, own, seeds, past_frame), setup.each, setup.frames):
            step = number * setup.each + frame.step
            if step or not number:
                modes[row, column] = frame.views["modes"]
                samples = frame.views["samples"][:drawn, :points]
                mosaic[row, column] = _tiles(samples, own, setup.shape, row, column)
            if frame.step == 0 and number:
                continue  # the end of the cell before
            yield Frame(
                step,
                _metrics(setup, modes, number + (frame.step == setup.each), row, column),
                _views(setup, modes, mosaic),
                {
                    "state": _packed(frame.checkpoint, room),
                    "modes": modes.copy(),
                    "mosaic": mosaic.reshape(-1, 2).copy(),
                },
                place=frame.place,
                ahead=frame.ahead + (setup.cells - 1 - number) * each,
            )


def restore_cell(setup: FieldSetup, kept: Arrays, cell: int) -> list[Gan]:
    """The GANs of cell number ``cell``, from the frame at its end.

    Raises:
        ModelError: The checkpoint is of another field.
    """
    seeds = range(setup.seed, setup.seed + setup.seeds)
    own = cell_setup(setup, *divmod(cell, setup.shape[1]))
    state = _sliced(kept["state"], Training(own, seeds).state())
    found = checkpoint.arrays(state)
    return [
        Gan(
            own.model_copy(update={"seed": seed}),
            checkpoint_of(own, found, number, len(seeds)),
        )
        for number, seed in enumerate(seeds)
    ]


def _metrics(
    setup: FieldSetup, modes: NDArray[np.int16], ended: int, row: int, column: int
) -> Mapping[str, float]:
    whole = len(mixture_of(cell_setup(setup, 0, 0)).weights)
    finished = modes.reshape(setup.cells, -1)[:ended]
    lost = int((finished < whole).sum())
    low, high = interval(lost, finished.size)
    share = lost / finished.size if finished.size else 0.0
    return {
        "done": float(finished.size),
        "lost": float(lost),
        "share": share,
        "low": low,
        "high": high,
        "modes": float(modes[row, column].mean()),
    }


def _views(
    setup: FieldSetup, modes: NDArray[np.int16], mosaic: NDArray[np.float32]
) -> dict[str, NDArray[Any]]:
    whole = len(mixture_of(cell_setup(setup, 0, 0)).weights)
    share = (modes < whole).mean(axis=2).astype(np.float32)
    share[modes[:, :, 0] < 0] = np.nan
    return {"share": share, "modes": modes.copy(), "mosaic": mosaic.reshape(-1, 2).copy()}


def _tiles(
    samples: NDArray[np.float32], setup: GanSetup, shape: tuple[int, int], row: int, column: int
) -> NDArray[np.float32]:
    """Samples (G, n, 2) of some GANs, each in its own tile of the cell; far ones at its edge."""
    x0, x1, y0, y1 = mixture_of(setup).window
    columns, rows = _tiling(len(samples), shape)
    within = (samples - np.array([x0, y0])) / np.array([x1 - x0, y1 - y0])
    within = 0.06 + 0.88 * within.clip(0, 1)
    place = np.array([divmod(number, columns)[::-1] for number in range(len(samples))])
    inside = 0.04 + 0.88 * (place[:, None] + within) / np.array([columns, rows])
    tiles: NDArray[np.float32] = (inside + np.array([column, row])).astype(np.float32)
    return tiles


def _tiling(gans: int, shape: tuple[int, int]) -> tuple[int, int]:
    """Columns and rows of the tiles in a cell, nearly square on a map of the usual ASPECT."""
    aspect = ASPECT * shape[0] / shape[1]  # of one cell
    columns = min(gans, max(1, round(math.sqrt(gans * aspect))))
    return columns, math.ceil(gans / columns)


def _room(setup: FieldSetup, seeds: Sequence[int]) -> int:
    """Numbers that the state of any cell takes at most."""
    rows, columns = setup.shape
    corners = {(0, 0), (0, columns - 1), (rows - 1, 0), (rows - 1, columns - 1)}
    states = [Training(cell_setup(setup, *corner), seeds[:1]).state() for corner in corners]
    sizes = [sum(each.numel() for name, each in s.items() if name != "updates") for s in states]
    return len(seeds) * max(sizes) + 2


def _packed(kept: Arrays, room: int) -> NDArray[np.float32]:
    flat = np.concatenate([array.ravel() for array in kept.values()]).astype(np.float32)
    return np.pad(flat, (0, room - len(flat)))


def _sliced(flat: NDArray[Any], like: Mapping[str, Tensor]) -> dict[str, Tensor]:
    pieces, place = {}, 0
    for name, each in like.items():
        cut = place + each.numel()
        pieces[name] = torch.from_numpy(flat[place:cut].astype(np.float32)).view_as(each)
        place = cut
    return pieces


def _unpacked(
    setup: GanSetup, seeds: Sequence[int], start: Start | None, step: int
) -> Frame | None:
    """Where the cell at hand was, or nothing if it has ended."""
    if start is None or step >= setup.steps:
        return None
    like = Training(setup, seeds).state()
    return Frame(step, {}, {}, checkpoint.arrays(_sliced(start.checkpoint["state"], like)))
