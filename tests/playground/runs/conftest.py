"""Pools for the tests, each of which must leave no process behind."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playground.runs import Pool
from tests.playground.runs.waiting import alive, until

PATIENCE = 0.3


@pytest.fixture
def make() -> Iterator[Callable[..., Pool]]:
    """Makes pools, and sees to it that each leaves no process."""
    pools: list[Pool] = []

    def made(workers: int = 1, **options: Any) -> Pool:
        pools.append(Pool(workers, **({"patience": PATIENCE} | options)))
        return pools[-1]

    yield made
    for pool in pools:
        pids = pool.pids()
        pool.close()
        assert pool.pids() == []
        assert not alive(pids)


@pytest.fixture(scope="session")
def shared() -> Iterator[Pool]:
    """One warm pool for the tests that leave it as they found it."""
    pool = Pool(2, patience=PATIENCE, grace=0.2, imports=["torch"])
    pool.warm()
    until(lambda: len(pool.pids()) == 2)
    yield pool
    pool.close()
