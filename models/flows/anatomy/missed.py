"""Whether a flow has lost a part of its target, which KL(q‖p) alone would hardly tell."""

import math

import torch

from models.flows.flow import Flow
from models.flows.target import Target

FAINT = 1 / 20  # of the target's density: a place where the flow has less is a place it misses
NOTED = 0.02  # share of missed points that is worth a word


@torch.no_grad()
def missed(flow: Flow, goal: Target) -> float | None:
    """The share of held-out points at which q(x) < p(x) / 20; None where p is not known.

    KL(q‖p) averages over the flow's own samples, none of which lies where the flow has no mass:
    leaving out half of the target costs it no more than ln 2.
    """
    if goal.log_prob is None:
        return None
    below = flow.log_prob(goal.held_out) - goal.log_prob < math.log(FAINT)
    return below.double().mean().item()
