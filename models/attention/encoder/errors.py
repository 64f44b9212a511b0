"""What can go wrong with a text that a person typed."""

from models.errors import ModelError

MAX_CHARACTERS = 500  # of each text: as much as a link can carry
MAX_TOKENS = 128  # of both texts together, with [CLS] and [SEP]: 72 maps that a browser can hold


class NothingToRead(ModelError):
    """A text without a single visible character."""

    def __init__(self, which: str = "the text") -> None:
        self.which = which
        super().__init__(f"There is nothing to read in {which}. Type a sentence.")

    def __reduce__(self) -> tuple[type["NothingToRead"], tuple[str]]:
        return NothingToRead, (self.which,)


class TooLong(ModelError):
    """A text beyond the limits above."""

    def __init__(self, length: int, limit: int, unit: str) -> None:
        self.length, self.limit, self.unit = length, limit, unit
        super().__init__(f"This is {length:,} {unit} long; the limit is {limit:,}. Shorten it.")

    def __reduce__(self) -> tuple[type["TooLong"], tuple[int, int, str]]:
        return TooLong, (self.length, self.limit, self.unit)


class Damaged(ModelError):
    """A file of weights that is not what its format promises."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The file of weights is damaged: {reason}. Fetch it again.")

    def __reduce__(self) -> tuple[type["Damaged"], tuple[str]]:
        return Damaged, (self.reason,)
