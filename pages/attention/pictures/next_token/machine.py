"""The decoder layer by layer: what it would say after each, who speaks for it, who is silenced."""

from typing import Any

import numpy as np
import streamlit as st

from models.language.looking import Parts
from models.language.next_token import Machine, MachineSetup, machine
from pages.attention.pictures.next_token.layer import SINK
from pages.attention.pictures.next_token.prompt import (
    SLUG,
    apart,
    badge,
    branches,
    decoder,
    plain,
    seen,
)
from pages.attention.pictures.turned import page_follows, turn
from playground import charts, here, lesson, links, scene
from playground.lesson import Readout

ROWS = 11  # blocks that are drawn, from the embedding to the last


@st.cache_resource(max_entries=16, show_spinner="Looking through all layers …")
def seen_through(text: str, of: str) -> dict[str, Any]:
    """The machine as plain fields, for a setup as JSON and the name of the decoder."""
    found = machine(MachineSetup.model_validate_json(text))
    return found._asdict() | {"parts": found.parts._asdict()}


def machine_of(setup: MachineSetup) -> Machine:
    fields = seen_through(setup.model_dump_json(), badge())
    return Machine(**fields | {"parts": Parts(**fields["parts"])})


def show(setup: MachineSetup) -> None:
    """The lens beside the parts, then attention and what silencing changes."""
    found = machine_of(setup)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        scene.show(lens(found), share=0.8)
    with right:
        scene.show(spoken(found.parts), "parts", share=0.8)
    numbers(found)
    silence(setup, found)
    branches(setup)


def rows_of(layers: int) -> list[int]:
    """Which of 0 … layers are drawn, both ends included."""
    return [round(row) for row in np.linspace(0, layers, min(ROWS, layers + 1)).tolist()]


def lens(found: Machine) -> scene.Scene:
    """What would be said after some blocks, the last one on top, at the last places."""
    rows = rows_of(len(found.shares) - 1)
    columns = len(found.places)
    words = [seen(found.lens[row][column]) for row in rows for column in range(columns)]
    places = [(c + 0.5, r + 0.5) for r in range(len(rows)) for c in range(columns)]
    read = [seen(found.words[place]) for place in found.places]
    return scene.Scene(
        [
            scene.Field(
                "probability",
                found.shares[rows],
                (0, columns, 0, len(rows)),
                0,
                1,
                cells=True,
                opacity=0.45,
                power=0.5,
            ),
            scene.Labels("would say", places, words),
            scene.Labels("after", [(c + 0.5, -0.5) for c in range(columns)], read),
            scene.Labels(
                "block", [(-0.4, r + 0.5) for r in range(len(rows))], [str(row) for row in rows]
            ),
        ],
        (-0.8, float(columns), -1.0, float(len(rows))),
        axes=False,
        equal=False,
        badge=badge(),
        alt="The logit lens: for the last tokens, the word that would come next if the model ended "
        "after each block, from the embedding below to the last block on top.",
    )


def spoken(parts: Parts) -> scene.Scene:
    """What each head and each feed-forward part adds to the logit of the word that is said."""
    layers, heads = parts.heads.shape
    table = np.concatenate((parts.heads, parts.feed_forward[:, None]), axis=1)
    limit = float(np.abs(table).max())
    names = [*(str(head) for head in range(heads)), "MLP"]
    return scene.Scene(
        [
            scene.Field(
                "logit",
                table,
                (0, heads + 1, 0, layers),
                -limit,
                limit,
                scale="diverging",
                cells=True,
                dtype="float16",
            ),
            scene.Labels("part", [(n + 0.5, layers + 0.7) for n in range(heads + 1)], names),
        ],
        (0, heads + 1, 0, layers + 1.4),
        x_label="head",
        y_label="block",
        measured=(0, heads, 0, layers),
        equal=False,
        badge="exact",
        alt="What each head and each feed-forward part adds to the logit of the likeliest word.",
    )


def numbers(found: Machine) -> None:
    """The logit as a sum, and its word."""
    attention, fed = found.parts.by_kind
    lesson.readouts(
        [
            Readout(
                "Logit of the word",
                found.parts.logit,
                reference=found.parts.sum,
                reference_name="sum of all parts",
            ),
            Readout("From the embedding", found.parts.embedding),
            Readout("From all heads", attention),
            Readout("From all MLPs", fed),
        ]
    )
    st.caption(
        f"It says {plain(seen(found.says))}. The stream is a sum, so its logit is one too: what "
        "is green speaks for this word, what is purple against it."
    )


@st.fragment
def silence(setup: MachineSetup, found: Machine) -> None:
    """Where all heads look; the large one may be silenced, or its whole layer."""
    page_follows()
    shape = decoder().shape
    picture = links.Links(
        np.where(np.triu(np.ones(found.weights.shape[-2:], dtype=bool), 1), np.nan, found.weights),
        apart(found.words),
        columns=[str(layer) for layer in range(shape.layers)],
        rows=[str(head) for head in range(shape.heads)],
        crossed=[each for each in setup.silenced if each < (shape.layers, shape.heads)],
        opening=(shape.layers // 2, 0),
        badge=badge(),
        views=("matrix",),
        alt="Where each head of each layer looks while the prompt is read.",
    )
    layer, head = links.show(picture, "heads", height=430).locked.matrices[0]
    sink = float(found.sinks[layer, head])
    st.caption(
        f"Layer {layer}, head {head} leaves {100 * sink:.0f} % of its weight on the start. "
        + (
            "That is the **attention sink**: a head that has nothing to read rests on the first "
            "token."
            if sink > SINK
            else "It reads elsewhere."
        )
    )
    with st.container(horizontal=True):
        st.button(
            f"Silence layer {layer}, head {head}",
            key=here.key("head off"),
            on_click=turn,
            args=(SLUG,),
            kwargs={"silenced": tuple(sorted({*setup.silenced, (layer, head)}))},
        )
        st.button(
            f"Silence all of layer {layer}",
            key=here.key("layer off"),
            on_click=turn,
            args=(SLUG,),
            kwargs={"skipped": tuple(sorted({*setup.skipped, layer}))},
        )
        st.button(
            "Let all speak",
            key=here.key("all on"),
            on_click=turn,
            args=(SLUG,),
            kwargs={"silenced": (), "skipped": ()},
            disabled=not (setup.silenced or setup.skipped),
        )
    if setup.silenced or setup.skipped:
        heads = ", ".join(f"L{n} H{h}" for n, h in setup.silenced)
        layers = ", ".join(f"layer {n}" for n in setup.skipped)
        st.caption(f"Silenced: {', '.join(each for each in (heads, layers) if each)}.")
        names = apart(found.next_words)
        bars = charts.bars(
            names,
            [
                charts.Series("without", found.without, "model"),
                charts.Series("with all", found.whole, "exact"),
            ],
            "probability of the next token",
            y_range=(0, 1),
            height=240,
        )
        charts.show(bars, "without", "The next token with all parts, and without the silenced.")
