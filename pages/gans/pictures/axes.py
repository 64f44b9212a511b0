"""What the axes of the arrays are that a person takes home."""

AXES = {
    "samples": "sample (x y)",
    "field": "y x",
    "mesh": "row column (x y)",
    "arrow_start": "arrow (x y)",
    "arrow_vector": "arrow (x y)",
    "mode_counts": "mode",
    "mode_spread": "mode",
    "data": "point (x y)",
}
DUEL = AXES | {f"{letter}_{name}": axes for letter in "ABCD" for name, axes in AXES.items()}
FIELD = {"share": "upwards across", "modes": "upwards across gan", "mosaic": "sample (x y)"}
LINE = dict.fromkeys(("data", "model", "learned", "best"), "x") | dict.fromkeys(
    ("z", "image", "push"), "latent"
)
BOUNDS = {"learned": "divergence x"}
COMPARED = dict.fromkeys(("p", "q", "learned", "best"), "x") | {
    "dropped": "sizes",
    "uneven": "sizes",
    "first": "point (x y)",
    "second": "point (x y)",
    "plan": "before after",
}
GAMES = (
    {"path": "step point (x y)", "p": "step equilibrium strategy", "q": "step equilibrium strategy"}
    | dict.fromkeys(
        ("simultaneous", "alternating", "extragradient", "unrolled"), "step update (x y)"
    )
    | dict.fromkeys(("shares_maximin", "shares_minimax"), "step game mode")
)
EQUILIBRIA = {
    "p": "step equilibrium row",
    "q": "step equilibrium column",
    "earned": "step equilibrium player",
}
NORMAL_FORM = {
    "p": "step row",
    "q": "step column",
    "rows": "step row",
    "columns": "step column",
    "curve": "step quantity place",
    "corners": "step corner share",
    "labels": "step corner",
    "moved": "step corner share",
    "full": "step triangle corner",
}
