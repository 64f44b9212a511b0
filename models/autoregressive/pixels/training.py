"""Training a law of pixels by Adam: frames that can be rewound and forked."""

from collections.abc import Iterator
from functools import partial

import torch
from torch import Tensor

from models import device
from models.autoregressive.pixels.judge import judge
from models.autoregressive.pixels.law import PixelLaw
from models.autoregressive.pixels.setup import CONVOLUTIONS, PixelSetup, build, data_of
from models.frame import Arrays, Frame, Start
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule

MOMENTS = {"digits": 36, "mnist": 12}  # frames: each is judged by drawing images pixel by pixel
WARM_UP = 20  # updates over which the learning rate grows to its full size
OTHER = (
    "This checkpoint is of another network: choose the data, the levels, the kind of network, its "
    "layers and widths that it was trained with."
)


class _Examples:
    """Images, each with what its update keeps of the units, scaled to the same mean."""

    def __init__(self, learnt: Tensor, units: int, dropout: float) -> None:
        self._learnt, self._units, self._dropout = learnt.float(), units, dropout

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, D + units); (n, D) without dropout."""
        chosen = self._learnt[torch.randint(len(self._learnt), (n,), generator=generator)]
        if not self._dropout:
            return chosen
        kept = torch.rand(n, self._units, generator=generator) >= self._dropout
        return torch.cat((chosen, kept / (1 - self._dropout)), dim=1)


def restore_pixels(setup: PixelSetup, checkpoint: Arrays) -> PixelLaw:
    """The network as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train_pixels(setup: PixelSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the network of ``setup`` and yield its moments: dense at first.

    Metrics and views: :func:`models.autoregressive.pixels.judge.judge`.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture, or the images are not on this machine.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS[setup.data])


def learner(
    setup: PixelSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[PixelLaw]:
    """What :func:`train_pixels` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_pixels`.
    """
    model = build(setup) if start is None else restore_pixels(setup, start.checkpoint)
    data = data_of(setup)
    batches = Batches(_Examples(data.learnt, model.units, setup.dropout), setup.seed, setup.batch)
    places = data.side**2
    shared = places if setup.family in CONVOLUTIONS else 1  # every weight serves each pixel
    return Descent(
        model,
        on_batches(batches, partial(_cost, places)),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        lambda: judge(model, data, setup.seed),
        judged=["nats"],
        start=start,
        on=on or device.for_training(count(model), setup.batch * shared),
    )


def _cost(places: int, model: PixelLaw, rows: Tensor) -> Tensor:
    x, kept = rows[:, :places].long(), rows[:, places:]
    return model.loss(x, kept if kept.shape[1] else None)
