"""Every knob of transport: one setup for each view."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from models.densities.names import TITLES
from models.errors import ModelError
from models.setup import Setup, knob, seed_knob
from models.values import Pair, Places, within

FARTHEST = 4.5  # of a point of a cloud, on both axes
FEWEST, MOST = 2, 64  # points of a cloud

CloudName = Literal[
    "left",
    "right",
    "eight_gaussians",
    "moons",
    "checkerboard",
    "two_spirals",
    "pinwheel",
    "rings",
    "circles",
    "swiss_roll",
    "own",
]
CLOUDS = {"left": "Blob on the left", "right": "Blob on the right", **TITLES, "own": "As dragged"}
_PICKED = tuple(name for name in CLOUDS if name != "own")


def _few(points: tuple[Pair, ...]) -> tuple[Pair, ...]:
    if points and not FEWEST <= len(points) <= MOST:
        raise ModelError(f"A cloud has {FEWEST} to {MOST} points.")
    return points


Cloud = Annotated[Places, within(FARTHEST), AfterValidator(_few)]


class CloudsSetup(Setup):
    """Two clouds of points of the plane: earth that lies at P, and holes at Q."""

    p_cloud: CloudName = knob(
        "left",
        "Cloud P",
        "Where the earth lies. Drag its points, and the cloud is yours.",
        names=CLOUDS,
    )
    q_cloud: CloudName = knob(
        "moons",
        "Cloud Q",
        "Where the earth is to go. Drag its points, and the cloud is yours.",
        names=CLOUDS,
    )
    p_points: int = knob(
        24,
        "Points of P",
        "How many equal points the earth lies in.",
        low=FEWEST,
        high=MOST,
        step=1,
        only={"p_cloud": _PICKED},
    )
    q_points: int = knob(
        24,
        "Points of Q",
        "How many equal points it goes to. Other than those of P, and points have to be split.",
        low=FEWEST,
        high=MOST,
        step=1,
        only={"q_cloud": _PICKED},
    )
    seed: int = seed_knob("Draws the points of both clouds; the same seed, the same points.")
    p_own: Cloud = knob(
        (), "Points of P as dragged", "Their places.", hidden=True, only={"p_cloud": ("own",)}
    )
    q_own: Cloud = knob(
        (), "Points of Q as dragged", "Their places.", hidden=True, only={"q_cloud": ("own",)}
    )


class PlanSetup(CloudsSetup):
    """How the plan from P to Q is found."""

    solver: Literal["simplex", "sinkhorn", "sliced", "sorted"] = knob(
        "simplex",
        "Solved by",
        "The exact plan (an assignment if both clouds have as many points, else a linear program), "
        "one blurred by entropy, or the clouds seen on lines only.",
        names={
            "simplex": "Exactly",
            "sinkhorn": "Sinkhorn",
            "sliced": "Slices",
            "sorted": "Sorting, 1-D",
        },
    )
    cost: Literal["distance", "squared"] = knob(
        "distance",
        "Cost of a way",
        "The distance leads to W₁, its square to W₂.",
        names={"distance": "‖x − y‖", "squared": "‖x − y‖²"},
    )
    epsilon: float = knob(
        0.5,
        "Blur ε",
        "Price of a plan that is sure of itself: large blurs it, small takes many half-steps.",
        low=0.01,
        high=10.0,
        log=True,
        only={"solver": ("sinkhorn",)},
    )
    half_steps: int = knob(
        40,
        "Half-steps",
        "How often rows and columns are scaled in turn.",
        low=2,
        high=1000,
        log=True,
        only={"solver": ("sinkhorn",)},
    )
