"""What a fork says whose discriminator could not go on."""

from models.gans import GanSetup
from models.gans.sweeps import DuelSetup, contestants


def new_discriminator(before: GanSetup, after: GanSetup) -> str:
    """Of one GAN; nothing where it goes on."""
    if before.pack == after.pack:
        return ""
    return (
        "The generator goes on as it was. The discriminator is a new, untrained one, since it "
        f"now judges {after.pack} at a time and not {before.pack}."
    )


def new_discriminators(before: DuelSetup, after: DuelSetup) -> str:
    """Of the contestants of a duel; nothing where all go on."""
    older = contestants(before)
    new = [
        letter
        for letter, game in contestants(after).items()
        if letter in older and new_discriminator(older[letter], game)
    ]
    if not new:
        return ""
    return f"{' and '.join(new)}: the generator goes on, with a new, untrained discriminator."
