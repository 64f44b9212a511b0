"""A change of variables as a frame: what a script computes of a setup."""

from collections.abc import Iterator

from models.change_of_variables.arrays import arrays
from models.change_of_variables.numbers import numbers
from models.change_of_variables.setup import ChangeSetup
from models.frame import Frame


def change(setup: ChangeSetup) -> Iterator[Frame]:
    """One frame: :func:`numbers` of the setup as its metrics, :func:`arrays` as its views.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    yield Frame(0, numbers(setup), arrays(setup))
