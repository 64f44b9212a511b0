"""The scaling laws of Kaplan et al. (2020) for transformers, in nats a token.

N counts parameters without embeddings, D tokens, C compute in PF-days (8.64e19 operations).
"""

from dataclasses import dataclass

PF_DAY = 1e15 * 24 * 3600  # operations


@dataclass(frozen=True)
class Joint:
    """L(N, D) = [(N_c / N)^(α_N / α_D) + D_c / D]^α_D (eq. 1.5)."""

    alpha_n: float
    alpha_d: float
    n_c: float
    d_c: float

    def __call__(self, n: float, d: float) -> float:
        """Test loss of ``n`` parameters after early stopping on ``d`` tokens."""
        return float(
            ((self.n_c / n) ** (self.alpha_n / self.alpha_d) + self.d_c / d) ** self.alpha_d
        )

    @property
    def balance(self) -> float:
        """The exponent by which data must grow with N so that overfitting stays: α_N / α_D."""
        return self.alpha_n / self.alpha_d


#: With the exponents of the separate laws; its balance is .80.
HEADLINE = Joint(0.076, 0.095, 8.8e13, 5.4e13)

#: The fit of table 2 to all runs at once; its balance is the .74 of the text and of the notes.
JOINT = Joint(0.076, 0.103, 6.4e13, 1.8e13)


def by_parameters(n: float) -> float:
    """L(N) = (8.8e13 / N)^.076, with all the data it needs (eq. 1.1)."""
    return float((8.8e13 / n) ** 0.076)


def by_data(d: float) -> float:
    """L(D) = (5.4e13 / D)^.095, stopped early (eq. 1.2)."""
    return float((5.4e13 / d) ** 0.095)


def by_compute(c: float) -> float:
    """L(C) = (3.1e8 / C)^.050 at the best size and batch, C in PF-days (eq. 1.3)."""
    return float((3.1e8 / c) ** 0.050)


def by_steps(n: float, steps: float) -> float:
    """L(N, S) = (6.5e13 / N)^.077 + (2.1e3 / S)^.76, S steps at a large batch (eq. 1.6)."""
    return float((6.5e13 / n) ** 0.077 + (2.1e3 / steps) ** 0.76)


def steps_to(n: float, loss: float) -> float:
    """Steps at a large batch until a loss is reached, from eq. 1.6; infinite if it never is."""
    above = loss - (6.5e13 / n) ** 0.077
    return float(2.1e3 / above ** (1 / 0.76)) if above > 0 else float("inf")


def critical_batch(loss: float) -> float:
    """Tokens a batch at which time and compute are well balanced: 2e8 / L^(1/.21) (eq. 1.4)."""
    return float(2e8 / loss ** (1 / 0.21))


def data_without_penalty(n: float) -> float:
    """Tokens at which overfitting hardly shows: 5e3 N^.74 (section 4.2)."""
    return float(5e3 * n**0.74)


def optimal(c: float) -> tuple[float, float]:
    """(N, D) for C PF-days: N = 1.3e9 C^.73, and D = C / (6 N) grows as C^.27 (eq. 6.1)."""
    n = 1.3e9 * c**0.73
    return float(n), float(c * PF_DAY / (6 * n))


def parameters(layers: int, width: int) -> int:
    """N without embeddings: 12 layers width² (eq. 2.1)."""
    return 12 * layers * width * width


def compute(n: float, d: float) -> float:
    """Operations of a training, 6 N D (section 2.1)."""
    return 6 * n * d
