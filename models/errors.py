"""What can go wrong in a model because of what a person chose. Each message is a full sentence."""

from collections.abc import Callable
from typing import Any


class ModelError(ValueError):
    """A choice that cannot be carried out; the message says what to do instead."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as it stands: a kind of its own is not made again from its message."""
        return type(self).__new__, (type(self), *self.args), vars(self)


def refusal(call: Callable[..., object], *given: object) -> str | None:
    """Why something cannot be carried out, as a sentence; None if it can.

    Args:
        call: What is tried.
        given: Its arguments.
    """
    try:
        call(*given)
    except ModelError as error:
        return str(error)
    return None


class Diverged(ModelError):
    """A training whose loss stopped being a number."""

    def __init__(self, step: int, quantity: str = "loss") -> None:
        self.step = step
        self.quantity = quantity
        lost = f"The {quantity} is no longer a number"
        if quantity == "parameters":
            lost = "Some parameters are no longer numbers"
        super().__init__(
            f"{lost} at step {step:,}. "
            "Lower the learning rate, or change the seed, and train again."
        )


class OutOfBounds(Diverged):
    """A training whose loss is still a number, but one that means nothing any more."""

    def __init__(self, step: int, quantity: str, value: float, remedy: str) -> None:
        self.step, self.quantity = step, quantity
        self.value, self.remedy = value, remedy
        ModelError.__init__(
            self, f"The {quantity} left all bounds at step {step:,}: it is {value:.1e}. {remedy}"
        )


class NothingToRead(ModelError):
    """A text without a single visible character."""

    def __init__(self, which: str = "the text") -> None:
        self.which = which
        super().__init__(f"There is nothing to read in {which}. Type a sentence.")


class TooLong(ModelError):
    """A text beyond the limits above."""

    def __init__(self, length: int, limit: int, unit: str) -> None:
        self.length, self.limit, self.unit = length, limit, unit
        super().__init__(f"This is {length:,} {unit} long; the limit is {limit:,}. Shorten it.")


class Damaged(ModelError):
    """A file of weights that is not what its format promises."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The file of weights is damaged: {reason}. Run `make data` to fetch it again."
        )
