"""Attention in a real encoder: every head, in pictures and in numbers."""

import streamlit as st

import pages.attention.pictures.attention as pictures
from models.attention import Encoder
from models.attention.demonstrations import DEMONSTRATIONS
from models.attention.encoder import HEADS, LAYERS, Head
from models.attention.errors import MAX_CHARACTERS, MAX_TOKENS
from models.attention.patterns import PATTERNS, best, pattern_scores
from models.attention.plane import Plane
from models.attention.rollout import rollout
from models.attention.texts import AXES, ReadingSetup, read, write_heads
from models.errors import ModelError
from models.wheels import Missing
from pages.attention.stories.attention import OPENINGS, STATIONS
from playground import address, catalog, controls, here, lesson, links, page, texts
from playground.knobs import literal
from playground.lesson import Preset, Readout

TOPIC = catalog.topic("attention")
SLUG = TOPIC.slug
VIEWS = {
    "story": "One head, step by step",
    "patterns": "Which head does what",
    "silence": "Without a head",
}


def check(setup: ReadingSetup) -> None:
    """Read what will be looked at.

    Raises:
        ModelError: The encoder is missing, or a text cannot be read.
    """
    if setup.second == "apart":
        pictures.read(setup.text_a, None)
        pictures.read(setup.text_b, None)
    else:
        pictures.read(setup.text_a, setup.pair)


@st.fragment
def looked_at(setup: ReadingSetup) -> None:
    """All heads, one of them large, and what is below: all that follows a chosen head."""
    if here.forget("turned"):
        st.rerun()  # what was turned in here belongs to the setup, so the page around follows
    events = both(setup) if setup.second == "apart" else one(setup)
    if setup.heads_off:
        st.caption(
            f":material/volume_off: **Silenced: {silenced(setup)}.** Every map is that of the "
            "network without them. A silenced head still looks, but hands nothing over, so the "
            "maps of all later layers change."
        )
    if words := pictures.unknown(setup):
        st.caption(pictures.unknown_words(words))
    st.caption(
        ":material/warning: **Attention is not explanation.** A weight says where a head reads, "
        "not why the model decides as it does. What the result owes to a head shows only when "
        "the head is taken away."
    )
    view = controls.view("Look closer", VIEWS, SLUG)
    if view == "patterns":
        patterns(setup)
    elif view == "silence":
        silence(setup, events.locked)
    else:
        story(setup, events.locked)


def one(setup: ReadingSetup) -> links.Events:
    return pictures.heads(setup, setup.text_a, setup.pair, SLUG)


def both(setup: ReadingSetup) -> links.Events:
    """Text A and text B, each read by itself, with the same heads large."""
    left, right = st.columns([2, 1], gap="small")
    with left:
        st.markdown("**Text A**")
        events = pictures.heads(setup, setup.text_a, None, SLUG)
    with right:
        st.markdown("**Text B**")
        pictures.heads(setup, setup.text_b, None, "b")
    return events


def story(setup: ReadingSetup, locked: links.Locked) -> None:
    """The steps of the head that is large, for the word that is locked."""
    layer, head = locked.matrices[0]
    if head >= HEADS:
        st.info(
            "The mean and the rollout are computed from the heads, and have no queries or keys of "
            "their own. Choose a head.",
            icon=":material/info:",
        )
        return
    seen = pictures.maps(setup.text_a, setup.pair, setup.hide, setup.heads_off)
    first = 0 if setup.hide else min(1, len(seen["tokens"]) - 1)
    place = locked.sources[0] if locked.sources else first
    told = pictures.told(setup, layer, head, place)
    st.markdown(
        f"**Layer {layer}, head {head}** while it reads {literal(told.tokens[told.token])}. "
        "Lock another word on the left side of the lines to see its numbers; point at a piece of "
        "the formula and its column lights up."
    )
    pictures.story(told)
    if (layer, head) in setup.heads_off:
        st.caption("This head is silenced: outᵢ is computed, and thrown away.")
    if setup.hide:
        st.caption("The steps are those of the model itself, so [CLS] and [SEP] are in them.")


def patterns(setup: ReadingSetup) -> None:
    """A measured score for each pattern and head, sorted, and the best head one click away."""
    table = pictures.scores(setup.text_a, setup.pair, setup.heads_off)
    name = ranked()
    st.markdown(
        "The patterns that Vig (2019) saw in BERT, each measured on this text: press one, and the "
        "head that follows it most is large."
    )
    pictures.pattern_buttons(table, name, open_pattern, demonstrate)
    if not best(table[name]):
        return
    st.markdown(f"**{PATTERNS[name]}.** {pictures.MEASURES[name]}")
    pictures.ranking(name, table[name], pictures.even(setup.text_a, setup.pair)[name])
    shown = DEMONSTRATIONS[name]
    if (setup.text_a, setup.pair or "") != (shown.text_a, shown.text_b):
        st.button(
            f"Read a text that shows it best in {pictures.named(shown.head)}",
            icon=":material/menu_book:",
            key=here.key("demonstrate"),
            on_click=demonstrate,
            args=(name,),
        )


def ranked() -> str:
    """The pattern whose heads are ranked; it stands in the address."""
    name = address.remembered(here.word("pattern"))
    return name if name in PATTERNS else OPENINGS[STATIONS[0].name].pattern


def open_pattern(name: str, head: Head) -> None:
    address.remember(here.word("pattern"), name)
    links.turn(SLUG, head)


def demonstrate(name: str) -> None:
    """Read the text on which a pattern is clearest, and make its head large."""
    shown = DEMONSTRATIONS[name]
    set_values(text_a=shown.text_a, text_b=shown.text_b, second="pair")
    open_pattern(name, shown.head)


def silence(setup: ReadingSetup, locked: links.Locked) -> None:
    """Heads taken away, and where the embedding goes."""
    off = setup.heads_off
    layer, head = locked.matrices[0]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if head < HEADS:
            gone = (layer, head) in off
            st.button(
                f"{'Give back' if gone else 'Silence'} layer {layer}, head {head}",
                icon=":material/volume_up:" if gone else ":material/volume_off:",
                key=here.key("silence"),
                on_click=set_silenced,
                args=(tuple(set(off) ^ {(layer, head)}),),
            )
        st.button(
            "Give all back",
            key=here.key("unsilence"),
            on_click=set_silenced,
            args=((),),
            disabled=not off,
        )
        st.markdown(f"Silenced: {silenced(setup) or 'none'}", width="content")
    numbers, picture = st.columns(2, gap="medium")
    other = setup.text_b if setup.text_b.strip() else setup.text_a
    found = Plane(**pictures.moved(setup.text_a, other, off))
    with numbers:
        st.markdown("**How far text A moves without each single head**")
        pictures.shift_matrix(found.shifts)
    with picture:
        st.markdown("**Where it moves: the plane that A spans with B**")
        if setup.text_b.strip():
            pictures.in_plane(found)
        else:
            st.info("Type a text B: two embeddings span the plane that is drawn here.")
    lesson.readouts(
        [
            Readout(
                "Text A moved",
                found.shift,
                "1 − cos",
                reference=0.0,
                reference_name="nothing silenced",
                help="How far the embedding of text A has moved.",
                rounding=found.rounding,
            ),
            Readout(
                "cos(A, B)",
                found.cosine_silenced,
                reference=found.cosine,
                reference_name="nothing silenced",
                digits=5,
                help="How alike the two texts are to the model, the heads silenced in both.",
            ),
        ]
    )


def silenced(setup: ReadingSetup) -> str:
    return ", ".join(map(pictures.named, setup.heads_off))


def set_silenced(heads: tuple[Head, ...]) -> None:
    set_values(silenced=write_heads(heads))


def set_values(**values: str) -> None:
    """Turn knobs from within what follows a head."""
    controls.set_values(SLUG, **values)
    here.keep("turned", True)


def turn(preset: Preset) -> None:
    """After a preset: the heads and the word that it is about."""
    opening = OPENINGS[preset.name]
    links.turn(SLUG, *opening.heads)
    links.lock(SLUG, () if opening.word is None else (opening.word,))
    address.remember(here.word("pattern"), opening.pattern)


def readouts(setup: ReadingSetup) -> None:
    tokens = len(pictures.read(setup.text_a, setup.pair)["tokens"])
    lesson.readouts(
        [
            Readout("Heads", LAYERS * HEADS, reference=LAYERS, reference_name="layers"),
            Readout("Tokens", tokens, reference=MAX_TOKENS, reference_name="limit"),
        ]
    )


def both_texts(setup: ReadingSetup) -> None:
    """Where the two texts are typed."""
    texts.knob("Text A", "text_a", setup.text_a)
    texts.knob("Text B (may stay empty)", "text_b", setup.text_b)
    st.caption(f"Up to {MAX_CHARACTERS} characters each, and {MAX_TOKENS} tokens in all.")


def show(setup: ReadingSetup) -> None:
    """All heads, and what follows the one that is large."""
    try:
        check(setup)
    except Missing as error:
        st.warning(str(error), icon=":material/inventory_2:")
        st.markdown("The other pages of this section work without it.")
        st.stop()
    except ModelError as error:
        st.info(str(error), icon=":material/info:")
        st.stop()
    looked_at(setup)
    readouts(setup)


page.opened(TOPIC, ReadingSetup, brings=both_texts).computed(
    show,
    STATIONS,
    page.Data(lambda setup: next(read(setup)).views, read, AXES),
    code=(Encoder, pattern_scores, rollout),
    then=turn,
)
