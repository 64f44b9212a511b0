"""Every knob of the engines: one net, and the race of four."""

from typing import Literal

from models.attention.engines.tasks import TaskName
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

Kind = Literal["pretrained", "random", "small", "linear"]
KINDS: dict[Kind, str] = {
    "pretrained": "Pretrained, frozen",
    "random": "Random, frozen",
    "small": "Small, all trained",
    "linear": "No net, a line",
}
TASKS: dict[str, str] = {
    "xor": "Bit XOR",
    "memory": "Bit memory",
    "listops": "ListOps, small",
    "digits": "Digits, 8×8",
}
DRAWN: dict[str, str] = {
    "usual": "Anew, with spread .02, as encoders begin",
    "wide": "Anew, with spread 1 / √inputs",
    "shuffled": "The pretrained numbers, shuffled",
}
MOST_LAYERS = 6  # of the pretrained encoder
LINEAR_RATE = 2e-2  # a line is a convex problem: any fair rate finds the same one


class TaskSetup(Setup):
    """The task, and what all nets that compute it have in common."""

    task: TaskName = knob(
        "xor",
        "Task",
        "What has to be computed. None of it is language.",
        names=TASKS,
    )
    bits: int = knob(
        5,
        "Bits",
        "Of each of the two strings, or of each of the four patterns.",
        low=2,
        high=10,
        step=1,
        only={"task": ("xor", "memory")},
    )
    layers: int = knob(
        2,
        "Layers",
        "The first layers of the encoder, frozen; the small net has as many of its own.",
        low=1,
        high=MOST_LAYERS,
        step=1,
    )
    norms: bool = knob(
        True,
        "Train the layer norms",
        "Gain and offset of every unit at every norm, as in the paper. Without them only what goes "
        "in and what comes out is learnt. The small net learns all there is either way.",
    )
    drawn: Literal["usual", "wide", "shuffled"] = knob(
        "usual",
        "Random weights",
        "What the frozen net beside the pretrained one has in its matrices.",
        names=DRAWN,
    )
    steps: int = steps_knob(200, high=2000)
    batch: int = batch_knob(16, "Sequences drawn for each update.", high=128)
    seed: int = seed_knob(
        "Chooses what is drawn: first parameters, random weights, and the order of the data."
    )


class EngineSetup(TaskSetup):
    """One net and its training."""

    net: Kind = knob(
        "pretrained",
        "Net",
        "Which of the four.",
        names=dict(KINDS.items()),
    )
    learning_rate: float = rate_knob(5e-3)


class EnginesSetup(TaskSetup):
    """Four nets on the same sequences in the same order."""

    pretrained_rate: float = rate_knob(
        5e-3, "Size of its first updates.", label="Rate of the pretrained net", high=0.2
    )
    random_rate: float = rate_knob(
        2e-2, "Size of its first updates.", label="Rate of the random net", high=0.2
    )
    small_rate: float = rate_knob(
        5e-3, "Size of its first updates.", label="Rate of the small net", high=0.2, rare=True
    )


def runners(setup: EnginesSetup) -> dict[Kind, EngineSetup]:
    """The net behind each name."""
    rates = {
        "pretrained": setup.pretrained_rate,
        "random": setup.random_rate,
        "small": setup.small_rate,
        "linear": LINEAR_RATE,
    }
    common = {name: getattr(setup, name) for name in TaskSetup.model_fields}
    return {
        kind: EngineSetup.model_validate(common | {"net": kind, "learning_rate": rates[kind]})
        for kind in KINDS
    }
