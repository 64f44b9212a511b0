"""What can go wrong in a model because of what a person chose. Each message is a full sentence."""

from typing import Any


class ModelError(ValueError):
    """A choice that cannot be carried out; the message says what to do instead."""


class Diverged(ModelError):
    """A training whose loss stopped being a number."""

    def __init__(self, step: int, quantity: str = "loss") -> None:
        self.step = step
        self.quantity = quantity
        super().__init__(
            f"The {quantity} stopped being a number at step {step:,}. "
            "Lower the learning rate, or change the seed, and train again."
        )

    def __reduce__(self) -> tuple[type["Diverged"], tuple[Any, ...]]:
        return Diverged, (self.step, self.quantity)


class OutOfBounds(Diverged):
    """A training whose loss is still a number, but one that means nothing any more."""

    def __init__(self, step: int, quantity: str, value: float, remedy: str) -> None:
        self.step, self.quantity = step, quantity
        self.value, self.remedy = value, remedy
        ModelError.__init__(
            self, f"The {quantity} left all bounds at step {step:,}: it is {value:.1e}. {remedy}"
        )

    def __reduce__(self) -> tuple[type["OutOfBounds"], tuple[Any, ...]]:
        return OutOfBounds, (self.step, self.quantity, self.value, self.remedy)
