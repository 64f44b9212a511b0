"""The anatomy of a page: header, equation, presets, readouts, source, and what its files say."""

from playground.lesson.archive import npz
from playground.lesson.equation import Sum, equation, formula
from playground.lesson.header import BADGES, Badge, badge, header
from playground.lesson.notes import beside_the_notes
from playground.lesson.numerals import formatted, interval, numeral
from playground.lesson.presets import Preset, Told, presets, story
from playground.lesson.readouts import Readout, readouts
from playground.lesson.refusals import refusals
from playground.lesson.script import script_for, standalone
from playground.lesson.source import place_of, source
from playground.lesson.tables import PatternError, csv_tables, csv_zip

__all__ = [
    "BADGES",
    "Badge",
    "PatternError",
    "Preset",
    "Readout",
    "Sum",
    "Told",
    "badge",
    "beside_the_notes",
    "csv_tables",
    "csv_zip",
    "equation",
    "formatted",
    "formula",
    "header",
    "interval",
    "npz",
    "numeral",
    "place_of",
    "presets",
    "readouts",
    "refusals",
    "script_for",
    "source",
    "standalone",
    "story",
]
