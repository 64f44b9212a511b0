"""Every knob of the shuffled block."""

from models.setup import Setup, knob, seed_knob


class BlockSetup(Setup):
    """The block of the notes, random tokens, and a shuffle of them."""

    width: int = knob(8, "Token size d", "Numbers in each column of X.", low=2, high=64, step=1)
    tokens: int = knob(6, "Tokens n", "Columns of X.", low=2, high=16, step=1)
    heads: int = knob(2, "Heads h", "Terms of the sum in (1).", low=1, high=8, step=1)
    head_size: int = knob(4, "Head size m", "Rows of W_Q, W_K, W_V.", low=1, high=16, step=1)
    hidden: int = knob(16, "Hidden width r", "Rows of W₁.", low=1, high=64, step=1)
    positions: bool = knob(
        False, "Positions E", "Adds a vector of its own to each place: g(X + E), equation (4)."
    )
    causal: bool = knob(False, "Causal mask", "Hides from each token the tokens after it.")
    shuffle: int = seed_knob("Chooses the permutation P.", label="Shuffle")
    seed: int = seed_knob("Chooses the weights and the tokens.")
