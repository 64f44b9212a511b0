"""What a GAN can be compared with on the plane: the exact law of its samples, D* and its modes."""

from models.gans.exact.cells import jensen_shannon_of_cells
from models.gans.exact.modes import (
    ENOUGH,
    ModeReport,
    PerfectSampler,
    counted,
    enough,
    mode_report,
    noise_floor,
    perfect_sampler,
    standard_error,
)
from models.gans.exact.optimal import (
    LearnedBeside,
    Optimal,
    blurred,
    jensen_shannon,
    learned_beside,
    optimal_on_grid,
    optimal_on_line,
)
from models.gans.exact.push_forward import PushForward
from models.gans.exact.value import LN2, best_cost

__all__ = [
    "ENOUGH",
    "LN2",
    "LearnedBeside",
    "ModeReport",
    "Optimal",
    "PerfectSampler",
    "PushForward",
    "best_cost",
    "blurred",
    "counted",
    "enough",
    "jensen_shannon",
    "jensen_shannon_of_cells",
    "learned_beside",
    "mode_report",
    "noise_floor",
    "optimal_on_grid",
    "optimal_on_line",
    "perfect_sampler",
    "standard_error",
]
