"""``python -m models.report``: what this machine has for the models, what is missing, the remedy.

Exits with 1 if something that was asked for cannot be had.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from models import device, wheels
from models.errors import ModelError


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes:
        what: What was looked at.
        found: How it is.
        remedy: What to do about it; empty if all is well.
        wrong: Whether something that was asked for is not there.
    """

    what: str
    found: str
    remedy: str = ""
    wrong: bool = False


def findings() -> Iterator[Finding]:
    """Everything worth knowing, in order."""
    yield Finding("torch", torch.__version__)
    yield _device()
    yield Finding("threads", f"{torch.get_num_threads()} of {os.cpu_count()} cores")
    for wheel in wheels.WHEELS:
        here = wheel.here
        yield Finding(wheel.title, "here" if here else "missing", "" if here else wheels.COMMAND)


def _device() -> Finding:
    try:
        choice, found = device.choice(), device.accelerator()
    except ModelError as error:
        return Finding("device", str(error), f"{device.CHOICE}=auto", wrong=True)
    asked = f"{device.CHOICE}={choice}"
    if found is not None:
        free, total = torch.cuda.mem_get_info(found)
        size = f"CUDA {torch.version.cuda}, {free / 2**30:.0f} of {total / 2**30:.0f} GiB free"
        return Finding("device", f"{device.name(found)}, {size}; {asked}")
    if torch.version.cuda is None:
        why = "this torch is built for the CPU only"
        remedy = "for a GPU: install a CUDA build of torch, see pytorch.org"
    else:
        why = "torch sees no GPU" if choice != "cpu" else "the GPU is not wanted"
        remedy = "for a GPU: install NVIDIA's driver for it; nvidia-smi must then list the GPU"
    return Finding("device", f"CPU; {why}; {asked}", "" if choice == "cpu" else remedy)


def main() -> None:
    """Print the report."""
    wrong = False
    for finding in findings():
        print(f"  {finding.what:<45} {finding.found}")
        if finding.remedy:
            print(f"  {'':<45} → {finding.remedy}")
        wrong |= finding.wrong
    sys.exit(int(wrong))


if __name__ == "__main__":
    main()
