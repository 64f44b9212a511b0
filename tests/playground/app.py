"""A page of a few lines, opened without a browser."""

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest


def opened(script: Callable[[], None], **parameters: Any) -> AppTest:
    """The page by a link with these parameters."""
    app = AppTest.from_function(script, default_timeout=30)
    for name, text in parameters.items():
        app.query_params[name] = text
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    """The same, if it ran to its end."""
    assert not app.exception
    return app


def notices(app: AppTest) -> list[str]:
    """What it warns of."""
    return [warning.value for warning in app.warning]
