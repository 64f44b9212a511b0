"""The pictures of the attention page: all heads, one head's story, patterns, silenced heads."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from models.attention import Attention, Story, load_encoder, pattern_scores
from models.attention.encoder import (
    HEADS,
    LAYERS,
    LONGEST_WORD,
    PATTERNS,
    SIZE,
    UNKNOWN,
    Head,
    Plane,
    ReadingSetup,
    average,
    best,
    chance,
    mean_score,
    plane,
    rollout,
    visible,
)
from playground import charts, here, links, scene
from playground.controls.knobs import literal
from playground.lesson import columns
from playground.lesson.columns import Column, Term

SLUG = "attention"
LAYER_NAMES = [str(layer) for layer in range(LAYERS)]
HEAD_NAMES = [*(str(head) for head in range(HEADS)), "mean", "rollout"]
AHEAD = (1, 7)  # the head that looks ahead to the noun
FEW, LETTERS = 6, 24  # unknown words that are repeated, and how much of each
TOP = 12  # heads named in the chart of a pattern
BADGE = "pretrained"


@st.cache_resource(max_entries=64, show_spinner="Reading the text …")
def read(text_a: str, text_b: str | None, off: tuple[Head, ...] = ()) -> dict[str, Any]:
    """Where all heads look, as plain fields, which survive an edited module."""
    return vars(load_encoder().attend(text_a, text_b, off))


@st.cache_resource(max_entries=64, show_spinner=False)
def maps(text_a: str, text_b: str | None, hide: bool, off: tuple[Head, ...]) -> dict[str, Any]:
    """Tokens and weights (layers, heads + 2, T, T): each head, the layer's mean, the rollout.

    All are of the network without the heads that are ``off``.
    """
    seen = Attention(**read(text_a, text_b, off))
    mean = average(seen.weights, seen.silenced)  # (L, T, T)
    flow = [rollout(seen.weights[:n], seen.silenced[:n]) for n in range(1, LAYERS + 1)]
    weights = np.concatenate([seen.weights, mean[:, None], np.stack(flow)[:, None]], axis=1)
    keep = ~seen.special if hide else np.ones_like(seen.special)
    return {
        "tokens": [token for token, kept in zip(seen.tokens, keep, strict=True) if kept],
        "origins": [origin for origin, kept in zip(origins(seen), keep, strict=True) if kept],
        "weights": visible(weights, keep) if hide else weights,
        "segments": seen.segments[keep],
    }


def origins(seen: Attention) -> list[str]:
    """What was typed for each token that does not say it itself."""
    pairs = zip(seen.tokens, seen.letters, strict=True)
    return ["" if typed.lower() == token.removeprefix("##") else typed for token, typed in pairs]


def unknown(setup: ReadingSetup) -> list[str]:
    """What was typed for the tokens that stand for an unknown word, each once."""
    apart = [(setup.text_a, None), (setup.text_b, None)]
    found: dict[str, None] = {}
    for text, pair in apart if setup.second == "apart" else [(setup.text_a, setup.pair)]:
        seen = Attention(**read(text, pair, setup.silenced))
        pairs = zip(seen.tokens, seen.letters, strict=True)
        found |= dict.fromkeys(typed for token, typed in pairs if token == UNKNOWN)
    return list(found)


def unknown_words(words: Sequence[str]) -> str:
    """A sentence on what [UNK] stands for."""
    shown = ", ".join(literal(word, LETTERS) for word in words[:FEW])
    shown += f" and {len(words) - FEW} more" if len(words) > FEW else ""
    return (
        f":material/question_mark: **{UNKNOWN}** stands for {shown}: a word that the vocabulary "
        f"cannot put together from its pieces, or one of more than {LONGEST_WORD} letters. All "
        "such words are one token to the encoder; what they say is lost to it."
    )


def heads(setup: ReadingSetup, text: str, pair: str | None, key: str) -> links.Events:
    """All heads of the encoder on a text or a pair, and one of them large."""
    off = setup.silenced
    shown = maps(text, pair, setup.hide, off)
    weights = shown["weights"]
    if setup.least > 0:
        weights = np.where(weights < setup.least, np.nan, weights)
    second = np.flatnonzero(np.diff(shown["segments"])) + 1
    picture = links.Links(
        weights,
        shown["tokens"],
        columns=LAYER_NAMES,
        rows=HEAD_NAMES,
        origins=shown["origins"],
        crossed=off,
        opening=AHEAD,
        breaks=second.tolist(),
        identity=f"{text}\n{pair}",
        link=SLUG,
        badge=BADGE,
        alt=f"Where {LAYERS * HEADS} heads look in a text of {len(shown['tokens'])} tokens.",
        table=key == SLUG,
    )
    return links.show(picture, key, height=520)


@st.cache_resource(max_entries=64, show_spinner=False)
def _told(
    text_a: str, text_b: str | None, layer: int, head: int, token: int, off: tuple[Head, ...]
) -> dict[str, Any]:
    return vars(load_encoder().story(text_a, text_b, layer, head, token, off))


def told(setup: ReadingSetup, layer: int, head: int, place: int) -> Story:
    """The steps of one head for the word at a place of the picture."""
    seen = Attention(**read(setup.text_a, setup.pair))
    tokens = np.flatnonzero(~seen.special) if setup.hide else np.arange(len(seen.tokens))
    token, off = int(tokens[place]), setup.silenced
    return Story(**_told(setup.text_a, setup.pair, layer, head, token, off))


def story(told: Story) -> None:
    """One head for one token, as a formula over its columns."""
    columns.show(
        [
            "outᵢ = Σⱼ softmaxⱼ( (",
            Term("qᵢ", "q"),
            "·",
            Term("kⱼ", "k"),
            ")",
            Term(f" / √{SIZE}", "scaled"),
            " + ",
            Term("maskⱼ", "mask"),
            " ) ",
            Term("vⱼ", "v"),
        ],
        told.tokens,
        [
            Column("k", "kⱼ", told.keys, "key", help="What each word answers to."),
            Column("scores", "qᵢ · kⱼ", told.scores, "model", help="How well the two fit."),
            Column("scaled", f"/ √{SIZE}", told.scaled, "model", help="Divided by √ of the size."),
            Column("mask", "+ mask", told.mask, "base", digits=0, help="0: may be looked at."),
            Column("weights", "softmax", told.weights, "model", share=True, help="Sums to 1."),
            Column("v", "vⱼ", told.values, "data", help="What each word hands over."),
            Column("weighted", "weight × vⱼ", told.weighted, "data", help="Its part of the sum."),
        ],
        "story",
        given=[Column("q", "qᵢ", told.query, "query", help="What the word asks for.")],
        result=Column("out", "outᵢ", told.output, "data", help="The sum over all words."),
        chosen=told.token,
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def scores(text_a: str, text_b: str | None, off: tuple[Head, ...]) -> dict[str, Any]:
    """Per pattern its score for every head (layers, heads)."""
    return pattern_scores(Attention(**read(text_a, text_b, off)))


@st.cache_resource(max_entries=64, show_spinner=False)
def even(text_a: str, text_b: str | None) -> dict[str, float]:
    """Per pattern the score of a head that looks everywhere alike."""
    return chance(Attention(**read(text_a, text_b)))


def ranking(name: str, table: Any, by_chance: float) -> None:
    """The heads that follow a pattern most, best first."""
    order = best(table)[:TOP]
    count = len(order)
    chart = charts.bars(
        [named(head) for head in order],
        [
            charts.Series("score", np.array([table[head] for head in order]), "model"),
            charts.Series("mean of all heads", np.full(count, mean_score(table)), "base"),
            charts.Series("looks everywhere alike", np.full(count, by_chance), "exact"),
        ],
        "score",
        height=230,
    )
    title = PATTERNS[name]
    charts.show(chart, "ranking", f"The {count} heads with the highest score: {title}.")


@st.cache_resource(max_entries=32, show_spinner="Silencing every head in turn …")
def moved(text_a: str, text_b: str, off: tuple[Head, ...]) -> dict[str, Any]:
    """The plane of two sentences, as plain fields."""
    return vars(plane(load_encoder(), text_a, text_b, off))


def in_plane(found: Plane) -> None:
    """Where silencing moves the embedding of text A, seen in the plane that it spans with B."""
    ring = scene.circle(2001)
    near = np.vstack([found.singles, found.silenced[None], found.whole[None]])
    middle = (near.min(0) + near.max(0)) / 2
    half = max(0.62 * float((near.max(0) - near.min(0)).max()), 0.01)
    towards = 0.5 * half * found.towards
    layers: list[scene.layers.Layer] = [
        scene.Paths("length 1", ring[None], "base", width=1.5, dashed=True),
        scene.Arrows("towards B", found.whole[None], towards[None], "data"),
        scene.Points("one head silenced", found.singles, "base", size=3.5, opacity=0.8),
        scene.Points("text A", found.whole[None], "model", size=8, opacity=1.0),
    ]
    if found.count:
        step = (found.silenced - found.whole)[None]
        layers.append(scene.Arrows("your silence", found.whole[None], step, "gradient"))
    picture = scene.Scene(
        layers,
        (middle[0] - half, middle[0] + half, middle[1] - half, middle[1] + half),
        x_label="along text A",
        y_label="across, to B's side",
        badge="exact",
        alt="The embedding of text A, and where silenced heads move it, in the plane with text B.",
    )
    scene.show(picture, "plane", height=380)


def shift_matrix(shifts: Any) -> None:
    """How much each head matters to the embedding, as a table of colours."""
    figure = charts.matrix(
        1000 * shifts,
        LAYER_NAMES,
        [str(head) for head in range(HEADS)],
        ("layer", "head", "1000 × (1 − cos)"),
        digits=1,
        height=330,
    )
    charts.show_figure(figure, "shifts", "How far the embedding moves without each head.")


MEASURES = {
    "next": "Weight on the token after, averaged over the text.",
    "previous": "Weight on the token before, averaged over the text.",
    "identical": "Weight on the other copies of the same word.",
    "related": "Weight on other words with a similar word vector, neighbours left out. A vector "
    "is what the vocabulary alone says of a word.",
    "other_text": "Weight on copies of the word in the other text.",
    "predictive": "From the, to, with, ...: weight on the next word of content, unless adjacent.",
    "cls": "Weight on [CLS], the first token: where this model rests when it finds nothing.",
    "sep": "Weight on [SEP], which ends a text. BERT's heads rest there; this model's hardly do.",
    "punctuation": "Weight on full stops, commas, brackets and other marks.",
    "bag_of_words": "Entropy of the weights as a share of ln T: 1 looks everywhere alike. Among "
    "few words no head comes near it.",
}


def pattern_buttons(
    table: Mapping[str, Any],
    chosen: str,
    choose: Callable[[str, Head], None],
    demonstrate: Callable[[str], None],
) -> None:
    """A button for each pattern that opens its best head, or a text that has the pattern at all."""
    with st.grid("auto", min_column_width=300, gap="small") as grid:
        for name, title in PATTERNS.items():
            order = best(table[name])
            with grid.cell():
                st.button(
                    f"{title}: **{named(order[0])}**, {table[name][order[0]]:.2f}"
                    if order
                    else f"{title}: not in this text",
                    key=here.key(f"pattern:{name}"),
                    on_click=choose if order else demonstrate,
                    args=(name, order[0]) if order else (name,),
                    type="primary" if name == chosen else "secondary",
                    help=MEASURES[name] if order else "Reads a text that has it.",
                    width="stretch",
                )


def named(head: Head) -> str:
    """A head in four letters."""
    return f"L{head[0]} H{head[1]}"
