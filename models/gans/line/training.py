"""A GAN on a line: data, model, D and D* as four curves, and the map z -> x as arrows.

The figure of Goodfellow et al. (2014), figure 1 (the notes' "the discriminator estimates a ratio of
densities"), trained. The model's density is exact (:mod:`models.gans.line.law`), so D* is too.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import partial
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import softplus

from models import device
from models.errors import Diverged, ModelError
from models.frame import Arrays, Frame, Start
from models.gans.line.law import DATA, centres, jensen_shannon, pushed_density
from models.gans.line.setup import LineLoss, LineSetup
from models.training import count, run
from models.training.adam import Adam
from models.training.batches import Batches
from models.training.checkpoint import arrays, tensor
from models.training.learner import Step
from models.training.schedule import Schedule

ARROWS = 41  # latents whose way to the line is drawn
JUDGED = 1024  # latents and points behind the two losses of a frame
_RATIO = 2.0  # of the discriminator's learning rate to the generator's
_BETAS = (0.5, 0.99)  # Adam's β₁ and β₂
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
    _write(gan, checkpoint)
    return gan


def _write(gan: LineGan, checkpoint: Arrays) -> None:
    for name, player in (("generator", gan.generator), ("discriminator", gan.discriminator)):
        if name not in checkpoint or checkpoint[name].shape != (count(player),):
            raise ModelError("This checkpoint is of another width: choose the one it had.")
        nn.utils.vector_to_parameters(tensor(checkpoint, name), player.parameters())


def train_line(setup: LineSetup, start: Start | None = None) -> Iterator[Frame]:
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
    yield from run(partial(LineGame, setup, start), setup.steps)


class LineGame:
    """Both players' updates, as a :class:`models.training.learner.Learner`."""

    def __init__(
        self, setup: LineSetup, start: Start | None = None, on: torch.device | None = None
    ) -> None:
        self.setup, self.begin = setup, 0 if start is None else start.step
        self.gan = LineGan(setup) if start is None else restore_line(setup, start.checkpoint)
        self.on = on or device.for_training(count(self.gan), setup.batch)
        away = self.on.type != "cpu"
        self._trained = deepcopy(self.gan).to(self.on) if away else self.gan
        self._adams = {
            "generator": Adam(self._trained.generator, *_BETAS),
            "discriminator": Adam(self._trained.discriminator, *_BETAS),
        }
        points = setup.batch * setup.critic_steps
        self._data = Batches(DATA[setup.data], setup.seed, points)
        self._noise = Batches(_Noise(), setup.seed + 1, points)
        self._own_noise = Batches(_Noise(), setup.seed + 2, setup.batch)
        self.streams = (self._data, self._noise, self._own_noise)
        for stream in self.streams if away else ():
            stream.fix(self.on)
        self._rate = Schedule(setup.learning_rate, setup.steps)  # falls: the circling dies down
        if start is not None:
            self.load({name: tensor(start.checkpoint, name) for name in self.state()})

    def advance(self, step: Step) -> Tensor:
        """The discriminator's turns, then the generator's; its cost."""
        gan, turns, rate = self._trained, self.setup.critic_steps, self._rate(step)
        real, noise = self._data[step].chunk(turns), self._noise[step].chunk(turns)
        for turn in range(turns):
            with torch.no_grad():
                fake = gan.push(noise[turn])
            cost = _discriminator_cost(gan, real[turn], fake)
            self._descend("discriminator", cost, step * turns + turn + 1, _RATIO * rate)
        logits = gan.discriminator(gan.push(self._own_noise[step]))[:, 0]
        cost = _GENERATOR[self.setup.loss](logits)
        self._descend("generator", cost, step + 1, rate)
        return cost.detach()

    def _descend(self, name: str, cost: Tensor, number: Step, rate: float | Tensor) -> None:
        adam = self._adams[name]
        adam.gradient.zero_()  # the other player's cost passed through this one too
        torch.autograd.backward(cost)
        adam.update(number, rate)

    def state(self) -> dict[str, Tensor]:
        """``generator``, ``discriminator`` and for each ``_mean`` and ``_square`` of Adam."""
        state: dict[str, Tensor] = {}
        for name, adam in self._adams.items():
            state |= {name: adam.values, f"{name}_mean": adam.mean, f"{name}_square": adam.square}
        return state

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Take such a state over."""
        for name, kept in self.state().items():
            kept.copy_(state[name])

    def frame(self, step: int) -> Frame:
        """The moment after ``step`` steps of both."""
        checkpoint = arrays(self.state())
        if self._trained is not self.gan:
            _write(self.gan, checkpoint)
        return _frame(self.setup, self.gan, checkpoint, step)


def _discriminator_cost(gan: LineGan, real: Tensor, fake: Tensor) -> Tensor:
    """J_D = -½ E ln D(x) - ½ E ln(1 - D(G(z)))."""
    logits = gan.discriminator(torch.cat((real, fake)))[:, 0]
    on_real, on_fake = logits.split((len(real), len(fake)))
    return 0.5 * softplus(-on_real).mean() + 0.5 * softplus(on_fake).mean()


def _frame(setup: LineSetup, gan: LineGan, checkpoint: Arrays, step: int) -> Frame:
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
        checkpoint,
    )


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
