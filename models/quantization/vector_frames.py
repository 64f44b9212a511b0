"""What is computed of a vector setup of any kind, as frames."""

from collections.abc import Iterator

from models.brought.pictures import Pixels
from models.frame import Frame
from models.quantization.gains.correlation import pairs
from models.quantization.setup import (
    MOST_GAINED,
    AnyVectorSetup,
    GainsSetup,
    PictureSetup,
    RestartsSetup,
    VectorSetup,
)
from models.quantization.vector import image
from models.quantization.vector.build import chosen_picture
from models.quantization.walk import best_and_worst, vector_walk


def vector_frames(setup: AnyVectorSetup, picture: Pixels | None = None) -> Iterator[Frame]:
    """The frames of ``setup``.

    * A ``VectorSetup``: those of :func:`vector_walk`, half-step by half-step.
    * A ``RestartsSetup``: one. Metrics "best", "worst": distortions. Views: "ends" (R,) of all
      starts, the codebooks "best_codebook" and "worst_codebook" (K, 2).
    * A ``GainsSetup``: one for each correlation of the pair. Metrics in dB: the terms of the gain
      by their names, and "total_db"; "correlation". Views: "codebook" (K, 2).
    * A ``PictureSetup``: one. Metrics "psnr_db", "bits_per_pixel", "entropy_bits". Views: the
      "pixels" and the "palette" (K, 3) of colours.

    Args:
        setup: What to compute.
        picture: The uploaded picture, where the setup asks for one's own.

    Raises:
        ModelError: See :func:`vector_walk`.
    """
    match setup:
        case RestartsSetup():
            return _restarts(setup, picture)
        case VectorSetup():
            return vector_walk(setup, picture)
        case GainsSetup():
            return _gains(setup)
        case PictureSetup():
            return _picture(setup, picture)


def _restarts(setup: RestartsSetup, picture: Pixels | None) -> Iterator[Frame]:
    found = best_and_worst(setup, picture)
    ends = found.distortions
    ended = {"best_codebook": found.best[-1], "worst_codebook": found.worst[-1]}
    books = {name: frame.views["codebook"] for name, frame in ended.items()}
    metrics = {"best": float(ends.min()), "worst": float(ends.max())}
    yield Frame(0, metrics, {"ends": ends, **books})


def _gains(setup: GainsSetup) -> Iterator[Frame]:
    for number, pair in enumerate(pairs(min(setup.size, MOST_GAINED))):
        terms = {term.name: term.decibels for term in pair.gains.terms}
        metrics = {"correlation": pair.correlation, **terms, "total_db": pair.gains.total_db}
        yield Frame(number, metrics, {"codebook": pair.quantizer.codebook})


def _picture(setup: PictureSetup, picture: Pixels | None) -> Iterator[Frame]:
    found = image.quantize_picture(chosen_picture(setup, picture), setup.size)
    metrics = {
        "psnr_db": found.psnr_db,
        "bits_per_pixel": found.bits_per_pixel,
        "entropy_bits": found.entropy_bits,
    }
    yield Frame(0, metrics, {"pixels": found.pixels, "palette": found.codebook})
