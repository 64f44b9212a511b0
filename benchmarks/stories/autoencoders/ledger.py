"""What the stories of the ledger page claim."""

from functools import lru_cache

from benchmarks.stories.claim import Claim, Seen
from models.autoencoders import INPUTS, PlaneSetup, Vae, restore, train
from models.autoencoders.model import source
from models.autoencoders.posterior import Quadrature, account

BETWEEN = (1.4, 0.6)  # the modes of the eight Gaussians: where the page looks first
HOLLOW = (1.85, 0.4)  # of a moon: the same of the moons with one latent
CELLS = 193  # codes along each of two axes, as while a page trains


@lru_cache(maxsize=4)
def ended(setup: PlaneSetup) -> Vae:
    """The autoencoder of a setup at its end."""
    *_, last = train(setup)
    return restore(setup, last.checkpoint)


def grid(setup: PlaneSetup) -> Quadrature:
    """All its codes, decoded."""
    return Quadrature(ended(setup), CELLS if setup.latents == 2 else None)


def of_the_set(setup: PlaneSetup) -> account.Account:
    """The account of the held-out points that the page keeps."""
    return account.of(grid(setup), source(setup).test[:INPUTS].numpy())


def amortised(seed: int) -> Seen:
    """A small encoder between the modes."""
    setup = PlaneSetup(data="eight_gaussians", width=16, seed=seed)
    here, data = account.of(grid(setup), [BETWEEN]), of_the_set(setup)
    return Seen(
        data.amortisation < 0.1 and here.amortisation > 3 * data.amortisation,
        f"amortisation gap {data.amortisation:.3f} on the data, {here.amortisation:.3f} here",
    )


def two_modes(seed: int) -> Seen:
    """One latent, and a point in the hollow of a moon."""
    setup = PlaneSetup(data="moons", latents=1, seed=seed)
    found = account.blur(grid(setup), HOLLOW, source(setup))
    *modes, average = found.density
    return Seen(
        len(modes) >= 2 and min(modes[:2]) > 3 * average,
        f"{len(modes)} modes, masses {found.mass.round(2)}, data at them {found.density.round(3)}",
    )


def larger_gap(seed: int) -> Seen:
    """At that point amortisation costs more than the family."""
    setup = PlaneSetup(data="moons", latents=1, seed=seed)
    here = account.of(grid(setup), [HOLLOW])
    return Seen(
        here.amortisation > here.family,
        f"family gap {here.family:.2f}, amortisation gap {here.amortisation:.2f}",
    )


def given_up(seed: int) -> Seen:
    """β = 4 on the moons: no code, no gap, a worse model."""
    four, one = (of_the_set(PlaneSetup(beta=beta, seed=seed)) for beta in (4.0, 1.0))
    return Seen(
        four.rate < 0.01 and four.gap < 0.01 and four.log_px < one.log_px - 0.7,
        f"rate {four.rate:.4f}, gap {four.gap:.4f}, log p(x) {one.log_px:.2f} -> {four.log_px:.2f}",
    )


def linear(seed: int) -> Seen:
    """Linear networks: a tight bound on a worse model."""
    straight = of_the_set(PlaneSetup(network="linear", data="moons", seed=seed))
    bent = of_the_set(PlaneSetup(data="moons", seed=seed))
    return Seen(
        straight.gap < 1e-3 and straight.log_px < bent.log_px - 0.5,
        f"gap {straight.gap:.1e}, log p(x) {bent.log_px:.2f} -> {straight.log_px:.2f}",
    )


CLAIMS = [
    Claim(
        "Amortisation gap",
        "nearly as good as the best on the data, not between the modes",
        amortised,
    ),
    Claim(
        "Two modes",
        "two pieces of thread explain it; their average lies where few or none are",
        two_modes,
    ),
    Claim("Two modes", "this encoder adds a larger gap of its own", larger_gap),
    Claim("β = 4", "the code is given up, and log p(x) is nearly a nat lower", given_up),
    Claim("Linear", "both gaps vanish; log p(x) is half a nat lower", linear),
]
