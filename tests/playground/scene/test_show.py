"""The way of a scene to the browser: what is sent, and what the client may contain."""

import gzip
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground import client, scene

CLIENT = Path(scene.__file__).parent.parent / "static" / "scene"
MODULES = sorted(CLIENT.rglob("*.js"))
GALLERY = Path(__file__).parents[2] / "browser" / "scene" / "scene_gallery.py"


def growing() -> None:
    import numpy as np
    import streamlit as st

    from playground import handles, scene

    identity = st.session_state.setdefault("identity", "first run")
    count = st.session_state.setdefault("count", 3)
    first = scene.needed("live", identity)
    points = scene.Points("samples", np.zeros((count - first, 5, 2)), "model")
    times = list(range(first, count))
    picture = scene.Scene([points], (-1, 1, -1, 1), times, first=first, identity=identity)
    done = scene.show(picture, "live")
    means = handles.moved("means", [[1, 2]], "live")
    st.write(f"{first} {done.time} {done.missing} {means.tolist()}")


def test_only_frames_that_the_browser_lacks_are_sent() -> None:
    app = AppTest.from_function(growing).run()
    assert app.markdown[0].value == "0 None None [[1.0, 2.0]]"
    app.session_state["count"] = 7
    assert app.run().markdown[0].value.startswith("3 ")
    assert app.run().markdown[0].value.startswith("7 ")
    app.session_state["identity"] = "second run"
    assert app.run().markdown[0].value.startswith("0 ")
    assert not app.exception


def test_a_browser_that_asks_is_sent_what_it_lacks_once_and_no_other_recording() -> None:
    app = AppTest.from_function(growing).run()

    def asks(identity: str, have: int, serial: int) -> int:
        wish = {"identity": identity, "have": have, "serial": serial}
        app.session_state["live"] = {"missing": wish}
        app.run()
        assert not app.exception
        return int(app.markdown[0].value.split()[0])

    assert asks("first run", 1, 1) == 1
    assert asks("first run", 1, 1) == 3, "it was answered"
    assert asks("another run", 0, 2) == 3, "of what is not on show"
    assert asks("first run", 0, 3) == 0, "as after a reload"
    assert asks("first run", 9, 4) == 3, "no more than was ever sent"
    app.session_state["identity"] = "second run"
    assert asks("first run", 2, 5) == 0


def two_pictures() -> None:
    import streamlit as st

    from playground import scene
    from playground.scene.pack import unpack
    from playground.scene.switches import switched

    box = (-1, 1, -1, 1)
    for key, names in (("demo", ["field", "real"]), ("demo:cut", ["real", "line"])):
        layers = [scene.Points(name, [[0, 0]], "model") for name in names]
        scene.show(scene.Scene(layers, box), key)
        header = unpack(scene.pack(scene.Scene(layers, box), switched=switched(key, names)))
        st.write(" ".join(header["switched"]["names"]))


def test_what_the_legend_switches_is_in_the_link_and_the_same_in_all_pictures() -> None:
    app = AppTest.from_function(two_pictures)
    app.query_params["demo_switched"] = "real~nobody"
    app.run()
    assert [each.value for each in app.markdown] == ["real", "real"]
    app.session_state["demo:cut"] = {"switched": {"names": ["line"], "serial": 1}}
    app.run()
    app.run()
    assert [each.value for each in app.markdown] == ["", "line"]
    assert app.query_params["demo_switched"] in ("line~nobody", ["line~nobody"])
    assert not app.exception


def test_what_the_legend_switched_stays_so_when_the_picture_is_away_and_drawn_again() -> None:
    app = AppTest.from_function(two_pictures)
    app.run()

    def switches(*names: str) -> list[str]:
        app.session_state["demo"] = {"switched": {"names": list(names), "serial": 1}}
        app.run()
        assert not app.exception
        return app.markdown[0].value.split()

    assert switches("field") == ["field"]
    app.session_state["demo"] = None  # a new picture, in which nobody has pressed anything
    app.run()
    assert app.markdown[0].value == "field"
    assert app.query_params["demo_switched"] in ("field", ["field"])
    assert switches("field", "real") == ["field", "real"], "its first press is numbered 1 again"


@pytest.mark.parametrize("part", ["animated", "kinds", "handles", "drawing", "linked", "empty"])
def test_every_part_of_the_gallery_runs(part: str) -> None:
    app = AppTest.from_file(str(GALLERY), default_timeout=30)
    app.query_params["part"] = part
    app.run()
    assert not app.exception


def test_what_travels_with_every_update_is_small_and_so_is_what_travels_once() -> None:
    assert len(scene._LOADER) < 1000
    asked = [(client.STATIC / name).read_bytes() for name in client.needed("scene/main.js")]
    assert sum(len(gzip.compress(module)) for module in asked) < 76 * 1024  # as the server sends it


@pytest.mark.parametrize("file", [*MODULES, *CLIENT.rglob("*.css")], ids=lambda path: path.name)
def test_the_client_is_readable_and_has_no_colour_markup_or_network_of_its_own(file: Path) -> None:
    text = file.read_text()
    assert sum(not line.startswith("import ") for line in text.splitlines()) <= 300
    assert max(map(len, text.splitlines())) <= 120
    assert not re.search(r"#[0-9a-fA-F]{6}\b|\brgba?\(\d|\bhsl", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|fetch\(", text)
    assert "//" not in re.sub(r"(^|\s)//.*|http://www\.w3\.org/2000/svg", "", text)
