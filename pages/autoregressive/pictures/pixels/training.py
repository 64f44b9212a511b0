"""What a law of pixels draws over its training, beside images that it has never seen."""

from models.autoregressive.pixels import DRAWN, FVSBN, data_of
from pages.autoregressive.pictures.pixels.sheet import Watched, extent, sheet
from playground import lesson, scene
from playground.lesson import Readout


def over_training(screen: Watched) -> None:
    """Samples of every moment, held-out images, and what these cost."""
    recording, first, setup = screen.recording, screen.first(), screen.setup
    data = data_of(setup)
    most = data.levels - 1
    samples = sheet(recording.view("samples", first) / most, data.side)
    real = sheet(data.held_out[None, :DRAWN].numpy() / most, data.side)
    window = extent(real)
    picture = scene.Scene(
        [],
        window,
        **screen.time(),
        curves=curves(screen),
        panels=[
            scene.Panel(
                "drawn from the model", [scene.Field("ink", samples, window, 0, 1, "ink")], "model"
            ),
            scene.Panel("held out", [scene.Field("images", real[0], window, 0, 1, "ink")], "data"),
        ],
        badge="trained live",
        axes=False,
        x_label="",
        y_label="",
        alt=f"{DRAWN} images drawn from the model over its training, and {DRAWN} held-out ones.",
    )
    screen.show(picture)
    numbers(screen)


def curves(screen: Watched) -> list[scene.Curve]:
    """Nats of an image over the training."""
    recording, first = screen.recording, screen.first()
    floor = FVSBN if binary(screen) else None
    return [
        scene.Curve(
            "nats, held out",
            recording.metric("nats")[first:],
            "model",
            floor,
            "logistic regressions",
        ),
        scene.Curve("training", recording.metric("train_nats")[first:], "data"),
    ]


def binary(screen: Watched) -> bool:
    """Whether the images are those that the reference is about."""
    setup = screen.setup
    return setup.data == "digits" and setup.levels == 2 and setup.held_out == "test"


def numbers(screen: Watched) -> None:
    """Nats of an image and bits of a pixel."""
    metrics, setup, data = screen.moment.metrics, screen.setup, data_of(screen.setup)
    told = [
        Readout(
            "−ln P of an image",
            metrics["nats"],
            "nats",
            FVSBN if binary(screen) else None,
            "logistic regressions",
            metrics["error"],
            len(data.held_out),
            "Mean over held-out images, in the order of the pixels.",
            digits=5,
        ),
        Readout(
            "Bits per dimension",
            metrics["bits"],
            "bits",
            data.even,
            "even guess",
            help="The same for each pixel, in bits.",
            digits=4,
        ),
        Readout(
            "In training", metrics["train_nats"], "nats", help="Of images that it learns from."
        ),
    ]
    if setup.family == "made" and setup.orders > 1:
        told.append(
            Readout(
                f"Mean of {setup.orders} orders",
                metrics["ensemble"],
                "nats",
                metrics["nats"],
                "first order",
                samples=len(data.held_out),
                help="−ln of the mean of P(x) over all orders: never more than the mean of theirs.",
                digits=5,
            )
        )
    lesson.readouts(told)
