"""What published laws say of one training, beside each other, and where they stop to be known."""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.scaling import chinchilla, kaplan
from models.scaling.power_law import Floats
from models.setup import Setup, knob

LOW, HIGH = 15.0, 28.0  # powers of ten of the operations that are shown


class CalculatorSetup(Setup):
    """A training that one thinks of, and a budget."""

    parameters: float = knob(
        1e9, "Parameters N", "Without embeddings.", low=1e3, high=1e14, log=True
    )
    tokens: float = knob(
        2e10, "Tokens D", "What it learns from, each once.", low=1e6, high=1e15, log=True
    )
    batch: float = knob(5e5, "Tokens a batch", "In each update.", low=1e3, high=1e9, log=True)
    compute: float = knob(
        5.76e23,
        "Operations C",
        "A budget, and what each law buys with it; 5.76e23 is Chinchilla's own. Drag it in the "
        "picture too.",
        low=10**LOW,
        high=10**HIGH,
        log=True,
    )


class Law(NamedTuple):
    """A published law, and what it was fitted to.

    Attributes:
        title: What it is called.
        loss: L(N, D) in nats a token.
        optimal: (N, D) of the lowest loss for so many operations.
        n_range: Parameters of the models that it was fitted to.
        d_range: Tokens that they saw.
    """

    title: str
    loss: Callable[[float, float], float]
    optimal: Callable[[float], tuple[float, float]]
    n_range: tuple[float, float]
    d_range: tuple[float, float]

    def knows(self, n: float, d: float) -> bool:
        """Whether such a model was among, or between, those that it was fitted to."""
        return self.n_range[0] <= n <= self.n_range[1] and self.d_range[0] <= d <= self.d_range[1]


def _kaplan(operations: float) -> tuple[float, float]:
    return kaplan.optimal(operations / kaplan.PF_DAY)


_KAPLAN = ((768.0, 1.5e9), (2.2e7, 2.3e10))  # Kaplan et al., figure 1 and section 1.1
_HOFFMANN = ((7e7, 1.6e10), (5e9, 5e11))  # Hoffmann et al., abstract

LAWS: tuple[Law, ...] = (
    Law("Kaplan 2020", kaplan.JOINT, _kaplan, *_KAPLAN),
    *(
        Law(each.title, each, each.optimal, *_HOFFMANN)
        for each in (chinchilla.ROUNDED, chinchilla.UNROUNDED, chinchilla.REFIT)
    ),
)


class Answer(NamedTuple):
    """What one law says.

    Attributes:
        title: Of the law.
        loss: Of the training one thinks of, in nats a token.
        known: Whether the law was fitted to anything like it.
        best_n: Parameters that the budget is best spent on.
        best_d: Tokens.
        best_loss: The loss then.
        best_known: Whether the law was fitted to anything like that.
    """

    title: str
    loss: float
    known: bool
    best_n: float
    best_d: float
    best_loss: float
    best_known: bool


def answers(setup: CalculatorSetup) -> list[Answer]:
    """Every law on one training and on one budget."""
    n, d = setup.parameters, setup.tokens
    found = []
    for law in LAWS:
        best = law.optimal(setup.compute)
        found.append(
            Answer(
                law.title, law.loss(n, d), law.knows(n, d), *best, law.loss(*best), law.knows(*best)
            )
        )
    return found


def batches(setup: CalculatorSetup) -> dict[str, float]:
    """Updates, and Kaplan's critical batch: ``updates``, ``critical`` (tokens), ``wasted``.

    ``wasted`` is the share of the operations that a smaller batch would save (Kaplan et al., eq.
    5.5): 1 - 1 / (1 + B / B_crit).
    """
    critical = kaplan.critical_batch(kaplan.JOINT(setup.parameters, setup.tokens))
    return {
        "updates": setup.tokens / setup.batch,
        "critical": critical,
        "wasted": 1 - 1 / (1 + setup.batch / critical),
    }


def tokens_by_compute(law: Law, operations: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Best D at each budget, and whether the law was fitted there, both (P,)."""
    best = [law.optimal(float(each)) for each in operations]
    d = np.array([tokens for _, tokens in best])
    return d, np.array([law.knows(*each) for each in best])


def parting(law: Law) -> float:
    """Operations at which a law and Kaplan's want equally many tokens; beyond, the law wants more.

    Both are powers of C, so ln D are two lines.
    """
    lines = []
    for each in (LAWS[0], law):
        low, high = (math.log(each.optimal(c)[1]) for c in (1.0, math.e))
        lines.append((low, high - low))
    (a, slope), (b, steeper) = lines
    return math.exp((a - b) / (steeper - slope))


class Road(NamedTuple):
    """The best D of a law over C, both as powers of ten.

    Attributes:
        inside: (P, 2) where the law was fitted; not a number elsewhere.
        outside: (P, 2) where it is continued.
        at: (2,) at the budget.
    """

    inside: Floats
    outside: Floats
    at: Floats


def roads(setup: CalculatorSetup) -> dict[str, Road]:
    """The best D of every law over C, on logarithmic axes."""
    operations = np.logspace(LOW, HIGH, 131)
    found = {}
    for law in LAWS:
        d, known = tokens_by_compute(law, operations)
        xy = np.log10(np.stack((operations, d), axis=-1))
        there = np.log10([setup.compute, law.optimal(setup.compute)[1]])
        inside, outside = (np.where(each[:, None], xy, np.nan) for each in (known, ~known))
        found[law.title] = Road(inside, outside, there)
    return found


def thought_of(setup: CalculatorSetup) -> Floats:
    """log10 of (6 N D, D) of the training one thinks of, (2,)."""
    operations = kaplan.compute(setup.parameters, setup.tokens)
    return np.log10([operations, setup.tokens])


def budget(power: float) -> float:
    """Operations at a place of the axis, with three digits, within what is shown."""
    return float(f"{10.0 ** min(max(power, LOW), HIGH):.3g}")


def calculator_view(setup: CalculatorSetup) -> Iterator[Frame]:
    """One frame: what every law says.

    Metrics: those of :func:`batches`, and ``operations`` 6 N D.
    Views: ``compute`` (P,), and ``tokens`` (laws, P), the best D of each law there; ``best``
    (laws, 3), N, D and loss at the budget; ``loss`` (laws,) of the training one thinks of.
    """
    operations = np.logspace(LOW, HIGH, 131)
    said = answers(setup)
    n, d = setup.parameters, setup.tokens
    views = {
        "compute": operations,
        "tokens": np.stack([tokens_by_compute(law, operations)[0] for law in LAWS]),
        "best": np.array([[each.best_n, each.best_d, each.best_loss] for each in said]),
        "loss": np.array([each.loss for each in said]),
    }
    yield Frame(0, {**batches(setup), "operations": kaplan.compute(n, d)}, views)
