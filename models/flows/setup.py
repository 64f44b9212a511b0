"""Every knob of the normalizing-flow topic."""

from typing import Literal

from models.brought import OwnPoints
from models.densities import TITLES, Drawing, Name
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

Family = Literal["spline", "affine", "glow", "planar", "radial", "continuous"]
Objective = Literal["forward", "reverse"]
TargetName = Literal[
    Name,
    "two_modes",
    "U1",
    "U2",
    "U3",
    "U4",
    "drawn",
    "csv",
]
BOUNDED = ("U2", "U3", "U4")  # defined for |x₁| ≤ 4 only
BOTH_WAYS = ("two_modes", "U1", *BOUNDED)  # what can be learnt from its samples or its energy


class FlowSetup(Setup):
    """One flow and its training: from data, or from an energy."""

    target: TargetName = knob(
        "eight_gaussians",
        "Data",
        "The density to learn: a classic test set, an energy, a shape you draw, or your table.",
        names=TITLES
        | {
            "two_modes": "Two far modes",
            "U1": "Energy U1: two arcs",
            "U2": "Energy U2: a wave, |x₁| ≤ 4",
            "U3": "Energy U3: a wave that splits, |x₁| ≤ 4",
            "U4": "Energy U4: a wave that forks, |x₁| ≤ 4",
            "drawn": "Your drawing",
            "csv": "Your table (CSV)",
        },
    )
    objective: Objective = knob(
        "forward",
        "Learns from",
        "Samples: maximise the likelihood, which minimises KL(p‖q). "
        "Energy: no data at all, minimise KL(q‖p) over the flow's own samples.",
        names={"forward": "Samples, KL(p‖q)", "reverse": "Energy, KL(q‖p)"},
        only={"target": BOTH_WAYS},
    )
    annealing: bool = knob(
        True,
        "Warm the energy up",
        "Begins with a flat landscape βU and raises β to 1 over half of the training, "
        "so that distant modes are found before the valleys between them are deep.",
        only={"target": BOTH_WAYS, "objective": ("reverse",)},
        rare=True,
    )
    family: Family = knob(
        "spline",
        "Kind of layer",
        "How one layer moves the plane: a coupling moves one axis, by a shift and scale or along "
        "a monotone curve; planar and radial layers bend at a line or a point; in continuous "
        "time the points follow a velocity field.",
        names={
            "spline": "Spline coupling",
            "affine": "Affine coupling (RealNVP)",
            "glow": "Glow step",
            "planar": "Planar",
            "radial": "Radial",
            "continuous": "Continuous in time",
        },
    )
    layers: int = knob(
        5,
        "Layers",
        "How many invertible layers are composed; for a flow in continuous time, "
        "how many slices its time is shown in.",
        low=1,
        high=32,
        step=1,
    )
    hidden: int = knob(
        32,
        "Hidden width",
        "Neurons in each of the two hidden layers of the network inside every coupling; "
        "half of those of a velocity field.",
        low=4,
        high=128,
        step=4,
        rare=True,
        only={"family": ("spline", "affine", "glow", "continuous")},
    )
    bins: int = knob(
        24,
        "Spline bins",
        "Pieces of each monotone curve: more bins bend more sharply.",
        low=2,
        high=32,
        step=1,
        only={"family": ("spline",)},
    )
    steps: int = steps_knob(3500, high=20000)
    batch: int = batch_knob(
        512,
        "Points drawn from the data for each update: small batches are fast and noisy.",
        high=4096,
    )
    learning_rate: float = rate_knob(1e-2)
    seed: int = seed_knob(
        "Chooses the initial parameters and the order of the data; the same seed, the same run."
    )
    drawing: Drawing = knob(
        (),
        "Drawing",
        "The strokes of your drawing; used when the data is your drawing.",
        hidden=True,
        only={"target": ("drawn",)},
    )
    points: OwnPoints = knob(
        None,
        "Points",
        "Your own points; used when the data is your table.",
        hidden=True,
        only={"target": ("csv",)},
    )
