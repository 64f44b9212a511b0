"""A change of variables as a frame: what a script computes of a setup."""

from collections.abc import Iterator

from models.change_of_variables.setup import ChangeSetup
from models.change_of_variables.views import view_of
from models.frame import Frame


def change(setup: ChangeSetup) -> Iterator[Frame]:
    """One frame: the numbers of the setup's view as its metrics, the arrays as its views.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    view = view_of(setup)
    yield Frame(0, view.numbers(), view.arrays())
