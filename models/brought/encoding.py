"""From the bytes of a file to its text."""

import codecs

from models.errors import ModelError

#: Byte order marks, the longer ones first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

#: How files begin that people take for tables.
_OTHERS = (
    (b"PK\x03\x04", "a workbook or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PAR1", "a Parquet file"),
)

_SAMPLE = 4096  # bytes that are looked at for an encoding without a mark


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding.

    A byte order mark decides; without one UTF-16 is known by its zero bytes, then UTF-8 is tried,
    then Windows-1252 and Latin-1, in which spreadsheets write accented names.

    Raises:
        ModelError: This is not a text file; the sentence names what it is, if that is known.
    """
    for start, what in _OTHERS:
        if data.startswith(start):
            raise ModelError(f"This is {what}, not a text file. Save the table as CSV, bring that.")
    for name, told in _candidates(data):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, told
    raise ModelError("This is not a text file. Save the table as CSV and bring that.")


def _candidates(data: bytes) -> list[tuple[str, str]]:
    for mark, name, told in _MARKS:
        if data.startswith(mark):
            return [(name, told)]
    head = data[:_SAMPLE]
    for start, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        if 2 * head[start::2].count(0) > len(head[start::2]) > 0:
            return [(name, "UTF-16")]
    return [("utf-8", "UTF-8"), ("cp1252", "Windows-1252"), ("latin-1", "Latin-1")]
