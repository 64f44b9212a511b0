"""The scaling law of Hoffmann et al. (2022) and its refit, in nats a token."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chinchilla:
    """L(N, D) = E + A / N^α + B / D^β (Hoffmann et al., eq. 2); N counts all parameters."""

    title: str
    e: float
    a: float
    b: float
    alpha: float
    beta: float

    def __call__(self, n: float, d: float) -> float:
        """Loss of ``n`` parameters after ``d`` tokens, each seen once."""
        return float(self.e + self.a / n**self.alpha + self.b / d**self.beta)

    def optimal(self, operations: float) -> tuple[float, float]:
        """(N, D) of the lowest loss with 6 N D operations (eq. 4).

        N = G (C/6)^(β/(α+β)), D = (C/6)^(α/(α+β)) / G, G = (α A / (β B))^(1/(α+β)).
        """
        both = self.alpha + self.beta
        g = (self.alpha * self.a / (self.beta * self.b)) ** (1 / both)
        budget = operations / 6
        return g * budget ** (self.beta / both), budget ** (self.alpha / both) / g

    @property
    def data_exponent(self) -> float:
        """D grows as C to this power: about one half, where Kaplan's law has .27."""
        return self.alpha / (self.alpha + self.beta)


#: As printed, rounded; its optimum contradicts the paper's own 20 tokens a parameter.
ROUNDED = Chinchilla("Chinchilla, as printed", 1.69, 406.4, 410.7, 0.34, 0.28)

#: The same fit with more digits, from the paper's source.
UNROUNDED = Chinchilla("Chinchilla, unrounded", 1.6934, 406.4, 410.7, 0.3392, 0.2849)

#: Refit to the paper's own points by Besiroglu et al. (2024).
REFIT = Chinchilla("Chinchilla, refit 2024", 1.8172, 482.01, 2085.43, 0.3478, 0.3658)
