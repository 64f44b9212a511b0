"""What Streamlit's AppTest spends on nothing, at every page that is opened and every run of it."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner


@pytest.fixture(scope="session", autouse=True)
def lean_apptest() -> Iterator[None]:
    """All installed packages are searched for components once, and not by every AppTest; and it
    sleeps until its script has ended, where it would ask a thousand times a second."""
    asks = local_script_runner.require_widgets_deltas

    def waits(runner: LocalScriptRunner, timeout: float = 3) -> None:
        if runner._script_thread:
            runner._script_thread.join(timeout)
        asks(runner, 0.01)

    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        patch.setattr(local_script_runner, "require_widgets_deltas", waits)
        yield
