"""One decoder of a sweep: a training of its own, which sweeps that want the same share."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from models import device
from models.frame import Arrays, Frame, Start
from models.language import GPT, VOCABULARY, Windows, loss, second, text_of
from models.scaling.sweep.job import Job
from models.scaling.sweep.plan import tokens
from models.scaling.sweep.setup import CONTEXT, FRAMES, SweepSetup
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.schedule import Schedule

RATED = 32  # the width that the learning rate is meant for; see learner
WARM_UP = 20  # updates over which the learning rate grows to its full size
JUDGED = 8_192  # characters, of the held-out part and of the second text
_AT_ONCE = 48  # stretches of them
_BLOCK = 1_000  # characters
_SHOWN = 2  # moments from one frame to the next
_PLAN = ("sizes", "data", "crossed", "shapes", "repeats")  # which decoders there are beside it


class DecoderSetup(BaseModel):
    """All that decides one decoder, and nothing else.

    Attributes:
        recipe: The knobs that all of a sweep share; those that say which others there are stand at
            their defaults.
        job: Its shape, its data, its seed.
    """

    model_config = ConfigDict(frozen=True)

    recipe: SweepSetup
    job: Job

    @property
    def steps(self) -> int:
        """Updates of its parameters."""
        return self.recipe.updates


def decoder_of(setup: SweepSetup, job: Job) -> DecoderSetup:
    """What is trained for one job of a sweep."""
    beside = {name: SweepSetup.model_fields[name].default for name in _PLAN}
    return DecoderSetup(recipe=setup.model_copy(update=beside), job=job._replace(kind="size"))


class Judge(NamedTuple):
    """Stretches (K, T + 1) that nobody learns from: of the same text, and of a second one."""

    held_out: Tensor
    other: Tensor

    @torch.no_grad()
    def __call__(self, model: GPT) -> tuple[float, float]:
        """Both losses, in nats a character."""
        return _mean(model, self.held_out), _mean(model, self.other)


def train_decoder(setup: DecoderSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train one decoder of a sweep.

    It remembers what it measured and not its parameters: one that goes on begins anew, which ends
    in the very same numbers.

    Metrics: ``loss`` and ``other``, held out and of the second text, in nats a character.
    Views: the same at each of its moments (:func:`models.scaling.sweep.plan.tokens`), both (M,);
    not a number where it has not come to yet. Checkpoint: the same.

    Raises:
        ModelError: As for :func:`models.language.text_of`.
        Diverged: The loss stopped being a number.
    """
    recipe = setup.recipe
    judge = Judge(_stretches(text_of(recipe).held_out), _stretches(second().held_out))
    curves = {name: np.full(len(tokens(recipe)), np.nan, np.float32) for name in ("loss", "other")}
    frames = run(partial(learner, recipe, setup.job, judge), recipe.updates, FRAMES)
    for place, frame in enumerate(frames):
        for name, curve in curves.items():
            curve[place] = frame.metrics[name]
        shown = place % _SHOWN == 0 or frame.step == recipe.updates
        if shown and (start is None or frame.step >= start.step):
            arrays = {name: curve.copy() for name, curve in curves.items()}
            yield replace(frame, views=arrays, checkpoint=arrays, resume={})


def learner(
    setup: SweepSetup, job: Job, judge: Judge, on: torch.device | None = None
) -> Descent[GPT]:
    """What one run of a sweep trains, on a device of one's own choice if wanted.

    The learning rate falls as 1 / width, as Adam's has to where one that is good for a narrow
    network shall be as good for a wide one (Yang et al. 2022, Tensor Programs V, table 3, matrices
    between hidden layers). With 1 / sqrt(width) the widest decoder came out worse than all smaller
    ones foretold.
    """
    seed = setup.seed + job.seed
    generator = torch.Generator().manual_seed(seed)
    model = GPT(VOCABULARY, CONTEXT, job.width, job.layers, generator)
    text = torch.from_numpy(spread(text_of(setup).training, job.characters).astype(np.int64))
    batches = Batches(Windows(text, CONTEXT), seed, setup.batch)
    rate = setup.learning_rate * RATED / job.width

    def look() -> tuple[dict[str, float], Arrays]:
        return dict(zip(("loss", "other"), judge(model), strict=True)), {}

    return Descent(
        model,
        on_batches(batches, loss),
        [batches],
        Schedule(rate, setup.updates, WARM_UP, falls=setup.falls),
        look,
        judged=["loss"],
        on=on or device.for_training(count(model), setup.batch * CONTEXT),
    )


def spread(text: NDArray[np.uint8], characters: int) -> NDArray[np.uint8]:
    """So many characters of a text, in blocks of 1,000 from all over it."""
    every = max(1, round(len(text) / characters))
    blocks = [text[at : at + _BLOCK] for at in range(0, len(text), _BLOCK * every)]
    return np.concatenate(blocks)[:characters] if every > 1 else text[:characters]


def _mean(model: GPT, stretches: Tensor) -> float:
    parts = [loss(model, part) * len(part) for part in torch.split(stretches, _AT_ONCE)]
    return float(sum(parts) / len(stretches))


def _stretches(codes: NDArray[np.uint8]) -> Tensor:
    """Stretches (K, T + 1) from all over a text, about ``JUDGED`` characters."""
    whole = torch.from_numpy(codes.astype(np.int64)).unfold(0, CONTEXT + 1, CONTEXT)
    return whole[:: max(1, len(whole) * CONTEXT // JUDGED)].contiguous()
