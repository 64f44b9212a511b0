"""Learned noise: inside its cell, with its own density, and a better bound for it."""

import math

import pytest
import torch
from torch.func import jacrev

from models.glow import GlowSetup, build, pictures, restore, train
from models.glow.filling import Filling
from models.glow.lattice import Lattice
from models.glow.look import slice_of
from models.glow.training import learner
from tests.models.frames import at_its_end

DATA = pictures("digits")
LATTICE = DATA.lattice


def made(*, learned: bool) -> Filling:
    """At its start, or after its network has been moved."""
    filling = Filling(LATTICE, 8, torch.Generator().manual_seed(0))
    if learned:
        generator = torch.Generator().manual_seed(1)
        for parameter in filling.parameters():
            parameter.data += 0.1 * torch.randn(parameter.shape, generator=generator)
    return filling


def points(n: int = 4) -> torch.Tensor:
    return LATTICE.spread(DATA.test[:n], LATTICE.noise(n, torch.Generator().manual_seed(2)))


def test_it_begins_as_uniform_noise() -> None:
    x = points()
    moved, log_det = made(learned=False)(x)
    assert torch.allclose(moved, x, atol=1e-6)
    assert not log_det.any()


def test_what_is_learned_stays_in_the_cell_and_tells_its_density() -> None:
    filling, x = made(learned=True).double(), points(1).double()
    moved, log_det = filling(x)
    assert not torch.allclose(moved, x, atol=1e-3)
    assert torch.equal(LATTICE.cells(moved), DATA.test[:1].double())
    n, u = LATTICE.cells(x), x * LATTICE.levels - LATTICE.cells(x)
    jacobian = jacrev(lambda at: filling.moved(n, at)[0][0])(u)[:, 0]
    assert log_det.item() == pytest.approx(torch.linalg.slogdet(jacobian)[1].item(), abs=1e-8)


def test_it_depends_on_the_picture_and_not_on_where_in_the_cell() -> None:
    filling = made(learned=True)
    shift, log_scale = filling.shift_and_log_scale(DATA.test[:2])
    assert not torch.equal(shift[0], shift[1])
    assert not torch.equal(log_scale[0], log_scale[1])
    assert not torch.equal(shift, log_scale)


def test_the_bound_is_the_density_where_the_noise_has_come_to_lie_less_its_own() -> None:
    model = build(GlowSetup(width=8, flow_steps=1, dequantization="variational"))
    assert model.filling is not None
    model.filling = made(learned=True)
    x = points()
    with torch.no_grad():
        moved, log_det = model.filling(x)
        expected = model.log_prob(moved) + log_det
        assert torch.allclose(model.log_bound(x), expected)
        uniform = build(GlowSetup(width=8, flow_steps=1))
        assert torch.equal(uniform.log_bound(x), uniform.log_prob(x))


@pytest.mark.long
def test_the_bound_that_is_told_is_the_sum_of_its_three_terms() -> None:
    setup = GlowSetup(width=8, flow_steps=2, steps=20, dequantization="variational")
    last = at_its_end(train(setup))
    told = last.metrics
    assert told["noise"] != 0
    assert told["constant"] + told["density"] + told["noise"] == pytest.approx(
        told["bits"], abs=1e-5
    )
    model = restore(setup, last.checkpoint)
    x = LATTICE.spread(DATA.test, LATTICE.noise(297, torch.Generator().manual_seed(0)))
    with torch.no_grad():
        bits = LATTICE.bits(model.log_bound(x).double())
    assert told["bits"] == pytest.approx(bits.mean().item(), abs=1e-5)
    uniform = at_its_end(train(setup.model_copy(update={"dequantization": "uniform"})))
    assert uniform.metrics["noise"] == 0


def test_both_the_flow_and_its_noise_are_trained() -> None:
    setup = GlowSetup(width=8, flow_steps=1, steps=10, dequantization="variational")
    training, before = learner(setup), build(setup)
    assert training.model.filling is not None
    assert before.filling is not None
    for step in range(10):
        training.advance(step)
    assert not torch.equal(training.model.filling.network.write, before.filling.network.write)
    assert not torch.equal(training.model.top.shift, before.top.shift)


def test_the_noise_along_a_pixel_is_a_density_of_its_cell() -> None:
    setup = GlowSetup(width=8, flow_steps=1, dequantization="variational")
    model = build(setup)
    picture = LATTICE.grey(DATA.test[3]).numpy()
    own = float(DATA.test[3][36])
    found = slice_of(model, LATTICE, picture, 36)
    inside = (found.line[:, 0] * LATTICE.levels).astype(int) == own
    share = found.line[inside, 1].mean() / LATTICE.levels
    assert found.noise[:, 1] == pytest.approx(LATTICE.levels * share, rel=1e-4)
    model.filling = made(learned=True)
    bent = slice_of(model, LATTICE, picture, 36).noise
    assert ((bent[:, 0] * LATTICE.levels >= own) & (bent[:, 0] * LATTICE.levels <= own + 1)).all()
    assert bent[:, 1].std() > 0.01 * bent[:, 1].mean()
    mass = torch.trapezoid(torch.tensor(bent[:, 1]), torch.tensor(bent[:, 0])).item()
    assert mass == pytest.approx(share, rel=0.1)
    assert math.isfinite(bent.sum())


def test_the_noise_has_the_mass_of_its_cell_however_many_points_lie_in_it() -> None:
    fine = Lattice(256, LATTICE.pixels)
    model = build(GlowSetup(width=8, flow_steps=1))
    picture = LATTICE.grey(DATA.test[3]).numpy()
    picture[36] = 31 / 255
    found = slice_of(model, fine, picture, 36)
    own = found.line[(found.line[:, 0] * 256).astype(int) == 31, 1]
    assert len(own) == 3, "others have four"
    assert found.noise[:, 1] == pytest.approx(own.mean(), rel=1e-4)


@pytest.mark.long
def test_learned_noise_and_splines_say_more_of_the_same_pictures() -> None:
    better = GlowSetup(steps=150, flow_steps=2, dequantization="variational")
    plain = at_its_end(train(better.model_copy(update={"dequantization": "uniform"})))
    learned = at_its_end(train(better))
    bent = at_its_end(train(better.model_copy(update={"coupling": "spline"})))
    assert learned.metrics["bits"] < plain.metrics["bits"] - 0.03
    assert bent.metrics["bits"] < learned.metrics["bits"]
