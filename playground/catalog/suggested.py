"""The presets that the gallery suggests to try."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """A preset that the gallery suggests to try.

    Attributes:
        slug: The topic.
        preset: Name of the preset.
        promise: One sentence: what will be seen.
        link: What the link to the preset says; the gallery does not wait for the page's knobs.
    """

    slug: str
    preset: str
    promise: str
    link: Mapping[str, str]


SUGGESTED = (
    Suggestion(
        "gans",
        "Collapse",
        "Watch a GAN lose its modes, rewind to just before, change a knob, and fork it.",
        {
            "gans_data": "easy_ring",
            "gans_steps": "2000",
            "gans_rate_ratio": "0.1",
            "gans_beta1": "0.5",
        },
    ),
    Suggestion(
        "distances",
        "Lines apart",
        "Drag two parallel lines apart: every f-divergence stays where it is, W₁ follows.",
        {"distances_view": "transport"},
    ),
    Suggestion(
        "ledger",
        "Two modes",
        "One latent for two moons: what the encoder cannot say, in nats, at the point you drag.",
        {"ledger_latents": "1", "ledger_view": "blur"},
    ),
)
