"""One image, its cells, and a codeword put in by hand; what linear codes and JPEG pay."""

import numpy as np
import pytest
import torch

from models.autoencoders import restore as restore_vae
from models.autoencoders import train as train_vae
from models.autoencoders.bounds import rate
from models.images import images
from models.vqvae import VqVaeSetup, build, draws, jpeg, linear, over_beta, see, variational
from models.vqvae.networks import Decoder
from tests.models.frames import at_its_end

SETUP = VqVaeSetup(data="digits", grid="fine", width=8, codewords=16)
X = images("digits").test[0].numpy()


def test_what_is_seen_is_what_the_model_does() -> None:
    model = build(SETUP)
    seen = see(model, X, np.eye(2))
    codes = model.encode(torch.from_numpy(X)[None])[0].numpy()
    assert np.array_equal(seen.codes, codes)
    assert seen.image == pytest.approx(model.decode(torch.from_numpy(codes)[None])[0].numpy())
    assert seen.missed == pytest.approx(((X - seen.image) ** 2).sum(), rel=1e-5)
    assert seen.own == seen.chosen == codes[0, 0]
    book = model.quantizer.codebook.detach().numpy()
    assert seen.words == pytest.approx(book[codes.flatten()])


def test_a_cell_gets_the_codeword_nearest_to_the_place() -> None:
    model = build(SETUP)
    wanted = 11
    place = model.quantizer.codebook[wanted].detach().numpy()
    before, seen = see(model, X, np.eye(2), (2, 1)), see(model, X, np.eye(2), (2, 1), place)
    assert (seen.own, seen.chosen) == (before.codes[2, 1], wanted)
    changed = np.argwhere(seen.codes != before.codes)
    assert changed.tolist() == [[2, 1]]
    assert seen.words[2 * 4 + 1] == pytest.approx(place)


def test_a_swapped_codeword_changes_its_neighbourhood_alone() -> None:
    model = build(SETUP)
    place = model.quantizer.codebook.detach().numpy()[9]
    before, seen = see(model, X, np.eye(2), (0, 0)), see(model, X, np.eye(2), (0, 0), place)
    changed = np.abs(seen.image - before.image).reshape(8, 8) > 1e-7
    assert changed[:2, :2].any()
    assert not changed[:, 7].any()
    assert not changed[7].any()


@pytest.mark.parametrize(("side", "first", "last"), [(28, 1, 26), (8, 0, 7)])
def test_a_codeword_reaches_eleven_pixels_beyond_its_patch(
    side: int, first: int, last: int
) -> None:
    grid, generator = side // 4, torch.Generator().manual_seed(0)
    decoder = Decoder(torch.zeros(side**2), 2, 8, 2, generator)
    z = torch.randn(1, grid, grid, 2, generator=generator)
    other = z.clone()
    other[0, grid // 2, grid // 2] += 1  # of MNIST the pixels 12 to 15, in rows and columns
    changed = (decoder(other) != decoder(z)).reshape(side, side)
    for along in (0, 1):
        reached = torch.nonzero(changed.any(dim=along))
        assert (int(reached.min()), int(reached.max())) == (first, last)


def test_the_same_seed_draws_the_same_images() -> None:
    model = build(SETUP)
    assert np.array_equal(draws(model, 3, 5), draws(model, 3, 5))
    assert not np.array_equal(draws(model, 3, 5), draws(model, 3, 6))


def test_the_linear_bound_of_independent_columns_is_their_sum() -> None:
    x = np.random.default_rng(0).normal(size=(200_000, 2)) * [1.0, 0.5]
    found = linear(x)
    for bits, missed in zip(found.bits, found.distortion, strict=True):
        level = missed / 2 if missed <= 0.5 else missed - 0.25
        exact = 0.5 * np.log2(np.maximum(np.array([1.0, 0.25]) / level, 1)).sum()
        assert bits == pytest.approx(exact, abs=0.02)


def test_jpeg_misses_less_the_more_it_pays() -> None:
    data = images("digits")
    found = jpeg(data.test[:20].numpy(), data.side)
    assert (np.diff(found.bits) > 0).all()
    assert (np.diff(found.distortion) < 0).all()
    assert 50 < found.bits[0] < 300  # the scan alone, without some 5,000 bits of tables


@pytest.mark.long
def test_trained_vaes_are_points_of_rate_and_distortion() -> None:
    setups = variational(SETUP.model_copy(update={"seed": 3}))
    assert {(each.seed, each.data, each.latents) for each in setups.values()} == {(3, "digits", 16)}
    assert [each.beta for each in setups.values()] == [0.2, 0.5, 1.0, 2.0, 5.0, 15.0]
    x, lasts = images("digits").test, []
    for name in ("β = 0.2", "β = 15"):
        setup = setups[name].model_copy(update={"steps": 120})
        last = at_its_end(train_vae(setup))
        lasts.append((setup, last.metrics))
        model = restore_vae(setup, last.checkpoint)
        with torch.no_grad():
            bits = float(rate(model, x).sum(dim=1).mean()) / np.log(2)
            mean, var = model.encode(x)
            noise = torch.randn(100, *mean.shape, generator=torch.Generator().manual_seed(0))
            missed = (model.decode(mean + var.sqrt() * noise) - x).square().sum(dim=-1).mean()
        (found,), (off,) = over_beta(lasts[-1:])
        assert found == pytest.approx(bits, rel=1e-3)
        assert off == pytest.approx(float(missed), rel=0.03)  # four codes of each image behind it
    both = over_beta(lasts)
    assert both.bits[0] < both.bits[1], "from few bits to many, whatever the order of the runs"
    assert both.distortion[0] > both.distortion[1]
