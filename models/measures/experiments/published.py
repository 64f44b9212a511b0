"""Two tables that disagree about the same baseline: VEEGAN's and PacGAN's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """What a paper says a GAN does on a mixture; high quality is within 3 deviations of a mode.

    Attributes:
        method: What was trained.
        source: Whose table.
        ring: Modes found of 8.
        ring_quality: Share of samples of high quality, in %.
        grid: Modes found of 25.
        grid_quality: The same share there.
    """

    method: str
    source: str
    ring: float
    ring_quality: float
    grid: float
    grid_quality: float


PUBLISHED = (
    Published("GAN", "VEEGAN, table 1", 1.0, 99.3, 3.3, 0.5),
    Published("GAN", "PacGAN, table 1", 6.3, 98.2, 17.3, 94.8),
    Published("ALI", "VEEGAN, table 1", 2.8, 0.13, 15.8, 1.6),
    Published("ALI", "PacGAN, table 1", 6.6, 97.6, 24.1, 95.7),
)
"""Srivastava et al., 2017; Lin et al., 2018."""

PERFECT_QUALITY = 98.889
"""Of a perfect sampler, in %: 1 - exp(-9/2). More says that the modes are too narrow."""
