"""What is asked of a trained flow: ledger, scales, ways, likelihoods, Jacobians."""

import math

import numpy as np
import pytest
import torch

from models.autoencoders import VaeSetup, bounds, restore
from models.autoregressive.pixels import pixels
from models.glow import Glow, GlowSetup, build, independent, pictures
from models.glow.look import (
    Part,
    account,
    arithmetic,
    beside,
    between,
    bits_of,
    determinant_cost,
    jacobian,
    on_the_way,
    readable,
    resampled,
    rivals,
    sampled,
    share_less_likely,
    strangers,
    summed,
    tighter,
    train_beside,
)
from models.images import images
from tests.models.frames import at_its_end

DATA = pictures("digits")
LATTICE = DATA.lattice
PICTURES = LATTICE.grey(DATA.test[:4]).numpy()
X = LATTICE.spread(DATA.test[:1], torch.full((1, 64), 0.5))[0].numpy()


@pytest.fixture(scope="module")
def model() -> Glow:
    """Not the identity in any of its layers."""
    made = build(GlowSetup(width=8, flow_steps=2))
    generator = torch.Generator().manual_seed(0)
    for parameter in made.parameters():
        parameter.data += 0.05 * torch.randn(parameter.shape, generator=generator)
    return made


def test_the_ledger_adds_up_to_the_density(model: Glow) -> None:
    entries = account(model, X)
    total = sum(each.log_det + each.prior for each in entries)
    with torch.no_grad():
        assert total == pytest.approx(model.log_prob(torch.from_numpy(X)[None]).item(), abs=1e-3)
    assert sum(math.prod(each.leaves) for each in entries if each.leaves) == 64
    assert [each.shape for each in entries if each.layer == "squeeze"] == [(4, 4, 4), (2, 2, 8)]
    names = [each.layer for each in entries if each.level == 1]
    step = ["actnorm", "1×1 convolution", "coupling"]
    assert names == ["squeeze", *step, *step, "split"]


def test_two_pictures_come_back_at_the_ends_of_the_way_between_them(model: Glow) -> None:
    way = between(model, LATTICE, PICTURES[0], PICTURES[1], 5)
    assert np.array_equal(way[0], PICTURES[0])
    assert np.array_equal(way[-1], PICTURES[1])
    assert not np.array_equal(way[2], PICTURES[0])


def test_what_is_taken_away_and_added_again_comes_back(model: Glow) -> None:
    assert np.array_equal(
        arithmetic(model, LATTICE, PICTURES[0], PICTURES[1], PICTURES[1]), PICTURES[0]
    )
    found = arithmetic(model, LATTICE, PICTURES[0], PICTURES[1], PICTURES[2])
    swapped = arithmetic(model, LATTICE, PICTURES[1], PICTURES[0], PICTURES[2])
    assert not np.array_equal(found, swapped)


def test_only_the_part_of_one_scale_is_drawn_anew(model: Glow) -> None:
    with torch.no_grad():
        own = model.inverse(torch.from_numpy(X)[None])[0]
        drawn = model.noise(2, torch.Generator().manual_seed(3))
        coarse = model([own[0].expand(2, -1, -1, -1), 0.5 * drawn[1]])[0]
    fine_new, coarse_new = resampled(model, LATTICE, PICTURES[0], 2, 0.5, seed=3)
    assert np.array_equal(coarse_new, LATTICE.grey(LATTICE.cells(coarse)).numpy())
    assert not np.array_equal(fine_new, coarse_new)
    assert np.array_equal(resampled(model, LATTICE, PICTURES[0], 2, 0.5, seed=3)[0], fine_new)


def test_samples_follow_their_seed_and_their_temperature(model: Glow) -> None:
    warm = sampled(model, LATTICE, 30, 1.0)
    assert np.array_equal(warm, sampled(model, LATTICE, 30, 1.0))
    assert not np.array_equal(warm, sampled(model, LATTICE, 30, 1.0, seed=1))
    cold = sampled(model, LATTICE, 30, 0.1)
    assert cold.std(axis=0).mean() < warm.std(axis=0).mean()
    frozen = sampled(model, LATTICE, 30, 0.0)
    assert not np.ptp(frozen, axis=0).any(), "every part of z is cooled"
    assert set(np.unique(warm * 16)) <= set(range(17))


def test_more_noises_give_a_better_bound_and_one_is_the_trained_one(model: Glow) -> None:
    found = tighter(model, DATA, 20, 16, seed=0)
    assert found.draws.tolist() == [1, 2, 4, 8, 16]
    assert (np.diff(found.bits) < 0).all()
    assert found.bits[0] == pytest.approx(
        bits_of(model, LATTICE, LATTICE.grey(DATA.test[:20]).numpy(), 16).mean(), abs=1e-4
    )


def test_the_bound_with_many_noises_is_the_integral_over_a_cell(model: Glow) -> None:
    """-log₂ of the mean of the densities at eight noises, by hand for two pictures."""
    found = tighter(model, DATA, 2, 8, seed=5).bits[-1]
    noise = LATTICE.noise(16, torch.Generator().manual_seed(5)).reshape(8, 2, 64)
    with torch.no_grad():
        points = LATTICE.spread(DATA.test[:2], noise).flatten(0, 1)
        logs = model.log_prob(points).double().reshape(8, 2)
    highest = logs.max(dim=0).values
    nats = -(highest + (logs - highest).exp().mean(dim=0).log())
    expected = (nats + LATTICE.constant) / 64 / math.log(2)
    assert found == pytest.approx(expected.mean().item(), abs=1e-5)


def test_strangers_are_pictures_that_nobody_drew() -> None:
    found = strangers(DATA)
    assert all(((each >= 0) & (each <= 1)).all() for each in found.values())
    assert np.sort(found["shuffled"]).tolist() == np.sort(PICTURES[0]).tolist()
    assert found["inverted"] + PICTURES[0] == pytest.approx(1)
    assert found["empty"].max() == 0 < found["full ink"].min()


def test_bars_are_drawn_as_far_as_all_or_five_times_the_usual() -> None:
    assert readable([1.0, 3.0], 2.0) == pytest.approx(3.15)
    assert readable([1.0, 1600.0], 2.0) == 10


def test_the_share_of_less_likely_pictures() -> None:
    assert share_less_likely(2.0, [1.0, 3.0, 4.0, 5.0]) == 0.75


@pytest.mark.parametrize("part", ["actnorm", "convolution", "coupling", "step"])
@pytest.mark.parametrize("where", [(0, 0), (0, 1), (1, 1)])
def test_the_jacobian_of_a_part_has_the_log_det_of_the_ledger(
    model: Glow, part: Part, where: tuple[int, int]
) -> None:
    level, step = where
    seen = jacobian(model, X, part, level, step)
    names = {
        "actnorm": ["actnorm"],
        "convolution": ["1×1 convolution"],
        "coupling": ["coupling"],
        "step": ["actnorm", "1×1 convolution", "coupling"],
    }[part]
    entries = [each for each in account(model, X) if each.level == level + 1]
    mine = [each for each in entries if each.layer in names]
    chosen = mine[step * len(names) : (step + 1) * len(names)]
    assert seen.log_det == pytest.approx(sum(each.log_det for each in chosen), abs=1e-3)


def test_a_coupling_is_triangular_by_channel_and_a_convolution_blocks_by_place(model: Glow) -> None:
    coupling = jacobian(model, X, "coupling")
    assert coupling.above == 0
    assert coupling.diagonal == pytest.approx(coupling.log_det, abs=1e-5)
    assert coupling.channels.tolist() == sorted(coupling.channels)
    mixed = jacobian(model, X, "coupling", by_channel=False)
    assert mixed.above > 0
    assert mixed.log_det == pytest.approx(coupling.log_det, abs=1e-5)
    blocks = jacobian(model, X, "convolution", by_channel=False).matrix
    assert np.count_nonzero(blocks) <= 16 * 4 * 4
    assert blocks[:4, :4] == pytest.approx(blocks[4:8, 4:8])
    assert jacobian(model, X, "step").above > 0


def test_large_grids_are_cut_to_a_window() -> None:
    large = build(GlowSetup(width=8, flow_steps=1, data="mnist"))
    x = np.full(784, 0.3)
    assert jacobian(large, x, "coupling").matrix.shape == (64, 64)
    assert jacobian(large, x, "coupling", level=1).matrix.shape == (128, 128)


def test_the_cost_of_determinants_is_measured_for_every_size() -> None:
    found = determinant_cost(256)
    assert found.sizes.tolist() == [64, 128, 256]
    assert (found.full > 0).all()
    assert (found.triangular > 0).all()


@pytest.mark.long
def test_a_pixelcnn_tells_the_same_pictures_in_fewer_bits() -> None:
    seen = pixels("digits", 17, "test").held_out
    assert torch.equal(pictures("digits").test.long(), seen)
    setup = rivals("digits")["a PixelCNN"].model_copy(update={"steps": 400})
    last = at_its_end(train_beside(setup))
    found = beside(setup, last.checkpoint)
    assert found.bits + 5 * found.error < independent("digits").bits
    assert 0 < found.error < 0.05
    assert found.vae is None


def test_a_vae_beside_it_has_its_own_bound_and_its_networks() -> None:
    setup = rivals("digits")["a VAE"].model_copy(update={"steps": 30})
    assert isinstance(setup, VaeSetup)
    last = at_its_end(train_beside(setup))
    found = beside(setup, last.checkpoint)
    model = restore(setup, last.checkpoint)
    exact = bounds.discrete(model, setup, images("digits").test)
    assert exact is not None
    assert (found.bits, found.error) == (exact.bits, exact.error)
    assert found.vae is not None
    way = on_the_way(found.vae, PICTURES[0], PICTURES[1], 3)
    with torch.no_grad():
        ends = model.decode(model.encode(torch.as_tensor(PICTURES[:2]))[0]).clamp(0, 1).numpy()
    assert way[[0, -1]] == pytest.approx(ends, abs=1e-5)
    assert summed(found.vae, PICTURES[0], PICTURES[1], PICTURES[1]) == pytest.approx(
        ends[0], abs=1e-5
    )


def test_only_the_digits_have_a_pixelcnn_beside_them() -> None:
    assert list(rivals("digits")) == ["a VAE", "a PixelCNN"]
    assert list(rivals("mnist")) == ["a VAE"]
    assert rivals("mnist")["a VAE"].data == "mnist"
