"""Every knob of the attention pages."""

from models.attention.errors import MAX_CHARACTERS, MAX_TOKENS
from models.setup import Setup, knob


class ReadingSetup(Setup):
    """The text or the pair of texts that the pretrained encoder reads, and the head in view."""

    text_a: str = knob(
        "I went to the store.",
        "Text A",
        f"Up to {MAX_CHARACTERS} characters, and {MAX_TOKENS} tokens with text B.",
        hidden=True,
    )
    text_b: str = knob(
        "At the store, I bought fresh strawberries (red ones).",
        "Text B",
        f"Read together with text A; may stay empty. Up to {MAX_CHARACTERS} characters.",
        hidden=True,
    )
    layer: int = knob(2, "Layer", "From 0, the first.", low=0, high=5, step=1, hidden=True)
    head: int = knob(9, "Head", "From 0, in its layer.", low=0, high=11, step=1, hidden=True)
