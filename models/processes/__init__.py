"""Random processes (lectures 10-11): white noise through a filter, and back.

>>> process = ar_process([-0.75, 0.5])
>>> [round(each.error, 6) for each in levinson(process.autocorrelation(3))]
[1.777778, 1.333333, 1.0]
"""

from models.processes.factor import (
    Predictable,
    autocorrelation_of,
    by_cepstrum,
    by_roots,
    circle,
    innovations_variance,
    with_gap,
)
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
from models.processes.process import (
    Process,
    Unstable,
    ar_process,
    from_roots,
    reflected,
    stable_pair,
)
from models.processes.series import periodogram, spoken, sunspots, vowel, welch

__all__ = [
    "Fit",
    "NotPositiveDefinite",
    "Order",
    "Predictable",
    "Process",
    "Unstable",
    "admissible",
    "aic",
    "ar_process",
    "autocorrelation_of",
    "burg",
    "by_cepstrum",
    "by_roots",
    "circle",
    "entropy_rate",
    "forecast",
    "from_roots",
    "innovations_variance",
    "lattice",
    "least_squares",
    "levinson",
    "max_entropy_extension",
    "periodogram",
    "prediction_error",
    "reflected",
    "spoken",
    "stable_pair",
    "sunspots",
    "vowel",
    "welch",
    "with_gap",
    "yule_walker",
]
