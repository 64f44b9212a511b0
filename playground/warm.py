"""Imports the heavy libraries behind the first page, so that it is seen as fast as without them."""

import gc
import importlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

_LOGGER = logging.getLogger(__name__)
_started = threading.Lock()
_importing = threading.RLock()
_ended = threading.Event()


def _import_all(modules: Iterable[str], then: Callable[[], None]) -> None:
    for module in modules:
        with _importing:
            _attempt(partial(importlib.import_module, module))
    # What is imported stays for good: exempt it from every later collection, which would
    # otherwise walk some 300,000 objects while a page waits.
    gc.collect()
    gc.freeze()
    _ended.set()
    _attempt(then)


def _attempt(step: Callable[[], object]) -> None:
    """What fails ahead of time is done again by the page that needs it: no other may suffer."""
    try:
        step()
    except (ImportError, SystemError) as error:
        # Python 3.11 counts the depth of what is compiled for all threads together, and may raise
        # a SystemError where two of them compile at once; to write a traceback compiles too.
        _LOGGER.warning("Not done ahead of time: %r", error)


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is imported inside is imported by nobody else at once, until all is in.

    Two threads that import the same packages from two ends can meet half-way, and then one of them
    sees a module of which half is there.
    """
    if _ended.is_set():
        yield
        return
    with _importing:
        yield


def begin(modules: Iterable[str], then: Callable[[], None]) -> None:
    """Start importing in the background, once per process; call ``then`` when all is in."""
    if _started.acquire(blocking=False):
        threading.Thread(
            target=_import_all, args=(tuple(modules), then), name="warm-imports", daemon=True
        ).start()
