"""Prediction from the past: what a series tells of its next value, order by order."""

from models.processes.prediction.extension import held_inside
from models.processes.prediction.fit import (
    Fit,
    aic,
    burg,
    forecast,
    least_squares,
    prediction_error,
    yule_walker,
)
from models.processes.prediction.levinson import (
    NotPositiveDefinite,
    Order,
    admissible,
    entropy_rate,
    lattice,
    levinson,
    max_entropy_extension,
)
from models.processes.prediction.series import spoken, sunspots, vowel, wav
from models.processes.prediction.setup import (
    MOST_KNOWN,
    AheadSetup,
    AnyPredictionSetup,
    EntropySetup,
    LatticeSetup,
    OrdersSetup,
    SeriesSetup,
    TriangleSetup,
)
from models.processes.prediction.views import Data, looked_at, prediction_view, series_of

__all__ = [
    "MOST_KNOWN",
    "AheadSetup",
    "AnyPredictionSetup",
    "Data",
    "EntropySetup",
    "Fit",
    "LatticeSetup",
    "NotPositiveDefinite",
    "Order",
    "OrdersSetup",
    "SeriesSetup",
    "TriangleSetup",
    "admissible",
    "aic",
    "burg",
    "entropy_rate",
    "forecast",
    "held_inside",
    "lattice",
    "least_squares",
    "levinson",
    "looked_at",
    "max_entropy_extension",
    "prediction_error",
    "prediction_view",
    "series_of",
    "spoken",
    "sunspots",
    "vowel",
    "wav",
    "yule_walker",
]
