"""What all views have: the decoder that is here, words as they can be seen, and the tree."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import streamlit as st

from models.language import Decoder
from models.language.next_token import MOST_NODES, PromptSetup, decoder_here
from models.language.writing import ends, grown, path, placed, said
from playground import controls, here, scene
from playground.controls.knobs import literal

SLUG = "next_token"
LONGEST = 12  # letters of a word in a picture


def decoder() -> Decoder:
    """The one that is here."""
    return decoder_here().decoder


def badge() -> str:
    """Whose numbers a picture shows."""
    return "small decoder" if decoder_here().reason else "4-bit weights"


def told() -> None:
    """Which model this is, or what is missing for the large one."""
    found = decoder_here()
    if found.reason:
        st.warning(
            f"{found.reason} Until then a small decoder of characters answers, which learnt "
            "Python's own help. The view *It learns to write* trains another.",
            icon=":material/inventory_2:",
        )


def seen(word: str) -> str:
    """A token as it can be seen: its blank, its end of line; a long one is cut."""
    plain = word.replace(" ", "·").replace("\n", "↵").replace("\t", "⇥")
    plain = "".join(letter if letter.isprintable() else "�" for letter in plain)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def apart(words: Sequence[str]) -> list[str]:
    """Words as they can be seen, with a number where two look alike."""
    known: Counter[str] = Counter()
    names = []
    for word in map(seen, words):
        known[word] += 1
        names.append(f"{word} ({known[word]})" if known[word] > 1 else word)
    return names


def say(setup: PromptSetup, *tokens: int) -> None:
    """Go on with tokens; for callbacks."""
    tree, node = grown(setup.grown, setup.node, tokens)
    if len(tree) <= MOST_NODES:
        controls.set_values(SLUG, grown=tree, node=node)


def go(node: int) -> None:
    """Go back, or to another branch; for callbacks."""
    controls.set_values(SLUG, node=node)


def afresh() -> None:
    """Before the knobs: another prompt has no continuations yet."""
    last = controls.last(SLUG)
    if not isinstance(last, PromptSetup):
        return
    typed = controls.stands(SLUG, "prompt", last.prompt)
    if typed != last.prompt and controls.stands(SLUG, "grown", ()) == last.grown:
        controls.set_values(SLUG, grown=(), node=0)


def branches(setup: PromptSetup) -> None:
    """The tree of what was said, and the way back."""
    if not setup.grown:
        return
    tree, way = setup.grown, path(setup.grown, setup.node)
    names = ["prompt", *decoder().words(token for _, token in tree)]
    xy = placed(tree)
    lines = [[xy[parent], xy[node]] for node, (parent, _) in enumerate(tree, 1)]
    walked = [[xy[one], xy[two]] for one, two in pairwise(way)]
    deep = max(depth for depth, _ in xy)
    high = max(height for _, height in xy)
    layers: list[Any] = [scene.Paths("tree", lines, "base", width=2)]
    if walked:
        layers.append(scene.Paths("this text", walked, "model", width=4))
    layers += [
        scene.Points("here", [xy[setup.node]], "codeword", size=6, opacity=1.0),
        scene.Labels("words", [(x, y + 0.3) for x, y in xy], [seen(name) for name in names]),
    ]
    picture = scene.Scene(
        layers,
        (-0.6, deep + 0.6, -0.7, high + 0.9),
        axes=False,
        equal=False,
        alt="The tree of continuations, with the way to this text.",
    )
    scene.show(picture, "tree", share=0.35)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    places: list[tuple[str, int, Callable[..., None]]] = [
        ("Back to the prompt", 0, go),
        ("One word back", way[-2] if len(way) > 1 else 0, go),
    ]
    with row:
        for label, node, call in places:
            st.button(
                label,
                key=here.key(label),
                on_click=call,
                args=(node,),
                disabled=setup.node == 0,
            )
        for node in ends(tree):
            if node != setup.node and node:
                st.button(
                    "… " + plain("".join(seen(w) for w in decoder().words(said(tree, node)))),
                    key=here.key(f"end:{node}"),
                    on_click=go,
                    args=(node,),
                )


def plain(text: str) -> str:
    """A word on a button, in which Markdown has nothing to say."""
    return literal(text, 2 * LONGEST)
