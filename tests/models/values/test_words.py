"""The same word stands for the same thing on every page, and for nothing else."""

import re
from collections import defaultdict

import pytest

from playground.controls.knobs import Knob, knobs_of
from tests.models.values.test_setups import every_setup

# Names of knobs that mean one thing here and another there, and what a person reads for each.
HOMONYMS = {
    "alpha": {"α", "Added to each count, α"},
    "batch": {"Batch size", "Batch", "Tokens a batch"},
    "cell": {"Cells", "Cells of the recurrent network"},
    "clip": {"Clip at", "Clip the gradient at"},
    "data": {"Data", "Little data too"},
    "dimensions": {"Code dimensions", "Dimensions"},
    "distance": {"Distance", "Distance of the modes", "Echo from"},
    "draws": {"Draws", "Symbols drawn"},
    "family": {"Kind of layer", "Network"},
    "kernel": {"Kernel", "Side of a kernel"},
    "latents": {"Latent dimensions", "Code size"},
    "law": {"Law", "Column as"},
    "layers": {"Layers", "Layers of convolutions and attention", "Times applied"},
    "learning_rate": {"Learning rate", "Generator's learning rate"},
    "levels": {"Levels", "Levels of grey"},
    "memory": {"Memory", "Memory k of the MLP"},
    "method": {"Method", "Updates", "Start", "Fitted by"},
    "noise": {"Add noise", "Noise in"},
    "objective": {"Objective", "Learns from"},
    "penalty": {"Penalty on D", "R1 penalty", "Penalty"},
    "positions": {"Positions", "Positions E"},
    "repeats": {"Repeats", "Seeds of the smallest"},
    "rule": {"Bandwidth", "Map"},
    "second": {"B", "Text B is read"},
    "seed": {"Seed", "First seed"},
    "seeds": {"GANs in each cell", "Samples at each share"},
    "sigma": {"Decoder σ", "Noise σ"},
    "size": {"Codewords", "Length"},
    "source": {"Data", "Source", "Law on the plane", "Sweep"},
    "strength": {"Strength", "Shear"},
    "steps": {"Steps", "Training steps", "Training steps of the flow"},
    "symbols": {"Symbols", "Data"},
    "target": {"Data", "Function", "Law", "Target"},
    "tokens": {"Tokens", "Tokens D"},
    "width": {"Hidden width", "Token size", "Channels"},
}
# Where the formulas are on the page, a word has its letter with it: "Heads" is "Heads h" there.
LETTER = re.compile(r" [a-z]$")
KINDS = {"int": "number", "float": "number"}


def knobs() -> list[Knob]:
    return [knob for kind in every_setup() for knob in knobs_of(kind) if not knob.hidden]


def word(knob: Knob) -> str:
    return LETTER.sub("", knob.label)


@pytest.mark.long
def test_a_name_is_one_word_wherever_it_means_the_same():
    words = defaultdict(set)
    for knob in knobs():
        words[knob.name].add(word(knob))
    several = {name: found for name, found in words.items() if len(found) > 1}
    assert {name: found - HOMONYMS.get(name, set()) for name, found in several.items()} == {
        name: set() for name in several
    }


@pytest.mark.long
def test_a_word_is_one_kind_of_knob_on_every_page():
    kinds = defaultdict(set)
    for knob in knobs():
        kinds[knob.label].add(KINDS.get(knob.kind, knob.kind))
    assert {label: found for label, found in kinds.items() if len(found) > 1} == {}


@pytest.mark.long
def test_no_knob_has_a_second_word_for_what_has_one():
    second = re.compile(r"\b(critic|epochs?|iterations?|minibatch|neurons|number of)\b", re.I)
    assert sorted({knob.label for knob in knobs() if second.search(knob.label)}) == []
