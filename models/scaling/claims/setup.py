"""On which sweep the six claims are looked at, and the knobs of each."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from models.errors import ModelError
from models.scaling.claims.published import published
from models.scaling.sweep import Measured, read, shipped
from models.setup import Setup, knob
from models.values import Spelled, read_letters, write_letters


def _table(own: bytes) -> bytes:
    if own:
        read(own.decode("utf-8", "replace"))
    return own


class ClaimSetup(Setup):
    """A sweep on which a claim of the notes is looked at."""

    source: Literal["shipped", "kaplan", "own"] = knob(
        "shipped",
        "Sweep",
        "The one that comes with the project, measured once; what Kaplan's formulas say of models "
        "of a real size; or one that you trained and brought. They are never mixed.",
        names={"shipped": "Shipped", "kaplan": "Kaplan's laws", "own": "Your own"},
    )
    own: Annotated[bytes, Spelled(read_letters, write_letters), AfterValidator(_table)] = knob(
        b"", "Own sweep", "Its table.", hidden=True, only={"source": ("own",)}
    )


class SmoothSetup(ClaimSetup):
    """Smooth power laws."""

    over: Literal["n", "d", "c"] = knob(
        "n",
        "Residuals of",
        "The law whose points are told one by one.",
        names={"n": "L(N)", "d": "L(D)", "c": "L(C)"},
    )
    skipped: int = knob(
        0,
        "Smallest left out",
        "So many points at the small end of each law: does the rest keep the slope?",
        low=0,
        high=4,
        step=1,
    )


class OverfittingSetup(ClaimSetup):
    """Universality of overfitting."""

    balance: float = knob(
        0.74,
        "Exponent b",
        "By which data have to grow with N. With the right one all sizes lie on one curve.",
        low=0.0,
        high=1.2,
        step=0.01,
    )
    times: float = knob(
        8.0,
        "Size grows by the factor",
        "So many times as many parameters.",
        low=1.0,
        high=1000.0,
        log=True,
    )


class CurvesSetup(ClaimSetup):
    """Universality of training curves."""

    share: float = knob(
        0.1,
        "Known share of the training",
        "From it the rest is foretold. Drag it in the picture too.",
        low=0.05,
        high=1.0,
        step=0.01,
    )
    curve: Literal["largest", "second", "third"] = knob(
        "largest",
        "Curve of",
        "The smaller sizes lend their shape.",
        names={
            "largest": "The largest",
            "second": "The second largest",
            "third": "The third largest",
        },
    )


class TransferSetup(ClaimSetup):
    """Transfer to another text."""

    ways: bool = knob(
        True, "While they learn", "Both losses on the way too, and not only at the end."
    )


class SamplesSetup(ClaimSetup):
    """Sample efficiency."""

    reach: float = knob(
        2.0,
        "Loss to reach",
        "In nats. Drag it in the picture too.",
        low=1.0,
        high=5.0,
        step=0.01,
    )


class ConvergenceSetup(ClaimSetup):
    """Convergence is inefficient."""

    compute: float = knob(
        2e11,
        "Operations C",
        "A budget, for which there is a best size. Drag it in the picture too.",
        low=1e8,
        high=1e21,
        log=True,
    )


def sweep_of(setup: ClaimSetup) -> Measured:
    """The sweep that a setup looks at.

    Raises:
        ModelError: It is to be an own one, and there is none.
    """
    if setup.source == "kaplan":
        return published()
    if setup.source == "shipped":
        return shipped()[0]
    if not setup.own:
        raise ModelError("Bring the table of a sweep first: train one under Your own law.")
    return read(setup.own.decode("utf-8", "replace"))[0]


def read_sweep(content: bytes) -> bytes:
    """A table that a person brings, as the knob ``own`` keeps it.

    Raises:
        ModelError: It is no table of a sweep.
    """
    read(content.decode("utf-8", "replace"))
    return content
