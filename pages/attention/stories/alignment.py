"""The story of the alignment page, in order."""

from models.attention import AlignmentSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Dates",
        AlignmentSetup(),
        "At first every output looks everywhere, and only the dashes and the century are guessed. "
        "Drag the time axis: the fog gathers into bright spots, and the digits of the year are "
        "read off one by one.",
        "The year stands last in the source and first in the answer. Who told it so?",
        "Nobody: only pairs were shown, never an alignment. Looking at the right place lowers the "
        "loss, so the gradient draws the weight there.",
    ),
    Preset(
        "Backwards",
        AlignmentSetup(task="reverse"),
        "The weights settle on the other diagonal: the first letter that is written looks at the "
        "last one that is read.",
        "Why is this harder without attention, from the last state alone?",
        "Ten random letters would have to fit through one state. With attention each letter stays "
        "where it stands and is read when it is needed.",
    ),
    Preset(
        "A narrow one",
        AlignmentSetup(task="reverse", width=16),
        "A quarter of the width: the same diagonal, but it takes two to three times as many "
        "updates until half of the letters are right.",
        "Which is learnt first, where to look or what to write?",
        "They need each other, and come together: a blurred look gives a mixture of letters, and "
        "a look pays only once its letter is written. Scrub, and compare the accuracy with how "
        "many letters an output looks at.",
    ),
]
