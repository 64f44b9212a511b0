"""What each view of the vector page shows, as frames: what its script prints and exports."""

from collections.abc import Callable, Iterator

from models.brought.pictures import Pixels
from models.frame import Frame
from models.quantization.gains.correlation import pairs
from models.quantization.setup import MOST_GAINED, VectorSetup
from models.quantization.vector import image
from models.quantization.vector.build import chosen_picture
from models.quantization.walk import best_and_worst, vector_walk

#: The axes of all arrays, as an export names them.
AXES = {
    "codebook": "step codeword (x y)",
    "sites": "step codeword (x y)",
    "usage": "step codeword",
    "best_codebook": "step codeword (x y)",
    "worst_codebook": "step codeword (x y)",
    "ends": "step start",
    "pixels": "step row column (r g b)",
    "palette": "step colour (r g b)",
}


def vector_view(setup: VectorSetup, picture: Pixels | None = None) -> Iterator[Frame]:
    """The frames of the view of ``setup``.

    * "lloyd": those of :func:`vector_walk`, half-step by half-step.
    * "restarts": one. Metrics "best", "worst": distortions. Views: "ends" (R,) of all starts, the
      codebooks "best_codebook" and "worst_codebook" (K, 2).
    * "gains": one for each correlation of the pair. Metrics in dB: the terms of the gain by their
      names, and "total_db"; "correlation". Views: "codebook" (K, 2).
    * "picture": one. Metrics "psnr_db", "bits_per_pixel", "entropy_bits". Views: the "pixels" and
      the "palette" (K, 3) of colours.

    Args:
        setup: What to compute.
        picture: The uploaded picture, where the setup asks for one's own.

    Raises:
        ModelError: See :func:`vector_walk`.
    """
    return _FRAMES[setup.view](setup, picture)


def _restarts(setup: VectorSetup, picture: Pixels | None) -> Iterator[Frame]:
    found = best_and_worst(setup, picture)
    ends = found.distortions
    ended = {"best_codebook": found.best[-1], "worst_codebook": found.worst[-1]}
    books = {name: frame.views["codebook"] for name, frame in ended.items()}
    metrics = {"best": float(ends.min()), "worst": float(ends.max())}
    yield Frame(0, metrics, {"ends": ends, **books})


def _gains(setup: VectorSetup, _: Pixels | None) -> Iterator[Frame]:
    for number, pair in enumerate(pairs(min(setup.size, MOST_GAINED))):
        terms = {term.name: term.decibels for term in pair.gains.terms}
        metrics = {"correlation": pair.correlation, **terms, "total_db": pair.gains.total_db}
        yield Frame(number, metrics, {"codebook": pair.quantizer.codebook})


def _picture(setup: VectorSetup, picture: Pixels | None) -> Iterator[Frame]:
    found = image.quantize_picture(chosen_picture(setup, picture), setup.size)
    metrics = {
        "psnr_db": found.psnr_db,
        "bits_per_pixel": found.bits_per_pixel,
        "entropy_bits": found.entropy_bits,
    }
    yield Frame(0, metrics, {"pixels": found.pixels, "palette": found.codebook})


_FRAMES: dict[str, Callable[[VectorSetup, Pixels | None], Iterator[Frame]]] = {
    "lloyd": vector_walk,
    "restarts": _restarts,
    "gains": _gains,
    "picture": _picture,
}
