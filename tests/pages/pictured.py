"""What holds for every picture of a page: marks stand in its window, axes are named, minus is −."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.scene import Scene

Picture = dict[str, Any]
Marks = NDArray[np.float64]

SLACK = 0.02  # of a window's side
MOST = 0.95  # of the corners of polygons: those of a rain of samples may leave it
WAY = 0.25  # of a window's side, over which all that is drawn reaches at least
# Kinds of which every mark is meant to be seen, where they stand still; of others a part may be far
# out, such as the end of a curve. The dimensions of its array, and one more where it moves.
WHOLLY = {"labels": 2, "glyphs": 2, "handles": 2, "ellipses": 2, "polygons": 2}
LINES = ("paths", "arrows")
ANY_PLANE = ("x₁", "x₂")  # what a scene calls its axes when it is not told
# Axes that share a unit: on them a length is as long either way.
ALIKE = {
    ANY_PLANE,
    ("", ""),
    ("Re z", "Im z"),
    ("G: x", "D: y"),
    ("z₁", "z₂"),
    ("z₂", "z₁"),
    ("direction of most variance", "of second most"),
    ("along text A", "across, to B's side"),
    ("most informative latent", "second"),
    ("principal direction", "learned"),
    ("r", "θ"),
    ("w", "z"),
    ("x", "f(x)"),
    ("x", "y"),
    ("y", "x"),
}
# As long where cells have right angles, or letters are square.
EITHER = {("code 1", "code 2"), ("token 1", "token 2")}
CDFS = ("x₁", "mass to the left of x₁")
# What is there only where something is wrong, was chosen or is finite; all else draws something.
AT_TIMES = {
    "",
    "KL",
    "blind spot",
    "broken",
    "by the roots",
    "outside",
    "seen",
    "silenced",
    "too far for its layers",
}
# As a computer writes numbers, and not as a person reads them.
RAW = re.compile(r"(?<![\w\-/.])-\d|\d e?-\d|\de[-+]?\d\d|\b(nan|inf)\b")


def faults(picture: Picture) -> list[str]:
    """Sentences that say what is wrong with a picture, as it was sent to the browser."""
    about = _axes, _placed, _written, _strip, _apart, _timed, _roomy
    return [fault for ask in about for fault in ask(picture)]


def named(picture: Picture) -> list[str]:
    """Those of them that hold of a picture's words, whatever has come of it."""
    return [fault for ask in (_axes, _written) for fault in ask(picture)]


def empty(picture: Picture) -> list[str]:
    """The layers that draw nothing though they have a word; ask where nothing is waited for."""
    still = not picture["identity"]  # of a recording only new frames are sent
    if picture["live"]:  # nothing may have come yet
        return []
    return [
        f"{each['kind']} {each['name']!r} draw nothing"
        for each in picture["layers"]
        if isinstance(xy := each.get("xy"), np.ndarray)
        and (still or xy.ndim == 2)
        and each["name"] not in AT_TIMES
        and not len(_places(each, picture["window"]))
    ]


def _axes(picture: Picture) -> Iterator[str]:
    names = picture["x_label"], picture["y_label"]
    if picture["equal"] and picture["tall"] != Scene.tall:
        yield "equal units make its height, and another one is said"
    if not picture["axes"]:
        return
    if (names[0] == ANY_PLANE[0]) != (names[1] == ANY_PLANE[1]) and names != CDFS:
        yield f"one axis has lost its name: {names}"
    if names not in EITHER and picture["equal"] != (names in ALIKE):
        said = "are as long" if picture["equal"] else "are not as long"
        yield f"units of {names} {said} on one axis as on the other"


def _placed(picture: Picture) -> Iterator[str]:
    all_seen = []
    for each in picture["layers"]:
        place = _places(each, picture["window"])
        if not len(place):
            continue
        seen = place[((place >= -SLACK) & (place <= 1 + SLACK)).all(axis=1)]
        all_seen.append(seen)
        name = f"{each['kind']} {each['name']!r}"
        if _whole(each) and len(seen) < (MOST if each["kind"] == "polygons" else 1) * len(place):
            yield f"{len(place) - len(seen)} of {len(place)} {name} stand beside the window"
        elif not (len(seen) or picture["live"] or (each["kind"] in LINES and _crosses(place))):
            yield f"{name} are nowhere in the window"
    if all_seen and not picture["identity"]:
        reach = np.ptp(np.concatenate(all_seen), axis=0) if sum(map(len, all_seen)) else 0
        if np.max(reach) < WAY:
            yield f"all that is drawn takes {reach} of the window"


def _whole(layer: Picture) -> bool:
    kind = layer["kind"]
    moves = kind != "polygons" and kind in WHOLLY and layer["xy"].ndim > WHOLLY[kind]
    return kind in ("field", "letters") or (kind in WHOLLY and not moves)


def _crosses(place: Marks) -> bool:
    """Whether lines with both their ends beside the window may go through it."""
    return bool((place.min(axis=0) < 1).all() and (place.max(axis=0) > 0).all())


def _places(layer: Picture, window: list[float]) -> Marks:
    """Where a layer's marks are at any time, (n, 2), in sides of the window: the edges of a field,
    and nothing of what the browser computes or a person draws."""
    x0, x1, y0, y1 = window
    if layer["kind"] in ("field", "letters"):
        left, right, low, high = layer["extent"]
        xy = np.array([[left, low], [right, high]])
    else:
        found = (layer["rings"] if layer["kind"] == "polygons" else layer).get("xy")
        if not isinstance(found, np.ndarray):
            return np.empty((0, 2))
        xy = found.reshape(-1, 2).astype(np.float64)
    place: Marks = (xy[np.isfinite(xy).all(axis=1)] - [x0, y0]) / [x1 - x0, y1 - y0]
    return place


def _written(picture: Picture) -> Iterator[str]:
    for each in words(picture):
        if RAW.search(each):
            yield f"as a computer writes it: {each!r}"


def words(picture: Picture) -> Iterator[str]:
    """All that is written in a picture, or said of it."""
    yield from (picture[name] for name in ("alt", "badge", "x_label", "y_label"))
    yield from picture["captions"]
    yield from (panel["title"] for panel in picture["panels"])
    for each in (*picture["curves"], *picture["layers"]):
        yield each["name"]
        yield from (text for kind in ("texts", "labels", "titles") for text in each.get(kind, ()))


def _strip(picture: Picture) -> Iterator[str]:
    values = [np.ravel(curve["values"]) for curve in picture["curves"]]
    if values and values[0].size and not np.isfinite(np.concatenate(values)).any():
        yield f"the strip of {', '.join(curve['name'] for curve in picture['curves'])} is empty"


def _apart(picture: Picture) -> Iterator[str]:
    """No two curves of the strip of what has ended are one, nor two layers that are called
    otherwise. Lines may be: of a function and its bound where they touch; and curves in the part
    that is sent to who has the rest."""
    drawn = []
    if not picture["live"] and not picture["first"]:
        drawn += [("curve", each["name"], each["values"]) for each in picture["curves"]]
    for each in picture["layers"]:
        held = each["rings"] if each["kind"] == "polygons" else each
        told = next((held[name] for name in ("tip", "xy", "values") if name in held), None)
        if each["kind"] != "paths":
            drawn.append((each["kind"], each["name"], told))
    arrays = [each for each in drawn if isinstance(each[2], np.ndarray)]
    arrays = [each for each in arrays if np.count_nonzero(np.isfinite(each[2])) > 2]
    for (kind, one, here), (other_kind, other, there) in combinations(arrays, 2):
        alike = kind == other_kind and one != other
        if alike and np.array_equal(here, there, equal_nan=True):
            yield f"{kind} {one!r} is the same as {other!r}"


def _timed(picture: Picture) -> Iterator[str]:
    times = np.asarray(picture["times"], dtype=np.float64)
    if picture["time_name"] == "step" and (times != np.floor(times)).any():
        yield f"times that are no steps are called so: {times[:4]}"


def _roomy(picture: Picture) -> Iterator[str]:
    """Words that have been given room have it: no others on their line reach into it."""
    told = [each for each in picture["layers"] if each["kind"] == "labels" and each.get("room")]
    for one, other in combinations(told, 2):
        here, there = (np.reshape(each["xy"], (-1, 1, 2)) for each in (one, other))
        near = np.abs(here - there.swapaxes(0, 1))
        reach = (one["room"] + other["room"]) / 2
        touching = (near[..., 0] < (1 - SLACK) * reach) & (near[..., 1] < SLACK)
        if one["panel"] == other["panel"] and touching.any():
            yield f"{one['name']!r} and {other['name']!r} have the same room"
