"""A link as a QR code that a phone reads from the back row of a lecture hall."""

from urllib.parse import parse_qsl, urlsplit, urlunsplit

import segno

from playground.controls.knobs import link as address

# A code 1.4 m wide, two thirds of a projector's picture, at 15 m: a phone's camera (4,000 pixels
# over 65 degrees) sees 209 pixels for each metre there, and wants three or more for each module.
MOST_MODULES = 73  # on each side: version 14, which holds 458 letters
QUIET = 4  # modules around it, as the standard asks for


def code(link: str) -> str | None:
    """The code as the address of an SVG image, or None where it would be too fine to be read."""
    try:
        drawn = segno.make_qr(link, error="l")
    except segno.DataOverflowError:
        return None
    if drawn.symbol_size(border=0)[0] > MOST_MODULES:
        return None
    return str(drawn.svg_data_uri(border=QUIET, dark="#000", light="#fff", omitsize=True))


def shortened(link: str) -> tuple[str, tuple[str, ...]]:
    """A link that a code has room for, and the longest parameters, which it does without."""
    parts = urlsplit(link)
    base = urlunsplit((*parts[:3], "", ""))
    kept = dict(parse_qsl(parts.query, keep_blank_values=True))
    left_out: list[str] = []
    while kept and code(address(base, kept)) is None:
        longest = max(kept, key=lambda name: len(kept[name]))
        del kept[longest]
        left_out.append(longest)
    return address(base, kept), tuple(left_out)
