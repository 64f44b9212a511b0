"""``python -m models.language`` trains the small decoder of characters, and keeps its weights.

Python's help, each paragraph once; some minutes on one core, 1.62 bits a character held out.
"""

import logging
import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.language.decoder import characters
from models.language.decoder.characters import FILE, SMALL
from models.language.decoder.llama import Llama
from models.language.learnt import initial
from models.language.text import library
from models.language.windows import loss

STEPS, BATCH, LENGTH = 2000, 24, 96
RATE = 4e-3  # of Adam, falling to zero as a half cosine
_LOGGER = logging.getLogger(__name__)


def main() -> None:
    """Train, say how it goes, and write the weights beside the code that reads them."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(0)
    weights = initial(SMALL, generator)
    llama = Llama(weights, SMALL)

    def model(characters: Tensor) -> Tensor:
        return llama.logits(llama(characters)[0])

    text = torch.from_numpy(library().training.astype(np.int64))
    held_out = torch.from_numpy(library().held_out.astype(np.int64))
    adam = torch.optim.Adam(weights.values(), lr=RATE, betas=(0.9, 0.98))
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adam, STEPS)
    for step in range(STEPS):
        starts = torch.randint(0, len(text) - LENGTH, (BATCH, 1), generator=generator)
        cost = loss(model, text[starts + torch.arange(LENGTH + 1)])
        gradients = torch.autograd.grad(cost, list(weights.values()))
        for weight, gradient in zip(weights.values(), gradients, strict=True):
            weight.grad = gradient
        adam.step()
        cosine.step()
        if (step + 1) % 250 == 0:
            _LOGGER.info("%d: %.3f bits a character", step + 1, cost.item() / math.log(2))
    whole = held_out[: len(held_out) // (LENGTH + 1) * (LENGTH + 1)].view(-1, LENGTH + 1)
    with torch.no_grad():
        bits = loss(model, whole).item() / math.log(2)
    _LOGGER.info("held out: %.3f bits a character", bits)
    kept = {name: value.detach().numpy().astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(Path(characters.__file__).with_name(FILE), allow_pickle=False, **kept)


if __name__ == "__main__":
    main()
