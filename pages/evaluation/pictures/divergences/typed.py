"""Where a person types an f."""

from models.gans.divergences import WORDS, Formula, FunctionSetup
from playground import controls
from playground.controls import texts

SLUG = "divergences"


def formula(setup: object) -> None:
    """A place to type f, while a typed f is chosen."""
    if not isinstance(setup, FunctionSetup) or setup.divergence != "typed":
        return
    texts.typed(
        f"f(u), made of {WORDS}",
        "f typed",
        setup.formula.text,
        lambda text: controls.set_values(SLUG, formula=Formula(text)),
        height=68,
    )
