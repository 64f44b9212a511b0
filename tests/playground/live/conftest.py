"""A pool for sessions in which a training takes the steps that a test tells it to take."""

from collections.abc import Iterator

import pytest

from playground.runs import Pool


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """The one pool of the server, without workers, and one viewer."""
    made = Pool()
    monkeypatch.setattr(made, "_wake", lambda: None)
    for module in ("desk", "lineage", "race"):
        monkeypatch.setattr(f"playground.live.{module}.pool", lambda: made)
    for module in ("desk", "race"):
        monkeypatch.setattr(f"playground.live.{module}.viewer", lambda: "somebody")
    yield made
    made.close()
