"""What the views of a prediction show: every order, and how far ahead it sees."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from models.errors import ModelError
from models.frame import Frame
from models.processes.estimates import estimated_autocorrelation, periodogram, welch
from models.processes.prediction.extension import extended, second_order
from models.processes.prediction.fit import (
    Fit,
    aic,
    burg,
    forecast,
    least_squares,
    prediction_error,
    yule_walker,
)
from models.processes.prediction.latticed import stages
from models.processes.prediction.levinson import predicted_spectrum, prediction_errors
from models.processes.prediction.series import spoken, sunspots
from models.processes.prediction.setup import (
    LEAST,
    AheadSetup,
    AnyPredictionSetup,
    EntropySetup,
    LatticeSetup,
    OrdersSetup,
    SeriesSetup,
    TriangleSetup,
)
from models.processes.process import ArProcess, Floats, Process, from_roots

_FITS = {"yule_walker": yule_walker, "burg": burg, "least_squares": least_squares}
KNOWN: dict[str, Process] = {
    "two": ArProcess([-0.75, 0.5]),
    "resonance": from_roots([0.95 * np.exp(1j * np.pi / 4)]),
    "average": Process(np.array([1.0]), np.array([1.0, 0.5])),
}
_SMALLEST, _LARGEST = 1e-100, 1e100  # distances from the mean whose squares are numbers
MOST_OWN = 2000  # rows of a column that are used, the last ones
PLACES = 257  # of a spectrum, from 0 to π
LAGS = 24  # of the residual's autocorrelation
HELD_OUT = 0.25  # of the series, its end: not fitted
ORIGINS = 40  # places from which the future is foretold


class Data(NamedTuple):
    """A series, where it begins, and the process that it is a sample of if that is known."""

    values: Floats
    first: float
    process: Process | None


def series_of(setup: SeriesSetup) -> Data:
    """The numbers of a setup, (n,).

    Raises:
        ModelError: No column was brought, or it is no series.
    """
    if setup.series == "sunspots":
        years, spots = sunspots()
        return Data(spots, float(years[0]), None)
    if setup.series == "vowel":
        return Data(spoken(setup.size), 0.0, None)  # of pulses: no sample of the vowel's process
    if setup.series == "own":
        column = np.array(setup.column[-MOST_OWN:])
        if not len(column):
            raise ModelError("There is no series yet. Load a CSV file with a column, or a sound.")
        if len(column) < LEAST:
            raise ModelError(
                f"A series of {len(column)} values is too short: bring {LEAST} or more."
            )
        if np.ptp(column) == 0:
            raise ModelError("All values are equal: there is nothing to predict.")
        if not _SMALLEST < np.abs(column - column.mean()).max() < _LARGEST:
            raise ModelError(
                "The values are too large or too close together to calculate with: take another "
                "unit."
            )
        return Data(column, 0.0, None)
    process = KNOWN[setup.series]
    random = np.random.default_rng(setup.seed)
    return Data(process.sample(setup.size, random), 0.0, process)


def fitted(setup: SeriesSetup, values: Floats, order: int) -> Fit:
    """The autoregression of one order by the method of a setup."""
    return _FITS[setup.method](values, order)


def orders(setup: OrdersSetup) -> Iterator[Frame]:
    """The fits of orders 0 to ``most``, a frame each; ``step`` is the order.

    Metrics: ``error`` E_m on the fitted part, ``held_out`` its mean square on the rest, in units of
    the series' square; ``gain`` over order 0 in decibels; ``aic``, its least value 0 over the
    orders; ``best``, the order at which it is, and ``best_held_out``; ``band``, 1.96 / √n.
    Views: ``reflections`` (most,), NaN beyond the order; ``omega``, ``spectrum`` (PLACES,), the
    fit's S(ω); ``residual`` (LAGS,), the autocorrelation of what is left.

    Raises:
        ModelError: Too few data for the highest order, a fit that grows without end, or a series
            that is foretold exactly.
    """
    values = series_of(setup).values
    cut = len(values) - int(HELD_OUT * len(values))
    seen, rest = values[:cut], values[cut:]
    most = min(setup.most, (cut - 2) // 2, cut - LAGS, len(rest) - 1)
    fits = [_white(seen), *(fitted(setup, seen, order) for order in range(1, most + 1))]
    if min(fit.variance for fit in fits) <= 0:
        raise ModelError(
            "The series repeats exactly: the next number follows from those before it, and no "
            "error is left to compare the orders by. Choose another one."
        )
    criteria = np.array([aic(fit, cut) for fit in fits])
    missed = np.array([prediction_error(fit, rest) for fit in fits])
    omega = np.linspace(0, np.pi, PLACES)
    for order, fit in enumerate(fits):
        reflections = np.full(most, np.nan)
        reflections[:order] = fit.reflections
        left = prediction_errors(seen - fit.mean, fit.a)[order:]
        correlation = estimated_autocorrelation(left, LAGS)
        yield Frame(
            order,
            {
                "error": fit.variance,
                "held_out": float(missed[order]),
                "gain": float(10 * np.log10(fits[0].variance / fit.variance)),
                "aic": float(criteria[order] - criteria.min()),
                "best": float(criteria.argmin()),
                "best_held_out": float(missed.argmin()),
                "band": float(1.96 / np.sqrt(cut)),
            },
            {
                "reflections": reflections,
                "omega": omega,
                "spectrum": predicted_spectrum(fit.a, fit.variance, omega),
                "residual": correlation / correlation[0],
            },
        )


def looked_at(values: Floats) -> dict[str, Floats]:
    """The spectrum of a series without a model: ``periodogram`` and ``welch`` over their ω."""
    segment = max(16, len(values) // 4)
    one, other = periodogram(values), welch(values, segment)
    names = ("periodogram_omega", "periodogram", "welch_omega", "welch")
    return dict(zip(names, (*one, *other), strict=True))


def ahead(setup: AheadSetup) -> Iterator[Frame]:
    """The future as foretold from ever later places of the held-out end, a frame each.

    Fitted on what comes before the first of them. Metrics: ``missed``, the root mean square of the
    forecast's error; ``inside``, the share of true values within 1.96 sd, 95 % wanted;
    ``inside_all``, its mean over all places.
    Views: ``place`` (ahead,), ``forecast``, ``spread`` (one sd) and ``truth``, NaN beyond the end.

    Raises:
        ModelError: Too few data for the order, or a fit that grows without end.
    """
    values, first, _ = series_of(setup)
    n = len(values)
    start = n - int(HELD_OUT * n)
    fit = fitted(setup, values[:start], setup.order)
    origins = np.unique(np.linspace(start, n - 1, ORIGINS).astype(int))
    told = [_from(fit, values, origin, setup.ahead) for origin in origins]
    inside_all = float(np.mean([frame.metrics["inside"] for frame in told]))
    for frame in told:
        place = first + frame.step + np.arange(setup.ahead, dtype=np.float64)
        yield replace(
            frame,
            metrics={**frame.metrics, "inside_all": inside_all},
            views={"place": place, **frame.views},
        )


def _from(fit: Fit, values: Floats, origin: int, count: int) -> Frame:
    """What is foretold of the ``count`` values from ``origin`` on, and what came."""
    mean, spread = forecast(fit, values[:origin], count)
    truth = np.full(count, np.nan)
    known = values[origin : origin + count]
    truth[: len(known)] = known
    apart = (truth - mean)[: len(known)]
    return Frame(
        int(origin),
        {
            "missed": float(np.sqrt(np.mean(apart**2))),
            "inside": float(np.mean(np.abs(apart) <= 1.96 * spread[: len(known)])),
        },
        {"forecast": mean, "spread": spread, "truth": truth},
    )


def prediction_view(setup: AnyPredictionSetup) -> Iterator[Frame]:
    """What the view of a setup computes: see :func:`orders`, :func:`ahead`, :func:`.stages`,
    :func:`.extended` and :func:`.second_order`.
    """
    match setup:
        case OrdersSetup():
            yield from orders(setup)
        case LatticeSetup():
            values = series_of(setup).values
            yield from stages(values, fitted(setup, values, setup.stages))
        case AheadSetup():
            yield from ahead(setup)
        case EntropySetup():
            yield from extended(setup.known, setup.choice)
        case TriangleSetup():
            yield from second_order(*setup.pair)


def _white(values: Floats) -> Fit:
    """The predictor of order 0: the mean."""
    return Fit(np.empty(0), float(values.var()), float(values.mean()), np.empty(0))
