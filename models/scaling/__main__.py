"""``python -m models.scaling sweep``: measure a sweep on this machine, and write it as a table.

On a machine with a GPU that PyTorch sees, each decoder trains there whose updates are worth it;
PLAYGROUND_DEVICE=cuda python -m models.scaling sweep trains all of them there, and =cpu none. The
first line of the table says on what they were trained. The table that comes with the project is
models/scaling/sweep/shipped.csv: one that is measured anew takes its place.
"""

import argparse
import platform
from datetime import UTC, datetime
from pathlib import Path

import torch

from models.scaling.sweep import SweepSetup, measured, plan, sweep, told, written


def main() -> None:
    """Read what is asked for, and measure it; every decoder that is done is kept."""
    parser = argparse.ArgumentParser(
        prog="python -m models.scaling",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=["sweep"])
    parser.add_argument("--to", type=Path, default=Path("sweep.csv"), help="the table: sweep.csv")
    parser.add_argument("--sizes", type=int, default=6, help="4 to 7; else 6")
    parser.add_argument("--updates", type=int, default=1200, help="of each decoder; else 1200")
    parser.add_argument("--seeds", type=int, default=3, help="of the smallest decoders; else 3")
    parser.add_argument("--seed", type=int, default=0, help="of all; else 0")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    setup = SweepSetup(
        sizes=asked.sizes,
        updates=asked.updates,
        repeats=asked.seeds,
        seed=asked.seed,
        crossed=True,
    )
    done, places = 0.0, dict[str, None]()
    for frame in sweep(setup):
        places[frame.place] = None
        if frame.metrics["done"] > done:
            done = frame.metrics["done"]
            table = written(measured(setup, frame.views), labelled(setup, " and ".join(places)))
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
