"""The knobs of VQ-VAE and of a codebook alone: how far they go, and what is said of them."""

import pytest
from pydantic import ValidationError

from models.vqvae import PointsSetup, VqVaeSetup

ENDS = [
    (VqVaeSetup, "codewords", 2, 512, 1),
    (VqVaeSetup, "dimensions", 1, 16, 1),
    (VqVaeSetup, "beta", 0.0, 2.0, 0.01),
    (VqVaeSetup, "keep", 0.5, 0.99, 0.001),
    (VqVaeSetup, "width", 8, 128, 1),
    (PointsSetup, "size", 2, 64, 1),
    (PointsSetup, "past", 0.0, 0.99, 0.001),
    (PointsSetup, "batch", 16, 1024, 1),
    (PointsSetup, "steps", 1, 20000, 1),
]


@pytest.mark.parametrize(("setup", "name", "low", "high", "step"), ENDS)
def test_a_knob_goes_to_both_ends_and_no_further(
    setup: type[VqVaeSetup], name: str, low: float, high: float, step: float
) -> None:
    for end in (low, high):
        assert getattr(setup.model_validate({name: end}), name) == end
    for beyond in (low - step, high + step):
        with pytest.raises(ValidationError):
            setup.model_validate({name: beyond})


@pytest.mark.parametrize("setup", [VqVaeSetup, PointsSetup])
def test_a_knob_has_a_short_name_and_a_sentence(setup: type[VqVaeSetup]) -> None:
    for field in setup.model_fields.values():
        assert field.title is not None
        assert field.description is not None
        assert len(field.title) < 30
        assert not field.title.endswith(".")
        assert field.description.endswith(".")
