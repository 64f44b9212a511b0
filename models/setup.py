"""The Setup: every knob of a topic with its range, default, label and help, in one place.

A topic subclasses :class:`Setup` and declares its knobs with :func:`knob`. The stage turns the
declaration into widgets, URL parameters and exported code; pydantic validates; the frozen
instance is the cache key. Nothing about a knob is written twice.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from models.errors import ModelError

T = TypeVar("T")
Only = Mapping[str, tuple[Any, ...]]

LAST_SEED = 2**31 - 1  # that a knob can name


class Setup(BaseModel):
    """Base of all setups: immutable, hashable, strict about unknown names."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, validate_by_name=True
    )
    #: Names that recordings of former times give, and that are no knobs of this setup any more.
    gone: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_what_is_gone(cls, values: Any) -> Any:
        if not cls.gone or not isinstance(values, Mapping):
            return values
        return {name: value for name, value in values.items() if name not in cls.gone}

    def changed(self) -> dict[str, Any]:
        """The knobs that differ from their defaults, as plain JSON values."""
        return self.model_dump(mode="json", exclude_defaults=True)


def among(words: Collection[str]) -> AfterValidator:
    """For ``Annotated[str, among(VIEWS)]``: a text that must be one of some words.

    Where the words have names, as the keys of a mapping, a name stands for its word.
    """
    named = {name: word for word, name in words.items()} if isinstance(words, Mapping) else {}

    def known(value: str) -> str:
        value = named.get(value, value)
        if value not in words:
            raise ModelError(f"It must be one of {', '.join(words)}.")
        return value

    return AfterValidator(known)


def multiple_of(divisor: int, because: str) -> AfterValidator:
    """For ``Annotated[int, multiple_of(2, "half of it reads forward.")]``: a size in whole parts.

    Args:
        divisor: Of what it must be a multiple.
        because: Why, as the end of a sentence.
    """

    def whole(value: int) -> int:
        if value % divisor:
            raise ModelError(f"It must be a multiple of {divisor}: {because}")
        return value

    return AfterValidator(whole)


def renamed(values: Mapping[str, str]) -> BeforeValidator:
    """For ``Annotated[Axis, renamed({"momentum": "beta1"})]``: what values were called once."""
    return BeforeValidator(lambda value: values.get(value, value))


def knob(
    default: T,
    label: str,
    help: str,
    *,
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    log: bool = False,
    rare: bool = False,
    seed: bool = False,
    hidden: bool = False,
    only: Only | Sequence[Only] = (),
    names: dict[str, str] | None = None,
    local: bool = False,
    formerly: Sequence[str] = (),
) -> T:
    """Declare one knob of a Setup.

    Args:
        default: The value a newcomer meets.
        label: A few words beside the control.
        help: One sentence on what turning it does.
        low: Smallest allowed value, for numbers.
        high: Largest allowed value, for numbers.
        step: Distance between two positions of a linear slider.
        log: Positions are spaced evenly in the logarithm (1-2-5 per decade).
        rare: Folded away under "More".
        seed: A whole number with a dice button.
        hidden: No widget of its own: the page sets it. A text of up to 1,500 characters travels in
            the URL all the same, that of a value of :mod:`models.values` too.
        only: Shown only while other knobs have one of the given values,
            such as ``{"family": ("spline",)}``; of several such conditions one is enough.
        names: What a person reads for each value of a ``Literal`` knob.
        local: The default is another one on another machine: links and scripts always name it.
        formerly: What it was called once: links and recordings of that time are still read.
    """
    extra: dict[str, Any] = {
        "step": step,
        "log": log,
        "rare": rare,
        "seed": seed,
        "hidden": hidden,
        "only": [only] if isinstance(only, Mapping) else list(only),
        "names": names or {},
        "local": local,
    }
    declared: T = Field(
        default,
        title=label,
        description=help,
        ge=low,
        le=high,
        json_schema_extra=extra,
        validation_alias=AliasChoices(*formerly) if formerly else None,
    )
    return declared


def seed_knob(help: str, *, label: str = "Seed", only: Only | Sequence[Only] = ()) -> int:
    """The seed of a topic: a whole number whose dice brings another one."""
    return knob(0, label, help, low=0, high=LAST_SEED, seed=True, only=only)


def steps_knob(
    default: int,
    help: str = "Parameter updates in the whole training; the learning rate falls to zero over "
    "them.",
    *,
    high: int,
) -> int:
    """How long a training is."""
    return knob(default, "Training steps", help, low=10, high=high, log=True)


def batch_knob(default: int, help: str, *, high: int) -> int:
    """How much of the data each update sees."""
    return knob(default, "Batch size", help, low=16, high=high, log=True, rare=True)


def rate_knob(
    default: float,
    help: str = "Size of Adam's first updates: too small crawls, too large jumps about or "
    "diverges.",
    *,
    label: str = "Learning rate",
    low: float = 1e-5,
    high: float = 1.0,
    rare: bool = False,
) -> float:
    """How far an update goes, on a scale of its logarithm."""
    return knob(default, label, help, low=low, high=high, log=True, rare=rare)
