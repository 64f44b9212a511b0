"""What a picture is made of: layers over time, as plain frozen data. Nothing here knows a screen.

An array varies over time exactly when it has one more leading axis than its shape below says;
that axis is as long as ``Scene.times``. ``T`` counts frames, ``N`` points. Every array may hold
numbers that are not finite: such a value, point or line is left out of the picture.
Wrong shapes are found by :func:`playground.scene.pack.pack`, which raises ``SceneError``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import ArrayLike, NDArray

from playground.palette import Concept
from playground.scene.computed import Bumps, Computed, Filtered

Scale = Literal["sequential", "diverging", "ink"]
Window = tuple[float, float, float, float]


class SceneError(ValueError):
    """A scene that cannot be drawn; the message is a sentence that names the layer."""


@dataclass(frozen=True, eq=False)
class Field:
    """Values on a regular grid, drawn as colours, and as contours at ``levels``.

    Attributes:
        name: The word in the legend.
        values: (H, W) or (T, H, W); row 0 is the lowest y. A value stands for its whole cell. Or
            computed in the browser: pictures side by side, or bumps of the plane.
        extent: (x0, x1, y0, y1), the outer edges of the first and last cells.
        low: The value of the first colour; lower values take that colour too.
        high: The value of the last colour.
        scale: Which of the theme's colour scales; "ink", from the page's colour to its text's, is
            for pictures: they have sharp pixels and no colour bar.
        power: The colour position is ((v - low) / (high - low)) ** power, so that 0.5 lifts faint
            values. The probe and the colour bar show v itself.
        levels: Values at which a contour is drawn.
        unit: Written at the colour bar.
        dtype: "uint8" keeps 255 colour positions; "float16" keeps three digits of every value.
        opacity: Of the colours over the page's, from 0 to 1, in the colour bar too: less than 1
            where the ends of the scale are the colours of marks that lie on it.
        cells: Whether each cell has one colour up to its edge, for a table of values and not a
            function; pictures in ink always do.
        digits: Decimals with which every cell has its value written in it, where it has room;
            None writes none.
        bar: Whether a bar of colours beside the plane says what they mean; without it their order
            alone is read, and values by pointing.
        visible: Whether it is shown before anybody touches the legend.
    """

    name: str
    values: ArrayLike | Computed | Bumps
    extent: Window
    low: float
    high: float
    scale: Scale = "sequential"
    power: float = 1.0
    levels: Sequence[float] = ()
    unit: str = ""
    dtype: Literal["uint8", "float16"] = "uint8"
    opacity: float = 1.0
    cells: bool = False
    digits: int | None = None
    bar: bool = True
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Points:
    """A cloud of points.

    Attributes:
        name: The word in the legend.
        xy: (N, 2) or (T, N, 2).
        color: The concept whose colour the points have, unless ``values`` is given.
        size: Radius in CSS pixels.
        opacity: One number, or (N,), each from 0 to 1.
        values: (N,) or (T, N), coloured by ``scale`` from ``low`` to ``high``.
        low: The value of the first colour; the smallest value when left out.
        high: The value of the last colour; the largest value when left out.
        scale: Which of the theme's two colour scales ``values`` use.
        unit: Written at the colour bar of ``values``.
        outside: Whether points outside the frame are counted at its edges.
        visible: Whether it is shown at first.
        classes: (N,) or (T, N) whole numbers, instead of ``values``: ten colours are told apart,
            then they repeat, and points of a negative class have the concept's.
    """

    name: str
    xy: ArrayLike
    color: Concept
    size: float = 2.5
    opacity: float | ArrayLike = 0.7
    values: ArrayLike | None = None
    low: float | None = None
    high: float | None = None
    scale: Scale = "sequential"
    unit: str = ""
    outside: bool = False
    visible: bool = True
    classes: ArrayLike | None = None


@dataclass(frozen=True, eq=False)
class Mesh:
    """A warped grid: lines between neighbouring nodes.

    Attributes:
        name: The word in the legend.
        xy: (R, C, 2) or (T, R, C, 2), the nodes.
        color: The concept.
        weight: (R-1, C-1) or (T, R-1, C-1), the opacity of each cell from 0 to 1.
        visible: Whether it is shown at first.
    """

    name: str
    xy: ArrayLike
    color: Concept
    weight: ArrayLike | None = None
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Polygons:
    """Closed rings, outlined, and filled on a colour scale where ``fill`` is given.

    Attributes:
        name: The word in the legend.
        rings: One (N, 2) array for each of the n rings.
        color: The concept of the outline.
        fill: (n,) values on the scale.
        low: The value of the first colour; the smallest fill when left out.
        high: The value of the last colour; the largest fill when left out.
        scale: Which of the theme's two colour scales.
        unit: Written at the colour bar of ``fill``.
        visible: Whether it is shown at first.
    """

    name: str
    rings: Sequence[ArrayLike]
    color: Concept
    fill: ArrayLike | None = None
    low: float | None = None
    high: float | None = None
    scale: Scale = "sequential"
    unit: str = ""
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Paths:
    """Polylines: (L, P, 2) or (T, L, P, 2); a point that is not finite interrupts its line.

    Or computed in the browser: one line through points, of a network or of a filter, or the graph
    of bumps.
    ``width`` is in CSS pixels; that of ``bars`` is in units of the first axis, and their ends are
    flat.
    """

    name: str
    lines: ArrayLike | Computed | Filtered | Bumps
    color: Concept
    dashed: bool = False
    width: float = 1.5
    bars: bool = False
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Arrows:
    """Arrows from ``start`` to ``start + vector``, both (N, 2) or (T, N, 2)."""

    name: str
    start: ArrayLike
    vector: ArrayLike
    color: Concept
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Labels:
    """Words centred at ``xy``, (N, 2) or (T, N, 2), one for each point.

    All are written a little smaller where one would touch the next of its line, or where ``room``,
    in units of the first axis, is less than the longest takes, as on a phone.
    """

    name: str
    xy: ArrayLike
    texts: Sequence[str]
    visible: bool = True
    room: float | None = None


@dataclass(frozen=True, eq=False)
class Glyphs:
    """Points that show their class as a character and, in addition, as a colour.

    Attributes:
        name: The word in the legend.
        xy: (N, 2) or (T, N, 2).
        texts: A character or two for each point.
        classes: (N,) whole numbers; ten colours are told apart, then they repeat.
        size: Height in CSS pixels.
        visible: Whether it is shown at first.
    """

    name: str
    xy: ArrayLike
    texts: Sequence[str]
    classes: Sequence[int] | NDArray[Any]
    size: float = 13.0
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Letters:
    """A table of characters, such as a text that is learnt: each in the middle of its cell.

    Attributes:
        name: The word in the legend.
        codes: (R, C) or (T, R, C), places in ``alphabet``; row 0 is the lowest y, and a cell whose
            code is not finite is empty.
        alphabet: The characters.
        extent: (x0, x1, y0, y1), the outer edges of the first and last cells.
        visible: Whether it is shown at first.
    """

    name: str
    codes: ArrayLike
    alphabet: str
    extent: Window
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Ellipses:
    """Ellipses along the axes, faintly filled, such as the spread of many small densities.

    Attributes:
        name: The word in the legend.
        xy: (N, 2) or (T, N, 2), the centres, or computed in the browser.
        radii: Half-axes, in the shape of ``xy``.
        color: The concept.
        opacity: Of the filling, from 0 to 1.
        visible: Whether it is shown at first.
    """

    name: str
    xy: ArrayLike | Computed
    radii: ArrayLike
    color: Concept
    opacity: float = 0.08
    visible: bool = True


@dataclass(frozen=True, eq=False)
class Handles:
    """Points that a person can drag, by mouse, finger or arrow keys.

    What is sent here wins over what stands on the screen, except while it is being dragged: feed
    back what :mod:`playground.handles` says, to keep what the person did.

    Attributes:
        name: The word in the legend and the key in ``Events.handles``.
        xy: (N, 2).
        color: The concept.
        labels: A word for each handle, or none.
        shared: A name, unique on the page, under which layers of any scene are ``Computed`` from
            these handles; Python then hears only of where a handle is let go.
        along: The axis along which they are moved, if not freely.
        titles: What each is called, for who points at it or hears of it, where there is no room
            for labels.
        clicks: Whether a press that does not drag, or the Enter key, chooses one: it is then
            ``Events.clicked``.
        off: (N,) which of them are drawn thin and grey, such as what was clicked away.
    """

    name: str
    xy: ArrayLike
    color: Concept
    labels: Sequence[str] = ()
    shared: str = ""
    along: Literal["", "x", "y"] = ""
    titles: Sequence[str] = ()
    clicks: bool = False
    off: ArrayLike = ()


@dataclass(frozen=True, eq=False)
class Drawing:
    """Lets a person draw freehand, a stroke for each drag.

    Attributes:
        color: The concept.
        limit: Most points in all strokes together.
        strokes: (P, 2) arrays to stand there; None keeps what the person has drawn.
        name: The word in the legend, which turns drawing on and off.
    """

    color: Concept = "data"
    limit: int = 2000
    strokes: Sequence[ArrayLike] | None = None
    name: str = "draw"


@dataclass(frozen=True, eq=False)
class Curve:
    """A number over time, drawn in the strip under the picture: the strip is the scrubber.

    Attributes:
        name: Written in the strip beside its present value.
        values: (T,).
        color: The concept.
        floor: A value that the curve cannot pass, drawn dashed; None draws none.
        floor_name: What the floor is called, such as "H".
        log: A logarithmic axis; the strip has one axis, so one such curve makes it logarithmic.
        wanted: (low, high) of the axis; left out, the axis follows all but the first spikes.
    """

    name: str
    values: ArrayLike
    color: Concept
    floor: float | None = None
    floor_name: str = ""
    log: bool = False
    wanted: tuple[float, float] | None = None


Layer = (
    Field
    | Points
    | Mesh
    | Polygons
    | Paths
    | Arrows
    | Labels
    | Glyphs
    | Letters
    | Ellipses
    | Handles
    | Drawing
)


@dataclass(frozen=True, eq=False)
class Panel:
    """One of several planes that show the same window at the same time, in one picture.

    One word of the legend switches the layers of that name in all panels. Handles and drawings
    need a scene without panels.

    Attributes:
        title: Written above it.
        layers: From the back to the front; their names differ.
        color: The concept whose colour stands before the title, such as that of its curve.
    """

    title: str
    layers: Sequence[Layer]
    color: Concept | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """A stack of layers over time, drawn in the browser.

    Attributes:
        layers: From the back to the front; their names differ. Without any, the time axis stands
            by itself.
        window: (x0, x1, y0, y1), the part of the plane that is shown.
        times: (T,) what the counter shows for each frame in this scene; empty for a still picture.
        time_name: What the counter counts.
        curves: Curves over the same frames.
        first: Index of the first of these frames in the whole recording: a growing recording
            sends only what is new, and the browser keeps the frames that it has.
        total: Frames that the finished recording will have, so that the strip can leave room.
        identity: Names the recording; frames of another identity are never mixed with these.
        alt: One sentence that says what the picture shows, for those who cannot see it.
        x_label: Name of the first axis; empty for none.
        y_label: Name of the second axis; empty for none.
        live: More frames are coming: a viewer who stands on the last frame follows them.
        start: The frame shown first: "first", "last", or an index.
        equal: One unit has the same length on both axes.
        link: Scenes of one page with the same link show the same time.
        transport: Whether the time axis is drawn; a linked picture may leave it to another one.
        badge: How the picture came about, such as "trained live" or "exact".
        report_probe: Whether the position of the pointer is wanted in ``Events.probe``.
        report_time: Whether ``Events.time`` follows a picture that plays, about once a second, and
            not only when it stops: for numbers of the page that belong to a frame.
        axes: Whether frame and ticks are drawn around the plane; a picture needs none.
        measured: (x0, x1, y0, y1), the part of the window in which the axes have numbers, where
            the rest is only room, such as for what piles up beside a curve; None is all of it.
        autoplay: Play as soon as it is shown, unless the viewer prefers reduced motion.
        panels: Planes side by side, each with layers of its own above those of ``layers``.
        captions: (T,) what happens at each frame, in words, written large under the picture; a
            scene that has any is sent whole.
        pace: Frames per second at speed 1; None lets the whole last about eight seconds.
        tall: Without equal units, the height of the plane as part of its width where the picture
            is narrow, as on a phone; a table of many rows wants more than others.
        spots: (T, 2) where in the plane each frame can be pointed at: hovering shows it, a click
            keeps it; a scene that has any is sent whole. Or (N, T, 2), N places for each frame,
            such as along a row.
    """

    layers: Sequence[Layer]
    window: Window
    times: Sequence[int | float] | NDArray[Any] = ()
    time_name: str = "step"
    curves: Sequence[Curve] = ()
    first: int = 0
    total: int | None = None
    identity: str = ""
    alt: str = ""
    x_label: str = "x₁"
    y_label: str = "x₂"
    live: bool = False
    start: Literal["first", "last"] | int = "first"
    equal: bool = True
    link: str = ""
    transport: bool = True
    badge: str = ""
    report_probe: bool = False
    report_time: bool = False
    axes: bool = True
    measured: Window | None = None
    autoplay: bool = False
    panels: Sequence[Panel] = ()
    captions: Sequence[str] = ()
    pace: float | None = None
    tall: float = 0.62
    spots: ArrayLike = ()
