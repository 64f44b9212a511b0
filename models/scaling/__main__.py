"""``python -m models.scaling sweep``: measure a sweep on this machine, and write it as a table."""

import argparse
import platform
from datetime import UTC, datetime
from pathlib import Path

import torch

from models.scaling.sweep import SweepSetup, measured, plan, sweep, text_of, written


def main() -> None:
    """Read what is asked for, and measure it; every decoder that is done is kept."""
    parser = argparse.ArgumentParser(prog="python -m models.scaling", description=__doc__)
    parser.add_argument("what", choices=["sweep"])
    parser.add_argument("--to", type=Path, default=Path("sweep.csv"), help="the table")
    parser.add_argument("--sizes", type=int, default=7, help="4 to 7")
    parser.add_argument("--updates", type=int, default=800, help="of each decoder")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    setup = SweepSetup(sizes=asked.sizes, updates=asked.updates, seed=asked.seed)
    done = 0.0
    for frame in sweep(setup):
        if frame.metrics["done"] > done:
            done = frame.metrics["done"]
            table = written(measured(setup, frame.views), told(setup, frame.place))
            asked.to.write_text(table, encoding="utf-8")
            print(
                f"{done:.0f} of {len(plan(setup))} decoders, {frame.step / 100:.0f} % of the work"
            )


def told(setup: SweepSetup, place: str) -> dict[str, str]:
    """On what, when, and of what: no name of a machine, and no path."""
    text = text_of(setup)
    return {
        "device": place,
        "processor": _processor(),
        "threads": str(torch.get_num_threads()),
        "date": datetime.now(UTC).date().isoformat(),
        "seed": str(setup.seed),
        "updates": str(setup.updates),
        "batch": str(setup.batch),
        "learning rate": f"{setup.learning_rate:g}",
        "text": f"{text.name}, {len(text.training):,} characters, SHA-256 {text.digest}",
        "python": platform.python_version(),
        "torch": torch.__version__,
    }


def _processor() -> str:
    """Its kind, as Linux tells it, or as Python knows it."""
    lines = Path("/proc/cpuinfo")
    if lines.exists():
        for line in lines.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
