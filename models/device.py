"""Where models train and are evaluated: chosen once, by ``PLAYGROUND_DEVICE``."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

import torch

from models.errors import ModelError

CPU = torch.device("cpu")
CHOICE = "PLAYGROUND_DEVICE"  # auto, cpu or cuda
SHARERS = "PLAYGROUND_WORKERS"  # processes that share one GPU

# Below it, the multiply-adds of an update take less time than the launch of its graph: networks
# with hand-written gradients (plane GANs, line GANs) then train as fast on one core of a CPU.
WORTH = 2_000_000  # parameters times examples of an update


def choice() -> Literal["auto", "cpu", "cuda"]:
    """What the environment asks for.

    Raises:
        ModelError: The demand is not understood.
    """
    match os.environ.get(CHOICE, "auto").strip().lower():
        case "auto" | "cpu" | "cuda" as asked:
            return asked
        case other:
            raise ModelError(f"{CHOICE} is {other!r}; it must be auto, cpu or cuda.")


@lru_cache(maxsize=1)
def accelerator() -> torch.device | None:
    """The GPU of this machine, if the environment allows it and there is one.

    Raises:
        ModelError: A GPU is demanded and there is none, or the demand is not understood.
    """
    asked = choice()
    if asked == "cpu":
        return None
    if torch.cuda.is_available():
        return torch.device("cuda", torch.cuda.current_device())
    if asked == "cuda":
        raise ModelError(
            f"{CHOICE} asks for a GPU, and torch sees none: set it to auto, or see "
            "'python -m playground doctor'."
        )
    return None


def for_training(parameters: int, batch: int) -> torch.device:
    """Where a training is faster: on the GPU, unless its updates are too small to be worth one.

    Args:
        parameters: Of all networks.
        batch: Examples of an update; of a sequence every token counts.
    """
    found = accelerator()
    if found is None:
        return CPU
    return found if choice() == "cuda" or parameters * batch >= WORTH else CPU


def for_evaluation() -> torch.device:
    """Where large models are evaluated: on the GPU if there is one."""
    return accelerator() or CPU


def name(device: torch.device) -> str:
    """What a person calls it."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"


@contextmanager
def bounded() -> Iterator[None]:
    """Use a GPU within this process's share of its memory, and give the memory back at the end.

    Raises:
        ModelError: The share does not suffice.
    """
    found = accelerator()
    if found is None:
        yield
        return
    sharers = max(1, int(os.environ.get(SHARERS, "1")))
    torch.cuda.set_per_process_memory_fraction(0.9 / sharers, found)
    try:
        yield
    except torch.OutOfMemoryError:
        raise ModelError(
            "The GPU has not enough memory for this training: take a smaller batch or network, "
            "or wait until others have ended theirs."
        ) from None
    finally:
        torch.cuda.empty_cache()
