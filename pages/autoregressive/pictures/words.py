"""The chain rule for a word a person types, factor by factor."""

import numpy as np
import streamlit as st

from models.autoregressive import ArSetup
from models.autoregressive.sequences import LONGEST, Factors, factors
from models.autoregressive.sources import source
from playground import charts, lesson
from playground.controls import texts
from playground.lesson import Readout
from playground.recording import Moment


def unrolled(setup: ArSetup, moment: Moment) -> None:
    """One word's probability by the network of this moment."""
    letters = source(setup).letters
    example = "the" if letters[-1].isalpha() else "00010"
    text = texts.line(f"A word, up to {LONGEST} symbols", f"word_{len(letters)}", example, LONGEST)
    with lesson.refusals():
        show(factors(setup, moment.checkpoint, text), letters)


def show(found: Factors, letters: str) -> None:
    """Its factors as bars of bits, as a product, and beside what else might have come."""
    labels = [f"{place}: {named(each)}" for place, each in enumerate(found.letters, start=1)]
    chart = charts.bars(
        labels,
        [charts.Series("−log₂ P(symbol | those before)", found.bits, "model")],
        "bits",
        height=300,
    )
    charts.show(chart, "factors", "The bits that each symbol of the word costs.")
    lesson.readouts(
        [
            Readout(
                "Sum of the bars",
                found.total,
                "bits",
                help="−log₂ P(x): logarithms add up where probabilities multiply.",
                digits=4,
            ),
            Readout(
                "P(x)",
                found.probability,
                reference=found.even,
                reference_name="all words of this length equal:",
                help="The product of the factors; the word begins a sequence.",
            ),
        ],
        long=True,
    )
    st.table([row(found, place, letters) for place in range(len(found.letters))])


def row(found: Factors, place: int, letters: str) -> dict[str, str]:
    """One factor, and the symbols that were likeliest there."""
    before = found.letters[:place]
    likely = np.array(found.laws[place]).argsort()[::-1][:4]
    return {
        "factor": f"P({named(found.letters[place])} | {before.replace(' ', '␣') or 'start'})",
        "probability": lesson.numeral(found.probabilities[place], 4),
        "product so far": lesson.numeral(found.products[place], 4),
        "likeliest there": ", ".join(
            f"{named(letters[each])} {lesson.numeral(found.laws[place][each], 2)}"
            for each in likely
        ),
    }


def named(letter: str) -> str:
    """A symbol as a person reads it."""
    return letter.replace(" ", "␣")
