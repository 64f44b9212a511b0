"""What an archive of an autoencoder's training holds beside its frames."""

from models.autoencoders.model import IMAGES, VaeSetup, source
from models.frame import Arrays, Frame

# The axes of the views of a frame, and of the arrays below.
PICTURE_AXES = {
    "latents": "input latent",
    "latent_var": "input latent",
    "axes": "latent",
    "kl_per_dim": "unit",
    "samples": "sample pixel",
    "reconstructions": "input pixel",
    "grid": "row column",
    "data": "input pixel",
}
PLANE_AXES = PICTURE_AXES | {"samples": "sample (x y)", "data": "input (x y)"}


def axes_of(setup: VaeSetup) -> dict[str, str]:
    """The axes of the views of a setup: pictures have pixels, points of the plane x and y."""
    if setup.data in IMAGES:
        return PICTURE_AXES
    return PLANE_AXES | {"mesh": "row column (x y)" if setup.latents > 1 else "place (x y)"}


def around(setup: VaeSetup, frame: Frame) -> Arrays:
    """``data`` (n, D), the inputs whose codes the frames show."""
    return {"data": source(setup).shown.numpy()}
