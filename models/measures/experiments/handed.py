"""A generator that was trained elsewhere: all measures at moments of its recording."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

import numpy as np
import torch
from numpy.typing import ArrayLike

from models import flows, gans
from models.densities import Window
from models.errors import ModelError
from models.frame import Frame, Start
from models.gans.game import mixture_of
from models.measures.generators import Clustered, Planar
from models.measures.measured import Floats
from models.measures.table import MEASURES
from models.setup import Setup, knob, seed_knob
from models.values import Spelled, read_letters, write_letters

MOMENTS = 8  # of a recording, at most
MOST = 800  # samples of each
PLACES = ("gans", "flows")
WHICH = (
    "Only recordings of the pages “Generative adversarial networks” and “Normalizing flows” hold "
    "enough samples to be measured: those of pictures keep sixteen or twenty."
)


class HandedSetup(Setup):
    """What was brought."""

    own: Annotated[bytes, Spelled(read_letters, write_letters)] = knob(
        b"", "Recording", "What was kept of the recording that you brought.", hidden=True
    )
    seed: int = seed_knob("Of the real sample.")

    @property
    def steps(self) -> int:
        """The last step that is measured."""
        return int(handed(self.own).steps[-1]) if self.own else 0


class Handed(NamedTuple):
    """What is kept of a recording.

    Attributes:
        topic: Where it was made.
        setup: What was trained there.
        steps: (T,) at which its generator is measured.
        samples: (T, n, 2) that it made.
    """

    topic: str
    setup: dict[str, Any]
    steps: Floats
    samples: Floats


def hand_over(topic: str, setup: Mapping[str, Any], steps: ArrayLike, samples: ArrayLike) -> bytes:
    """What the knob ``own`` keeps of a recording: eight moments, a name and a setup.

    Args:
        topic: Where it was made.
        setup: The knobs of what was trained.
        steps: (T,).
        samples: (T, n, 2).

    Raises:
        ModelError: It is of another page, or what is in it does not fit together.
    """
    if topic not in PLACES:
        raise ModelError(WHICH)
    points, at = np.asarray(samples, dtype=np.float32), np.asarray(steps, dtype=np.int64)
    if points.ndim != 3 or points.shape[2] != 2 or len(points) != len(at) or points.shape[1] < 100:
        raise ModelError("The recording has no samples of the plane, a hundred or more a frame.")
    finite = np.isfinite(points).all((1, 2))
    if not finite.any():
        raise ModelError("No frame of the recording has samples that are all finite.")
    points, at = points[finite], at[finite]
    chosen = np.unique(np.linspace(0, len(at) - 1, MOMENTS).round().astype(np.intp))
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        topic=np.array(topic),
        setup=np.array(json.dumps(dict(setup))),
        steps=at[chosen],
        samples=points[chosen, :MOST],
    )
    content = buffer.getvalue()
    law_of(handed(content))
    return content


@lru_cache(maxsize=8)
def handed(content: bytes) -> Handed:
    """What :func:`hand_over` kept.

    Raises:
        ModelError: Nothing was brought, or it is not what was kept.
    """
    if not content:
        raise ModelError("Save a recording on the page of GANs or of flows, and bring it here.")
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            setup: dict[str, Any] = json.loads(str(kept["setup"]))
            return Handed(str(kept["topic"]), setup, kept["steps"], kept["samples"].astype(float))
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise ModelError("This is not what was kept of a recording.") from error


def law_of(what: Handed) -> Planar | Clustered:
    """What its generator learned from.

    Raises:
        ModelError: This playground does not know its setup, or that has no data.
    """
    try:
        if what.topic == "gans":
            return Planar(mixture_of(gans.GanSetup.model_validate(what.setup)))
        target = flows.target(flows.FlowSetup.model_validate(what.setup))
    except ValueError as error:
        raise ModelError("This playground does not know what the recording was trained on.") from (
            error
        )

    def draw(size: int, seed: int) -> Floats:
        points = target.sample(size, torch.Generator().manual_seed(seed))
        return np.asarray(points.numpy(), dtype=np.float64)

    window: Window = target.window
    return Clustered.of(draw, window)


def train_handed(setup: HandedSetup, start: Start | None = None) -> Iterator[Frame]:
    """All measures of each moment.

    Views: ``value``, ``error``, ``perfect`` and ``moved`` (23,), ``real`` and ``fake`` (n, 2) and
    the ``window`` (4,).

    Raises:
        ModelError: As for :func:`handed` and :func:`law_of`.
    """
    what = handed(setup.own)
    law = law_of(what)
    count = what.samples.shape[1]
    real = law.real(count, np.random.default_rng(setup.seed))
    window = np.array(law.mixture.window if isinstance(law, Planar) else law.window)
    for step, points in zip(what.steps.tolist(), what.samples, strict=True):
        if start is not None and step <= start.step:
            continue
        fake = law.judged(points)
        found = [each.measure(real, fake) for each in MEASURES]
        names = ("value", "error", "perfect", "moved")
        views = {name: np.array([getattr(each, name) for each in found]) for name in names}
        rest = {"real": real.points, "fake": points, "window": window}
        metrics = {each.short: now.value for each, now in zip(MEASURES, found, strict=True)}
        yield Frame(step, {"fid": metrics["FID"]}, views | rest)
