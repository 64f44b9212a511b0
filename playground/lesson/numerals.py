"""How numbers are written: few digits, a real minus sign, no surprises. Pure."""

import math

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def formatted(value: float, spec: str) -> str:
    """A number as a format says it, such as ``+.2f``, with a real minus sign."""
    return format(value, spec).replace("-", "−")


def interval(ends: tuple[float, float], spec: str) -> str:
    """An interval, its ends as a format says them: ``−0.11 to 0.07``."""
    return " to ".join(formatted(each, spec) for each in ends)


def numeral(value: float, digits: int = 3, rounding: float = 0.0) -> str:
    """Write a number with so many significant digits; whole numbers are written in full.

    Large and small magnitudes become powers of ten: ``1.23×10⁻⁵``. What is no larger than the
    ``rounding`` of its own computation is no result, and written 0.
    """
    if isinstance(value, int):
        return formatted(value, ",")
    if abs(value) <= rounding:
        return "0"
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = int(exponent)
    if not -4 <= power < 6:
        return f"{mantissa}×10{str(power).translate(SUPERSCRIPTS)}".replace("-", "−")
    return formatted(value, f",.{max(0, digits - 1 - power)}f")
