"""A GAN on a line: data, model, D and D* as four curves, and the map z -> x as arrows.

The figure of Goodfellow et al. (2014), figure 1 (the notes' "the discriminator estimates a ratio of
densities"), trained. The model's density is exact (:mod:`models.gans.line_law`), so D* is too.
"""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import softplus

from models.adam import Adam
from models.batches import Batches
from models.errors import Diverged, ModelError
from models.frame import Arrays, Frame, moments
from models.gans.line_law import DATA, centres, jensen_shannon, pushed_density
from models.gans.line_setup import LineLoss, LineSetup

ARROWS = 41  # latents whose way to the line is drawn
JUDGED = 1024  # latents and points behind the two losses of a frame
_RATIO = 2.0  # of the discriminator's learning rate to the generator's
_FADE = (0.5, 0.99)  # Adam's β₁ and β₂
_FAINT = 1e-4  # density below which there is nothing to tell apart

# J_G as a function of D's logit at the samples, section 3 of the notes.
_GENERATOR: dict[LineLoss, Callable[[Tensor], Tensor]] = {
    "minimax": lambda v: -0.5 * softplus(v).mean(),
    "non_saturating": lambda v: 0.5 * softplus(-v).mean(),
    "maximum_likelihood": lambda v: -0.5 * v.exp().mean(),
}


class LineGan(nn.Module):
    """A generator and a discriminator between numbers.

    Attributes:
        generator: (n, 1) -> (n, 1), from latents to the line; it begins close to x = z / 2.
        discriminator: (n, 1) -> (n, 1), the logit of D.
    """

    def __init__(self, setup: LineSetup) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(setup.seed)
        self.generator = _network(setup.hidden, random)
        self.discriminator = _network(setup.hidden, random)

    def push(self, z: Tensor) -> Tensor:
        """G(z), (n, 1) -> (n, 1)."""
        moved: Tensor = z / 2 + self.generator(z)
        return moved

    def generate(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` samples (n, 1)."""
        with torch.no_grad():
            return self.push(torch.randn(n, 1, generator=generator))

    def discriminate(self, x: Tensor) -> Tensor:
        """D(x) in 0..1, (n, 1) -> (n,)."""
        with torch.no_grad():
            return torch.sigmoid(self.discriminator(x))[:, 0]


class _Noise:
    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        return torch.randn(n, 1, generator=generator)


def restore_line(setup: LineSetup, checkpoint: Arrays) -> LineGan:
    """The two networks of the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    gan = LineGan(setup)
    for name, player in (("generator", gan.generator), ("discriminator", gan.discriminator)):
        if name not in checkpoint or checkpoint[name].shape != _size(player):
            raise ModelError("This checkpoint is of another width: choose the one it had.")
        values = torch.from_numpy(checkpoint[name].copy())
        nn.utils.vector_to_parameters(values, player.parameters())
    return gan


def train_line(setup: LineSetup, start: Frame | None = None) -> Iterator[Frame]:
    """Train on the line; the first frame is the untrained pair, or ``start`` under this setup.

    Metrics: ``d_loss`` (the notes' J_D, ln 2 at the equilibrium) and ``g_loss``; ``js`` in nats,
    exact for the cells; ``d_best`` = ln 2 - js, the J_D of D*; ``error``, the mean |D - D*| under
    (p_data + p_model) / 2.
    Views, over the cells x: ``data``, ``model`` (densities), ``learned`` (D), ``best`` (D*; ½ where
    there is neither data nor model), each (CELLS,); ``z``, ``image``, ``push`` (ARROWS,): latents,
    where they go, and the direction -∂J_G/∂x in which each sample moves next, scaled to 1 at most.
    Checkpoint: ``generator``, ``discriminator`` and for each ``_mean`` and ``_square`` of Adam.

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: A loss stopped being a number.
    """
    gan = LineGan(setup) if start is None else restore_line(setup, start.checkpoint)
    adams = {
        "generator": Adam(gan.generator, *_FADE),
        "discriminator": Adam(gan.discriminator, *_FADE),
    }
    step = 0 if start is None else start.step
    if start is not None:
        for name, adam in adams.items():
            adam.mean.copy_(torch.from_numpy(start.checkpoint[f"{name}_mean"]))
            adam.square.copy_(torch.from_numpy(start.checkpoint[f"{name}_square"]))
    data = Batches(DATA[setup.data], setup.seed, setup.batch)
    noise = Batches(_Noise(), setup.seed + 1, setup.batch)
    own_noise = Batches(_Noise(), setup.seed + 2, setup.batch)
    generator_cost = _GENERATOR[setup.loss]
    yield _frame(setup, gan, adams, step)
    for stop in moments(setup.steps):
        if stop <= step:
            continue
        while step < stop:
            fall = (1 + math.cos(math.pi * step / setup.steps)) / 2  # the circling dies down
            rate = setup.learning_rate * fall
            for number in range(step * setup.critic_steps, (step + 1) * setup.critic_steps):
                with torch.no_grad():
                    fake = gan.push(noise[number])
                cost = _discriminator_cost(gan, data[number], fake)
                _descend(adams["discriminator"], cost, number + 1, _RATIO * rate)
            cost = generator_cost(gan.discriminator(gan.push(own_noise[step]))[:, 0])
            if not math.isfinite(cost.item()):
                raise Diverged(step)
            step += 1
            _descend(adams["generator"], cost, step, rate)
        yield _frame(setup, gan, adams, step)


def _descend(adam: Adam, cost: Tensor, step: int, rate: float) -> None:
    adam.gradient.zero_()  # the other player's cost passed through this one too
    cost.backward()  # type: ignore[no-untyped-call]
    adam.update(step, rate)


def _discriminator_cost(gan: LineGan, real: Tensor, fake: Tensor) -> Tensor:
    """J_D = -½ E ln D(x) - ½ E ln(1 - D(G(z)))."""
    logits = gan.discriminator(torch.cat((real, fake)))[:, 0]
    on_real, on_fake = logits.split((len(real), len(fake)))
    return 0.5 * softplus(-on_real).mean() + 0.5 * softplus(on_fake).mean()


def _frame(setup: LineSetup, gan: LineGan, adams: dict[str, Adam], step: int) -> Frame:
    p, q = DATA[setup.data].cell_density(), pushed_density(gan.push)
    total = p + q
    learned = gan.discriminate(centres().float()[:, None]).double()
    best = torch.where(total > _FAINT, p / total.clamp_min(1e-300), 0.5)
    random = torch.Generator().manual_seed(setup.seed + 3)
    real = DATA[setup.data].sample(JUDGED, random)
    fake = gan.generate(JUDGED, random)
    with torch.no_grad():
        d_loss = _discriminator_cost(gan, real, fake)
        g_loss = _GENERATOR[setup.loss](gan.discriminator(fake)[:, 0])
    if not (d_loss.isfinite() and g_loss.isfinite()):
        raise Diverged(step)
    js = jensen_shannon(p, q)
    z = torch.linspace(-2.5, 2.5, ARROWS)[:, None]
    with torch.no_grad():
        image = gan.push(z)
    place = image.clone().requires_grad_()
    (slope,) = torch.autograd.grad(_GENERATOR[setup.loss](gan.discriminator(place)[:, 0]), place)
    push = -slope[:, 0] / slope.abs().max().clamp_min(1e-12)
    views = {"data": p, "model": q, "learned": learned, "best": best}
    views |= {"z": z[:, 0], "image": image[:, 0], "push": push}
    return Frame(
        step,
        {
            "d_loss": float(d_loss),
            "g_loss": float(g_loss),
            "js": js,
            "d_best": math.log(2) - js,
            "error": float((total * (learned - best).abs()).sum() / total.sum()),
        },
        {name: tensor.numpy().astype("float32") for name, tensor in views.items()},
        _checkpoint(adams),
    )


def _checkpoint(adams: dict[str, Adam]) -> Arrays:
    state: dict[str, NDArray[np.float32]] = {}
    for name, adam in adams.items():
        state |= {
            name: adam.values.numpy().copy(),
            f"{name}_mean": adam.mean.numpy().copy(),
            f"{name}_square": adam.square.numpy().copy(),
        }
    return state


def _network(hidden: int, random: torch.Generator) -> nn.Sequential:
    """1 -> hidden -> hidden -> 1 with tanh, drawn from ``random`` alone."""
    sizes = (1, hidden, hidden, 1)
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(sizes):
        layer = nn.utils.skip_init(nn.Linear, inputs, outputs)  # type: ignore[no-untyped-call]
        with torch.no_grad():
            layer.weight.normal_(0, 1 / math.sqrt(inputs), generator=random)
            layer.bias.normal_(0, 0.5 if inputs == 1 else 0.1, generator=random)
        layers += [layer, nn.Tanh()]
    with torch.no_grad():
        layer.weight.mul_(0.3)
        layer.bias.zero_()
    return nn.Sequential(*layers[:-1])


def _size(module: nn.Module) -> tuple[int]:
    return (sum(parameter.numel() for parameter in module.parameters()),)
