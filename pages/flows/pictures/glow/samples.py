"""Samples over the training, at a temperature that one sets."""

from models.glow import TEMPERATURES, gaussian, independent
from models.glow.look import in_rows
from pages.flows.pictures.glow.shared import Watched, data_of, rows
from playground import controls, lesson
from playground.lesson import Readout

CHOICES = {f"{each:g}": f"T = {each:g}" for each in reversed(TEMPERATURES)}
ROWS = 4


def samples(screen: Watched) -> None:
    """Twenty draws of one z, at every moment."""
    chosen = controls.choose("Temperature of z", CHOICES, "temperature", shown=True)
    key = f"at {chosen}"  # each has a film of its own
    drawn = screen.recording.view("samples", screen.first(key))
    pictures = in_rows(data_of(screen), drawn, float(chosen), ROWS)
    rows(screen, pictures, [""] * ROWS, f"Twenty draws at temperature {chosen}.", key)
    readouts(screen)


def readouts(screen: Watched) -> None:
    """Bits of held-out pictures, beside those of simple models."""
    metrics, name = screen.moment.metrics, screen.setup.data
    alone, one = independent(name), gaussian(name)
    tested = len(data_of(screen).test)
    lesson.readouts(
        [
            Readout(
                "Held out",
                metrics["bits"],
                "bits a pixel",
                alone.bits,
                "independent pixels",
                metrics["error"],
                tested,
                "The bound on −log₂ P of pictures that were never trained on, for each pixel.",
                digits=4,
            ),
            Readout(
                "Trained on",
                metrics["train_bits"],
                "bits a pixel",
                samples=tested,
                help="The same of pictures that were trained on: much less is learning by heart.",
                digits=4,
            ),
            Readout(
                "One Gaussian",
                one.bits,
                "bits a pixel",
                error=one.error,
                samples=tested,
                help="With the mean and the whole covariance of the training pictures, on the same "
                "held-out pictures with the same noise.",
                digits=4,
            ),
        ]
    )
