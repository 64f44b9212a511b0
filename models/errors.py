"""What can go wrong in a model because of what a person chose. Each message is a full sentence."""


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

    def __reduce__(self) -> tuple[type["Diverged"], tuple[int, str]]:
        return Diverged, (self.step, self.quantity)
