"""The modes of a posterior, and what lies between them."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from models.autoencoders import VaeSetup, build
from models.autoencoders.model import Vae, source
from models.autoencoders.posterior import Quadrature, modes, most_divided
from models.autoencoders.posterior.account import blur
from models.autoencoders.posterior.decomposition import posterior_kl
from models.autoencoders.posterior.family import best_gaussian
from models.autoencoders.posterior.modes import uphill


class Folded(nn.Module):
    """A thread over the plane that passes twice: z to (|z| - 1, sign of z), smoothly."""

    def forward(self, z: Tensor) -> Tensor:
        return torch.cat((z[:, :1].abs() - 1, torch.tanh(40 * z[:, :1])), dim=1)


def folded() -> Vae:
    model = build(VaeSetup(data="moons", latents=1, learned=False, sigma=0.3))
    model.decoder = Folded()  # type: ignore[assignment]
    return model


def test_every_cell_climbs_to_its_summit():
    assert uphill(np.array([0.0, 1, 3, 2, 1, 5, 4])).tolist() == [2, 2, 2, 2, 5, 5, 5]
    x, y = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-1, 1, 21))
    hills = np.maximum(-((x - 1) ** 2), -((x + 1) ** 2) - 0.5) - y**2
    found = uphill(hills).reshape(hills.shape)
    assert set(found.flat) == {10 * 41 + 10, 10 * 41 + 30}
    assert (found[:, 24:] == 10 * 41 + 30).all()


def test_two_codes_for_one_point_have_half_of_the_posterior_each():
    found = modes(Quadrature(folded()), torch.tensor([0.5, 0.0]))
    z = found.z[:, 0].sort().values
    assert z[0].item() == pytest.approx(-z[1].item())
    assert 1.2 < z[1].item() < 1.5  # between the prior's pull and |z| = 1.5
    assert found.mass.tolist() == pytest.approx([0.5, 0.5], abs=1e-3)
    assert found.average[1].item() == pytest.approx(0, abs=1e-6)
    torch.testing.assert_close(found.decoded[:, 1].abs(), torch.ones(2).double())


def test_the_best_gaussian_takes_the_larger_mode_wherever_the_encoder_is():
    model = folded()
    x = torch.tensor([0.5, 0.02])
    grid = Quadrature(model)
    found = modes(grid, x)
    assert 0.55 < found.mass[0] < 0.95
    for start in found.z:
        mean, var = best_gaussian(grid, x, start, torch.tensor([0.04]).double())
        assert mean.item() == pytest.approx(found.z[0].item(), abs=0.1)
        gap = posterior_kl(model, x[None], grid.log_px(x[None]), mean[None], var[None]).item()
        assert gap == pytest.approx(-found.mass[0].log().item(), abs=0.02)


def test_one_arm_near_by_leaves_one_mode_and_no_blur():
    model = folded()
    found = modes(Quadrature(model), torch.tensor([0.5, 1.0]))
    assert len(found.z) == 1
    assert found.mass.item() == pytest.approx(1, abs=1e-3)
    torch.testing.assert_close(found.average, found.decoded[0], atol=0.05, rtol=0)


def test_the_average_lies_where_there_are_no_data():
    model, data = folded(), source(VaeSetup(data="circles"))
    x = most_divided(model, data.window)
    found = blur(Quadrature(model), x, data)
    assert found.mass[1] > 0.1, "of all places one that more than one arm explains"
    assert found.density[-1] < found.density[:2].min() / 4
    assert data.density is not None
    expected = data.density.log_prob(torch.from_numpy(found.average)[None]).exp().item()
    assert found.density[-1] == pytest.approx(expected)
    highest = Quadrature(model).log_posterior(torch.tensor([x]))[0].max().exp().item()
    assert found.height.max() == pytest.approx(highest, rel=1e-3)


def test_images_have_no_exact_density():
    digits = VaeSetup(data="digits", steps=10)
    with pytest.raises(AssertionError, match="no exact density"):
        blur(Quadrature(folded()), (0.0, 0.0), source(digits))
