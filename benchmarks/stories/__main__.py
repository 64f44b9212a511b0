"""``make stories``: every claim of the stories on ten fresh seeds, and how often it holds.

``make stories TOPIC="gans duel"`` measures some topics only. A topic is a module in the room of its
chapter, with a list ``CLAIMS``.
"""

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module

import torch

from benchmarks import stories
from benchmarks.stories.claim import FRESH_SEEDS, Claim


def topics() -> dict[str, str]:
    """The topics whose stories make claims, each with the name of its module."""
    within = pkgutil.walk_packages(stories.__path__, f"{stories.__name__}.")
    named = {module.name.rpartition(".")[2]: module.name for module in within if not module.ispkg}
    return {topic: name for topic, name in named.items() if topic not in ("__main__", "claim")}


def claims(module: str) -> list[Claim]:
    """The claims in the module of a topic."""
    found: list[Claim] = import_module(module).CLAIMS
    return found


def main(wanted: Sequence[str]) -> None:
    """Measure and print, seed by seed."""
    torch.set_num_threads(1)
    known = topics()
    for topic in wanted or known:
        for claim in claims(known[topic]):
            print(f"\n{topic}, {claim.story}: {claim.says}", flush=True)
            held = 0
            for seed in FRESH_SEEDS:
                seen = claim.see(seed)
                held += seen.holds
                print(
                    f"  seed {seed}  {'yes' if seen.holds else 'NO '}  {seen.numbers}", flush=True
                )
            print(f"  holds on {held} of {len(FRESH_SEEDS)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
