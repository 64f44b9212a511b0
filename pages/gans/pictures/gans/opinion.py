"""How a discriminator's opinion of every place is drawn, on all pages that show one."""

from numpy.typing import ArrayLike

from playground import scene

FAINT = 0.5  # "real" and "fake" have the colours of the points themselves, which lie on them


def opinion(
    name: str, field: ArrayLike, window: scene.layers.Window, *, visible: bool = True
) -> scene.Field:
    """D from 0, fake, to 1, real: ``field`` is (H, W) or (T, H, W), row 0 lowest."""
    return scene.Field(
        name, field, window, 0, 1, "diverging", unit="D(x)", opacity=FAINT, visible=visible
    )
