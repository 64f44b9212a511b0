"""Imports the heavy libraries behind the first page, so that it is seen as fast as without them."""

import gc
import importlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger(__name__)
_started = threading.Lock()
_importing = threading.RLock()
_ended = threading.Event()


def _import_all(modules: Iterable[str], then: Callable[[], None]) -> None:
    for module in modules:
        try:
            with _importing:
                importlib.import_module(module)
        except (ImportError, SystemError) as error:
            # The page that needs it will say so; the others must not suffer. Python 3.11 counts
            # the depth of what is compiled for all threads together, and may raise a SystemError
            # where two of them compile at once; to write a traceback compiles too.
            _LOGGER.warning("Could not import %s ahead of time: %r", module, error)
    # What is imported stays for good: exempt it from every later collection, which would
    # otherwise walk some 300,000 objects while a page waits.
    gc.collect()
    gc.freeze()
    _ended.set()
    then()


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
