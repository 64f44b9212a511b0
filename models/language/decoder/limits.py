"""How much a decoder reads and writes on a page."""

MOST_CHARACTERS = 500  # of a prompt: as much as a link can carry
MOST_TOKENS = 96  # of a prompt and what goes on from it: 270 maps that a browser can hold
