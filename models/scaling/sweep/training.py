"""A sweep is a training that is made of its decoders, all their curves in every frame."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.frame import Arrays, Frame, Start
from models.language import text_of
from models.scaling.sweep.decoder import decoder_of, train_decoder
from models.scaling.sweep.plan import plan, spent, tokens
from models.scaling.sweep.setup import SweepSetup
from models.training.parts import Part, made_of

CURVES = ("loss", "other")


class Seen(Protocol):
    """What is read of a decoder's frame."""

    @property
    def views(self) -> Arrays:
        """See :func:`models.scaling.sweep.decoder.train_decoder`."""
        ...


def decoders(setup: SweepSetup) -> list[Part]:
    """The parts of a sweep, in the order of :func:`models.scaling.sweep.plan.plan`.

    The largest comes after all that foretell it: the other sizes, with every seed.

    Raises:
        ModelError: As for :func:`models.language.text_of`.
    """
    jobs = plan(setup)
    parts = [Part(job.name, train_decoder, decoder_of(setup, job)) for job in jobs]
    foretell = [at for at, job in enumerate(jobs[:-1]) if job.kind == "size"]
    return [*parts[:-1], parts[-1]._replace(after=tuple(foretell))]


def together(setup: SweepSetup, seen: Sequence[Seen | None]) -> Frame:
    """The frame of a sweep, from the newest of each decoder."""
    rows = [
        {name: np.full(len(tokens(setup)), np.nan) for name in CURVES}
        if each is None
        else each.views
        for each in seen
    ]
    return _frame(setup, {name: np.stack([row[name] for row in rows]) for name in CURVES})


@made_of(decoders, together)
def sweep(setup: SweepSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train all decoders of :func:`models.scaling.sweep.plan.plan`, and tell of all in each frame.

    By itself it trains one after the other, the largest last. A step of a frame is a slice of the
    whole work, of which there are 10,000, so that progress and remaining time are those of the
    sweep. It remembers what it measured, and not its decoders: one that goes on begins anew those
    that had not come to their end, which ends in the very same numbers.

    Metrics: ``loss``, the lowest that any decoder has come to (nats a character, held out);
    ``done``, the decoders that are trained.
    Views: ``loss`` and ``other`` (R, M), the held-out loss and that on the second text of every
    decoder at each of its moments (:func:`models.scaling.sweep.plan.tokens`); not a number where
    it has not come to yet.
    Checkpoint: the same, and ``recipe`` (), by which another sweep is told apart.

    Raises:
        ModelError: ``start`` is of another sweep: a law is made of runs of one recipe.
        Diverged: The loss of a decoder stopped being a number.
    """
    parts, told = decoders(setup), -1
    blank = np.full((len(parts), len(tokens(setup))), np.nan, dtype=np.float32)
    curves = {name: blank.copy() for name in CURVES}
    if start is not None:
        if int(start.checkpoint["recipe"]) != _recipe(setup):
            raise ModelError("A sweep goes on with its own knobs alone: train another one anew.")
        told, curves = start.step, {name: start.checkpoint[name].copy() for name in CURVES}
    for at, part in enumerate(parts):
        if np.isfinite(curves["loss"][at, -1]):
            continue
        for frame in part.train(part.setup):
            for name in CURVES:
                curves[name][at] = frame.views[name]
            now = _frame(setup, curves)
            if now.step > told:
                told = now.step
                yield replace(now, place=frame.place)


def _frame(setup: SweepSetup, curves: Mapping[str, NDArray[Any]]) -> Frame:
    arrays = {name: np.array(curve, dtype=np.float32) for name, curve in curves.items()}
    known = np.isfinite(arrays["loss"])
    share = np.where(known, spent(setup), 0).max(axis=1)  # (R,)
    work = np.array([float(job.work) for job in plan(setup)])
    step = round(setup.steps * float(share @ work) / float(work.sum()))
    metrics = {"loss": float(np.nanmin(arrays["loss"])), "done": float(known[:, -1].sum())}
    return Frame(step, metrics, arrays, {**arrays, "recipe": np.array(_recipe(setup))})


def _recipe(setup: SweepSetup) -> int:
    return crc32(f"{setup.model_dump_json()}{text_of(setup).digest}".encode())
