"""What happens in each part of one step, in words with this step's numbers."""

from collections.abc import Mapping, Sequence

from models.gans import GanSetup
from models.gans.game import Moment


def captions(setup: GanSetup, moments: Sequence[Moment]) -> list[str]:
    """A title and a sentence for each part, counted from 1."""
    words = []
    for number, moment in enumerate(moments, start=1):
        was = moments[max(number - 2, 0)].numbers
        title, sentence = _words(setup, moment, was)
        words.append(f"{number}. {title}. {sentence}")
    return words


def _words(setup: GanSetup, moment: Moment, was: Mapping[str, float]) -> tuple[str, str]:
    now = moment.numbers
    judged = f"{now['mean_real']:.3g} to the real points and {now['mean_fake']:.3g} to the samples"
    match moment.part:
        case "drawn":
            n = len(moment.views["latent"])
            return (
                "Draw",
                f"Real points x are drawn from the data and as many latents z from the prior; {n} "
                "of each are shown.",
            )
        case "imagined":
            return "Generate", f"G maps each z to a sample G(z). D gives on average {judged}."
        case "discriminator_sloped":
            return (
                "Slope of D's loss",
                f"J(D) = {now['d_loss']:.4g} on these points: backpropagation gives its slope in "
                "each of D's parameters, while G is held still.",
            )
        case "discriminator_moved":
            return (
                "Move D",
                f"Adam moves D's parameters: on the same points J(D) goes from {was['d_loss']:.4g} "
                f"to {now['d_loss']:.4g}, and D now gives {judged}.",
            )
        case "generator_sloped":
            through = f"D as it will be in {setup.unroll} updates" if setup.unroll else "D"
            return (
                "Slope of G's loss",
                f"J(G) = {now['g_loss']:.4g}: its slope goes back through {through} into each "
                "sample (arrows) and on into G's parameters.",
            )
        case "generator_moved":
            return (
                "Move G",
                f"Adam moves G's parameters and the samples follow: J(G) goes from "
                f"{was['g_loss']:.4g} to {now['g_loss']:.4g}.",
            )
