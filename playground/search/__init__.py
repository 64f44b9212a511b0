"""The search: over topics, presets, sections of the notes, numbers, formulas and knobs.

The list of all that can be found is made from what the pages declare (:mod:`.entries`), fetched
once by the browser, and filtered there while somebody types. What is chosen comes back here, so
that the page is entered within the session and finds everything as it was left.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground import address, catalog, client
from playground.screen import presenter
from playground.search import entries

_component = st.components.v2.component("playground_search", js=client.loader("search"))


@cache
def index() -> bytes:
    """Everything that can be found, as JSON."""
    return json.dumps([asdict(entry) for entry in entries.entries()], ensure_ascii=False).encode()


def route(base_path: str) -> Route:
    """Where the server has the list, below the ``base_path`` of the whole app."""
    at = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return Route(f"{at}/search.json", _answer)


def _answer(request: Request) -> Response:
    headers = {"Cache-Control": "no-cache"}
    return Response(index(), media_type="application/json", headers=headers)


def button() -> None:
    """Draw the button that opens the search, as ``/`` does; go to what was chosen.

    Call it once in the entry script, after ``address.open_page`` and before the page is run.
    """
    chosen = _component(key="search:button", data={"wide": False}, on_go_change=lambda: None).go
    match chosen:
        case {"page": str(slug), "parameters": parameters} if slug in _slugs():
            _enter(catalog.topic(slug), parameters)


def field() -> None:
    """Draw the search once more as a wide field; what is chosen in it comes from the button."""
    _component(key="search:field", data={"wide": True})


def _slugs() -> set[str]:
    return {topic.slug for topic in catalog.TOPICS}


def _enter(topic: catalog.Topic, parameters: Mapping[str, Any] | None) -> None:
    """Go to a page, as it was left; or, with parameters, as a link that is opened says."""
    if parameters is None:
        st.switch_page(str(topic.page))
    mine = {name: str(text) for name, text in parameters.items() if name.startswith(topic.slug)}
    link = mine | ({presenter.PARAMETER: "1"} if presenter.is_on() else {})
    address.follow(topic.slug, link)
    st.switch_page(str(topic.page), query_params=link)
