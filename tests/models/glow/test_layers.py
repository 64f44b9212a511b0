"""Each layer is invertible, and its log-determinant is that of its Jacobian by autograd."""

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.func import jacrev

from models.errors import ModelError
from models.glow import Glow, GlowSetup, Sizes, pictures
from models.glow.layers import Coupling, Level, Logit, Mixing, Split, Top, squeeze, unsqueeze
from models.glow.training import learner

SHAPE = (4, 4, 4)  # of what enters a layer
GENERATOR = torch.Generator().manual_seed(3)


def shaken(module: nn.Module) -> nn.Module:
    """A layer in double precision whose parameters are no longer those of the start."""
    generator = torch.Generator().manual_seed(7)
    for parameter in module.parameters():
        parameter.data += 0.3 * torch.randn(parameter.shape, generator=generator)
    return module.double()


def numbers(*shape: int) -> Tensor:
    return torch.randn(shape, generator=GENERATOR, dtype=torch.float64)


def by_autograd(function: Callable[[Tensor], Tensor], x: Tensor) -> float:
    """log|det| of the Jacobian of ``function`` at x (1, ...)."""
    jacobian: Tensor = jacrev(function)(x).detach()
    return float(torch.linalg.slogdet(jacobian.reshape(x.numel(), x.numel()))[1])


LAYERS = {
    "coupling": Coupling(4, 8, GENERATOR),
    "split": Split(4, 8, GENERATOR),
    "spline coupling": Coupling(4, 8, GENERATOR, bins=4),
    "spline split": Split(4, 8, GENERATOR, bins=4),
    "level of splines": Level((4, 4), 4, 2, 8, "lu", GENERATOR, bins=4),
    "top": Top(SHAPE),
    "level of LU": Level((4, 4), 4, 2, 8, "lu", GENERATOR),
    "level of free matrices": Level((4, 4), 4, 2, 8, "free", GENERATOR),
}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_inverted_and_its_log_det_is_autograd_s(name: str) -> None:
    layer = shaken(LAYERS[name])
    assert isinstance(layer, Coupling | Top | Level)
    x = numbers(1, *SHAPE)
    y, log_det = layer.inverse(x)
    back, minus = layer.forward(y)
    assert torch.allclose(back, x, atol=1e-10)
    assert not torch.allclose(y, x, atol=0.1)
    assert log_det.item() == pytest.approx(
        by_autograd(lambda at: layer.inverse(at)[0], x), abs=1e-9
    )
    assert minus.item() == pytest.approx(-log_det.item(), abs=1e-9)


def test_a_coupling_leaves_its_first_half_alone_and_is_triangular() -> None:
    coupling = Coupling(4, 8, GENERATOR)
    shaken(coupling)
    x = numbers(1, 2, 2, 4)
    assert torch.equal(coupling.inverse(x)[0][..., :2], x[..., :2])
    found: Tensor = jacrev(lambda at: coupling.inverse(at)[0])(x)
    matrix = found.reshape(4, 4, 4, 4)  # place, channel by place, channel
    assert not matrix[:, :2, :, 2:].any()
    assert matrix[:, 2:, :, :2].any()


def test_a_split_gives_the_half_that_leaves_and_takes_it_back() -> None:
    split = shaken(Split(4, 8, GENERATOR))
    assert isinstance(split, Split)
    x = numbers(3, *SHAPE)
    stays, leaves, log_det = split.apart(x)
    assert torch.equal(stays, x[..., :2])
    back, minus = split.together(stays, leaves)
    assert torch.allclose(back, x, atol=1e-10)
    assert torch.allclose(minus, -log_det)


def test_each_square_of_four_pixels_becomes_four_channels() -> None:
    x = torch.arange(16.0).reshape(1, 4, 4, 1)
    assert squeeze(x)[0, 0, 1].tolist() == [2, 3, 6, 7]
    assert torch.equal(unsqueeze(squeeze(x)), x)
    other = numbers(2, 4, 6, 3)
    assert torch.equal(unsqueeze(squeeze(other)), other)


def test_the_logit_s_log_det_is_autograd_s() -> None:
    logit, y = Logit(0.05), torch.rand(1, 6, generator=GENERATOR, dtype=torch.float64)
    x, log_det = logit.inverse(y)
    back, minus = logit.forward(x)
    assert torch.allclose(back, y)
    assert log_det.item() == pytest.approx(by_autograd(lambda at: logit.inverse(at)[0], y))
    assert minus.item() == pytest.approx(-log_det.item())


def test_lu_starts_as_the_same_rotation_that_a_free_matrix_starts_as() -> None:
    lu, free = Mixing(3, 8, "lu"), Mixing(3, 8, "free")
    assert torch.allclose(lu.matrices(), free.matrices(), atol=1e-6)
    product = free.matrices() @ free.matrices().mT
    assert torch.allclose(product, torch.eye(8).expand(3, 8, 8), atol=1e-5)
    assert torch.allclose(lu.log_dets(), torch.zeros(3), atol=1e-5)


def test_the_log_det_of_lu_is_that_of_its_matrix() -> None:
    mixing = shaken(Mixing(3, 6, "lu"))
    assert isinstance(mixing, Mixing)
    assert torch.allclose(mixing.log_dets(), torch.linalg.slogdet(mixing.matrices())[1])


def test_actnorm_starts_where_every_channel_has_mean_0_and_spread_1() -> None:
    level = Level((4, 4), 4, 2, 8, "free", torch.Generator().manual_seed(0)).double()
    x = 3 + numbers(200, *SHAPE) * torch.tensor([0.1, 1, 5, 2])
    level.start(x)
    for name, y, _ in level.parts(x):
        if name == "actnorm":
            assert y.flatten(0, 2).mean(dim=0).tolist() == pytest.approx([0] * 4, abs=1e-9)
            assert y.flatten(0, 2).std(dim=0).tolist() == pytest.approx([1] * 4)


@pytest.mark.parametrize("levels", [1, 2])
def test_the_log_det_of_a_whole_flow_is_autograd_s(levels: int) -> None:
    model = Glow(Sizes(4, 4, levels, 2, 8, "lu"), 0.05, GENERATOR)
    shaken(model)
    x = torch.rand(1, 16, generator=GENERATOR, dtype=torch.float64)

    def flat(at: Tensor) -> Tensor:
        return torch.cat([z.flatten(1) for z in model.inverse(at)[0]], dim=1)

    parts, log_det = model.inverse(x)
    assert [tuple(z.shape[1:]) for z in parts] == model.shapes
    assert log_det.item() == pytest.approx(by_autograd(flat, x), abs=1e-8)
    back, minus = model.forward(parts)
    assert torch.allclose(back, x, atol=1e-9)
    assert minus.item() == pytest.approx(-log_det.item(), abs=1e-8)
    normal = -0.5 * (flat(x).square() + math.log(2 * math.pi)).sum()
    expected = normal + log_det
    assert model.log_prob(x).item() == pytest.approx(expected.item())


def test_images_of_any_even_size_pass() -> None:
    model = Glow(Sizes(6, 10, 1, 1, 8, "free"), 0.05, GENERATOR)
    x = torch.rand(2, 60, generator=GENERATOR)
    assert torch.allclose(model(model.inverse(x)[0])[0], x, atol=1e-4)


def test_an_image_that_cannot_be_halved_so_often_is_refused() -> None:
    with pytest.raises(ModelError, match="28×28"):
        Glow(Sizes(28, 28, 3, 1, 8, "lu"), 0.05, GENERATOR)


def test_a_spline_coupling_bends_what_an_affine_one_only_stretches() -> None:
    x = numbers(1, 1, 1, 4).expand(3, -1, -1, -1).clone()
    x[:, 0, 0, 2] = torch.tensor([-1.0, 0.0, 1.0])
    for bins, straight in ((0, True), (4, False)):
        coupling = shaken(Coupling(4, 8, torch.Generator().manual_seed(1), bins))
        assert isinstance(coupling, Coupling)
        y = coupling.inverse(x)[0][:, 0, 0, 2].detach()
        assert (abs(float(y[0] - 2 * y[1] + y[2])) < 1e-9) is straight


@pytest.mark.long
@pytest.mark.parametrize(("precision", "bound"), [(torch.float32, 1e-4), (torch.float64, 1e-9)])
def test_mnist_comes_back(precision: torch.dtype, bound: float) -> None:
    """Of a flow that has learnt for a while, for all held-out pictures."""
    data, training = pictures("mnist"), learner(GlowSetup(data="mnist", steps=40))
    for step in range(20):
        training.advance(step)
    model = training.model.to(precision)
    noise = data.lattice.noise(len(data.test), torch.Generator().manual_seed(1))
    x = data.lattice.spread(data.test, noise).to(precision)
    with torch.no_grad():
        assert (model(model.inverse(x)[0])[0] - x).abs().max() < bound
