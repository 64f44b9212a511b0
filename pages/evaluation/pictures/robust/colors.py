"""One colour for each estimator, and for the GAN that is next of kin to it."""

from playground.palette import Concept

COLORS: dict[str, Concept] = {
    "mean": "gradient",
    "trimmed": "base",
    "huber": "codeword",
    "median": "query",
    "deepest": "key",
}
KIN: dict[str, Concept] = {"tv": "key", "js": "model", "w1": "gradient"}
SPREADS: dict[str, Concept] = {"deviation": "gradient", "range": "codeword", "mad": "query"}
