"""What a Setup declares about each of its knobs, and how a value is written in an address. Pure.

A Setup is any frozen pydantic model whose fields carry ``title`` (label), ``description`` (help),
``ge`` and ``le`` (range) and, in ``json_schema_extra``, the hints ``step``, ``log``, ``rare``,
``seed``, ``hidden``, ``only``, ``names`` and ``local``. All hints are optional. A
validation alias is a name that a field had once. A value that is more than one number or word has
its text by a ``spell`` among the field's metadata; the Setup itself reads it.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin
from urllib.parse import quote, urlencode

import numpy as np
from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo

Kind = Literal["toggle", "choice", "int", "float", "text", "spelled", "other"]
S = TypeVar("S", bound=BaseModel)

Condition = Mapping[str, tuple[Any, ...]]

TEXTS = ("text", "spelled")
MANTISSAS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
LONGEST_IN_LINK = 1500
LONG = 10_000  # whole numbers from here on are read by their thousands


@dataclass(frozen=True)
class Knob:
    """One field of a Setup, as declared."""

    name: str
    label: str
    help: str
    kind: Kind
    default: Any
    low: float | None = None
    high: float | None = None
    step: float | None = None
    options: tuple[Any, ...] = ()
    log: bool = False
    rare: bool = False
    seed: bool = False
    hidden: bool = False
    only: tuple[Condition, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    local: bool = False
    formerly: tuple[str, ...] = ()
    spell: Callable[[Any], str] | None = None

    @property
    def in_link(self) -> bool:
        """Whether an address may carry this knob: all but hidden ones that have no text."""
        return not self.hidden or self.kind in TEXTS

    def name_of(self, option: Any) -> str:
        """What a person reads for one option of a choice."""
        return dict(self.names).get(str(option), str(option))

    def shown(self, values: Mapping[str, Any]) -> bool:
        """Whether the other knobs give this one a meaning."""
        return not self.only or any(
            all(values[other] in allowed for other, allowed in condition.items())
            for condition in self.only
        )

    def text(self, value: Any) -> str:
        """The value as an address and a widget spell it; choices by what a person reads."""
        match self.kind:
            case "toggle":
                return "true" if value else "false"
            case "choice":
                return self.name_of(value)
            case "float":
                return np.format_float_positional(value, trim="-")
            case "spelled" if self.spell:
                return self.spell(value)
            case _:
                return str(value)

    def told(self, value: Any) -> str:
        """The value in a sentence."""
        if self.kind == "toggle":
            return "on" if value else "off"
        if self.kind == "float" and value == round(value) and abs(value) >= LONG:
            return f"{value:,.0f}".replace("-", "−")
        return re.sub(r"(?<!\w)-(?=[\d.])", "−", self.text(value))

    def positions(self, *extra: float | None) -> list[float]:
        """Ascending places of a logarithmic slider; ``extra`` are values it must also offer."""
        low, high = self.low or 0.0, self.high or 0.0
        if not 0 < low < high:
            raise ValueError(f"The logarithmic knob {self.name} needs a range with 0 < low < high.")
        decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        grid = [float(f"{m:g}e{d}") for d in decades for m in MANTISSAS]
        places = {value for value in grid if low <= value <= high} | {low, high, self.default}
        places |= {value for value in extra if value is not None}
        if self.kind == "int":
            return sorted({int(value) for value in places if value == int(value)})
        return sorted(float(value) for value in places)


@lru_cache(maxsize=64)
def knobs_of(setup_class: type[BaseModel]) -> tuple[Knob, ...]:
    """The declared knobs in order.

    Raises:
        ValueError: when an ``only`` condition names a knob that is not declared before it.
    """
    knobs: list[Knob] = []
    for name, info in setup_class.model_fields.items():
        knob = _knob(name, info)
        needed = {other for condition in knob.only for other in condition}
        if unknown := needed - {earlier.name for earlier in knobs}:
            raise ValueError(f"{name} depends on {unknown}, which must be declared before it.")
        knobs.append(knob)
    return tuple(knobs)


def _knob(name: str, info: FieldInfo) -> Knob:
    declared = info.json_schema_extra
    extra: dict[str, Any] = dict(declared) if isinstance(declared, dict) else {}
    bounds = {
        edge: next((v for m in info.metadata if (v := getattr(m, edge, None)) is not None), None)
        for edge in ("ge", "le")
    }
    kinds: dict[Any, Kind] = {bool: "toggle", int: "int", float: "float", str: "text"}
    is_choice = get_origin(info.annotation) is Literal
    found = (getattr(each, "spell", None) for each in info.metadata)
    spell = next((each for each in found if callable(each)), None)
    kind = "spelled" if spell else "choice" if is_choice else kinds.get(info.annotation, "other")
    return Knob(
        name=name,
        label=info.title or name.replace("_", " ").capitalize(),
        help=info.description or "",
        kind=kind,
        default=info.get_default(call_default_factory=True, validated_data={}),
        low=bounds["ge"],
        high=bounds["le"],
        options=get_args(info.annotation) if is_choice else (),
        step=extra.get("step"),
        log=bool(extra.get("log")),
        rare=bool(extra.get("rare")),
        seed=bool(extra.get("seed")),
        hidden=bool(extra.get("hidden")),
        only=tuple(dict(condition) for condition in extra.get("only", ())),
        names=tuple(extra.get("names", {}).items()),
        local=bool(extra.get("local")),
        formerly=_formerly(info),
        spell=spell,
    )


def _formerly(info: FieldInfo) -> tuple[str, ...]:
    """The names that a field had once."""
    known = info.validation_alias
    return tuple(map(str, known.choices)) if isinstance(known, AliasChoices) else ()


def renames(setup_class: type[BaseModel], prefix: str) -> dict[str, str]:
    """The parameters by which links called knobs once, and those that they have now."""
    return {
        f"{prefix}_{before}": f"{prefix}_{knob.name}"
        for knob in knobs_of(setup_class)
        for before in knob.formerly
    }


def parse(setup_class: type[BaseModel], knob: Knob, text: str) -> Any:
    """Read the value that a text from outside stands for.

    Choices may be written by value (``spline``) or by what a person reads.

    Raises:
        ValueError: when the text is no allowed value of the knob (pydantic decides).
    """
    if text == "" and knob.kind not in TEXTS:
        raise ValueError("An empty text is no value.")
    if knob.kind == "choice":
        for option in knob.options:
            if text.casefold() in (str(option).casefold(), knob.name_of(option).casefold()):
                return option
    value = check(setup_class, knob.name, text)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("Not a finite number.")
    return value


def option_of(names: Mapping[str, str], text: str) -> str:
    """Which of several options a text from outside stands for: by its word, or by what is read.

    Raises:
        ValueError: when it is none of them.
    """
    for word, name in names.items():
        if text.casefold() in (word.casefold(), name.casefold()):
            return word
    raise ValueError("There is no such option.")


def check(setup_class: type[BaseModel], name: str, value: Any) -> Any:
    """Validate one value of one knob on its own, the other knobs at their defaults.

    Raises:
        ValueError: when the knob does not allow it.
    """
    try:
        return getattr(setup_class.model_validate({name: value}), name)
    except ValidationError as error:
        if any(problem["loc"][:1] == (name,) for problem in error.errors(include_url=False)):
            raise
        return value  # a rule between knobs, which this value alone cannot be blamed for


def normal(setup: S) -> S:
    """The same meaning with every knob that an ``only`` condition hides at its default.

    Two setups that mean the same become equal, and so share one run.
    """
    values = dict(setup)
    for knob in knobs_of(type(setup)):
        if not knob.shown(values):
            values[knob.name] = knob.default
    return type(setup).model_validate(values)


def named(setup: BaseModel) -> tuple[Knob, ...]:
    """The knobs that a link or a script has to name.

    Those that differ from their defaults, and those whose default is another one elsewhere.
    """
    return tuple(
        knob
        for knob in knobs_of(type(setup))
        if getattr(setup, knob.name) != knob.default or (knob.local and not knob.hidden)
    )


def query(setup: BaseModel, topic: str) -> dict[str, str]:
    """The address parameters of a setup: only what has to be told, by stable values.

    Texts longer than ``LONGEST_IN_LINK`` characters stay out; see :func:`missing`.
    """
    return {
        f"{topic}_{knob.name}": str(value) if knob.kind == "choice" else knob.text(value)
        for knob in named(setup)
        if _fits(knob, value := getattr(setup, knob.name))
    }


def missing(setup: BaseModel) -> tuple[Knob, ...]:
    """The changed knobs that an address cannot carry."""
    return tuple(knob for knob in named(setup) if not _fits(knob, getattr(setup, knob.name)))


def _fits(knob: Knob, value: Any) -> bool:
    return knob.in_link and not (knob.kind in TEXTS and len(knob.text(value)) > LONGEST_IN_LINK)


def link(base: str, parameters: Mapping[str, str]) -> str:
    """An address with its parameters, escaped; a blank as %20, for + is taken for a plus."""
    return f"{base}?{urlencode(parameters, quote_via=quote)}" if parameters else base


def refusal(parameter: str, found: Sequence[str], label: str, default: str) -> str:
    """The sentence about a parameter of a link that cannot be followed, in Markdown."""
    told = literal(default) if default else "which is nothing"
    return f"{impossible(parameter, found)} “{label}” is at its default, {told}."


def impossible(parameter: str, found: Sequence[str]) -> str:
    """What a link asks for in vain, in Markdown."""
    texts = " and ".join(literal(text) if text else "nothing" for text in found)
    return f"The link asks for {literal(parameter)} = {texts}, which is not possible here."


def reason(error: ValueError) -> str:
    """What the library says of a value that it refuses, after a sentence, in Markdown.

    Empty where it is not an error of the library's own, whose message is a sentence.
    """
    problems = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    for problem in problems:
        cause = problem.get("ctx", {}).get("error")
        if isinstance(cause, ValueError) and type(cause) is not ValueError:
            return f" {literal(str(cause), 200)}"
    return ""


def stranger(parameter: str, found: Sequence[str], known: Collection[str]) -> str:
    """The sentence about a parameter of a link that nobody understands, in Markdown."""
    texts = " and ".join(literal(text) if text else "nothing" for text in found)
    tails = {_tail(name): name for name in known}
    near = get_close_matches(_tail(parameter), tails, n=1)
    meant = f" Was {literal(tails[near[0]])} meant?" if near else ""
    return (
        f"The link says {literal(parameter)} = {texts}, which means nothing here and was left "
        f"out.{meant}"
    )


def literal(text: str, longest: int = 60) -> str:
    """Text from outside as a Markdown code span, in which nothing has a meaning.

    Backslashes would not do: a bare web address becomes a link even when it is escaped.
    """
    flat = " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", text).split(" ")).strip() or " "
    cut = flat if len(flat) <= longest else flat[: longest - 1] + "…"
    fence = "`" * (max((len(run) for run in re.findall("`+", cut)), default=0) + 1)
    return f"{fence} {cut} {fence}"


def _tail(parameter: str) -> str:
    """A parameter without its page, which is the same in all of them."""
    return parameter.partition("_")[2] or parameter
