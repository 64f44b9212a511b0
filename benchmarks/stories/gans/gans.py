"""What the story of the GAN page claims: narrow modes, a minimax generator not pulled, a cure."""

import torch

from benchmarks.stories.claim import Claim, Seen
from models.gans import RECIPES, Gan, GanSetup, ModeReport, mode_report
from models.gans.game import Training, fixed_latents

DRAWN = 10_000  # samples behind each count of modes


def trained(setup: GanSetup) -> Gan:
    """The GAN at the end of its training."""
    training = Training(setup, [setup.seed])
    while training.step < setup.steps:
        training.advance()
    return Gan(setup, training.checkpoint())


def judged(gan: Gan, seed: int) -> ModeReport:
    """Modes, quality and width of many samples."""
    draws = gan.generate(DRAWN, torch.Generator().manual_seed(2**20 + seed))
    return mode_report(draws, gan.mixture)


def narrow(seed: int) -> Seen:
    """Modes and quality of the defaults, narrow modes and no cure, and how many lie on the ring."""
    gan = trained(GanSetup(seed=seed))
    report = judged(gan, seed)
    radius = gan.generate(DRAWN, torch.Generator().manual_seed(seed)).norm(dim=1)
    along = float(((radius - 1).abs() < 0.15).float().mean())
    return Seen(
        2 <= report.modes <= 7 and report.high_quality < 0.25 and along > 0.5,
        f"{report.modes} modes, HQ {100 * report.high_quality:.1f} %, on the ring {along:.2f}",
    )


def pull(name: str, seed: int) -> float:
    """The median slope that reaches a sample of a preset's generator."""
    setup = RECIPES[name].model_copy(update={"seed": seed, "steps": 1000})
    gan = trained(setup)
    return float(gan.pull(gan.push(fixed_latents(setup, 200))).norm(dim=1).median())


def minimax(seed: int) -> Seen:
    """The slope of minimax beside that of the non-saturating cost, after 1,000 steps."""
    one, other = pull("minimax", seed), pull("non_saturating", seed)
    return Seen(one < 0.1 * other, f"minimax {one:.2g}, non-saturating {other:.2g}")


def cured(seed: int) -> Seen:
    """Modes, quality and width of the cured ring."""
    report = judged(trained(RECIPES["ring_cured"].model_copy(update={"seed": seed})), seed)
    whole = report.modes == 8 and report.high_quality > 0.97 and report.reverse_kl < 1e-3
    return Seen(
        whole and 0.6 < report.spread_ratio < 0.85,
        f"{report.modes} modes, HQ {100 * report.high_quality:.1f} %, "
        f"reverse KL {report.reverse_kl:.4f}, spread {report.spread_ratio:.2f}",
    )


CLAIMS = [
    Claim("Narrow modes", "two to seven modes, under a quarter of high quality", narrow),
    Claim("Minimax", "the minimax cost saturates where D is sure of itself", minimax),
    Claim(
        "Cured",
        "all eight modes, each as often as in the data, at 0.6 to 0.8 of their width",
        cured,
    ),
]
