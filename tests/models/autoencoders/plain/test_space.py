"""Points around a curve or a sheet: each of the three where its formula puts it."""

import math

import pytest
import torch

from models.autoencoders.plain.space import NOISE, space

FAR = 6 * NOISE  # nobody of 4,000 normal numbers is as far


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("helix", (-2, -2, -math.pi), (2, 2, math.pi)),
        ("knot", (-2.74, -3, -1), (2.74, 2.06, 1)),
        ("roll", (-math.pi, -2, -1.6), (2.12, 2, 2.64)),
    ],
)
def test_a_shape_fills_the_box_of_its_formula(name, low, high):
    x = torch.cat((space(name).train, space(name).test))  # (4000, 3)
    for axis, (least, most) in enumerate(zip(low, high, strict=True)):
        assert least - FAR < x[:, axis].min() < least + FAR, axis
        assert most - FAR < x[:, axis].max() < most + FAR, axis


def test_the_points_of_the_helix_are_around_it():
    x = torch.cat((space("helix").train, space("helix").test))
    near = 0.4 * torch.linspace(-2.5, 2.5, 4001) * math.pi
    curve = torch.stack((2 * (near / 0.4).cos(), 2 * (near / 0.4).sin(), near), dim=1)
    assert torch.cdist(x, curve).min(1).values.max() < FAR
