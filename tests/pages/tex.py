"""Formulas of a page, read as the numbers that they say."""

import math
import re
from collections.abc import Mapping

_TOKEN = re.compile(r"\\tfrac(\d)(\d)|\\(?:left|right)([\[\]()])|\\[a-z]+|\d+|[a-z]|\S")


def value(tex: str, **names: float) -> float:
    """The number that a formula of sums, products, powers, ln, roots and fractions says.

    Raises:
        ValueError: Something else stands in it.
    """
    tokens = [_plain(found) for found in _TOKEN.finditer(tex.replace(r"\,", ""))]
    read = _Reader([each for group in tokens for each in group], names)
    number = read.sum()
    if read.rest:
        raise ValueError(f"{read.rest[0]!r} is not read in {tex!r}")
    return number


def _plain(found: re.Match[str]) -> list[str]:
    if found[1]:
        return ["(", found[1], "/", found[2], ")"]
    return [
        {"[": "(", "]": ")", "{": "(", "}": ")"}.get(found[3] or found[0], found[3] or found[0])
    ]


class _Reader:
    def __init__(self, rest: list[str], names: Mapping[str, float]) -> None:
        self.rest, self._names = rest, names

    def sum(self) -> float:
        total = self._product()
        while self.rest and self.rest[0] in "+-":
            total += self._product() if self.rest.pop(0) == "+" else -self._product()
        return total

    def _product(self) -> float:
        if self.rest[0] == "-":
            self.rest.pop(0)
            return -self._product()
        total = self._power()
        while self.rest and self.rest[0] not in ("+", "-", ")"):
            if self.rest[0] == "/":
                self.rest.pop(0)
                total /= self._power()
            else:
                total *= self._power()
        return total

    def _power(self) -> float:
        base = self._one()
        if self.rest and self.rest[0] == "^":
            self.rest.pop(0)
            base **= self._one()
        return base

    def _one(self) -> float:
        token = self.rest.pop(0)
        if token == "(":
            inside = self.sum()
            if self.rest.pop(0) != ")":
                raise ValueError("a bracket is open")
            return inside
        if token == r"\frac":
            return self._one() / self._one()
        if token == r"\sqrt":
            return math.sqrt(self._one())
        if token == r"\ln":
            return math.log(self._one())
        if token == "e":
            return math.e
        if token in self._names:
            return self._names[token]
        return float(token)
