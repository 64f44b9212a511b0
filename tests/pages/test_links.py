"""What the links of all pages have in common."""

import pytest

from models.setup import Setup
from playground import catalog
from playground.controls.knobs import knobs_of


def setups(kind: type[Setup]) -> list[type[Setup]]:
    return [each for sub in kind.__subclasses__() for each in (sub, *setups(sub))]


def test_no_knob_has_the_parameter_of_the_switched_layers():
    for topic in catalog.TOPICS:
        for module in topic.modules:
            pytest.importorskip(module)
    found = setups(Setup)
    assert len(found) > len(catalog.TOPICS) / 2
    shared = catalog.TOPICS[0].in_link[-1]
    assert not [each.__name__ for each in found for k in knobs_of(each) if k.name == shared]
