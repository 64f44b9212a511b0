"""Grey values as cells of the unit cube: the bound, its constant and its sign, and baselines."""

import math

import pytest
import torch

from models.glow import Lattice, gaussian, independent, pictures


def test_the_uniform_density_on_the_cube_costs_the_logarithm_of_the_grey_values() -> None:
    lattice = Lattice(17, 64)
    assert lattice.bits(torch.zeros(3)).tolist() == pytest.approx([math.log2(17)] * 3)


def test_the_constant_is_minus_m_log_a() -> None:
    lattice = Lattice(256, 784)
    assert lattice.constant == pytest.approx(-784 * math.log(lattice.step))


def test_a_density_that_is_constant_in_every_cell_gives_exact_bits() -> None:
    """Of one pixel with P = (1/2, 1/4, 1/4): p = P / a in each cell, and the bound is -log₂ P."""
    lattice, chance = Lattice(3, 1), torch.tensor([0.5, 0.25, 0.25])
    n = torch.tensor([[0.0], [1.0], [2.0]])
    x = lattice.spread(n, torch.rand(3, 1, generator=torch.Generator().manual_seed(0)))
    density = (chance / lattice.step)[lattice.cells(x).long()[:, 0]]
    assert lattice.bits(density.log()).tolist() == pytest.approx([1, 2, 2])


def test_grey_values_go_into_their_cells_and_back() -> None:
    data = pictures("digits")
    noise = data.lattice.noise(len(data.test), torch.Generator().manual_seed(0))
    assert torch.equal(data.lattice.cells(data.lattice.spread(data.test, noise)), data.test)
    assert torch.equal(data.lattice.whole(data.lattice.grey(data.test)), data.test)
    assert data.lattice.cells(torch.tensor([-0.1, 1.2])).tolist() == [0, 16]


def test_independent_pixels_by_hand() -> None:
    data = pictures("digits")
    total = 0.0
    for pixel in range(64):
        for value in range(17):
            share = ((data.train[:, pixel] == value).sum().item() + 0.1) / (len(data.train) + 1.7)
            total -= (data.test[:, pixel] == value).sum().item() * math.log2(share)
    expected = total / data.test.numel()
    assert independent("digits").bits == pytest.approx(expected, abs=1e-5)


def test_one_gaussian_by_hand() -> None:
    data = pictures("digits")
    noise = data.lattice.noise(len(data.train), torch.Generator().manual_seed(1))
    x = data.lattice.spread(data.train, noise).double()
    y = data.lattice.spread(
        data.test, data.lattice.noise(len(data.test), torch.Generator().manual_seed(0))
    ).double()
    covariance = torch.cov(x.T)
    off = y - x.mean(dim=0)
    squares = (off @ torch.linalg.inv(covariance) * off).sum(dim=1).mean()
    nats = 0.5 * (squares + torch.linalg.slogdet(covariance)[1] + 64 * math.log(2 * math.pi))
    assert gaussian("digits").bits == pytest.approx(
        nats.item() / 64 / math.log(2) + math.log2(17), abs=1e-6
    )
