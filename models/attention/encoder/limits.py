"""How much the encoder reads."""

MAX_CHARACTERS = 500  # of each text: as much as a link can carry
MAX_TOKENS = 128  # of both texts together, with [CLS] and [SEP]: 72 maps that a browser can hold
