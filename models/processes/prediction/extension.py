"""What a few autocorrelations leave open: Burg's maximum entropy; and the triangle of AR(2)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from models.frame import Frame
from models.processes.prediction.levinson import (
    NotPositiveDefinite,
    admissible,
    entropy_rate,
    levinson,
    max_entropy_extension,
    predicted_spectrum,
)
from models.processes.process import ArProcess, Floats

SHOWN = 16  # lags that are drawn
CHOICES = 201  # of the next autocorrelation, over its interval
PLACES = 257  # of a spectrum, from 0 to π


def intervals(known: ArrayLike) -> Floats:
    """Where each of R[1 .. M+1] may lie given those before it, with R[0] = 1, (M + 1, 2)."""
    r = np.concatenate(([1.0], np.asarray(known, dtype=np.float64)))
    return np.array([admissible(r[: m + 1]) for m in range(len(r))])


def held_inside(values: ArrayLike, margin: float = 0.005) -> Floats:
    """R[1 .. M] moved, one after the other, into their intervals, (M,); NaN goes to the middle."""
    r = np.ones(1)
    for value in np.asarray(values, dtype=np.float64):
        low, high = admissible(r)
        room = margin * (high - low)
        wanted = (low + high) / 2 if np.isnan(value) else value
        r = np.append(r, np.clip(wanted, low + room, high - room))
    return r[1:]


def extended(known: ArrayLike, choice: float) -> Iterator[Frame]:
    """All that R[0] = 1, R[1 .. M] = ``known`` leave open, as one frame.

    Args:
        known: (M,) inside their intervals.
        choice: Of R[M+1] in its interval, from -1 to 1; 0 is the middle, the maximum entropy.

    Metrics: ``chosen`` R[M+1] and its ``low`` and ``high``; ``error``, the smallest mean square
    error of a prediction, given the choice, ``largest``, that of the middle, and
    ``printed``, that of the middle without R[M]; ``rate`` and ``highest``, the entropy rates of the
    choice and of the middle in nats a step.
    Views: ``intervals`` (M + 1, 2); ``correlation`` (SHOWN,), continued with the choice and from
    there by maximum entropy, ``middle`` (SHOWN,) by maximum entropy at once; ``choices`` and
    ``rates`` (CHOICES,); ``omega``, ``spectrum`` and ``flattest`` (PLACES,).

    Raises:
        NotPositiveDefinite: No process has these numbers; the message has the interval.
    """
    r = np.concatenate(([1.0], np.asarray(known, dtype=np.float64)))
    low, high = admissible(r)
    error = levinson(r)[-1].error
    middle = (low + high) / 2
    chosen = middle + choice * (high - middle)
    if not low < chosen < high:
        raise NotPositiveDefinite("At its end the process is predictable: go inside.")
    longer = np.append(r, chosen)
    k = np.linspace(-1, 1, CHOICES)[1:-1]
    given = levinson(longer)[-1]
    omega = np.linspace(0, np.pi, PLACES)
    flattest = levinson(r)[-1]
    yield Frame(
        0,
        {
            "chosen": chosen,
            "low": low,
            "high": high,
            "error": given.error,
            "largest": error,
            "printed": levinson(r[:-1])[-1].error,
            "rate": entropy_rate(given.error),
            "highest": entropy_rate(error),
        },
        {
            "intervals": intervals(known),
            "correlation": max_entropy_extension(longer, SHOWN),
            "middle": max_entropy_extension(r, SHOWN),
            "choices": middle + k * (high - middle),
            "rates": np.array([entropy_rate(error * (1 - each**2)) for each in k]),
            "omega": omega,
            "spectrum": predicted_spectrum(given.a, given.error, omega),
            "flattest": predicted_spectrum(flattest.a, flattest.error, omega),
        },
    )


def second_order(a1: float, a2: float) -> Iterator[Frame]:
    """x[n] + a1 x[n-1] + a2 x[n-2] = i[n], as one frame.

    Metrics: ``radius`` of the outer pole, ``power`` R[0], and the two reflection coefficients
    ``k1`` and ``k2``.
    Views: ``poles`` (2, 2), ``correlation`` (SHOWN,), R[m] / R[0]; ``parabola`` (65, 2), the places
    (a1, a2) at which the poles meet.

    Raises:
        Unstable: The place lies outside the triangle |a2| < 1, |a1| < 1 + a2.
    """
    process = ArProcess([a1, a2])
    r = process.autocorrelation(SHOWN)
    poles = process.poles
    a = np.linspace(-2, 2, 65)
    yield Frame(
        0,
        {
            "radius": float(np.abs(poles).max()),
            "power": float(r[0]),
            "k1": a1 / (1 + a2),
            "k2": a2,
        },
        {
            "poles": np.stack((poles.real, poles.imag), -1),
            "correlation": r / r[0],
            "parabola": np.stack((a, a**2 / 4), -1),
        },
    )
