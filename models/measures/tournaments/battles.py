"""Battles of generators, fought by discriminators: GAM, win rates, and NRDS.

A contestant is a sample. Whoever measures one generator alone lets it fight a perfect sampler:
without rivals, one half of the real sample is the rival, and the other half is what is real.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from models.measures.classifiers import Classifier, apart, real_share
from models.measures.classifiers.classifier import Features
from models.measures.measured import Floats, Measured, checked, halves, mean_error, share_error

EPOCHS = 20
RATE = 1.0


def battle(
    real: ArrayLike, fake: ArrayLike, *, rivals: Sequence[ArrayLike] | None = None
) -> Measured:
    """GAM: how often D₁ is fooled by G₂, over how often D₂ is fooled by G₁ (number 16).

    D₁ was trained against G₁ and D₂ against G₂, on first halves; they meet the second halves (Im
    et al., 2016). 1 for equals, less where G₁ wins. Against several rivals, the mean.

    Args:
        real: (N, D).
        fake: (M, D), of G₁.
        rivals: Samples of the others.
    """
    real, fake, others = _contestants(real, fake, rivals)
    ratios, errors = [], []
    for other in others:
        by_fake, by_other = _judges(real, (fake, other))
        fooled, fooling = _fooled(by_fake, other), _fooled(by_other, fake)
        counts = len(other) // 2, len(fake) // 2
        relative = [
            share_error(share, count) / share
            for share, count in zip((fooled, fooling), counts, strict=True)
        ]
        ratios.append(fooled / fooling)
        errors.append(ratios[-1] * float(np.linalg.norm(relative)))
    error = float(np.sqrt(np.mean(np.square(errors))))
    return Measured(float(np.mean(ratios)), error, 1.0)


def win_rate(
    real: ArrayLike, fake: ArrayLike, *, rivals: Sequence[ArrayLike] | None = None
) -> Measured:
    """How often the generator's points are taken for real in a tournament (number 17).

    Every generator plays against every discriminator (Olsson et al., 2018): the mean over all of
    them, its own too. A perfect sampler has 1/2.

    Args:
        real: (N, D).
        fake: (M, D).
        rivals: Samples of the other generators.
    """
    real, fake, others = _contestants(real, fake, rivals)
    rates = [_fooled(judge, fake) for judge in _judges(real, (fake, *others))]
    rate = float(np.mean(rates))
    return Measured(rate, share_error(rate, len(fake) // 2), 0.5)


def wins(real: ArrayLike, players: Sequence[ArrayLike]) -> Floats:
    """The share of G_i's points that fool D_j, (n, n): the table of a tournament."""
    (real,) = checked(real)
    samples = [checked(each)[0] for each in players]
    judges = _judges(real, samples)
    return np.array([[_fooled(judge, sample) for judge in judges] for sample in samples])


def skills(table: Floats) -> tuple[Floats, Floats]:
    """Skill of n generators and of n discriminators, from the table of their games.

    P(G_i fools D_j) = σ(g_i - d_j), the law of Elo and of Bradley and Terry; its likelihood is
    maximised by Newton's method with a little pull to 0. In Elo's units, 400 / ln 10 to a unit.
    """
    count = len(table)
    design = np.concatenate(
        (np.repeat(np.eye(count), count, 0), -np.tile(np.eye(count), (count, 1))), axis=1
    )
    wanted, skill = table.ravel(), np.zeros(2 * count)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ skill))
        slope = design.T @ (wanted - chance) - 1e-3 * skill
        bend = design.T @ (design * (chance * (1 - chance))[:, None]) + 1e-3 * np.eye(2 * count)
        skill = skill + np.clip(np.linalg.solve(bend, slope), -1, 1)
    skill *= 400 / np.log(10)
    return skill[:count], skill[count:]


def relative_score(
    real: ArrayLike, fake: ArrayLike, *, rivals: Sequence[ArrayLike] | None = None
) -> Measured:
    """NRDS: the share of the area under how real the samples look while D learns (number 18).

    One discriminator learns, epoch by epoch, to tell real points from those of all generators
    (Zhang et al., 2018). Who is found out late has a large area. n equal generators have 1/n.

    Args:
        real: (N, D).
        fake: (M, D).
        rivals: Samples of the other generators.
    """
    real, fake, others = _contestants(real, fake, rivals)
    looks = discovered(real, (fake, *others))
    areas = np.array([each.mean() for each in looks])
    share = float(areas[0] / areas.sum())
    relative = [mean_error(each.mean(0)) / each.mean() for each in looks]
    error = share * (1 - share) * float(np.linalg.norm(relative))
    return Measured(share, error, 1 / len(areas))


def discovered(real: Floats, players: Sequence[Floats]) -> list[Floats]:
    """How real the points of each generator look to a discriminator that learns, (E, M) each.

    Logistic regression on the features of :mod:`.classifier`, an epoch a step down its loss.
    """
    features = Features.of(np.concatenate((real, *players)))
    good, bad = features(real), [features(each) for each in players]
    weights = np.zeros(good.shape[1])
    looks = []
    for _ in range(EPOCHS):
        slope = good.T @ (1 - _chance(good @ weights)) / len(good)
        slope -= np.mean([each.T @ _chance(each @ weights) / len(each) for each in bad], axis=0)
        weights += RATE * slope
        looks.append([_chance(each @ weights) for each in bad])
    return [np.array(each) for each in zip(*looks, strict=True)]


def _chance(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)))


def _contestants(
    real: ArrayLike, fake: ArrayLike, rivals: Sequence[ArrayLike] | None
) -> tuple[Floats, Floats, list[Floats]]:
    (real, fake) = checked(real, fake)
    if rivals is None:
        real, rival = halves(real)
        return real, fake[: len(real)], [rival]
    return real, fake, [checked(each)[0] for each in rivals]


def _judges(real: Floats, samples: Sequence[Floats]) -> list[Classifier]:
    return [apart(halves(real)[0], halves(each)[0]) for each in samples]


def _fooled(judge: Classifier, sample: Floats) -> float:
    """The share of unseen points that are taken for real, by Laplace's rule never 0 or 1."""
    unseen = halves(sample)[1]
    return (real_share(judge, unseen) * len(unseen) + 1) / (len(unseen) + 2)
