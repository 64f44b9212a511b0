"""The trainings that a fork came from: told, written into a link, and read out of one.

A fork's link carries, beside the knobs of the fork itself, the step at which it was forked and
the knobs in which its parent differs from it: ``gans_pack=3&gans_fork1=300&gans_fork1_pack=1``.
A parent that was a fork too is ``fork2``, in its differences from ``fork1``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from playground.controls.knobs import Knob, knobs_of, literal, normal, parse
from playground.controls.knobs import renames as renames_of
from playground.live.server import pool
from playground.recording import Origin, Recording

MOST = 4  # forks one after the other that a link carries
_LONGEST = 300  # characters of one difference
_DIGITS = 7


@dataclass(frozen=True)
class Ancestor:
    """What was trained until a fork.

    Attributes:
        setup: With these knobs,
        step: up to this step.
    """

    setup: Any
    step: int


def lineage(setup_class: type[BaseModel], origin: Origin | None) -> tuple[Ancestor, ...]:
    """The ancestors of a recording, nearest first, as far as they are known and make sense."""
    found: list[Ancestor] = []
    while origin is not None and origin.setup is not None:
        try:
            setup = setup_class.model_validate(origin.setup)
        except ValidationError:  # a file that was edited by hand, or made by another version
            break
        found.append(Ancestor(setup, origin.step))
        origin = origin.before
    return tuple(found)


def kept_ancestors(recording: Recording) -> list[Recording]:
    """The recordings that this one was forked from, nearest first, as far as they are kept."""
    known = {run.recording.identity: run.recording for run in pool().runs()}
    line: list[Recording] = []
    while recording.origin is not None and recording.origin.identity in known:
        recording = known[recording.origin.identity]
        line.append(recording.snapshot())
    return line


def names(setup_class: type[BaseModel], topic: str) -> list[str]:
    """All parameters that can be in a fork's link."""
    knobs = [f"_{knob.name}" for knob in knobs_of(setup_class) if knob.in_link]
    return [f"{topic}_fork{n}{name}" for n in range(1, MOST + 1) for name in ("", *knobs)]


def renames(setup_class: type[BaseModel], topic: str) -> dict[str, str]:
    """What parameters of a fork's link were called once, and what they are called now."""
    every = (renames_of(setup_class, f"{topic}_fork{n}") for n in range(1, MOST + 1))
    return {before: now for each in every for before, now in each.items()}


def parameters(topic: str, setup: BaseModel, ancestors: Sequence[Ancestor]) -> dict[str, str]:
    """What a link says about the ancestors of ``setup``; nothing if it cannot say it all."""
    said: dict[str, str] = {}
    if len(ancestors) > MOST:
        return {}
    for n, ancestor in enumerate(ancestors, 1):
        said[f"{topic}_fork{n}"] = str(ancestor.step)
        for knob, value in differences(setup, ancestor.setup):
            text = str(value) if knob.kind == "choice" else knob.text(value)
            if not knob.in_link or len(text) > _LONGEST:
                return {}
            said[f"{topic}_fork{n}_{knob.name}"] = text
        setup = ancestor.setup
    return said


def read(topic: str, setup: BaseModel, said: Mapping[str, str]) -> tuple[Ancestor, ...]:
    """The ancestors of ``setup`` that a link speaks of, nearest first.

    Raises:
        ValueError: With a sentence in Markdown, if the link makes no sense.
    """
    found: list[Ancestor] = []
    kind = type(setup)
    for n in range(1, MOST + 1):
        step = said.get(f"{topic}_fork{n}")
        if step is None:
            break
        if not (step.isascii() and step.isdecimal() and len(step) <= _DIGITS):
            raise ValueError(_refusal(f"{topic}_fork{n}", step))
        values = dict(setup)
        for knob in knobs_of(kind):
            name = f"{topic}_fork{n}_{knob.name}"
            if name in said:
                try:
                    values[knob.name] = parse(kind, knob, said[name])
                except ValueError as error:
                    raise ValueError(_refusal(name, said[name])) from error
        try:
            setup = normal(kind.model_validate(values))
        except ValidationError as error:
            raise ValueError(_refusal(f"{topic}_fork{n}", step)) from error
        found.append(Ancestor(setup, int(step)))
    return tuple(found)


def differences(setup: BaseModel, other: BaseModel) -> list[tuple[Knob, Any]]:
    """The knobs in which another setup differs, each with the other's value."""
    return [
        (knob, value)
        for knob in knobs_of(type(setup))
        if (value := getattr(other, knob.name)) != getattr(setup, knob.name)
    ]


def _refusal(name: str, text: str) -> str:
    return (
        f"The link asks for a fork with {literal(name)} = {literal(text)}, which is not possible "
        "here. The training begins at its beginning instead."
    )
