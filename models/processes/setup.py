"""Every knob of a process that is given by its poles and zeros, in three views."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from models.errors import ModelError
from models.processes.roots import checked, outside
from models.setup import Setup, knob, seed_knob
from models.values import Numbers, Places, Row, within

Given = Literal["roots", "average", "exponential", "drawn"]
HEIGHTS = 9  # places between 0 and π at which a spectrum is drawn
DEEPEST = 200.0  # decibels of a gap that count as all of it
TALLEST = 60.0  # decibels up and down of a drawn spectrum
GIVEN = {
    "roots": "That of the unit circle",
    "average": "A moving average",
    "exponential": "e to the power of 2 cos ω",
    "drawn": "One you draw",
}


def _inside(poles: Row) -> Row:
    if outside(checked(poles)):
        raise ModelError("A pole lies outside the unit circle: the process grows without end.")
    return poles


def _reached(zeros: Row) -> Row:
    checked(zeros)
    return zeros


def _heights(decibels: Row) -> Row:
    if decibels and len(decibels) != HEIGHTS:
        raise ModelError(f"A spectrum is drawn by {HEIGHTS} heights.")
    return decibels


class RootsSetup(Setup):
    """A stationary process, by the poles and zeros of the filter that makes it of white noise."""

    poles: Annotated[Places, AfterValidator(_inside)] = knob(
        ((0.62, 0.62),),
        "Poles",
        "Where the filter is infinite; those off the axis come with their conjugates.",
        hidden=True,
    )
    zeros: Annotated[Places, AfterValidator(_reached)] = knob(
        (), "Zeros", "Where the filter is 0.", hidden=True
    )


class ProcessSetup(RootsSetup):
    """A process in its five pictures."""

    seed: int = seed_knob("Of the white noise: the same noise, whatever the filter.")


class WhitenSetup(ProcessSetup):
    """A process made of noise, and made noise again."""


class FactorSetup(RootsSetup):
    """A power spectrum that is to be factored."""

    given: Given = knob(
        "roots", "Spectrum", "The power spectrum S(ω) that is to be factored.", names=GIVEN
    )
    drawing: Annotated[Numbers, AfterValidator(_heights), within(TALLEST)] = knob(
        (),
        "Drawing",
        "Heights of the drawn spectrum, in decibels, from 0 to π.",
        hidden=True,
        only={"given": ("drawn",)},
    )
    gap_centre: float = knob(
        1.6,
        "Gap, middle in radians",
        "Where the spectrum is lowered, on both sides of 0.",
        low=0.0,
        high=3.1,
        step=0.05,
    )
    gap_width: float = knob(
        0.0,
        "Gap, width in radians",
        "How much of the spectrum is lowered.",
        low=0.0,
        high=1.5,
        step=0.05,
    )
    gap_depth: float = knob(
        40.0,
        "Gap, depth in dB",
        "How far the spectrum is lowered there; at the end of the slider all the way, to 0.",
        low=0.0,
        high=DEEPEST,
        step=10.0,
    )


AnyProcessSetup = ProcessSetup | WhitenSetup | FactorSetup
