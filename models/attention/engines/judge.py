"""What a net can do on sequences it never learns from, and what its training has changed."""

from collections.abc import Sequence
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from models import luck
from models.attention.engines.net import Engine, Line
from models.attention.engines.tasks import TaskName, task
from models.frame import Arrays

HELD_OUT = 128  # sequences
EXAMPLES = 8  # of them, shown with their answers


class Judge:
    """Judges nets of one task on the same held-out sequences.

    Attributes:
        tokens: (n, T, F) what is asked.
        answers: (n, A) what is right.
    """

    def __init__(self, name: TaskName, bits: int) -> None:
        known = task(name, bits)
        rows = known.held_out(HELD_OUT, luck.held_out())
        self.tokens, self.answers = known.shape.apart(rows)

    @torch.no_grad()
    def __call__(
        self, net: Engine | Line, begun: Sequence[Tensor]
    ) -> tuple[dict[str, float], Arrays]:
        """Metrics and views of one frame; ``begun`` holds the gains (d,) as they were at first.

        ``loss`` in nats a cell; ``accuracy`` over all cells, ``accuracy_error`` its standard error
        over the sequences. ``given`` (E, A) are the answers to the first sequences, ``sure`` (E, A)
        what probability the right ones had; ``gains`` (N, d) by how much every gain has changed,
        and ``moved`` the mean size of that. A net without norms has neither.
        """
        logits = net(self.tokens)  # (n, A, C)
        right = (logits.argmax(-1) == self.answers).double().mean(1)  # (n,)
        shown, wanted = logits[:EXAMPLES], self.answers[:EXAMPLES, :, None]
        metrics = {
            "loss": cross_entropy(logits.flatten(0, 1), self.answers.flatten()).item(),
            "accuracy": right.mean().item(),
            "accuracy_error": right.std().item() / len(right) ** 0.5,
        }
        views = {
            "given": shown.argmax(-1).numpy(),
            "sure": shown.softmax(-1).gather(-1, wanted)[..., 0].numpy(),
        }
        if begun:
            pairs = zip(net.norms(), begun, strict=True)
            gains = torch.stack([norm.gain - first for norm, first in pairs])  # (N, d)
            views["gains"], metrics["moved"] = gains.numpy(), gains.abs().mean().item()
        return metrics, views


@lru_cache(maxsize=16)
def judge(name: TaskName, bits: int) -> Judge:
    """The judge of a task, made once."""
    return Judge(name, bits)


def even_guess(name: TaskName, bits: int) -> float:
    """The accuracy of one who holds all classes to be equally likely."""
    return 1 / task(name, bits).shape.classes
