"""A small decoder learns to write: what it writes, what surprises it, how far it has fallen."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.language import ALPHABET
from models.language.learnt import (
    LETTERS,
    LINES,
    MOST,
    MOST_PROMPT,
    PASSAGE,
    RUNGS,
    SHOWN,
    Next,
    WriterSetup,
    goes_on,
    ladder,
    next_character,
    passage,
    passed,
    prompted,
    rungs,
)
from playground import controls, lesson, live, scene
from playground.controls import texts
from playground.lesson import Readout
from playground.recording import Moment

Floats = NDArray[np.float64]

LOOKS = {"writes": "What it writes", "next": "What comes next"}
SEEN = "↵" + ALPHABET[1:]
MOST_BITS = 12.0  # of the darkest colour
GAP = 1.1  # between what it writes and what it reads, where a line is 1 high
WRITTEN = 160  # characters that it writes on with
HIGH = 2.0  # of the line of the prompt, where a bar's line is 1 high
LEFT, BAR = 2.6, 30.0  # room for a bar's character, and length of a bar of probability 1
SHARES = (0.25, 0.5, 0.75, 1.0)  # that are marked
WIDE = LEFT + BAR + 8.0


def learns(screen: live.Screen[WriterSetup]) -> None:
    """The training, from the side that was chosen."""
    if controls.choose("Look at", LOOKS, "look") == "next":
        following(screen)
    else:
        left, right = st.columns([1.75, 1], gap="small")
        with left:
            screen.show(page_of(screen))
        with right:
            scene.show(fall(screen), "ladder", share=0.82)
    numbers(screen)
    live.fork_button(screen)


def curves(screen: live.Screen[WriterSetup], first: int) -> list[scene.Curve]:
    """Bits a character, held out and learnt from."""
    recording, wanted = screen.recording, (0.0, 7.0)
    held_out, learnt = (recording.metric(name)[first:] for name in ("bits", "train_bits"))
    return [
        scene.Curve("bits, held out", held_out, "model", wanted=wanted),
        scene.Curve("training", learnt, "data", wanted=wanted),
    ]


def page_of(screen: live.Screen[WriterSetup]) -> scene.Scene:
    """What it writes at each moment, and below a text that it reads, in colours of its surprise."""
    recording, first = screen.recording, screen.first()
    top = PASSAGE + GAP
    box = (0.0, float(LETTERS), 0.0, float(PASSAGE))
    return scene.Scene(
        [
            scene.Field(
                "surprise",
                recording.view("surprise", first)[:, ::-1],
                box,
                0,
                MOST_BITS,
                unit="bits",
                cells=True,
                opacity=0.5,
                power=0.7,
            ),
            scene.Letters("held out", passage(screen.setup)[::-1], SEEN, box),
            scene.Letters(
                "it writes",
                recording.view("text", first)[:, ::-1],
                SEEN,
                (0.0, LETTERS, top, top + LINES),
            ),
            scene.Labels(
                "titles",
                [(LETTERS / 2, top + LINES + 0.45), (LETTERS / 2, PASSAGE + 0.45)],
                [
                    "It writes, always with the same draws",
                    "It reads: colour is surprise",
                ],
            ),
        ],
        (0.0, float(LETTERS), -0.1, top + LINES + 0.9),
        curves=curves(screen, first),
        **screen.time(),
        axes=False,
        equal=False,
        badge="trained live",
        tall=0.85,
        alt="Lines of text as the decoder writes them at this update, and a text that it reads, "
        "coloured by how many bits each character costs it.",
    )


def fall(screen: live.Screen[WriterSetup]) -> scene.Scene:
    """Bits a character over the updates, past the rungs of counting."""
    recording = screen.recording
    found = ladder(screen.setup, recording.steps.tolist(), recording.metric("bits").tolist())
    return scene.Scene(
        [
            scene.Paths("counting", found.rungs, "exact", dashed=True),
            scene.Paths("held out", found.fallen[None], "model", width=3),
            scene.Points("now", found.fallen[[screen.frame]], "model", size=7, opacity=1.0),
            scene.Labels("rungs", found.names, RUNGS),
        ],
        found.window,
        x_label="log₁₀(1 + updates)",
        y_label="bits a character",
        equal=False,
        badge="held out",
        alt="Bits a character of the decoder over its updates, falling past the levels of models "
        "that count groups of one to five characters.",
    )


def numbers(screen: live.Screen[WriterSetup]) -> None:
    """How surprised it is, beside the counting models."""
    setup, now = screen.setup, screen.moment.metrics
    levels, below = rungs(setup), passed(setup, now["bits"])
    lesson.readouts(
        [
            Readout(
                "Bits per character",
                now["bits"],
                reference=float(levels[MOST]),
                reference_name="counting fives",
                digits=4,
                help="Of characters that it does not learn from, each with at least half of the "
                "context before it. Counting models are judged on the very same.",
            ),
            Readout("In training", now["train_bits"], "bits", digits=4),
            Readout(
                "Better than counting",
                below,
                reference=float(len(levels)),
                reference_name="of",
                help="How many of the levels it is below: an even guess, single letters, pairs, "
                "and so on up to groups of five.",
            ),
        ]
    )


def following(screen: live.Screen[WriterSetup]) -> None:
    """A prompt, what each of its characters costs, and what may come next, over the training."""
    prompt = texts.line(f"A prompt, up to {MOST_PROMPT} letters", "begin", "The val", MOST_PROMPT)
    with lesson.refusals():
        found = [
            law(screen.identity, frame, screen.setup, screen.recording.frame(frame), prompt)
            for frame in range(screen.first("next", prompt), len(screen.recording))
        ]
        text = goes(screen.identity, screen.frame, screen.setup, screen.moment, prompt)
        screen.show(choice(screen, found, prompt), "next")
        st.markdown("**It writes on**, at this moment and with this seed")
        st.code(prompt + text, language=None, wrap_lines=True)


@st.cache_data(max_entries=512, show_spinner=False)
def law(identity: str, frame: int, _setup: WriterSetup, _moment: Moment, prompt: str) -> Next:
    """What one moment says of a prompt."""
    return next_character(_setup, _moment.checkpoint, prompt)


@st.cache_data(max_entries=64, show_spinner=False)
def goes(identity: str, frame: int, _setup: WriterSetup, _moment: Moment, prompt: str) -> str:
    """What one moment writes after a prompt."""
    codes = goes_on(_setup, _moment.checkpoint, prompt, WRITTEN)
    return "".join(ALPHABET[code] for code in codes)


def choice(screen: live.Screen[WriterSetup], moments: list[Next], prompt: str) -> scene.Scene:
    """The prompt in colours of its surprise; below, the likeliest characters and their bars."""
    codes, first = prompted(prompt), screen.first("next", prompt)
    size, found = len(codes), Next.over_time(moments, len(codes))
    middle = 0.5 * (WIDE - size)
    line = (middle, middle + size, SHOWN + 0.6, SHOWN + 0.6 + HIGH)
    heights = [SHOWN - row - 0.5 for row in range(SHOWN)]
    marks = [LEFT + BAR * share for share in SHARES]

    def bars(shares: Floats, by: float) -> Floats:
        ends = [
            [[(LEFT, y + by), (LEFT + BAR * p, y + by)] for y, p in zip(heights, row, strict=True)]
            for row in shares
        ]
        return np.reshape(ends, (-1, SHOWN, 2, 2))  # of no moment, too

    return scene.Scene(
        [
            scene.Field(
                "surprise",
                found.bits[:, None],
                line,
                0,
                MOST_BITS,
                unit="bits",
                cells=True,
                opacity=0.5,
                power=0.7,
            ),
            scene.Letters("prompt", codes[None], SEEN.replace(" ", "·"), line),
            scene.Letters(
                "next",
                found.codes[:, ::-1, None],
                SEEN.replace(" ", "·"),
                (0.0, 2.0, 0.0, float(SHOWN)),
            ),
            scene.Paths("scale", [[(x, 0), (x, SHOWN)] for x in marks], "base", width=1),
            scene.Labels(
                "share", [(x, -0.5) for x in marks], [f"{100 * each:.0f} %" for each in SHARES]
            ),
            scene.Paths("decoder", bars(found.shares, 0.16), "model", width=10),
            scene.Paths(
                "counting fives",
                bars(found.counted, -0.22),
                "base",
                width=5,
            ),
        ],
        (0.0, WIDE, -1.0, SHOWN + HIGH + 0.8),
        curves=curves(screen, first),
        **screen.time("next", prompt),
        axes=False,
        equal=False,
        badge="trained live",
        tall=0.85,
        alt="The prompt, coloured by how many bits each character costs, and the likeliest next "
        "characters with their probabilities, by the decoder and by counting.",
    )
