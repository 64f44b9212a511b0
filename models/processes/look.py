"""What is seen of a process: a path, its responses, its correlation and its spectrum."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from models.frame import Frame
from models.processes.estimates import estimated_autocorrelation
from models.processes.process import Floats, Process, from_roots, reflected
from models.processes.roots import as_complex
from models.processes.setup import ProcessSetup, RootsSetup, WhitenSetup

POINTS = 2048  # of the path
WARM = 512  # steps before it, after which its start from rest is forgotten
LAGS = 48  # of responses and autocorrelation
PLACES = 257  # of the spectrum, from 0 to π


def process_of(setup: RootsSetup) -> Process:
    """The process whose poles and zeros a setup names, with b_0 = 1."""
    return from_roots(as_complex(setup.poles), as_complex(setup.zeros))


@lru_cache(maxsize=8)
def white_noise(seed: int, count: int = WARM + POINTS) -> Floats:
    """``count`` independent standard normal numbers, (count,)."""
    noise = np.random.default_rng(seed).standard_normal(count)
    noise.flags.writeable = False
    return noise


def look(setup: ProcessSetup) -> Iterator[Frame]:
    """The process of a setup, as one frame.

    Metrics: ``power`` R[0], ``measured`` the mean square of the path and ``error`` its standard
    error, √(2/n Σ_m R[m]²) (Bartlett); ``variance`` of the innovation, that of the reflected filter
    where a zero lies outside; ``gain``, the power over it, in decibels.
    Views: ``noise`` and ``path`` (POINTS,), ``impulse``, ``whitening`` and ``autocorrelation``
    (LAGS,), ``omega`` and ``spectrum`` (PLACES,).
    """
    process = process_of(setup)
    noise = white_noise(setup.seed)
    path = process.driven(noise)[WARM:]
    correlation = process.autocorrelation(POINTS // 2)
    power, variance = float(correlation[0]), reflected(process).variance
    spread = np.sqrt(2 / POINTS * (2 * float(correlation @ correlation) - power**2))
    omega = np.linspace(0, np.pi, PLACES)
    yield Frame(
        0,
        {
            "power": power,
            "measured": float(path @ path / POINTS),
            "error": float(spread),
            "variance": variance,
            "gain": float(10 * np.log10(power / variance)),
        },
        {
            "noise": noise[WARM:],
            "path": path,
            "impulse": process.impulse(LAGS),
            "whitening": process.whitening(LAGS),
            "autocorrelation": correlation[:LAGS],
            "omega": omega,
            "spectrum": process.spectrum(omega),
        },
    )


def whiten(setup: WhitenSetup) -> Iterator[Frame]:
    """A path made of noise, whitened, and made again, as one frame.

    Metrics: ``variance`` of the innovation, ``power`` R[0], ``sd`` its root; ``left``, the mean
    square of Γ x, and ``left_error``, its standard error; ``band``, 1.96 / √n, within which 95 % of
    the autocorrelations of n white numbers lie, and ``outside``, how many of Γ x do not; ``apart``,
    the largest difference of L Γ x and x.
    Views: ``noise``, ``path``, ``residual`` = Γ x and ``again`` = L Γ x, each (POINTS,);
    ``path_power`` and ``residual_power`` (POINTS,), mean squares so far; ``path_correlation`` and
    ``residual_correlation`` (LAGS,), estimates of R[m] / R[0].

    Raises:
        ModelError: A zero on or outside the unit circle: Γ is not stable.
    """
    process = process_of(setup)
    noise = white_noise(setup.seed)
    path = process.driven(noise)
    residual = process.innovations(path)
    again = process.driven(residual)
    views = {"noise": noise, "path": path, "residual": residual, "again": again}
    kept = {name: numbers[WARM:] for name, numbers in views.items()}
    for name in ("path", "residual"):
        estimate = estimated_autocorrelation(kept[name], LAGS)
        kept[f"{name}_correlation"] = estimate / estimate[0]
        kept[f"{name}_power"] = np.cumsum(kept[name] ** 2) / np.arange(1, POINTS + 1)
    variance, power = process.variance, float(process.autocorrelation(1)[0])
    band = float(1.96 / np.sqrt(POINTS))
    yield Frame(
        0,
        {
            "variance": variance,
            "power": power,
            "sd": float(np.sqrt(power)),
            "left": float(np.mean(kept["residual"] ** 2)),
            "left_error": float(variance * np.sqrt(2 / POINTS)),
            "band": band,
            "outside": float(np.sum(np.abs(kept["residual_correlation"][1:]) > band)),
            "apart": float(np.abs(kept["again"] - kept["path"]).max()),
        },
        kept,
    )
