"""Whether an input is like those a model was trained on, and whether its code keeps its class.

A decoder answers for any input, also for one that it cannot explain. Two things can be measured
without a classifier: how the input's ELBO stands among those of held-out inputs, and whether the
training inputs that look like it are also those whose codes lie around its code.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders import bounds
from models.autoencoders.model import THRESHOLD, Source, Vae

NEIGHBOURS = 11  # odd; the class of most of them is taken
DRAWS = 12  # codes of each input behind its ELBO
RARE = 0.01  # of the held-out inputs: an input explained worse than all but these is far outside


@dataclass(frozen=True)
class Vote:
    """The class of most of an input's nearest training inputs, and how many of them have it."""

    label: int
    votes: int


@dataclass(frozen=True, eq=False)
class Familiar:
    """One input among those of its kind.

    Attributes:
        below: Share of the held-out inputs whose ELBO is lower.
        lowest: The ELBO, in nats, that all but one in a hundred of them exceed.
        picture: Among the training inputs that look like it (squared distance of pixels).
        code: Among the training inputs whose codes lie around its code.
        changes: Share of the held-out inputs for which those two classes differ.
    """

    below: float
    lowest: float
    picture: Vote
    code: Vote
    changes: float

    @property
    def outside(self) -> bool:
        """Whether nearly every held-out input is explained better."""
        return self.below < RARE

    @property
    def changed(self) -> bool:
        """Whether the code lies among another class than the picture."""
        return self.picture.label != self.code.label


class Standard:
    """What held-out inputs measure, and the training inputs' places: made once for a model."""

    @torch.no_grad()
    def __init__(self, model: Vae, data: Source) -> None:
        self.model, self.data = model, data
        self.elbo = bounds.elbo(model, data.tested, DRAWS)  # (n,)
        self.codes = model.encode(data.train)[0]  # (N, L)
        looks = _vote(data.tested, data.train, data.labels)[0]
        lies = _vote(model.encode(data.tested)[0], self.codes, data.labels)[0]
        self.changes = float((looks != lies).double().mean())

    @torch.no_grad()
    def of(self, x: ArrayLike) -> Familiar:
        """Where an input (D,) stands."""
        row = torch.as_tensor(np.array(x, dtype=np.float32))[None]
        if self.model.likelihood == "bernoulli":
            row = (row >= THRESHOLD).float()
        elbo = bounds.elbo(self.model, row, DRAWS)
        looks = _vote(row, self.data.train, self.data.labels)
        lies = _vote(self.model.encode(row)[0], self.codes, self.data.labels)
        picture, code = (Vote(int(label), int(votes)) for label, votes in (looks, lies))
        return Familiar(
            below=float((self.elbo < elbo).double().mean()),
            lowest=float(self.elbo.quantile(RARE)),
            picture=picture,
            code=code,
            changes=self.changes,
        )


def _vote(places: Tensor, among: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
    """Class and votes, each (n,), of the nearest of ``among`` (N, d) to ``places`` (n, d)."""
    near = torch.cdist(places, among).topk(NEIGHBOURS, largest=False).indices  # (n, k)
    votes = torch.nn.functional.one_hot(labels[near]).sum(dim=1)  # (n, classes)
    most = votes.max(dim=1)
    return most.indices, most.values
