"""Which run is on screen for a page: begun by a link, by a preset or by a button."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from playground import address, timeline
from playground.live import desk
from playground.live.buttons import buttons
from playground.live.lineage import lineage, names, parameters, read, renames
from playground.live.shown import ACTIVE
from playground.live.status import WAITING, Told, remarks
from playground.live.watched import Watched


def request(slug: str) -> None:
    """Train whatever the controls say at the next run of the page; for callbacks of presets."""
    st.session_state[f"{slug}:requested"] = True


def await_train(slug: str, setup: Any, wanted: str) -> bool:
    """Draw a Train button alone, while a view has no run and a person is to look at data first.

    Args:
        slug: The topic.
        setup: What the controls say now; its knobs tell the views of a page apart.
        wanted: What is still missing, as a sentence; empty if Train may be pressed.

    Returns:
        Whether the view has to wait: :func:`watch` would train at once.
    """
    if desk.of_this_view(slug, setup) or st.session_state.get(f"{slug}:requested"):
        return False
    st.container(key=WAITING).button(
        "Train",
        icon=":material/play_arrow:",
        type="primary",
        key=f"{slug}:train",
        shortcut="T",
        disabled=bool(wanted),
        on_click=request,
        args=(slug,),
    )
    return True


def watch(slug: str, train: Callable[..., Any], setup: Any, told: Told | None = None) -> Watched:
    """Draw the buttons that start and stop, and return what is on screen.

    A link that is opened, and so the first view of a page, trains (or shares) its setup at once,
    after what it was forked from, so that no page opens empty. So does a view with a setup of its
    own that is turned to; later changes of a control wait for Train.

    Args:
        slug: The topic.
        train: Its training.
        setup: What the controls say now.
        told: Says what a fork did not take over, from the setups before and after it; empty if
            it took over everything.
    """
    address.rename(renames(type(setup), slug))
    opened = address.opened_of(names(type(setup), slug))
    timeline.listen(slug)
    requested = st.session_state.pop(f"{slug}:requested", False)
    if requested:
        desk.begin(slug, train, setup)
    elif desk.on_screen(slug) is None or any(texts is not None for texts in opened):
        _open(slug, train, setup, opened)
    elif desk.of_another_view(slug, setup):
        desk.begin(slug, train, setup)
    while desk.settle(slug, train):
        pass
    shown = desk.on_screen(slug)
    assert shown is not None  # begun above, if never before
    asked, ahead = desk.coming(slug), desk.ahead(slug)
    row, place = st.container(horizontal=True, gap="xsmall"), st.empty()
    active = shown.state in ACTIVE or asked is not None
    watched = Watched(slug, shown, setup, train, active, place, asked, ahead)
    with row:
        buttons(watched)
    remarks(watched, told)
    _write(watched)
    return watched


def _open(
    slug: str, train: Callable[..., Any], setup: Any, opened: list[address.Texts | None]
) -> None:
    """Train what a link stands for."""
    texts = dict(zip(names(type(setup), slug), opened, strict=True))
    said = {name: each[-1] for name, each in texts.items() if each}
    st.session_state.pop(f"{slug}:no fork", None)
    try:
        ancestors = read(slug, setup, said)
    except ValueError as error:
        st.session_state[f"{slug}:no fork"] = str(error)
        ancestors = ()
    shown = desk.on_screen(slug)
    there = shown is not None and shown.setup == setup
    if shown is None or not there or lineage(type(setup), shown.recording.origin) != ancestors:
        desk.begin(slug, train, setup, ancestors)
    else:
        desk.show(slug, shown)  # which takes back what is coming in its place


def _write(watched: Watched) -> None:
    """Say in the address what the run was forked from, as long as the controls are its own."""
    said = {} if watched.stale else parameters(watched.slug, watched.setup, watched.ancestors)
    address.write({name: said.get(name) for name in names(type(watched.setup), watched.slug)})
