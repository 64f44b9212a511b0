"""What a page begins to train: by a link, by its first view, or when a person presses Train."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.playground.app import opened, sound
from tests.playground.live.stepped import OwnSetup, stepped

pytestmark = pytest.mark.usefixtures("pool")


def page() -> None:
    import streamlit as st

    from playground import address, controls, live
    from tests.playground.demo import DemoSetup, train

    address.open_page("demo")
    says = st.text_input("Link")
    follow = {"demo_layers": says, "demo_fork1": "300", "demo_fork1_layers": "6"}
    st.button("Open", on_click=address.follow, args=("demo", {"demo_layers": says}))
    st.button("Open the fork", on_click=address.follow, args=("demo", follow))
    live.watch("demo", train, controls.panel(DemoSetup, "demo"))
    address.settle()


def press(app: AppTest, label: str) -> AppTest:
    return sound(next(each for each in app.button if each.label == label).click().run())


def follow(app: AppTest, layers: int, label: str = "Open") -> AppTest:
    """The page, once a link to a setup of so many layers was opened."""
    app.text_input[0].set_value(str(layers)).run()
    return press(app, label)


def there(app: AppTest, what: str) -> Any:
    """What is on the screen or coming; None if nothing."""
    key = f"demo:{what}"
    known = key in app.session_state
    return app.session_state[key] if known else None


def test_a_link_to_what_is_on_screen_takes_back_what_is_coming():
    app = opened(page)
    six = stepped(there(app, "run"), 0)
    four = there(follow(app, 4), "coming")
    assert (four.setup.layers, six.state) == (4, "paused")
    follow(app, 6)
    assert there(app, "coming") is None
    assert there(app, "run") is six
    assert (six.state, four.state) == ("running", "cancelled")


def test_a_link_to_what_is_on_screen_takes_back_the_fork_that_is_to_be_made_of_it():
    app = opened(page)
    six = stepped(there(app, "run"), 0)
    follow(app, 4, "Open the fork")
    assert there(app, "run") is six
    assert [each.setup.layers for each in there(app, "ahead")] == [4]
    follow(app, 6)
    assert there(app, "ahead") == ()
    stepped(six, 300)
    sound(app.run())
    assert there(app, "run") is six
    assert there(app, "coming") is None


def views() -> None:
    import streamlit as st

    from playground import address, live
    from tests.playground.demo import DemoSetup, train
    from tests.playground.live.stepped import OwnSetup

    address.open_page("demo")
    own = st.toggle("Own")
    setup = OwnSetup() if own else DemoSetup()
    wanted = "" if st.toggle("Brought") else "Bring a table."
    if not own or not live.await_train("demo", setup, wanted):
        live.watch("demo", train, setup)
    address.settle()


def test_a_view_waits_for_what_is_brought_also_where_another_view_is_on_screen():
    app = opened(views)
    other = stepped(there(app, "run"), 0)
    sound(app.toggle[0].set_value(True).run())
    (train,) = app.button
    assert (train.label, train.disabled) == ("Train", True)
    assert there(app, "coming") is None
    sound(app.toggle[1].set_value(True).run())
    assert not app.button[0].disabled
    coming = there(press(app, "Train"), "coming")
    assert isinstance(coming.setup, OwnSetup)
    assert len(app.button) == 3, "Train, Pause and Stop while it is coming"
    stepped(coming).end("failed", "It diverged.")
    sound(app.run())
    assert there(app, "run") is other
    assert len(app.button) == 3, "and where it came to nothing"
    press(app, "Train")
    stepped(there(app, "coming"), 0)
    sound(app.run())
    assert there(app, "run").setup == OwnSetup()
    assert len(app.button) == 3
