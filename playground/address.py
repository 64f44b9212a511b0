"""What a link says: the only reader and writer of query parameters.

The address follows the page. The page follows the address only when a link is *opened*: when a
session begins, when a page is entered under an address that says something about that page, and
by the browser's Back and Forward. In between the session knows better, for the address that comes
with an interaction may be older than what was written last.

So whatever lives in the link asks :func:`opened` where it is drawn, keeps what it knows unless it
is told something, and says with :func:`write` where it stands. A page that is entered by the
navigation says nothing: everything is as it was left, and is written into the address again.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_FILES = Path(__file__).parent / "static" / "address"
_history, _typed = (
    st.components.v2.component(
        f"playground_{name}", js=(_FILES / f"{name}.js").read_text(encoding="utf-8")
    )
    for name in ("history", "typed")
)

T = TypeVar("T")
Texts = tuple[str, ...]

_PAGE = "address:page"
_LINKS = "address:links"  # page -> (how many links to it were opened, what the last one says)
_TOLD = "address:told"  # (page, name) -> the number of the link about which it was told
_EXPECTED = "address:expected"  # page -> names that somebody may ask for, if not in this view
_WHOLE = ""  # asked for what is said about the link as a whole
_HELD = "address:held"  # what is to be written when a page that was just entered stands
_ENCODED_TWICE = re.compile(r"[\w.~!*'()+-]*(?:%[0-9A-Fa-f]{2}[\w.~!*'()+-]*)+", re.ASCII)
CLOSING = ".,;:!?)]}>'\"»”’"  # what a chat takes into a link from the sentence around it


def page_meant(pages: Collection[str]) -> tuple[str, str] | None:
    """The last part of the path and the page that it means, where it is not the page's name.

    Args:
        pages: The names of the pages.
    """
    asked = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    meant = unquote(unquote(asked)).rstrip(CLOSING).lower()
    return (asked, meant) if meant in pages and asked != meant else None


def open_page(page: str) -> None:
    """Take note of the page and of a link that is opened; called by the entry script.

    Args:
        page: Prefix of the page's own parameters, ``{page}_...``; by custom the topic's slug.
    """
    before = st.session_state.get(_PAGE)
    now = _now()
    says = _meant(now)
    context = get_script_run_ctx()
    by_history = context is not None and context.is_history_navigation
    entered = page != before and any(name.startswith(f"{page}_") for name in says)
    if (before is None and now) or by_history or entered:
        _note_link(page, says)
        meant = {name: texts[-1] for name, texts in says.items()}
        st.session_state[_HELD] = dict.fromkeys(now) | meant if says != now else {}
    elif before not in (None, page):
        st.session_state[_HELD] = {}
    st.session_state[_PAGE] = page


def page() -> str:
    """The page that is being drawn; empty outside of the app."""
    return str(st.session_state.get(_PAGE, ""))


def follow(page: str, parameters: Mapping[str, str]) -> None:
    """Take note of a link within the playground, such as to a preset, that is about to be opened.

    A link that is silent means the defaults, here as everywhere; :func:`open_page` alone would
    take a page that is entered without a word as one that is to be found as it was left.
    """
    _note_link(page, {name: (text,) for name, text in parameters.items()})


def _note_link(page: str, says: Mapping[str, Texts]) -> None:
    links = st.session_state.setdefault(_LINKS, {})
    links[page] = (links.get(page, (0, {}))[0] + 1, says)


def opened(name: str) -> Texts | None:
    """What the link says about a parameter, told once for each link that is opened.

    Returns:
        The texts of the parameter, none where the link is silent and the default is meant; or
        None where no link was opened since this was asked last: what is known stays.
    """
    return opened_of([name])[0]


def opened_of(names: Sequence[str]) -> list[Texts | None]:
    """The same as :func:`opened` of each of many parameters: the session is asked once for all."""
    number, says = _link()
    page = st.session_state[_PAGE]
    told = st.session_state.setdefault(_TOLD, {})
    new = [told.get((page, name), 0) != number for name in names]
    told.update({(page, name): number for name in names})
    return [
        tuple(says.get(name, ())) if each else None for name, each in zip(names, new, strict=True)
    ]


def rename(names: Mapping[str, str]) -> None:
    """Take parameters of the link that was opened for those that they are called now.

    Args:
        names: Of each that was called otherwise once, the name of today.
    """
    _, says = _link()
    old = [name for name in names if name in says]
    for name in old:
        texts = says.pop(name)
        says.setdefault(names[name], texts)
    if old:
        write(dict.fromkeys(old))


def remembered(name: str, default: str = "") -> str:
    """A word of the page that lives in the link: as a link says, then as it was kept last."""
    if (texts := opened(name)) is not None:
        st.session_state[name] = texts[-1] if texts else default
    word = str(st.session_state.get(name, default))
    write({name: None if word == default else word})
    return word


def remember(name: str, word: str) -> None:
    """Keep another word under the name, until a link says otherwise."""
    opened(name)  # what a link said before has had its time
    st.session_state[name] = word


def expect(*names: str) -> None:
    """Say that these parameters are understood here, though perhaps not in the view shown now."""
    expected = st.session_state.setdefault(_EXPECTED, {})
    expected.setdefault(st.session_state.get(_PAGE, ""), set()).update(names)


def known() -> set[str]:
    """The parameters that somebody on the page has asked for or expects."""
    page = st.session_state.get(_PAGE, "")
    expected: set[str] = st.session_state.get(_EXPECTED, {}).get(page, set())
    return expected | {name for where, name in st.session_state.get(_TOLD, {}) if where == page}


def strangers() -> dict[str, Texts]:
    """What the link says that nobody on the page understands, told once for each link."""
    if opened(_WHOLE) is None:
        return {}
    _, says = _link()
    strange = {name: texts for name, texts in says.items() if name not in known()}
    write(dict.fromkeys(strange))
    return strange


def write(texts: Mapping[str, str | None]) -> None:
    """Bring parameters up to date, all in one step; None takes one away."""
    if _HELD in st.session_state:
        st.session_state[_HELD].update(texts)
        return
    now = _now()
    then = now | {name: (text,) for name, text in texts.items() if text is not None}
    for name in [name for name, text in texts.items() if text is None]:
        then.pop(name, None)
    if then != now:
        st.query_params.from_dict(then)


def settle() -> None:
    """Write what was held back; called by the entry script when the page has been drawn.

    A page entered by the navigation gets its path in the browser a little after its first words
    are there: what is written before that would land on the page that was left. And what a link
    says is put right when :func:`in_browser` is there, which needs no way back to the wrong one.
    """
    write(st.session_state.pop(_HELD, {}))


def in_browser() -> None:
    """Draw what has no face: Back leads to what a link said, and not through every turn of a
    knob; and a text is taken before a click leads to another page."""
    with st.container(key="address"):
        st.html("<style>.st-key-address { display: none; }</style>")
        _history(key="address:history")
        _typed(key="address:typed")


def present() -> dict[str, str]:
    """The parameters of the address as it stands, each by its last text."""
    held = st.session_state.get(_HELD, {})
    now = {name: texts[-1] for name, texts in _now().items() if texts} | held
    return {name: text for name, text in now.items() if text is not None}


def understood(text: str, parse: Callable[[str], T]) -> T:
    """What a text of a link means, also where mail, chats and proxies have rewritten it.

    Args:
        text: As it arrived.
        parse: Reads a text, and raises a ``ValueError`` where it has no meaning.

    Raises:
        ValueError: That of ``parse`` about the text as it arrived, if no reading has a meaning.
    """
    first: ValueError | None = None
    for reading in _readings(text):
        try:
            return parse(reading)
        except ValueError as error:
            first = first or error
    raise first or ValueError("Nothing to read.")


def spoken(link: str) -> tuple[str, dict[str, str]]:
    """The page that a link leads to, and what it says there: of a link that somebody pastes.

    Args:
        link: With or without the server's name.

    Raises:
        ValueError: It is no address.
    """
    parts = urlsplit(link.strip().strip("<>"))
    page = unquote(unquote(parts.path)).rstrip("/").rpartition("/")[2].rstrip(CLOSING).lower()
    asked = parse_qs(parts.query, keep_blank_values=True)
    says = _meant({name: tuple(texts) for name, texts in asked.items()})
    return page, {name: texts[-1] for name, texts in says.items()}


def _readings(text: str) -> Iterator[str]:
    """The text, then without what it was rewritten to: an encoding too many, the end of the
    sentence around the link, a blank for a plus."""
    for decoded in (text, unquote(text), unquote(unquote(text))):
        yield decoded
        yield decoded.rstrip(CLOSING)
        yield decoded.rstrip(CLOSING).replace(" ", "+")


def _link() -> tuple[int, dict[str, Texts]]:
    """The number of the link to this page that was opened last, and what it says."""
    if _PAGE not in st.session_state:
        open_page("")
        settle()
    link: tuple[int, dict[str, Texts]] = st.session_state.get(_LINKS, {}).get(
        st.session_state[_PAGE], (0, {})
    )
    return link


def _meant(now: Mapping[str, Texts]) -> dict[str, Texts]:
    """The parameters as they were meant: ``&amp;`` for ``&``, capitals, an encoding too many."""
    says: dict[str, Texts] = {}
    for name, texts in now.items():
        pairs = parse_qsl(name) if "=" in name and texts == ("",) else [(name, t) for t in texts]
        for written, text in pairs:
            meant = written.removeprefix("amp;").removeprefix("amp;").lower()
            read = unquote(text) if _ENCODED_TWICE.fullmatch(text) else text
            says[meant] = (*says.get(meant, ()), read)
    return says


def _now() -> dict[str, Texts]:
    return {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
