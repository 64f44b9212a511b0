"""A convex f that is typed, such as ``u*log(u)``: read by a grammar of its own, never executed."""

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Annotated

import torch
from torch import Tensor

from models.errors import ModelError
from models.gans.distances import FDivergence
from models.values import Spelled, read_letters, write_letters

LONGEST = 120  # characters
DEEPEST = 30  # brackets within brackets
SMALLEST, LARGEST = -60.0, 60.0  # of log u: where suprema are looked for
STEEPEST = 50.0  # a slope beyond it, at the largest u, goes on for ever

#: What people write for what Python writes.
WRITTEN = {"−": "-", "·": "*", "×": "*", "^": "**", "²": "**2", "½": "0.5"}
CALLS: dict[str, Callable[[Tensor], Tensor]] = {
    "abs": torch.abs,
    "exp": torch.exp,
    "ln": torch.log,
    "log": torch.log,
    "sqrt": torch.sqrt,
}
MANY: dict[str, Callable[[Tensor, Tensor], Tensor]] = {"max": torch.maximum, "min": torch.minimum}
NAMES = {"e": math.e, "pi": math.pi}
WORDS = f"u, numbers, + - * / ^ and {', '.join((*CALLS, *MANY))} with brackets, such as u*log(u)"


@dataclass(frozen=True)
class Formula:
    """A function of the ratio u.

    Attributes:
        text: As it was typed.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse what is no function of all u > 0.

        Raises:
            ModelError: Something in it is not known, or its value is no number somewhere.
        """
        s = torch.linspace(-12, 12, 241, dtype=torch.float64)
        wrong = ~self(s).isfinite()
        if wrong.any():
            where = float(s[wrong][0].exp())
            raise ModelError(f"f has to be a number for every u > 0, and is none at {where:.3g}.")

    def __call__(self, s: Tensor) -> Tensor:
        """f(u), of log u in any shape; at u = 0 what it tends to."""
        return _value(_read(self.text), s.exp().clamp_min(1e-300)).expand(s.shape)

    def slope(self, s: Tensor) -> Tensor:
        """f'(u), of log u in any shape; at a kink what lies between both sides."""
        with torch.enable_grad():
            u = s.detach().exp().clamp_min(1e-300).requires_grad_(True)
            value = _value(_read(self.text), u).expand(s.shape)
            if not value.requires_grad:
                return torch.zeros_like(s)
            (slope,) = torch.autograd.grad(value.sum(), u)
        return slope


@lru_cache(maxsize=64)
def _read(text: str) -> ast.expr:
    """The parts of a formula."""
    if len(text) > LONGEST:
        raise ModelError(f"A formula has at most {LONGEST} characters.")
    plain = text.strip().lower()  # a phone begins with a capital letter
    written = reduce(lambda text, pair: text.replace(*pair), WRITTEN.items(), plain)
    if written.count("(") > DEEPEST:
        raise ModelError(f"A formula has at most {DEEPEST} brackets.")
    try:
        return ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ModelError(f"This is not a formula. It may have {WORDS}.") from error


def _value(node: ast.expr, u: Tensor) -> Tensor:
    """What a part of a formula is worth at u (N,)."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return u.new_tensor(float(number))
        case ast.Name(id="u"):
            return u
        case ast.Name(id=name) if name in NAMES:
            return u.new_tensor(NAMES[name])
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, u)
        case ast.UnaryOp(op=ast.UAdd(), operand=inner):
            return _value(inner, u)
        case ast.BinOp(left=left, op=operator, right=right):
            return _joined(operator, _value(left, u), _value(right, u))
        case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in CALLS:
            return CALLS[name](_value(inner, u))
        case ast.Call(func=ast.Name(id=name), args=[one, two], keywords=[]) if name in MANY:
            return MANY[name](_value(one, u), _value(two, u))
        case ast.Name(id=name) | ast.Call(func=ast.Name(id=name)):
            raise ModelError(f"“{name}” is not known here. A formula has {WORDS}.")
        case _:
            raise ModelError(f"Something in it is not known here. A formula has {WORDS}.")


def _joined(operator: ast.operator, left: Tensor, right: Tensor) -> Tensor:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return left**right
        case _:
            raise ModelError(f"Between two numbers stands + - * / or ^. A formula has {WORDS}.")


def typed(formula: Formula) -> FDivergence:
    """The row of a typed f: its conjugate by search, its slope by autograd."""
    one, last = (torch.tensor([at], dtype=torch.float64) for at in (0.0, LARGEST))
    steepest = float(formula.slope(last))
    top = steepest if steepest < STEEPEST else math.inf
    return FDivergence(
        "typed",
        "Typed f",
        f=formula,
        conjugate=lambda t: supremum(formula, t, top),
        best=formula.slope,
        activation=lambda v: v,
        inverse=formula.slope,
        top=top,
        at_one=float(formula(one)),
    )


def supremum(formula: Formula, t: Tensor, top: float) -> Tensor:
    """f*(t) = sup_u (u t - f(u)) of slopes in any shape, infinite from ``top`` on.

    The best of 1,201 ratios, and then by golden sections between its neighbours: exact to rounding
    where f is convex, and not far from it where it is not.
    """
    places = torch.linspace(SMALLEST, LARGEST, 1201, dtype=torch.float64)

    def gain(s: Tensor) -> Tensor:
        line, f = s.exp() * t[..., None], formula(s)
        # Of two huge numbers only the part above their own rounding counts.
        value = line - f - 1e-15 * (line.abs() + f.abs())
        return value.nan_to_num(nan=-math.inf, posinf=math.inf)

    every = gain(places.expand(*t.shape, len(places)))  # (..., 1201)
    best = every.argmax(-1, keepdim=True)
    low, high = places[(best - 1).clamp_min(0)], places[(best + 1).clamp_max(len(places) - 1)]
    golden = (math.sqrt(5) - 1) / 2
    for _ in range(60):
        left, right = high - golden * (high - low), low + golden * (high - low)
        better = gain(left) > gain(right)
        low, high = torch.where(better, low, left), torch.where(better, right, high)
    found = torch.maximum(gain((low + high) / 2), every.amax(-1, keepdim=True)).squeeze(-1)
    return torch.where(t > top + 1e-9, math.inf, found)


def read_formula(text: str) -> Formula:
    """A formula as it is typed, or as a link has it.

    Raises:
        ModelError: It is none.
    """
    if text.startswith("."):
        return Formula(read_letters(text[1:]).decode("utf-8", "replace"))
    return Formula(text)


def write_formula(formula: Formula) -> str:
    """A text of letters, digits and ``-._``, which no mail or chat rewrites."""
    return "." + write_letters(formula.text.encode())


Typed = Annotated[Formula, Spelled(read_formula, write_formula)]
