"""What the pages print, read back as a number: tests compare numbers, never their spelling."""

import math

DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text: str) -> float:
    """The number that ``playground.lesson.numeral`` wrote; a dash stands for one not known yet.

    Raises:
        ValueError: It is no number.
    """
    if text in ("—", "not a number"):
        return math.nan
    plain = text.replace("−", "-").replace(",", "").replace("∞", "inf")
    mantissa, _, power = plain.partition("×10")
    return float(mantissa) * 10.0 ** int(power.translate(DIGITS) or "0")
