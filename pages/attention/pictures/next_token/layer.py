"""One layer of the decoder, opened: its heads, one of them large, its MLP, and the next word."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.language.looking import Anatomy
from models.language.next_token import AnatomySetup
from pages.attention.pictures.next_token.prompt import apart, decoder
from pages.attention.pictures.next_token.whole import LINK, in_turn
from playground import scene, timeline

WINDOW = (0.0, 100.0, 0.0, 100.0)
BARS, BAR, LONG = (70.0, 95.0), 30.0, 54.0  # the next words: rows, where a bar begins, a sure one
TILES, RINGS, NAMES = (51.0, 61.0), 47.3, 43.5  # the heads: tiles, what opens them, their numbers
LARGE = (0.0, 50.0, 3.0, 36.0)  # the head that is opened
UNITS, ZERO, REACH = (3.0, 36.0), 82.0, 16.0  # the units of the MLP
UNIT = 60.0  # where they are numbered
SINK = 0.5  # weight of the last token on the start from which a head is one


def picture(setup: AnatomySetup, found: Anatomy, at: timeline.Place) -> scene.Scene:
    """What there is to see of the layer that time stands at."""
    layers, heads = found.weights.shape[:2]
    opened = min(setup.opened, heads - 1)
    return scene.Scene(
        [
            *said(setup, found),
            *tiles(setup, found),
            large(found, opened),
            *units(found),
            *titles(found, opened),
            scene.Handles(
                "open a head",
                [(middle(head, heads), RINGS) for head in range(heads)],
                "model",
                titles=[f"open head {head}" for head in range(heads)],
                clicks=True,
                off=[head != opened for head in range(heads)],
            ),
        ],
        WINDOW,
        times=range(layers),
        time_name="layer",
        total=layers,
        identity=at.identity,
        start=at.frame,
        link=LINK,
        transport=False,
        axes=False,
        equal=False,
        tall=1.2,
        badge="exact",
        alt="The next word with its probability, the attention of each head of the opened layer, "
        "one of them large, and the units of its MLP that add most to the likeliest word.",
    )


def middle(head: int, heads: int) -> float:
    """Where a head's tile stands."""
    return 100 * (head + 0.5) / heads


def said(setup: AnatomySetup, found: Anatomy) -> list[scene.layers.Layer]:
    """The likeliest next words as bars; of the whole model too, where parts are silenced."""
    low, high = BARS
    count = len(found.best)
    step = (high - low) / count
    y = high - step * (np.arange(count) + 0.5)

    def row(shares: NDArray[np.float64], raised: float) -> NDArray[np.float64]:
        start = np.stack((np.full(count, BAR), y + raised), axis=1)
        end = np.stack((BAR + LONG * shares, y + raised), axis=1)
        return np.stack((start, end), axis=1)

    told = [f"{100 * share:.0f} %" if share >= 0.01 else "<1 %" for share in found.without.tolist()]
    less = any(setup.without)
    longest = np.maximum(found.whole, found.without)
    layers: list[scene.layers.Layer] = [
        scene.Paths("says", row(found.without, -0.7 if less else 0), "model", width=2.0, bars=True),
        scene.Labels("next", [(BAR / 2, each) for each in y.tolist()], words(found)),
        scene.Labels("share", np.stack((BAR + LONG * longest + 8, y), axis=1), told),
    ]
    if less:
        before = row(found.whole, 0.8)
        layers.insert(0, scene.Paths("said before", before, "exact", width=0.9, bars=True))
    return layers


def words(found: Anatomy) -> list[str]:
    return apart(decoder().words(found.best.tolist()))


def tiles(setup: AnatomySetup, found: Anatomy) -> list[scene.layers.Layer]:
    """All heads of each layer beside each other, and those crossed out that are silenced."""
    layers, heads, tokens, _ = found.weights.shape
    seen = visible(found)[:, :, ::-1]  # the first token on top
    gap = np.full((layers, heads, tokens, 1 + tokens // 12), np.nan)
    row = np.concatenate((seen, gap), axis=-1).swapaxes(1, 2).reshape(layers, tokens, -1)
    low, high = TILES
    half = 40 / heads
    crosses = np.full((layers, 2 * heads, 2, 2), np.nan)
    silenced = [*setup.without.heads, *((n, h) for n in setup.without.layers for h in range(heads))]
    for layer, head in silenced:
        if layer < layers and head < heads:
            x = middle(head, heads)
            crosses[layer, 2 * head] = [(x - half, low), (x + half, high)]
            crosses[layer, 2 * head + 1] = [(x - half, high), (x + half, low)]
    return [
        scene.Field("attention", row, (0, 100, low, high), 0, 1, cells=True, power=0.5, bar=False),
        scene.Paths("silenced", crosses, "gradient", width=3),
        scene.Labels(
            "head",
            [(middle(head, heads), NAMES) for head in range(heads)],
            [str(head) for head in range(heads)],
        ),
    ]


def visible(found: Anatomy) -> NDArray[Any]:
    """(layers, heads, T, T) where each token looks; what it cannot see is nothing."""
    ahead = np.triu(np.ones(found.weights.shape[-2:], dtype=bool), 1)
    return np.where(ahead, np.nan, found.weights)


def large(found: Anatomy, opened: int) -> scene.Field:
    """Where the opened head looks, from every token (down) to every token (across)."""
    return scene.Field(
        "weight", visible(found)[:, opened, ::-1], LARGE, 0, 1, cells=True, power=0.5, bar=False
    )


def units(found: Anatomy) -> list[scene.layers.Layer]:
    """The units of each layer's MLP that add most to the winner's logit, or take most from it."""
    layers, count = found.units.shape
    low, high = UNITS
    step = (high - low) / count
    y = np.broadcast_to(high - step * (np.arange(count) + 0.5), (layers, count))
    longest = max(float(np.abs(found.unit_parts).max()), 1e-9)
    start = np.stack((np.full((layers, count), ZERO), y), axis=-1)
    end = np.stack((ZERO + REACH * found.unit_parts / longest, y), axis=-1)
    own = in_turn(layers)[:, :, None, None]  # each number in its own moment only
    names = np.where(own, np.stack((np.full((layers, count), UNIT), y), axis=-1), np.nan)
    parts = found.unit_parts.ravel().tolist()
    numbers = [
        str(unit) if part else ""  # silenced, all are alike
        for unit, part in zip(found.units.ravel().tolist(), parts, strict=True)
    ]
    return [
        scene.Paths("unit", np.stack((start, end), axis=2), "codeword", width=2.0, bars=True),
        scene.Labels("number", names.reshape(layers, -1, 2), numbers),
        scene.Paths("zero", [[(ZERO, low), (ZERO, high)]], "base", width=1),
    ]


def titles(found: Anatomy, opened: int) -> list[scene.layers.Layer]:
    """What is what; the attention sink has its name where it is."""
    layers = len(found.sinks)
    told = [
        ("attention sink: " if share > SINK else "on the start: ") + f"{100 * share:.0f} %"
        for share in found.sinks[:, opened].tolist()
    ]
    own = in_turn(layers)[..., None]
    heads = [f"the heads of layer {layer}" for layer in range(layers)]
    return [
        scene.Labels("titles", [(20, 98), (78, 39.5)], ["the next word", "units of its MLP"]),
        scene.Labels("of layer", np.where(own, (50.0, 64.5), np.nan), heads),
        scene.Labels("sink", np.where(own, (25.0, 39.5), np.nan), told),
    ]
