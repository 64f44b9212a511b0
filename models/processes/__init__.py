"""Random processes (lectures 10-11): white noise through a filter, and back.

>>> process = ArProcess([-0.75, 0.5])
>>> [round(each.error, 6) for each in levinson(process.autocorrelation(3))]
[1.777778, 1.333333, 1.0]
"""

from models.processes.extension import (
    held_inside,
)
from models.processes.factor import (
    Predictable,
    autocorrelation_of,
    by_cepstrum,
    by_roots,
    circle,
    innovations_variance,
    spectral_factor,
    with_gap,
)
from models.processes.factored import lowered, process_view, spectrum_of
from models.processes.fit import (
    Fit,
    aic,
    burg,
    forecast,
    least_squares,
    prediction_error,
    yule_walker,
)
from models.processes.levinson import (
    NotPositiveDefinite,
    Order,
    admissible,
    entropy_rate,
    lattice,
    levinson,
    max_entropy_extension,
)
from models.processes.look import LAGS, PLACES, POINTS, process_of, white_noise
from models.processes.prediction import (
    MOST_KNOWN,
    AheadSetup,
    AnyPredictionSetup,
    Data,
    EntropySetup,
    OrdersSetup,
    SeriesSetup,
    TriangleSetup,
    looked_at,
    prediction_view,
    series_of,
)
from models.processes.process import (
    ArProcess,
    Floats,
    Process,
    Unstable,
    from_roots,
    reflected,
    stable_pair,
)
from models.processes.roots import MOST, mirrored, outside, placed
from models.processes.scales import HALF_TURN, decibel_range, decibels, tallest
from models.processes.series import periodogram, spoken, sunspots, vowel, wav, welch
from models.processes.setup import (
    DEEPEST,
    HEIGHTS,
    TALLEST,
    AnyProcessSetup,
    FactorSetup,
    ProcessSetup,
    RootsSetup,
    WhitenSetup,
)

__all__ = [
    "DEEPEST",
    "HALF_TURN",
    "HEIGHTS",
    "LAGS",
    "MOST",
    "MOST_KNOWN",
    "PLACES",
    "POINTS",
    "TALLEST",
    "AheadSetup",
    "AnyPredictionSetup",
    "AnyProcessSetup",
    "ArProcess",
    "Data",
    "EntropySetup",
    "FactorSetup",
    "Fit",
    "Floats",
    "NotPositiveDefinite",
    "Order",
    "OrdersSetup",
    "Predictable",
    "Process",
    "ProcessSetup",
    "RootsSetup",
    "SeriesSetup",
    "TriangleSetup",
    "Unstable",
    "WhitenSetup",
    "admissible",
    "aic",
    "autocorrelation_of",
    "burg",
    "by_cepstrum",
    "by_roots",
    "circle",
    "decibel_range",
    "decibels",
    "entropy_rate",
    "forecast",
    "from_roots",
    "held_inside",
    "innovations_variance",
    "lattice",
    "least_squares",
    "levinson",
    "looked_at",
    "lowered",
    "max_entropy_extension",
    "mirrored",
    "outside",
    "periodogram",
    "placed",
    "prediction_error",
    "prediction_view",
    "process_of",
    "process_view",
    "reflected",
    "series_of",
    "spectral_factor",
    "spectrum_of",
    "spoken",
    "stable_pair",
    "sunspots",
    "tallest",
    "vowel",
    "wav",
    "welch",
    "white_noise",
    "with_gap",
    "yule_walker",
]
