"""What an archive of a plain autoencoder's training holds beside its frames."""

import numpy as np
from numpy.typing import NDArray

from models.autoencoders.plain.denoise import exact_arrows
from models.autoencoders.plain.network import data_of
from models.autoencoders.plain.setup import PICTURES, SPACE, AutoencoderSetup, DenoisingSetup
from models.autoencoders.plain.views import seen
from models.frame import Arrays, Frame

SHOWN = 400  # held-out inputs in an archive


def axes_of(setup: AutoencoderSetup) -> dict[str, str]:
    """The axes of the views of a setup, and of the arrays of :func:`around`."""
    image = setup.data in PICTURES
    place = "pixel" if image else "(x y z)" if setup.data in SPACE else "(x y)"
    mesh = "place" if setup.latents == 1 else "row column"
    return {
        "codes": "input unit",
        "axes": "unit",
        "reconstructions": "input pixel",
        "again": f"input {place}",
        "mesh": f"{mesh} {place}",
        "atoms": f"atom {place}",
        "arrows": "node (x y)",
        "usage": "atom",
        "field": "row column",
        "leading": "point (x y)",
        "data": f"input {place}",
        "shown": f"input {place}",
        "nodes": "node (x y)",
        "exact": "node (x y)",
    }


def around(setup: AutoencoderSetup, _: Frame) -> Arrays:
    """``data``, the inputs whose codes the frames show; ``shown``, the held-out ones as the encoder
    is shown them; of a denoiser on the plane ``nodes``, where arrows start, and ``exact``, those of
    the best denoiser.
    """
    data = data_of(setup)
    shown = seen(setup, data.test[:SHOWN])
    arrays: dict[str, NDArray[np.generic]] = {"data": data.shown.numpy(), "shown": shown.numpy()}
    if isinstance(setup, DenoisingSetup) and data.density is not None:
        arrays["nodes"], arrays["exact"] = exact_arrows(setup.data, setup.sigma)
    return arrays
