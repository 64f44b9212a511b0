"""Our VAE against plain eager PyTorch: same network, initial weights, batch, data and noise.

The two train in turn, a few updates each, so that whatever else the machine does meets both. Run
by itself it also trains the black-and-white digits in full, and says what they reach on the test
images. Those knobs were chosen on the last 200 training images, never on the test images.
"""

import math
import time
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import softplus

from benchmarks.table import Row, text
from models.autoencoders import VaeSetup, build, elbo, iwae
from models.autoencoders.engine import engine
from models.autoencoders.model import Vae, source
from models.autoencoders.training import WithNoise, divided, learner, schedule
from models.training.adam import Adam
from models.training.batches import Batches

STEPS, TURNS = 600, 20
DRAWS = 100  # codes of each test image behind its ELBO
BERNOULLI = VaeSetup(
    data="digits", likelihood="bernoulli", latents=8, width=208, steps=3000, learning_rate=1e-3
)

Update = Callable[[int, Tensor, Tensor], None]


def measure() -> list[Row]:
    """Updates per second on the digits, ours to plain PyTorch's, for both likelihoods."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return [_measure(VaeSetup(data="digits")), _measure(BERNOULLI)]
    finally:
        torch.set_num_threads(threads)


def _measure(setup: VaeSetup) -> Row:
    batches = Batches(WithNoise(source(setup), setup.latents), setup.seed, setup.batch)
    queue = [divided(batches[step], setup) for step in range(STEPS)]
    ours, theirs = _ours(setup), _plain(setup)
    for side in (_ours(setup), _plain(setup)):  # a few updates that do not count
        _spend(side, queue, 0, 5)
    our_time, their_time = 0.0, 0.0
    for turn in range(TURNS):
        first, last = turn * STEPS // TURNS, (turn + 1) * STEPS // TURNS
        their_time += _spend(theirs, queue, first, last)
        our_time += _spend(ours, queue, first, last)
    return Row(
        f"autoencoder ({setup.likelihood}, width {setup.width}), updates per second, to eager",
        their_time / our_time,
        "at least",
        1.3,
    )


def _ours(setup: VaeSetup) -> Update:
    model = build(setup)
    adam = Adam(model)
    fast = engine(model, setup)

    rate = schedule(setup)

    def one(step: int, x: Tensor, noise: Tensor) -> None:
        loss = fast.loss_and_gradient(x, noise)
        adam.update(step + 1, rate(step))
        if not math.isfinite(loss):  # as the loop looks at it
            raise ArithmeticError("the loss is not a number")

    return one


def _plain(setup: VaeSetup) -> Update:
    """The same network as anyone would write it: nn.Linear, nn.SiLU and torch.optim.Adam."""
    like = build(setup)
    encoder, decoder = _sequential(like.encoder), _sequential(like.decoder)
    log_variance = torch.nn.Parameter(like.log_variance.detach().clone())
    parameters = [*encoder.parameters(), *decoder.parameters()]
    if setup.likelihood == "gaussian":
        parameters.append(log_variance)
    optimizer = torch.optim.Adam(parameters, lr=setup.learning_rate)
    rate = schedule(setup)

    def one(step: int, x: Tensor, noise: Tensor) -> None:
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        mean, log_var = encoder(x - like.centre).chunk(2, dim=1)
        out = decoder(mean + (0.5 * log_var).exp() * noise[0])
        if setup.likelihood == "bernoulli":
            missed = (softplus(out) - x * out).sum(dim=1)
        else:
            scale = x.shape[1] * (math.log(2 * math.pi) + log_variance)
            missed = 0.5 * ((x - out).square().sum(dim=1) / log_variance.exp() + scale)
        kl = 0.5 * (mean.square() + log_var.exp() - 1 - log_var).sum(dim=1)
        loss = (missed + kl).mean()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        if not math.isfinite(loss.item()):  # as ours looks at its loss in every update
            raise ArithmeticError("the loss is not a number")

    return one


def _sequential(network: torch.nn.Module) -> torch.nn.Sequential:
    """The two hidden layers of an :class:`models.autoencoders.model.networks.Mlp`, copied."""
    layers: list[torch.nn.Module] = []
    parameters = [parameter.detach() for parameter in network.parameters()]
    for weight, bias in zip(parameters[::2], parameters[1::2], strict=True):
        layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
        layer.load_state_dict({"weight": weight.clone(), "bias": bias.clone()})
        layers += [layer, torch.nn.SiLU()]
    return torch.nn.Sequential(*layers[:-1])


def _spend(side: Update, queue: list[tuple[Tensor, Tensor]], first: int, last: int) -> float:
    """Seconds that updates ``first`` to ``last`` (exclusive) take."""
    begin = time.perf_counter()
    for step in range(first, last):
        side(step, *queue[step])
    return time.perf_counter() - begin


def black_and_white() -> tuple[float, float]:
    """Test -ELBO and IWAE-500 (negative), in nats for each black-and-white digit."""
    model = _trained(BERNOULLI)
    test = source(BERNOULLI).test
    return -elbo(model, test, DRAWS).mean().item(), -iwae(model, test, 500).mean().item()


def _trained(setup: VaeSetup) -> Vae:
    """The autoencoder of ``setup`` after all its updates, without any frames on the way."""
    training = learner(setup)
    for step in range(setup.steps):
        training.advance(step)
    return training.model


if __name__ == "__main__":
    print(text(measure()))
    missed, bound = black_and_white()
    print(f"black-and-white digits, test: -ELBO {missed:.2f} (18.9), IWAE-500 {bound:.2f} (17.9)")
