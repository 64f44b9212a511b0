"""A generator that was trained elsewhere: all measures at eight moments of its training."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from models.frame import Frame, Start
from models.measures.generators import Clustered, Digits, Planar
from models.measures.handed.kept import MOMENTS, Handed, slug_of, unpacked
from models.measures.handed.trained import TRAINED, Law
from models.measures.measured import Floats
from models.measures.table import MEASURES
from models.setup import Setup, knob, seed_knob
from models.values import Spelled, read_letters, write_letters


class HandedSetup(Setup):
    """What was brought."""

    own: Annotated[bytes, Spelled(read_letters, write_letters)] = knob(
        b"", "Training", "What was kept of the recording or the link that you brought.", hidden=True
    )
    seed: int = seed_knob("Of the real sample.")

    @property
    def steps(self) -> int:
        """The last step that is measured."""
        if not self.own:
            return 0
        what = unpacked(self.own)
        return int(what.steps[-1]) if len(what.steps) else last_step(what)


def last_step(what: Handed) -> int:
    """How long the training is that a link asks for."""
    steps: int = TRAINED[slug_of(what.topic)].read(what.setup).steps
    return steps


def train_handed(setup: HandedSetup, start: Start | None = None) -> Iterator[Frame]:
    """All measures of each moment; a training of which only the link was brought is made anew.

    Views: ``value``, ``error``, ``perfect`` and ``moved`` (23,), ``real`` and ``fake``, points
    (n, 2) or pictures (n, side, side), and the ``window`` (4,).

    Raises:
        ModelError: What was brought is not what was kept of a training.
    """
    what = unpacked(setup.own)
    page = TRAINED[slug_of(what.topic)]
    law = page.law(page.read(what.setup))
    window = np.array(_window(law))
    for step, samples in contestants(what):
        if start is not None and step <= start.step:
            continue
        real, fake = law.real(len(samples), np.random.default_rng(setup.seed)), law.judged(samples)
        if isinstance(law, Digits):
            # Nobody knows the classes of generated pictures but the judge, who errs: so he is asked
            # about the real ones too.
            real = law.judged(real.pictures)
        found = [each.measure(real, fake) for each in MEASURES]
        names = ("value", "error", "perfect", "moved")
        views = {name: np.array([getattr(each, name) for each in found]) for name in names}
        seen = (real.pictures, fake.pictures) if isinstance(law, Digits) else (real.points, samples)
        rest = {"real": seen[0], "fake": seen[1], "window": window}
        metrics = {each.short: now.value for each, now in zip(MEASURES, found, strict=True)}
        yield Frame(step, {"fid": metrics["FID"]}, views | rest)


def contestants(what: Handed) -> Iterator[tuple[int, Floats]]:
    """Steps, and samples of each: those that were kept, or those of the training as it goes."""
    if len(what.steps):
        yield from zip(what.steps.tolist(), what.samples, strict=True)
        return
    page = TRAINED[slug_of(what.topic)]
    known = page.read(what.setup)
    marks = np.linspace(0, last_step(what), MOMENTS)
    passed = 0
    for frame in page.train(known):
        if passed < len(marks) and frame.step >= marks[passed]:
            passed = int(np.searchsorted(marks, frame.step, side="right"))
            yield frame.step, page.draw(known, frame)


def _window(law: Law) -> tuple[float, ...]:
    """The part of the plane that is shown; for pictures nothing asks for it."""
    match law:
        case Planar():
            return law.mixture.window
        case Clustered():
            return law.window
        case Digits():
            return (0.0, 1.0, 0.0, 1.0)
