"""How everything here is trained: moments, resume and fork, divergence; on the CPU or a GPU.

A topic gives a :class:`Learner`: how one update is made, what a moment looks like, and all that an
exact continuation needs. :class:`Descent` is one of a network and its loss, which most topics are;
players of a game bring their own.
"""

from models.training.batches import Batches
from models.training.descent import (
    Descent,
    Look,
    Loss,
    Objective,
    by_autograd,
    count,
    on_batches,
)
from models.training.learner import Learner, Step
from models.training.loop import run
from models.training.schedule import Schedule

__all__ = [
    "Batches",
    "Descent",
    "Learner",
    "Look",
    "Loss",
    "Objective",
    "Schedule",
    "Step",
    "by_autograd",
    "count",
    "on_batches",
    "run",
]
