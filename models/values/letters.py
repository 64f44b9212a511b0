"""Bytes as letters of a setup that survive mail, chats and proxies on their way in a link."""

import base64
import binascii

_OLD = str.maketrans("+/ ", "-_-")  # links of before; a plus that was taken for a blank


def write_letters(raw: bytes) -> str:
    """The bytes in the URL-safe base64 alphabet, without padding."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def read_letters(text: str) -> bytes:
    """The bytes in a text from :func:`write_letters`, or in plain base64 as links had it before.

    Raises:
        ValueError: It is neither.
    """
    letters = text.translate(_OLD).rstrip("=")
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), altchars="-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
