"""What judges is drawn apart from all that is learnt from."""

import itertools

import torch

from models import luck
from models.training.batches import BLOCK, Batches
from tests.models.test_training import Counter


def test_held_out_draws_are_the_same_every_time_and_others_of_another_number():
    one, again, other = (torch.rand(8, generator=luck.held_out(n)) for n in (0, 0, 1))
    assert torch.equal(one, again)
    assert not torch.equal(one, other)


def test_no_batch_of_a_seed_below_600_000_has_the_luck_of_a_judge():
    """Batches' seeds step by 1,000,003 a run; solved for the run modulo 2^32."""
    first = _seed_of_a_block(0, 0)
    step = _seed_of_a_block(1, 0) - first
    assert _seed_of_a_block(0, 1) - first == 1
    back = pow(step, -1, 2**32)
    for number in (0, 1):
        for block in range(200_000 // BLOCK):
            assert (luck.SEED + number - first - block) * back % 2**32 >= 600_000


def test_no_stream_comes_to_draw_what_another_has_drawn():
    """Blocks count up from where a stream begins: streams are further apart than they count."""
    for seed in (0, 7):
        begin = [_seed_of_a_block(seed, 0, stream) for stream in range(4)]
        for one, other in itertools.permutations(begin, 2):
            assert (one - other) % 2**32 > 10_000_000 // BLOCK


def _seed_of_a_block(seed: int, block: int, stream: int = 0) -> int:
    seen = Seen()
    Batches(seen, seed, 1, stream=stream)[block * BLOCK]
    return seen.seed


class Seen(Counter):
    """Remembers what its generator was seeded with."""

    seed = 0

    def sample(self, n: int, generator: torch.Generator) -> torch.Tensor:
        self.seed = generator.initial_seed()
        return super().sample(n, generator)
