"""Setups of the literature: how a GAN collapses on the plane, and what cures it."""

from collections.abc import Mapping

from models.gans.game.setup import GanSetup

# The rates and β₁ of Metz et al. 2017 (arXiv:1611.02163): a generator ten times as fast as its
# discriminator leaves for another mode as soon as one is rejected.
_COLLAPSE = {"rate_ratio": 0.1, "beta1": 0.5, "steps": 2000}
_RING = {**_COLLAPSE, "data": "easy_ring"}

# Relativistic pairing with R1 + R2 (Huang et al. 2024, arXiv:2501.05441). A Gaussian latent leaves
# a tenth of the samples on bridges between the modes; one in as many parts as the data need not.
_CURE = {
    "loss": "relativistic",
    "penalty": "r1_r2",
    "penalty_weight": 0.005,
    "depth": 3,
    "hidden": 96,
    "batch": 256,
    "learning_rate": 2e-3,
    "decay": True,
    "ema": 0.999,
    "latent": "mixture",
}


def _setup(*parts: Mapping[str, object], **knobs: object) -> GanSetup:
    together: dict[str, object] = {}
    for part in (*parts, knobs):
        together |= part
    return GanSetup.model_validate(together)


RECIPES: dict[str, GanSetup] = {
    "minimax": GanSetup(loss="minimax", rate_ratio=10.0, steps=3000),
    "non_saturating": GanSetup(rate_ratio=10.0, steps=3000),
    "ring_collapse": _setup(_RING),
    "ring_unrolled": _setup(_RING, unroll=5, steps=1500),
    "ring_packed": _setup(_RING, pack=3),
    "ring_wgan_gp": _setup(
        _RING, loss="wasserstein", penalty="gradient", penalty_weight=0.1, critic_steps=5
    ),
    # At width 96 and one update of D for each of G the modes end at half their width: D has not
    # yet told the middle of a mode from its rim when the rates have fallen. This one does. Where
    # the slopes are damped that little from the start, two parts of the latent share a mode on
    # every other seed, for good; damped more at first, they do on one of twelve.
    "ring_cured": _setup(
        _CURE,
        penalty_weight=0.1,
        penalty_left=0.1,
        steps=8000,
        critic_steps=2,
        learning_rate=3e-3,
        ema=0.99,
        hidden=128,
    ),
    "grid_collapse": _setup(_COLLAPSE, data="grid"),
    "grid_cured": _setup(_CURE, data="grid", steps=20_000, penalty_weight=0.01),
}
