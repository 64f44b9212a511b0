"""Random processes: drag poles and zeros, and see what white noise becomes."""

from models.processes import (
    AnyProcessSetup,
    FactorSetup,
    ProcessSetup,
    WhitenSetup,
    by_cepstrum,
    by_roots,
    from_roots,
    process_view,
    spectral_factor,
)
from pages.processes.pictures.circle import buttons, dragged
from pages.processes.pictures.factor import factored
from pages.processes.pictures.seen import seen
from pages.processes.pictures.whiten import whitened
from pages.processes.stories.processes import STATIONS
from playground import catalog, page

TOPIC = catalog.topic("processes")
VIEWS = {
    "circle": "The unit circle",
    "whiten": "Whitening",
    "factor": "Factor a spectrum",
}
SETUPS: dict[str, type[AnyProcessSetup]] = {
    "circle": ProcessSetup,
    "whiten": WhitenSetup,
    "factor": FactorSetup,
}


AXES = {
    **dict.fromkeys(("noise", "path", "residual", "again"), "n"),
    **dict.fromkeys(("path_power", "residual_power"), "n"),
    **dict.fromkeys(("impulse", "whitening", "rooted", "autocorrelation"), "lag"),
    **dict.fromkeys(("path_correlation", "residual_correlation"), "lag"),
    **dict.fromkeys(("omega", "spectrum", "decibels"), "omega"),
    "hatched": "line end (omega decibels)",
}
ROOTS = dict.fromkeys(("kept", "left"), "root (re im)")


def roots(setup: AnyProcessSetup) -> None:
    """Where poles and zeros are added."""
    if not isinstance(setup, FactorSetup) or setup.given in ("roots", "average"):
        buttons(setup)


def show(setup: AnyProcessSetup) -> None:
    """What the view of a setup shows."""
    seen(setup)  # here and not in the fragment, where a refusal would be a crash
    match setup:
        case WhitenSetup():
            whitened(setup)
        case ProcessSetup():
            dragged(setup)
        case FactorSetup():
            factored(setup)


page.opened(TOPIC, SETUPS, views=VIEWS, brings=roots).computed(
    show,
    STATIONS,
    page.Data(
        lambda setup: seen(setup),
        process_view,
        lambda setup: AXES | ROOTS if isinstance(setup, FactorSetup) else AXES,
    ),
    code=lambda setup: (
        (spectral_factor, by_roots, by_cepstrum)
        if isinstance(setup, FactorSetup)
        else (from_roots,)
    ),
)
