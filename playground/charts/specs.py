"""What a chart is, apart from its numbers: Vega-Lite specifications in JSON, each built once."""

import json
from functools import lru_cache
from typing import Any

import altair as alt

from playground.palette import CONCEPTS

Range = tuple[float, float]
Looks = tuple[tuple[str, str], ...]  # what is named, and its concept, solid or dashed

SYMBOL, LETTER = 40, 7.5  # CSS pixels that a legend's symbol takes, and a letter on the average
TWO_LINES = 4  # times the width of a letter, they are as high
# What a legend has beside an axis. A chart's own width is known only when its legend has its lines
# already: in a window that became narrower, one line more would be above the chart's edge.
ROOM = "containerSize()[0] - 12 * letter + 0 * width"
LETTERS = alt.param(name="letter", value=LETTER)
USUAL, LARGE = 12, 24  # pixels of the type, in a window and on a projector
LARGER = 1.6  # how much higher a chart is there
DASH = [6, 4]
DASHED = " dashed"
# The theme has one colour for each concept; the second round through them is for dashed lines.
LOOKS = [*CONCEPTS, *(concept + DASHED for concept in CONCEPTS)]
DASHES = [DASH if look.endswith(DASHED) else [1, 0] for look in LOOKS]


_AROUND = 120  # CSS pixels of legend, numbers and title above and below a chart


def _upright(title: str, height: int) -> alt.Axis:
    """The axis of ``y``: its title stands along it, or over it where it would be cut."""
    if LETTER * len(title) <= height - _AROUND:
        return alt.Axis()
    return alt.Axis(titleAngle=0, titleAlign="left", titleBaseline="bottom", titleX=0, titleY=-8)


@lru_cache(maxsize=256)
def curves_spec(
    looks: Looks,
    x_title: str,
    y_title: str,
    x_range: Range | None,
    y_range: Range | None,
    log_x: bool,
    log_y: bool,
    height: int,
) -> str:
    """Lines in ``x`` and ``y``, told apart by ``name``."""
    shown = _legend_toggle(looks)
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("x:Q", title=x_title, scale=_scale(x_range, log_x)),
        y=alt.Y("y:Q", title=y_title, axis=_upright(y_title, height), scale=_scale(y_range, log_y)),
        color=_color(looks),
        opacity=alt.condition(shown, alt.value(1), alt.value(0)),
        detail="name:N",  # two of one look, as the bounds of a band, are two lines
        tooltip=[alt.Tooltip("name:N", title=" "), _tip("x", x_title), _tip("y", y_title)],
    )
    line = base.mark_line(clip=True, strokeWidth=2, interpolate="linear").encode(
        strokeDash=_dash(looks)
    )
    # Wide invisible dots catch the pointer: nobody can hit a line of two pixels.
    dots = base.mark_point(clip=True, size=150, filled=True).encode(opacity=alt.value(0))
    return _json(alt.layer(line.add_params(shown), dots), height)


@lru_cache(maxsize=256)
def bars_spec(
    looks: Looks, x_title: str, y_title: str, y_range: Range | None, height: int, longest: int = 0
) -> str:
    """Bars of height ``y`` over ``label`` in the order ``order``, grouped by ``name``.

    The longest word of a label has so many letters; 0 are numbers, of which some may be left out.
    """
    solid = [name for name, look in looks if not look.endswith(DASHED)]
    shown = _legend_toggle(looks)
    base = alt.Chart(alt.NamedData("rows")).encode(
        y=alt.Y(
            "y:Q",
            title=y_title,
            axis=_upright(y_title, height),
            scale=_scale(y_range, zero=True, clamp=y_range is not None),
        ),
        color=_color(looks),
        opacity=alt.condition(shown, alt.value(1), alt.value(0)),
        tooltip=[
            alt.Tooltip("label:N", title=x_title or " "),
            alt.Tooltip("name:N", title=" "),
            _tip("y", y_title),
        ],
    )
    order = alt.EncodingSortField("order", op="min")
    x = alt.X("label:N", title=x_title or None, sort=order, axis=_names(longest))
    body = (
        base.transform_filter(alt.FieldOneOfPredicate("name", solid))
        .mark_bar(cornerRadiusEnd=2)
        .encode(x=x, xOffset=alt.XOffset("name:N", scale=alt.Scale(domain=solid)))
    )
    exact = any(look == "exact" + DASHED for _, look in looks)
    marks = (
        base.transform_filter(alt.FieldEqualPredicate("exact" + DASHED, "look"))
        .mark_rule(strokeWidth=2, aria=exact)  # a screen reader would meet an image without a name
        .encode(strokeDash=_dash(looks), x=x.bandPosition(0), x2=alt.X2("label:N", bandPosition=1))
    )
    return _json(alt.layer(body.add_params(shown), marks), height)


@lru_cache(maxsize=256)
def histogram_spec(looks: Looks, x_title: str, x_range: Range, height: int) -> str:
    """Bins from ``x`` to ``x2`` of density ``y``, and the exact density as a line."""
    shown = _legend_toggle(looks)
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("x:Q", title=x_title, scale=_scale(x_range)),
        y=alt.Y("y:Q", title="density", scale=_scale(None, zero=True), stack=None),
        color=_color(looks),
    )
    tips = [alt.Tooltip("name:N", title=" "), _tip("x", "from"), _tip("x2", "to")]
    body = (
        base.transform_filter(alt.datum.look != "exact" + DASHED)
        .mark_bar(binSpacing=0.5, clip=True)
        .encode(
            x=alt.X("x:Q", bin=alt.BinParams(binned=True), title=x_title, scale=_scale(x_range)),
            x2="x2:Q",
            opacity=alt.condition(shown, alt.value(0.55), alt.value(0)),
            tooltip=[*tips, _tip("y", "density")],
        )
    )
    line = (
        base.transform_filter(alt.datum.look == "exact" + DASHED)
        .mark_line(strokeWidth=2, clip=True)
        .encode(strokeDash=_dash(looks), opacity=alt.condition(shown, alt.value(1), alt.value(0)))
    )
    return _json(alt.layer(body.add_params(shown), line), height)


def _names(longest: int) -> alt.Axis:
    """The names under bars, none of them cut: a line for each word where they are wide, and turned
    where not even a word has room, as on a phone; in two lines then, if there is room for two."""
    turned = f"{LETTERS.name} * {longest} > bandwidth('x')"
    middle = "max(floor(length(datum.label) / 2) - 2, 0)"  # and the first gap after it
    gap = f"indexof(slice(datum.label, {middle}), ' ')"
    halves = f"[slice(datum.label, 0, {middle} + {gap}), slice(datum.label, {middle} + {gap} + 1)]"
    two = f"{gap} >= 0 && bandwidth('x') > {TWO_LINES} * {LETTERS.name}"
    wide = f"{LETTERS.name} * length(datum.label) > bandwidth('x')"
    lines = (
        f"{turned} ? ({two} ? {halves} : datum.label)"
        f" : {wide} ? split(datum.label, ' ') : datum.label"
    )
    return alt.Axis(
        labelAngle=alt.ExprRef(f"{turned} ? -90 : 0"),
        labelAlign=alt.ExprRef(f"{turned} ? 'right' : 'center'"),
        labelBaseline=alt.ExprRef(f"{turned} ? 'middle' : 'top'"),
        labelOverlap=True,
        labelLimit=0,
        labelExpr=lines,
    )


def _legend_toggle(looks: Looks) -> alt.Parameter:
    """A click on a word of the legend hides what it names; another click shows it again."""
    return alt.selection_point(
        name="shown",
        fields=["look"],
        bind="legend",
        toggle="true",
        clear=False,
        empty=False,
        value=[{"look": look} for look in dict.fromkeys(look for _, look in looks)],
    )


def _color(looks: Looks) -> alt.Color:
    return alt.Color("look:N", scale=alt.Scale(domain=LOOKS), legend=_legend(looks))


def _dash(looks: Looks) -> alt.StrokeDash:
    scale = alt.Scale(domain=LOOKS, range=DASHES)
    return alt.StrokeDash("look:N", scale=scale, legend=_legend(looks))


def _legend(looks: Looks) -> alt.Legend:
    """The names in use, as many in a line as the chart's width has room for."""
    words: dict[str, list[str]] = {}
    for name, look in looks:
        if name:
            words.setdefault(look, []).append(name)
    spoken = {look: ", ".join(names) for look, names in words.items()}
    longest = max(map(len, spoken.values()), default=0)
    return alt.Legend(
        title=None,
        orient="top",
        columns=alt.ExprRef(
            f"clamp(floor(({ROOM}) / ({SYMBOL} + letter * {longest})), 1, {len(spoken)})"
        ),
        values=list(spoken),
        labelExpr=f"({json.dumps(spoken, ensure_ascii=False)})[datum.label]",
        symbolType="stroke",
        symbolStrokeWidth=3,
        symbolSize=300,
        symbolOpacity=1,
        labelLimit=alt.ExprRef(f"width - {SYMBOL}"),
    )


def enlarged(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification of a chart for a projector: higher, in type and lines seen from afar."""
    config = {
        "axis": {"labelFontSize": LARGE, "titleFontSize": LARGE, "labelLimit": 0},
        "legend": {"labelFontSize": LARGE},
    }
    letter = {"name": LETTERS.name, "value": LETTER * LARGE / USUAL}
    params = [letter if each["name"] == LETTERS.name else each for each in spec["params"]]
    layers = [layer | {"mark": _thicker(layer["mark"])} for layer in spec["layer"]]
    height = LARGER * spec["height"]
    return spec | {"height": height, "config": config, "params": params, "layer": layers}


def _thicker(mark: dict[str, Any]) -> dict[str, Any]:
    width = mark.get("strokeWidth")
    return mark if width is None else mark | {"strokeWidth": width * LARGE / USUAL}


def _json(chart: alt.LayerChart | alt.FacetChart, height: int) -> str:
    spec = chart.add_params(LETTERS).properties(height=height).to_dict()
    for key in ("$schema", "config"):
        spec.pop(key, None)
    return json.dumps(spec)


def _scale(
    limits: Range | None, log: bool = False, zero: bool = False, clamp: bool = False
) -> alt.Scale:
    kind: dict[str, Any] = {"type": "log"} if log else {"zero": zero}
    if clamp:
        kind["clamp"] = True
    if limits is not None:
        kind |= {"domain": list(limits), "nice": False}
    return alt.Scale(**kind)


def _tip(field: str, title: str) -> alt.Tooltip:
    return alt.Tooltip(f"{field}:Q", title=title, format=".4~g")
