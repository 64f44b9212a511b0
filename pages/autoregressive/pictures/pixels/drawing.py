"""Images pixel by pixel: drawn from nothing, or finished where a part was erased."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoregressive.pixels import (
    DRAWN,
    Clock,
    Drawn,
    clock,
    data_of,
    drawn,
    erased,
    rest_bits,
)
from pages.autoregressive.pictures.pixels.sheet import (
    Watched,
    at_moment,
    corner,
    outline,
    sheet,
)
from playground import controls, lesson, scene, timeline
from playground.lesson import Readout

FINE = 10  # pixels along a side up to which every half-step is a frame
MOST = 100  # held-out images to choose from
STRIDE = 7  # else one frame for so many pixels, and one for all
MILLI = 1000.0  # milliseconds of a second


def drawing(screen: Watched) -> None:
    """Sixteen images drawn from nothing, and what that takes beside learning from as many."""
    picture = st.container()
    warmth, draw = turned()
    found = sampled(screen.identity, screen.frame, screen, draw, warmth)
    with picture:
        shown(screen, found, found.images, 0, f"{screen.frame} {draw} {warmth}")
    timed(screen)


def finishing(screen: Watched) -> None:
    """One held-out image whose last pixels are erased, and fifteen ways to go on."""
    picture = st.container()
    data = data_of(screen.setup)
    images, whole = data.held_out.shape
    left, right = st.columns(2, gap="small")
    with left:
        pick = picked("Held-out image", images, 4, "unfinished")
    with right:
        share = controls.continuous(
            "Erased",
            0.1,
            1.0,
            0.5,
            "erased",
            step=0.05,
            help="Share of the pixels: the last ones in their order.",
        )
    gone = round(share * whole)
    warmth, draw = turned()
    found = completed(screen.identity, screen.frame, screen, draw, warmth, pick, gone)
    original = data.held_out[pick].numpy() / (data.levels - 1)
    first = np.broadcast_to(original, (len(found.images), 1, whole)).astype(np.float32)
    with picture:
        shown(
            screen,
            found,
            np.concatenate((first, found.images), axis=1),
            1,
            f"{screen.frame} {draw} {warmth} {pick} {gone}",
        )
    model = at_moment(screen.identity, screen.frame, screen)
    lesson.readouts(
        [
            Readout(
                "What was erased",
                rest_bits(model, data.held_out[pick], gone),
                "bits",
                help="−log₂ of the probability of the image's own rest, given what is left.",
                digits=4,
            ),
            Readout("Erased", gone, "pixels", whole, "of"),
        ]
    )


def picked(label: str, count: int, first: int, key: str) -> int:
    """Which held-out image, from 0."""
    number = controls.continuous(label, 1, float(min(count, MOST)), float(first), key, step=1)
    return round(number) - 1


def turned() -> tuple[float, int]:
    """The temperature, and which draw it is."""
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        warmth = controls.continuous(
            "Temperature", 0.1, 2.0, 1.0, "warmth", step=0.1, help="Below 1 the likely wins."
        )
    with right:
        return warmth, controls.draw_again()


@st.cache_data(max_entries=32, show_spinner="Drawing pixel by pixel …")
def sampled(identity: str, frame: int, _screen: Watched, draw: int, warmth: float) -> Drawn:
    """What the network of a moment draws."""
    return drawn(at_moment(identity, frame, _screen), DRAWN, draw, temperature=warmth)


@st.cache_data(max_entries=32, show_spinner="Drawing pixel by pixel …")
def completed(
    identity: str, frame: int, _screen: Watched, draw: int, warmth: float, pick: int, gone: int
) -> Drawn:
    """How the network of a moment goes on with an image."""
    model = at_moment(identity, frame, _screen)
    given = erased(model, data_of(_screen.setup).held_out[pick], gone)
    return drawn(model, DRAWN - 1, draw, given, warmth)


def newer(screen: Watched) -> bool:
    """Whether the next moment of the training will be drawn from in place of this one."""
    return screen.active and screen.frame == len(screen.recording) - 1


def frames_of(found: Drawn, side: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each frame how many pixels are drawn, (T,), and whose law is told, from 0."""
    pixels = len(found.places)
    if side <= FINE:
        halves = np.arange(2 * pixels)
        return (halves + 1) // 2, halves // 2
    there = np.array([*range(STRIDE, pixels, STRIDE), pixels])
    return there, there - 1


def shown(screen: Watched, found: Drawn, images: NDArray[np.float32], told: int, name: str) -> None:
    """The sheet of images on its time axis, and the law of one of them as bars beside it.

    Args:
        screen: The training.
        found: How images were drawn.
        images: (T + 1, n, D) those on the sheet.
        told: Which one of the sheet is the first that was drawn.
        name: What was chosen, as any text.
    """
    side = data_of(screen.setup).side
    there, law = frames_of(found, side)
    fields = sheet(images[there], side)
    wide, high = fields.shape[2], fields.shape[1]
    begun, moving = f"{screen.identity} {name}", newer(screen)
    at = timeline.Place(len(there) - 1, begun)
    if not moving:
        at = timeline.steps(begun, len(there), "drawing")
    left, low = corner(told, images.shape[1], side)
    next_ones = [
        outline(left + place % side, low + side - 1 - place // side, 1)
        for place in found.places[law].tolist()
    ]
    laws = found.laws[law, 0]
    level = np.where(there > law, found.levels[0, found.places[law]], -1)
    picture = scene.Scene(
        [
            scene.Field("ink", fields, (0.0, float(wide), 0.0, float(high)), 0, 1, "ink"),
            scene.Paths("its law is told", [outline(left, low, side)], "base"),
            scene.Paths("the pixel", np.array(next_ones, dtype=float)[:, None], "model", width=2),
            *bars(laws, level, wide + side, side),
        ],
        (-1.0, wide + 3.0 * side, -1.0, high + 1.0),
        times=np.arange(1, len(there) + 1) if side <= FINE else there,
        time_name="half-step" if side <= FINE else "pixel",
        total=len(there),
        identity=at.identity,
        start=at.frame,
        autoplay=not (moving or at.frame),
        captions=captions(law, laws, level),
        axes=False,
        x_label="",
        y_label="",
        badge="drawn pixel by pixel",
        alt="Images while they are drawn pixel by pixel, and the law of the next pixel of one.",
        pace=10,
    )
    scene.show(picture, "drawing")


def bars(
    laws: NDArray[np.float32], level: NDArray[np.int64], left: float, side: int
) -> list[scene.layers.Layer]:
    """A law (T, K) as bars from a point to the right, and a mark on the level that was drawn."""
    levels = laws.shape[1]
    wide, high = 1.8 * side, 2.0 * side
    places = left + wide * (np.arange(levels) + 0.5) / levels
    feet = np.broadcast_to(np.stack((places, np.full(levels, side)), -1), (*laws.shape, 2))
    tops = np.stack((feet[..., 0], side + high * laws), axis=-1)
    drawn_at = np.where((np.arange(levels) == level[:, None])[..., None], tops, np.nan)
    named = [number for number in range(levels) if levels <= 4 or number % 4 == 0]
    below = np.array([(places[number], 0.6 * side) for number in named])
    return [
        scene.Paths(
            "P(level)",
            np.stack((feet, tops), axis=2),
            "model",
            width=0.7 * wide / levels,
            bars=True,
        ),
        scene.Points("drawn", drawn_at, "exact", 6, 1.0),
        scene.Labels("levels", below, [str(number) for number in named]),
    ]


def captions(
    law: NDArray[np.int64], laws: NDArray[np.float32], level: NDArray[np.int64]
) -> list[str]:
    """What happens at each frame."""
    words = []
    for number, chances, found in zip(law + 1, laws, level, strict=True):
        if found < 0:
            likely = int(chances.argmax())
            words.append(
                f"pixel {number}: level {likely} has {lesson.numeral(float(chances[likely]), 2)}"
            )
        else:
            share = lesson.numeral(float(chances[found]), 2)
            words.append(f"pixel {number}: level {found} was drawn, at {share}")
    return words


@st.cache_data(max_entries=32, show_spinner="Taking the time …")
def taken(identity: str, frame: int, _screen: Watched) -> Clock:
    """How long the network of a moment takes, on this machine."""
    return clock(at_moment(identity, frame, _screen), data_of(_screen.setup).held_out[:DRAWN])


def timed(screen: Watched) -> None:
    """Learning and telling ln P, all pixels in parallel, beside drawing, one after the other."""
    if newer(screen):
        st.caption("How long this takes is measured once the training has ended.")
        return
    now = taken(screen.identity, screen.frame, screen)
    lesson.readouts(
        [
            Readout(
                f"Draw {now.images} images",
                MILLI * now.draw,
                "ms",
                help=f"{now.passes} steps, each of which waits for the one before it.",
                digits=3,
            ),
            Readout(
                "Learn from as many",
                MILLI * now.update,
                "ms",
                help="One pass forward and one back: all pixels in parallel.",
                digits=3,
            ),
            Readout("Their ln P", MILLI * now.score, "ms", help="One pass forward.", digits=3),
            Readout(
                "Drawing to learning",
                now.slower,
                "times as long",
                help="Measured on this machine just now; it varies with what else runs there.",
                digits=3,
            ),
        ]
    )
