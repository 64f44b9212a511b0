"""The link that is the state, with its QR code for the hall."""

from urllib.parse import urlsplit

import streamlit as st

from playground import controls
from playground.take_home import qr

_HERE = ("localhost", "127.0.0.1", "::1")

# A menu stays above a dialog that is opened from it, and would cover the code.
_ALONE = "<style>[data-testid=stPopoverBody] { display: none; }</style>"


@st.fragment
def link(topic: str) -> None:
    """A button that shows the link to exactly this state, and its QR code.

    The link is written when it is asked for: a picture may have changed the address since the page
    was drawn.
    """
    if st.button(
        "Link to this state",
        key=f"{topic}:link",
        width="stretch",
        help="The link to copy, and its QR code, which a phone reads from the back row.",
    ):
        _shown(topic)


@st.dialog("Link to this state", width="large")
def _shown(topic: str) -> None:
    whole = controls.permalink(topic)
    short, left_out = qr.shortened(whole)
    st.html(_ALONE)
    picture, words = st.columns([3, 2], gap="medium")
    with picture:
        # The image is made of the code's own squares; nothing of the link stands in it as text.
        st.html(
            f'<img src="{qr.code(short)}" alt="QR code of the link" '
            'style="display: block; width: 100%; max-width: 74vh; margin: auto;">'
        )
    with words:
        if left_out:
            st.warning(
                "The whole link is too long for a code that a phone reads from the back row. The "
                f"code leads to a shorter one, without {_labels(topic, left_out)}.",
                icon=":material/qr_code_2:",
            )
            st.markdown("The short link, as the code has it:")
            st.code(short, language=None, wrap_lines=True)
        st.markdown("Whoever opens this link sees the page with all its knobs as they are now.")
        st.code(whole, language=None, wrap_lines=True)
        st.markdown(
            "For a slide: the same in presenter mode, with large type and nothing but the picture."
        )
        st.code(controls.permalink(topic, present=True), language=None, wrap_lines=True)
        if unlinked := controls.unlinked(topic):
            st.caption(
                f":material/warning: Too long for a link, and so not in it: {', '.join(unlinked)}."
            )
        if urlsplit(whole).hostname in _HERE:
            st.caption(
                ":material/warning: This address is this machine's own. For others, start with "
                "`make run HOST=0.0.0.0` and open the page by the name of the machine."
            )


def _labels(topic: str, parameters: tuple[str, ...]) -> str:
    """What a person reads for some parameters of the link."""
    known = controls.labels(topic)
    return ", ".join(known.get(name, name) for name in parameters)
