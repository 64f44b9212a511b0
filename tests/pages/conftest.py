"""Every page is driven through the real entry script, with the real pool of workers."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest
from torch import Tensor

from models.training import Descent
from playground import catalog, live
from playground.scene.pack import unpack
from tests.numerals import read

OpenPage = Callable[..., AppTest]
Offered = Callable[[AppTest], dict[str, tuple[str, Any]]]


@pytest.fixture(scope="session", autouse=True)
def close_pool() -> Iterator[None]:
    yield
    live.pool().close()


@pytest.fixture(autouse=True)
def trained_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No network goes down its loss while a page is drawn: the pool's workers train, nobody waits.

    A step of a GAN's players by hand, one press each, is a game's and no descent.
    """
    advance = Descent.advance

    def elsewhere(self: Descent[Any], step: int | Tensor) -> Tensor:
        drawing = get_script_run_ctx(suppress_warning=True) is not None
        assert not drawing, "A page trains in the server's own process."
        return advance(self, step)

    monkeypatch.setattr(Descent, "advance", elsewhere)


@pytest.fixture
def open_page() -> Iterator[OpenPage]:
    """Opens a topic's page with the given query parameters and no exception.

    What still trains at the end is ended: no other test shall wait for its worker.
    """

    def open_it(topic: catalog.Topic, **parameters: str) -> AppTest:
        at = AppTest.from_file(str(catalog.ROOT / "playground" / "app.py"), default_timeout=180)
        for name, value in parameters.items():
            at.query_params[name] = value
        at.switch_page(str(topic.page)).run()
        return sound(at)

    yield open_it
    end_all()


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Runs a page again: label -> name of the file and its content, of all that it offers; where
    some labels are named, of these alone."""

    def run(at: AppTest, *labels: str) -> dict[str, tuple[str, Any]]:
        files: dict[str, tuple[str, Any]] = {}
        download = st.download_button

        def noted(label: str, data: Any, file_name: str, *rest: Any, **options: Any) -> bool:
            if not labels or label in labels:
                files[label] = (file_name, data())
            return download(label, data, file_name, *rest, **options)

        with monkeypatch.context() as patch:
            patch.setattr(st, "download_button", noted)
            sound(at.run())
        return files

    return run


def end_all() -> None:
    """Ends whatever still trains: it would keep a worker for ten seconds after all have left."""
    for run in live.pool().runs():
        run.cancel()


def sound(at: AppTest) -> AppTest:
    """The page itself, once no exception is on it."""
    assert not at.exception, at.exception
    return at


def shown(at: AppTest, topic: catalog.Topic) -> Any:
    """The run on the page's screen, or that which was asked for in its place."""
    coming = f"{topic.slug}:coming"
    return at.session_state[coming if coming in at.session_state else f"{topic.slug}:run"]


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not so after {seconds} s"
        time.sleep(0.05)


def wait_until_ended(run: live.Shown) -> None:
    wait_for(lambda: run.state not in live.ACTIVE)


def arrived(at: AppTest, topic: catalog.Topic) -> AppTest:
    """The page, once what was asked for has a first frame, and so is on its screen.

    A view that trains nothing leaves what another one has asked for where it is.
    """

    def there() -> bool:
        sound(at.run())
        trains = f"{topic.slug}:train" in {button.key for button in at.button}
        if not trains or f"{topic.slug}:coming" not in at.session_state:
            return True
        run = shown(at, topic)
        wait_for(lambda: len(run.recording) > 0 or run.state not in live.ACTIVE)
        return False

    wait_for(there)
    return at


def ended(open_page: OpenPage, slug: str, **parameters: str) -> AppTest:
    """The page of a topic, once what it trains has ended."""
    topic = catalog.topic(slug)
    at = open_page(topic, **parameters)
    if topic.trains:
        wait_until_ended(shown(at, topic))
    return sound(at.run())


def afresh(open_page: OpenPage, slug: str, **parameters: str) -> AppTest:
    """The page of what has been trained, opened once more: its pictures are sent all frames."""
    ended(open_page, slug, **parameters)
    return open_page(catalog.topic(slug), **parameters)


def drawn(at: AppTest, kind: str = "scene") -> list[dict[str, Any]]:
    """What each picture of a kind on the page was sent."""
    sent: list[Any] = [each.proto for each in at.get("bidi_component")]
    return [unpack(each.bytes) for each in sent if each.component_name == f"playground_{kind}"]


def readouts(at: AppTest) -> dict[str, float]:
    """Every number on the page by its label."""
    return {metric.label: read(metric.value) for metric in at.metric}


def number(at: AppTest, label: str) -> float:
    """The first number on the page whose label begins so."""
    return next(value for title, value in readouts(at).items() if title.startswith(label))


def address(at: AppTest) -> dict[str, str]:
    """The parameters of the page's link."""
    texts = {name: at.query_params[name] for name in at.query_params}
    return {name: text if isinstance(text, str) else text[-1] for name, text in texts.items()}
