"""What a VAE reconstructs, what that costs, and how many latents pay."""

from models.autoencoders import CollapseSetup
from models.autoencoders.bounds import ROUNDING, ceiling
from models.autoencoders.model import source
from playground import lesson, live
from playground.lesson import Readout


def readouts(screen: live.Screen[CollapseSetup], frame: int) -> None:
    """What is reconstructed, what it costs, and how many latents pay; all of held-out inputs."""
    metrics, data = screen.recording.frame(frame).metrics, source(screen.setup)
    inputs, aside = len(data.tested), screen.setup.hold_out
    lesson.readouts(
        [
            Readout(
                "Active latents",
                int(metrics["active_units"]),
                reference=screen.setup.latents,
                reference_name="of",
                samples=inputs,
                help="Latents whose posterior mean has a variance above 0.01 over the inputs "
                "(Burda et al.).",
            ),
            Readout(
                "Rate",
                metrics["rate"],
                "nats",
                reference=metrics["information"],
                reference_name="of it information",
                samples=inputs,
                rounding=ROUNDING,
                help="KL(q(z|x)‖p(z)), the sum of all bars. Of n inputs the information cannot "
                f"exceed ln n, here {ceiling(inputs):.2f}.",
            ),
            Readout(
                "Distortion",
                metrics["distortion"],
                "nats",
                samples=inputs,
                help="-E ln p(x|z): what the decoder misses. A density can make it negative.",
            ),
            Readout(
                "ELBO, held out" if aside else "ELBO, nothing held out",
                metrics["test_elbo"],
                "nats",
                reference=metrics["elbo"] if aside else None,
                reference_name=f"trained on ({len(data.shown)})",
                error=metrics["test_error"],
                samples=inputs,
                help="With the KL counted once, whatever β was trained with. The error is that of "
                "the choice of inputs.",
            ),
        ]
    )
