"""``python -m models.scaling sweep``: measure a sweep on this machine, and write it as a table."""

import argparse
import platform
from datetime import UTC, datetime
from pathlib import Path

import torch

from models.scaling.sweep import SweepSetup, measured, plan, sweep, told, written


def main() -> None:
    """Read what is asked for, and measure it; every decoder that is done is kept."""
    parser = argparse.ArgumentParser(prog="python -m models.scaling", description=__doc__)
    parser.add_argument("what", choices=["sweep"])
    parser.add_argument("--to", type=Path, default=Path("sweep.csv"), help="the table")
    parser.add_argument("--sizes", type=int, default=6, help="4 to 7")
    parser.add_argument("--updates", type=int, default=1200, help="of each decoder")
    parser.add_argument("--seeds", type=int, default=3, help="of the smallest decoders")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    setup = SweepSetup(
        sizes=asked.sizes,
        updates=asked.updates,
        repeats=asked.seeds,
        seed=asked.seed,
        crossed=True,
    )
    done = 0.0
    for frame in sweep(setup):
        if frame.metrics["done"] > done:
            done = frame.metrics["done"]
            table = written(measured(setup, frame.views), labelled(setup, frame.place))
            asked.to.write_text(table, encoding="utf-8")
            share = frame.step / setup.steps
            print(f"{done:.0f} of {len(plan(setup))} decoders, {share:.0%} of the work", flush=True)


def labelled(setup: SweepSetup, place: str) -> dict[str, str]:
    """On what, when, and of what: no name of a machine, and no path."""
    return {
        "device": place,
        "processor": _processor(),
        "threads": str(torch.get_num_threads()),
        "date": datetime.now(UTC).date().isoformat(),
        **told(setup),
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
