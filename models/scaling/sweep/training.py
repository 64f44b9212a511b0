"""A sweep is one training: decoder after decoder, all their curves in every frame."""

import math
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import device
from models.batches import Batches
from models.errors import ModelError
from models.frame import Arrays, Frame, Start
from models.language import GPT, VOCABULARY, second
from models.scaling.sweep.job import Job
from models.scaling.sweep.plan import plan, slices, tokens
from models.scaling.sweep.setup import CONTEXT, FRAMES, SweepSetup, text_of
from models.schedule import Schedule
from models.training import Descent, count, on_batches, run

RATED = 32  # the width that the learning rate is meant for; it falls as 1 / sqrt(width)
WARM_UP = 20  # updates over which the learning rate grows to its full size
JUDGED = 8_192  # characters, of the held-out part and of the second text
_AT_ONCE = 48  # stretches of them
_BLOCK = 1_000  # characters
_SHOWN = 2  # moments from one frame to the next

Curves = NDArray[np.float32]


class Windows(NamedTuple):
    """Where stretches of a text are drawn from: ``characters`` (D,) on the CPU."""

    characters: Tensor

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` stretches (n, T + 1), each from a place of its own."""
        starts = len(self.characters) - CONTEXT
        first = torch.randint(0, starts, (n, 1), generator=generator)
        return self.characters[first + torch.arange(CONTEXT + 1)]


class Judge(NamedTuple):
    """Stretches (K, T + 1) that nobody learns from: of the same text, and of a second one."""

    held_out: Tensor
    other: Tensor

    @torch.no_grad()
    def __call__(self, model: GPT) -> tuple[float, float]:
        """Both losses, in nats a character."""
        return _mean(model, self.held_out), _mean(model, self.other)


def sweep(setup: SweepSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train all decoders of :func:`models.scaling.sweep.plan.plan`, and tell of all in each frame.


    A step of a frame is a slice of the whole work, of which there are 10,000, so that progress and
    remaining time are those of the sweep. A sweep remembers what it measured, and not its decoders:
    one that goes on begins the decoder at hand anew, which ends in the very same numbers.

    Metrics: ``loss`` of the decoder at hand (nats a character, held out), ``done``, the decoders
    that are trained.
    Views: ``loss`` and ``other`` (R, M), the held-out loss and that on the second text of every
    decoder at each of its moments (:func:`models.scaling.sweep.plan.tokens`); not a number where
    it has not come to yet.
    Checkpoint: the same, and ``recipe`` (), by which another sweep is told apart.

    Raises:
        ModelError: ``start`` is of another sweep: a law is made of runs of one recipe.
        Diverged: The loss of a decoder stopped being a number.
    """
    jobs, ends, recipe = plan(setup), slices(setup), _recipe(setup)
    begins = np.concatenate(([0.0], ends[:-1]))
    loss = np.full((len(jobs), len(tokens(setup))), np.nan, dtype=np.float32)
    other = loss.copy()
    told = -1 if start is None else start.step
    if start is not None:
        if int(start.checkpoint["recipe"]) != recipe:
            raise ModelError("A sweep goes on with its own knobs alone: train another one anew.")
        loss[...], other[...] = start.checkpoint["loss"], start.checkpoint["other"]
    judge = _judge(setup)
    first = int(np.searchsorted(ends, max(told, 0), side="right"))
    for number in range(first, len(jobs)):
        frames = run(partial(learner, setup, jobs[number], judge), setup.updates, FRAMES)
        for place, frame in enumerate(frames):
            loss[number, place] = frame.metrics["loss"]
            other[number, place] = frame.metrics["other"]
            last = frame.step == setup.updates
            share = frame.step / setup.updates
            step = round(begins[number] + share * (ends[number] - begins[number]))
            if step > told and (last or place % _SHOWN == 0):
                told = step
                now = (number, place)
                yield _frame(step, loss, other, recipe, now, number + last, frame.place)


def learner(
    setup: SweepSetup, job: Job, judge: Judge, on: torch.device | None = None
) -> Descent[GPT]:
    """What one run of a sweep trains, on a device of one's own choice if wanted."""
    seed = setup.seed + job.seed
    generator = torch.Generator().manual_seed(seed)
    model = GPT(VOCABULARY, CONTEXT, job.width, job.layers, generator)
    text = torch.from_numpy(spread(text_of(setup).training, job.characters).astype(np.int64))
    batches = Batches(Windows(text), seed, setup.batch)
    rate = setup.learning_rate * math.sqrt(RATED / job.width)

    def look() -> tuple[dict[str, float], Arrays]:
        return dict(zip(("loss", "other"), judge(model), strict=True)), {}

    return Descent(
        model,
        on_batches(batches, _loss),
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


def _frame(
    step: int,
    loss: Curves,
    other: Curves,
    recipe: int,
    now: tuple[int, int],
    done: int,
    place: str,
) -> Frame:
    arrays = {"loss": loss.copy(), "other": other.copy()}
    metrics = {"loss": float(loss[now]), "done": float(done)}
    return Frame(step, metrics, arrays, {**arrays, "recipe": np.array(recipe)}, place=place)


def _loss(model: GPT, batch: Tensor) -> Tensor:
    """The loss () of a batch (B, T + 1), in nats a character."""
    logits = model(batch[:, :-1])  # (B, T, V)
    return cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())


def _mean(model: GPT, stretches: Tensor) -> float:
    parts = [_loss(model, part) * len(part) for part in torch.split(stretches, _AT_ONCE)]
    return float(sum(parts) / len(stretches))


def _judge(setup: SweepSetup) -> Judge:
    return Judge(_stretches(text_of(setup).held_out), _stretches(second().held_out))


def _stretches(codes: NDArray[np.uint8]) -> Tensor:
    """Stretches (K, T + 1) from all over a text, about ``JUDGED`` characters."""
    whole = torch.from_numpy(codes.astype(np.int64)).unfold(0, CONTEXT + 1, CONTEXT)
    return whole[:: max(1, len(whole) * CONTEXT // JUDGED)].contiguous()


def _recipe(setup: SweepSetup) -> int:
    return crc32(f"{setup.model_dump_json()}{text_of(setup).digest}".encode())
