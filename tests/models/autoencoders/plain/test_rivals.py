"""Every kind on the same data, and what is decoded between two classes."""

import numpy as np
import torch

from models.autoencoders import VaeSetup
from models.autoencoders.plain import UndercompleteSetup, between, data_of, rivals, train_rival


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
        *_, last = train_rival(setup)
        again = list(train_rival(setup, last))
        assert again[0].step == 10
        found, back = between(setup, last.checkpoint, 0, 7), between(setup, last.checkpoint, 7, 0)
        np.testing.assert_allclose(found.images, back.images[::-1], atol=1e-5, err_msg=name)
        exact = torch.cdist(torch.from_numpy(found.images).float(), train).amin(dim=1)
        np.testing.assert_allclose(found.distances, exact, rtol=1e-3)
        assert found.worst == found.distances.max() / found.usual
        assert found.side == 8
