"""Imports in the background, and pages that import at the same time."""

import gc
import importlib
import threading
from typing import Any

import pytest

from playground import warm

Log = list[str]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    """What was imported, in a process that has only begun."""
    seen: Log = []

    def imported(name: str) -> Any:
        seen.append(name)
        if name == "missing":
            raise ImportError(name)
        if name == "confused":
            raise SystemError("AST constructor recursion depth mismatch")

    monkeypatch.setattr(warm, "_ended", threading.Event())
    monkeypatch.setattr(importlib, "import_module", imported)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    return seen


@pytest.mark.long
def test_nothing_is_imported_while_a_page_is(log: Log) -> None:
    thread = threading.Thread(target=warm._import_all, args=(["a", "b"], lambda: log.append("end")))
    with warm.undisturbed():
        thread.start()
        thread.join(0.2)
        assert log == []
    thread.join()
    assert log == ["a", "b", "end"]


@pytest.mark.long
def test_what_fails_after_the_imports_is_left_to_the_page_that_needs_it(log: Log) -> None:
    def confused() -> None:
        log.append("then")
        raise SystemError("AST constructor recursion depth mismatch")

    warm._import_all(["a"], confused)
    assert log == ["a", "then"]


@pytest.mark.long
def test_once_all_is_in_pages_are_drawn_at_the_same_time(log: Log) -> None:
    warm._import_all(["a"], lambda: None)
    together = threading.Barrier(2, timeout=10)

    def draw() -> None:
        with warm.undisturbed():
            together.wait()

    threads = [threading.Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not together.broken


@pytest.mark.long
@pytest.mark.parametrize("name", ["missing", "confused"])
def test_what_cannot_be_imported_stops_nobody(log: Log, name: str) -> None:
    warm._import_all([name, "b"], lambda: log.append("end"))
    assert log == [name, "b", "end"]
