"""The table of the notes: 23 measures, with what each looks at, its formula and its bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import models.measures.beliefs as beliefs
import models.measures.classifiers as classifiers
import models.measures.coverage as coverage
import models.measures.likelihood as likelihood
import models.measures.moments as moments
import models.measures.neighbours as neighbours
import models.measures.pictures as pictures
import models.measures.tournaments as tournaments
from models.measures.generators.sample import Sample
from models.measures.measured import Measured

Sees = Literal["points", "beliefs", "labelled", "pictures"]
Better = Literal["more", "less", "same"]


@dataclass(frozen=True)
class Measure:
    """A row of the table.

    Attributes:
        number: In the table of the notes, from 1.
        name: What a person reads.
        short: The same where there is little room.
        unit: Of its value; empty where it has none.
        of: Computes it.
        sees: Which part of a sample it is given.
        better: Whether more is better, or less, or just what a perfect sampler has.
        formula: In LaTeX.
        bounds: From where to where it goes, in words.
        perfect: What a perfect sampler has, in words.
    """

    number: int
    name: str
    short: str
    unit: str
    of: Callable[[Any, Any], Measured]
    sees: Sees
    better: Better
    formula: str
    bounds: str
    perfect: str

    def measure(self, real: Sample, fake: Sample) -> Measured:
        """The measure of a generated sample beside a real one."""
        return self.of(getattr(real, self.sees), getattr(fake, self.sees))


def _row(
    number: int,
    name: str,
    short: str,
    unit: str,
    of: Callable[[Any, Any], Measured],
    sees: Sees,
    better: Better,
    formula: str,
    bounds: str,
    perfect: str,
) -> Measure:
    return Measure(number, name, short, unit, of, sees, better, formula, bounds, perfect)


MEASURES: tuple[Measure, ...] = (
    _row(
        1,
        "Average log-likelihood",
        "Likelihood",
        "nats",
        likelihood.log_likelihood,
        "points",
        "more",
        r"L = \frac1N \sum_i \ln p_\text{model}(x_i)",
        "none",
        "minus the entropy, less what the kernels lose",
    ),
    _row(
        2,
        "Coverage",
        "Coverage",
        "",
        likelihood.coverage,
        "points",
        "same",
        r"C = P_\text{data}(p_\text{model} > t), \quad P_\text{model}(p_\text{model} > t) = 0.95",
        "0 to 1",
        "0.95",
    ),
    _row(
        3,
        "Inception score",
        "IS",
        "",
        beliefs.inception_score,
        "beliefs",
        "more",
        r"\exp \mathbb{E}_x\, \mathrm{KL}(p(y|x)\,\|\,p(y))",
        "1 to the number of classes",
        "that of the real data",
    ),
    _row(
        4,
        "Modified inception score",
        "m-IS",
        "",
        beliefs.modified_score,
        "beliefs",
        "more",
        r"\exp \mathbb{E}_{x_i} \mathbb{E}_{x_j}\, \mathrm{KL}(p(y|x_i)\,\|\,p(y|x_j))",
        "1 upwards",
        "that of the real data",
    ),
    _row(
        5,
        "Mode score",
        "Mode score",
        "",
        beliefs.mode_score,
        "beliefs",
        "more",
        r"\exp\big( \mathbb{E}_x\, \mathrm{KL}(p(y|x)\,\|\,p(y)) "
        r"- \mathrm{KL}(p(y)\,\|\,p(y^\text{real})) \big)",
        "0 to the number of classes",
        "that of the real data",
    ),
    _row(
        6,
        "AM score",
        "AM score",
        "nats",
        beliefs.am_score,
        "beliefs",
        "less",
        r"\mathrm{KL}(p(y^\text{train})\,\|\,p(y)) + \mathbb{E}_x H(y|x)",
        "0 upwards",
        "the judge's doubt about real data",
    ),
    _row(
        7,
        "Fréchet distance (FID)",
        "FID",
        "",
        moments.frechet,
        "points",
        "less",
        r"\|\mu_r - \mu_g\|^2 + \mathrm{tr}\big(\Sigma_r + \Sigma_g "
        r"- 2 (\Sigma_r \Sigma_g)^{1/2}\big) = W_2^2",
        "0 upwards",
        "its bias, of order 1/n",
    ),
    _row(
        8,
        "MMD²",
        "MMD²",
        "",
        moments.mmd,
        "points",
        "less",
        r"\mathbb{E} k(x, x') - 2\, \mathbb{E} k(x, y) + \mathbb{E} k(y, y')",
        "about 0 to 2",
        "0, without bias",
    ),
    _row(
        9,
        "Wasserstein critic",
        "W critic",
        "",
        moments.critic,
        "points",
        "less",
        r"\frac1N \sum_i \hat f(x_i) - \frac1N \sum_i \hat f(y_i) \le W_1",
        "about 0 upwards",
        "0",
    ),
    _row(
        10,
        "Birthday paradox",
        "Birthday",
        "things",
        neighbours.birthday,
        "points",
        "more",
        r"N \approx \frac{s (s - 1)}{2 \cdot \text{doubles}}",
        "1 upwards",
        "that of the real data",
    ),
    _row(
        11,
        "Classifier two-sample test",
        "C2ST",
        "",
        classifiers.two_sample,
        "points",
        "less",
        r"\text{accuracy} \le \tfrac12 + \tfrac12 \mathrm{TV}",
        "about ½ to 1",
        "½",
    ),
    _row(
        12,
        "Classification performance",
        "Class. perf.",
        "",
        classifiers.classification,
        "labelled",
        "more",
        r"\text{accuracy on real data of } \hat p_g(y|x)",
        "0 to 1",
        "that of training on real data",
    ),
    _row(
        13,
        "Boundary distortion",
        "Boundary",
        "",
        classifiers.boundary,
        "labelled",
        "less",
        r"P_\text{data}\big(\arg\max \hat p_g(y|x) \ne \arg\max \hat p_r(y|x)\big)",
        "0 to 1",
        "that of two real halves",
    ),
    _row(
        14,
        "Different bins (NDB)",
        "NDB",
        "",
        coverage.different_bins,
        "points",
        "less",
        r"\frac1K \#\{k : |z_k| > 1.96\}",
        "0 to 1",
        "0.05, the level of the test",
    ),
    _row(
        15,
        "Image retrieval",
        "Retrieval",
        "",
        neighbours.retrieval,
        "points",
        "same",
        r"P(\text{nearest neighbour is of one's own kind})",
        "0 to 1",
        "½",
    ),
    _row(
        16,
        "Adversarial metric (GAM)",
        "GAM",
        "",
        tournaments.battle,
        "points",
        "less",
        r"\frac{P(D_1 \text{ takes } G_2 \text{ for real})}"
        r"{P(D_2 \text{ takes } G_1 \text{ for real})}",
        "0 upwards",
        "1, against a perfect sampler",
    ),
    _row(
        17,
        "Tournament win rate",
        "Win rate",
        "",
        tournaments.win_rate,
        "points",
        "more",
        r"\frac1n \sum_j P(D_j \text{ takes } G \text{ for real})",
        "0 to 1",
        "½",
    ),
    _row(
        18,
        "Relative score (NRDS)",
        "NRDS",
        "",
        tournaments.relative_score,
        "points",
        "more",
        r"\frac{A_i}{\sum_j A_j}, \quad A_i = \sum_\text{epochs} \mathbb{E} D(G_i)",
        "0 to 1",
        "1/n of n equals",
    ),
    _row(
        19,
        "Adversarial divergence",
        "Adv. div.",
        "nats",
        classifiers.adversarial,
        "labelled",
        "less",
        r"\mathbb{E}_x\, \mathrm{KL}(\hat p_g(y|x)\,\|\,\hat p_r(y|x))",
        "0 upwards",
        "that of two real halves",
    ),
    _row(
        20,
        "Geometry score",
        "Geometry",
        "",
        coverage.geometry,
        "points",
        "less",
        r"\sum_k \big( \text{MRLT}_r(k) - \text{MRLT}_g(k) \big)^2",
        "0 to 4",
        "what chance landmarks give",
    ),
    _row(
        21,
        "Reconstruction error",
        "Reconstr.",
        "",
        neighbours.reconstruction,
        "points",
        "less",
        r"\mathbb{E}_x \min_z \|G(z) - x\|^2",
        "0 upwards",
        "that of the real data",
    ),
    _row(
        22,
        "Image quality (SSIM)",
        "SSIM",
        "",
        pictures.similarity,
        "pictures",
        "more",
        r"\frac{(2 \mu_x \mu_y + c_1)(2 \sigma_{xy} + c_2)}"
        r"{(\mu_x^2 + \mu_y^2 + c_1)(\sigma_x^2 + \sigma_y^2 + c_2)}",
        "−1 to 1",
        "that of two real halves",
    ),
    _row(
        23,
        "Low-level statistics",
        "Low-level",
        "dB",
        pictures.statistics,
        "pictures",
        "less",
        r"\sqrt{\operatorname{mean}_f \big( 10 \log_{10} S_r(f) / S_g(f) \big)^2}",
        "0 upwards",
        "what the noise of the means gives",
    ),
)
