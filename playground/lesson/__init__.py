"""The anatomy of a page: header, equation, presets, readouts, source, export and permalink."""

from playground.lesson.equation import Sum, equation, formula
from playground.lesson.export import csv_text, csv_zip, export, npz, permalink, script_for
from playground.lesson.header import BADGES, Badge, badge, header
from playground.lesson.notes import beside_the_notes
from playground.lesson.numerals import numeral
from playground.lesson.presets import Preset, presets, story
from playground.lesson.readouts import Readout, readouts
from playground.lesson.source import place_of, source

__all__ = [
    "BADGES",
    "Badge",
    "Preset",
    "Readout",
    "Sum",
    "badge",
    "beside_the_notes",
    "csv_text",
    "csv_zip",
    "equation",
    "export",
    "formula",
    "header",
    "npz",
    "numeral",
    "permalink",
    "place_of",
    "presets",
    "readouts",
    "script_for",
    "source",
    "story",
]
