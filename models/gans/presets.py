"""Setups that tell the story of mode collapse and its cures, in order."""

from models.gans.setup import GanSetup

_COLLAPSE = GanSetup(depth=2, hidden=64)
_CURE = {
    "loss": "relativistic",
    "penalty": "r1_r2",
    "penalty_weight": 0.02,
    "depth": 3,
    "hidden": 96,
    "batch": 256,
    "learning_rate": 2e-3,
    "decay": True,
}

PRESETS: dict[str, GanSetup] = {
    "minimax": GanSetup(loss="minimax"),
    "non_saturating": GanSetup(data="easy_ring"),
    "ring_collapse": _COLLAPSE,
    "ring_unrolled": _COLLAPSE.model_copy(update={"unroll": 5, "steps": 2000}),
    "ring_packed": _COLLAPSE.model_copy(update={"pack": 3}),
    "ring_wgan_gp": GanSetup(
        loss="wasserstein", penalty="gradient", penalty_weight=0.1, critic_steps=5, steps=3000
    ),
    "ring_cured": GanSetup.model_validate({**_CURE, "steps": 20_000}),
    "grid_collapse": GanSetup(data="grid"),
    "grid_cured": GanSetup.model_validate({**_CURE, "data": "grid", "steps": 25_000}),
}
