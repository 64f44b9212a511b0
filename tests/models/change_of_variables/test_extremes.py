"""What a damaged or forged link may hold: every text is a result of numbers or a sentence."""

from contextlib import suppress

import pytest
from pydantic import ValidationError

from models.change_of_variables import (
    CurveSetup,
    DiscreteSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
    change,
)
from models.errors import ModelError
from tests.models.damaged import TEXTS


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("kind", "knob"),
    [
        (CurveSetup, "control"),
        (LotusSetup, "control"),
        (LinearSetup, "matrix"),
        (WarpSetup, "corner"),
        (DiscreteSetup, "weights"),
    ],
)
def test_any_map_of_a_link(kind, knob, text):
    with suppress(ModelError, ValidationError):
        list(change(kind.model_validate({knob: text})))
