"""Every kind on the same data, and what is decoded between two classes."""

import numpy as np
import pytest
import torch

from models.autoencoders import VaeSetup
from models.autoencoders import restore as restore_vae
from models.autoencoders.plain import (
    UndercompleteSetup,
    between,
    data_of,
    hole,
    restore,
    rivals,
    term_as_error,
    train_rival,
)
from tests.models.frames import at_its_end


def test_rivals_have_data_size_and_seed_in_common_and_a_kind_each():
    setup = UndercompleteSetup(latents=3, steps=10, width=16, seed=4, network="linear")
    found = rivals(setup)
    for each in found.values():
        for name in ("data", "latents", "steps", "width", "seed"):
            assert getattr(each, name) == getattr(setup, name), name
    *kinds, variational = found.values()
    assert isinstance(variational, VaeSetup)
    assert len({type(each) for each in found.values()}) == 5
    assert {each.network for each in kinds} == {"deep"}


def test_between_two_classes_lie_decoded_images_and_their_distances():
    train = data_of(UndercompleteSetup()).train
    for name, setup in rivals(UndercompleteSetup(steps=10, width=16)).items():
        last = at_its_end(train_rival(setup))
        again = list(train_rival(setup, last))
        assert again[0].step == 10
        found, back = between(setup, last.checkpoint, 0, 7), between(setup, last.checkpoint, 7, 0)
        np.testing.assert_allclose(found.images, back.images[::-1], atol=1e-5, err_msg=name)
        exact = torch.cdist(torch.from_numpy(found.images).float(), train).amin(dim=1)
        np.testing.assert_allclose(found.distances, exact, rtol=1e-3)
        np.testing.assert_allclose(found.places, np.arange(11) / 10, rtol=1e-6)
        assert found.side == 8


@pytest.mark.long
def test_a_hole_is_how_much_farther_it_is_midway_than_at_both_ends():
    data = data_of(UndercompleteSetup())
    for name, setup in rivals(UndercompleteSetup(steps=200, width=16)).items():
        last = at_its_end(train_rival(setup))
        found = hole(setup, last.checkpoint)
        with torch.no_grad():
            if isinstance(setup, VaeSetup):
                vae = restore_vae(setup, last.checkpoint)
                codes, decode = vae.encode(data.test)[0], vae.decode
            else:
                model = restore(setup, last.checkpoint)
                codes, decode = model.encode(data.test), model.decode
            own = torch.cdist(decode(codes), data.train).amin(dim=1)
            ones, others = torch.triu_indices(len(codes), len(codes), 1)
            apart = data.test_labels[ones] != data.test_labels[others]
            ones, others = ones[apart], others[apart]
            middles = decode((codes[ones] + codes[others]) / 2)
            midway = torch.cdist(middles, data.train).amin(dim=1)
        assert 100 < found.pairs < 148, "half of the held-out digits, but those of one class"
        # The pairs are a random part of all: their means are those of all within a few errors.
        assert abs(found.usual - float(own.mean())) < 5 * float(own.std()) / 297**0.5
        every = float((midway - (own[ones] + own[others]) / 2).mean())
        assert abs(found.depth - every) < 5 * found.error, name
        assert found.depth == found.midway - found.usual
        assert 0 < found.error < 0.1


def test_the_reconstruction_term_is_a_squared_error_with_the_noise_of_codes():
    setup = rivals(UndercompleteSetup(steps=100, width=16))["Variational"]
    assert isinstance(setup, VaeSetup)
    last = at_its_end(train_rival(setup))
    data, model = data_of(UndercompleteSetup()), restore_vae(setup, last.checkpoint)
    with torch.no_grad():
        mean, var = model.encode(data.test)
        noise = torch.randn(400, *mean.shape, generator=torch.Generator().manual_seed(3))
        again = model.decode(mean + var.sqrt() * noise)
    exact = float((again - data.test).square().sum(dim=-1).mean())
    found = term_as_error(setup, [last.metrics["distortion"]], [last.metrics["sigma"]])
    np.testing.assert_allclose(found, [exact], rtol=0.02)  # four codes of each stand behind one
