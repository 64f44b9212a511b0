"""Decoders are judged by a few characters: what they are worth is no matter of these tests."""

from collections.abc import Iterator

import pytest

from models.scaling.sweep import decoder


@pytest.fixture(scope="module", autouse=True)
def briefly_judged() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoder, "JUDGED", 512)
        yield
