"""A spectrum, its factor by two ways, and what Kolmogorov and Szegő say of it."""

from collections.abc import Iterator

import numpy as np
from scipy.interpolate import PchipInterpolator

from models.frame import Frame
from models.processes.factor import (
    GRID,
    Predictable,
    by_cepstrum,
    circle,
    exponential_spectrum,
    innovations_variance,
)
from models.processes.look import LAGS, look, process_of, whiten
from models.processes.process import Complex, Floats, Process, from_roots, reflected
from models.processes.roots import as_complex
from models.processes.scales import decibels
from models.processes.setup import (
    DEEPEST,
    HEIGHTS,
    AnyProcessSetup,
    FactorSetup,
    ProcessSetup,
    WhitenSetup,
)

HATCHES = 128  # lines that fill an area
_AVERAGE = ((-0.5, 0.0),)  # zeros of the moving average, unless the plane has some


def spectrum_of(setup: FactorSetup) -> Floats:
    """S(ω) on the circle, (GRID,), before the gap."""
    omega = circle(GRID)
    if setup.given == "exponential":
        return exponential_spectrum(omega)
    if setup.given == "drawn":
        places = np.linspace(0, np.pi, HEIGHTS)
        smooth = PchipInterpolator(places, setup.drawing or np.zeros(HEIGHTS))
        return np.asarray(10 ** (smooth(np.abs(omega)) / 10))
    return _process(setup).spectrum(omega)


def lowered(spectrum: Floats, setup: FactorSetup) -> Floats:
    """S with its gap: 0 there if the gap is as deep as it can be."""
    inside = np.abs(np.abs(circle(GRID)) - setup.gap_centre) < setup.gap_width / 2
    share = 0.0 if setup.gap_depth >= DEEPEST else 10 ** (-setup.gap_depth / 10)
    return np.where(inside, share * spectrum, spectrum)


def factored(setup: FactorSetup) -> Iterator[Frame]:
    """The spectrum of a setup and its minimum-phase factor, as one frame.

    Metrics: ``power`` R[0]; ``variance`` σ² = exp of the mean of ln S, 0 where the future follows
    from the past, and ``level`` the same in decibels; ``gain`` in decibels; ``apart``, the largest
    difference of the two factors, NaN where only the cepstrum knows one.
    Views: ``omega``, ``spectrum`` and ``decibels`` (GRID,); ``hatched`` (HATCHES, 2, 2), lines from
    the level to S that fill the area between them; ``impulse`` (LAGS,) by the cepstrum and
    ``rooted`` (LAGS,) by the roots, NaN where there is none; ``kept`` and ``left`` (N, 2): roots of
    S inside and their mirror images outside.

    Raises:
        ModelError: A spectrum that is no power spectrum.
    """
    whole = spectrum_of(setup)
    spectrum = lowered(whole, setup)
    gapless = bool((spectrum == whole).all())
    power, variance = float(spectrum.mean()), innovations_variance(spectrum)
    try:
        impulse = by_cepstrum(spectrum, LAGS)
    except Predictable:
        impulse = np.full(LAGS, np.nan)
    rooted, kept, left = _by_roots(setup) if gapless else _unknown()
    gain = float(10 * np.log10(power / variance)) if variance else np.inf
    omega, height, level = circle(GRID), decibels(spectrum), float(decibels(variance))
    ends = np.stack((np.full(GRID, level), height), axis=-1)  # (GRID, 2)
    hatched = np.stack((np.stack((omega, omega), axis=-1), ends), axis=-1)
    yield Frame(
        0,
        {
            "power": power,
            "variance": variance,
            "level": level,
            "gain": gain,
            "apart": float(np.abs(impulse - rooted).max()),
        },
        {
            "omega": omega,
            "spectrum": spectrum,
            "decibels": height,
            "hatched": hatched[:: GRID // HATCHES],
            "impulse": impulse,
            "rooted": rooted,
            "kept": kept,
            "left": left,
        },
    )


def _process(setup: FactorSetup) -> Process:
    """The process whose spectrum is given by roots."""
    if setup.given == "average":
        return from_roots((), as_complex(setup.zeros or _AVERAGE))
    return process_of(setup)


def _by_roots(setup: FactorSetup) -> tuple[Floats, Floats, Floats]:
    """The factor, the roots kept and the roots left, where S is a ratio of polynomials."""
    if setup.given not in ("roots", "average"):
        return _unknown()
    inner = reflected(_process(setup))
    kept: Complex = np.concatenate((inner.zeros, inner.poles))
    left: Complex = 1 / kept[np.abs(kept) > 0].conj()
    return inner.impulse(LAGS), _places(kept), _places(left)


def _unknown() -> tuple[Floats, Floats, Floats]:
    return np.full(LAGS, np.nan), np.empty((0, 2)), np.empty((0, 2))


def _places(roots: Complex) -> Floats:
    return np.stack((roots.real, roots.imag), axis=-1)


def process_view(setup: AnyProcessSetup) -> Iterator[Frame]:
    """What the view of a setup computes: see :func:`look`, :func:`whiten`, :func:`factored`."""
    match setup:
        case WhitenSetup():
            yield from whiten(setup)
        case ProcessSetup():
            yield from look(setup)
        case FactorSetup():
            yield from factored(setup)
