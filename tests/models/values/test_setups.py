"""No knob of any topic hides numbers in a text, and what is spelled is read as it was."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import numpy as np
import pytest

import models
from models import densities
from models.attention import ReadingSetup
from models.autoencoders import VaeSetup
from models.brought import Points
from models.brought.column import column_of
from models.flows import FlowSetup
from models.gans import GanSetup
from models.quantization import ScalarSetup, VectorSetup
from models.quantization.sources import levels_of
from models.setup import Setup
from models.values import Spelled

WORDS = {"text_a", "text_b", "text", "word", "prompt"}  # what a person types
UNTOUCHED = re.compile(r"[A-Za-z0-9._~-]*")  # RFC 3986, section 2.3

DRAWING = densities.simplified([np.random.default_rng(0).normal(size=(40, 2)).cumsum(0)])
MODES = (densities.Mode(-1, 0.12345, 0.1), densities.Mode(1, 0, 0.2, 3))
POINTS = Points(np.random.default_rng(1).normal(size=(20, 2)).astype("f4"), np.ones(2), np.ones(2))
SETUPS = [
    FlowSetup(target="drawn", drawing=DRAWING),
    FlowSetup(target="csv", points=POINTS),
    VaeSetup(data="drawn", drawing=DRAWING),
    GanSetup(data="custom", mixture=MODES),
    GanSetup(data="drawn", drawing=(((0.0, 0.0), (1.0, 1.0)),)),
    ScalarSetup(source="drawn", drawing=levels_of(np.linspace(0, 3, 65))),
    ScalarSetup(source="column", column=column_of([1, -2.5, 1e300])),
    ScalarSetup(start="own", own=(1e-12, 0.5), own_boundaries=(0.25,)),
    VectorSetup(source="drawn", drawing=DRAWING, own=((1.0, -2.0), (1e20, 0.0))),
    ReadingSetup(silenced=((5, 11), (0, 0))),
]


def every_setup(kind: type[Setup] = Setup) -> Iterator[type[Setup]]:
    for module in pkgutil.walk_packages(models.__path__, "models."):
        importlib.import_module(module.name)
    for each in kind.__subclasses__():
        if each.__module__.startswith("models."):
            yield each
            yield from every_setup(each)


@pytest.mark.long
def test_only_words_are_texts():
    texts = {
        (kind.__name__, name)
        for kind in every_setup()
        for name, field in kind.model_fields.items()
        if field.annotation is str
    }
    assert {name for _, name in texts} <= WORDS, texts


@pytest.mark.long
def test_every_number_has_a_range_in_which_its_default_lies():
    for kind in every_setup():
        for name, field in kind.model_fields.items():
            ends = {type(each).__name__: each for each in field.metadata}
            if field.annotation in (int, float) and "Spelled" not in ends:
                low, high = (getattr(ends.get(end), end.lower(), None) for end in ("Ge", "Le"))
                assert low is not None, f"{kind.__name__}.{name} has no lowest value"
                assert high is not None, f"{kind.__name__}.{name} has no highest value"
                assert (
                    low <= field.get_default(call_default_factory=True, validated_data={}) <= high
                )


@pytest.mark.long
def test_a_knob_over_more_than_three_decades_has_its_positions_in_decades():
    for kind in every_setup():
        for name, field in kind.model_fields.items():
            ends = {type(each).__name__: each for each in field.metadata}
            low, high = (getattr(ends.get(end), end.lower(), None) for end in ("Ge", "Le"))
            if low is not None and high is not None and low > 0 and high > 1000 * low:
                told = field.json_schema_extra
                assert isinstance(told, dict)
                assert told["log"] or told["hidden"] or name == "seed", f"{kind.__name__}.{name}"


@pytest.mark.long
def test_every_knob_has_a_name_and_a_sentence_on_what_it_does():
    for kind in every_setup():
        for name, field in kind.model_fields.items():
            assert 0 < len(field.title or "") <= 45, (kind, name, field.title)
            assert not (field.title or "").endswith("."), (kind, name, field.title)
            assert (field.description or "").endswith((".", "?", ")")), (kind, name)


@pytest.mark.long
def test_what_is_spelled_by_default_is_read_as_it_was():
    seen = set()
    for kind in every_setup():
        for name, field in kind.model_fields.items():
            for spelled in [each for each in field.metadata if isinstance(each, Spelled)]:
                seen.add(name)
                text = spelled.spell(getattr(kind(), name))
                assert UNTOUCHED.fullmatch(text), (kind, name, text)
                assert getattr(kind.model_validate({name: text}), name) == getattr(kind(), name)
    assert {"control", "matrix", "drawing", "mixture", "points", "column", "own"} <= seen


@pytest.mark.parametrize("setup", SETUPS, ids=lambda setup: type(setup).__name__)
def test_a_setup_comes_back_from_its_texts(setup):
    texts = setup.changed()
    assert all(UNTOUCHED.fullmatch(str(text)) for text in texts.values())
    again = type(setup).model_validate(texts)
    assert again == setup
    assert hash(again) == hash(setup)
    assert again.changed() == texts
    assert type(setup).model_validate_json(setup.model_dump_json()) == setup
    assert type(setup).model_validate(setup.model_dump()) == setup
