"""A small decoder learns to write, beside what counting groups of characters can foretell."""

from models.language.learnt.counting import MOST, RUNGS, counted
from models.language.learnt.judge import LETTERS, LINES, PASSAGE, Judge, passage, rungs, written
from models.language.learnt.network import CharacterDecoder, initial
from models.language.learnt.setup import WriterSetup
from models.language.learnt.training import learner, restore_writer, train_writer
from models.language.learnt.views import (
    MOST_PROMPT,
    SHOWN,
    Ladder,
    Next,
    goes_on,
    ladder,
    next_character,
    passed,
    prompted,
)

__all__ = [
    "LETTERS",
    "LINES",
    "MOST",
    "MOST_PROMPT",
    "PASSAGE",
    "RUNGS",
    "SHOWN",
    "CharacterDecoder",
    "Judge",
    "Ladder",
    "Next",
    "WriterSetup",
    "counted",
    "goes_on",
    "initial",
    "ladder",
    "learner",
    "next_character",
    "passage",
    "passed",
    "prompted",
    "restore_writer",
    "rungs",
    "train_writer",
    "written",
]
