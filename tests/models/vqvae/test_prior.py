"""The prior over grids of codes: a causal law that sums to one and can be drawn from."""

import itertools

import torch

from models.vqvae import CodePrior


def prior(codewords: int = 2, side: int = 2) -> CodePrior:
    return CodePrior(codewords, side, 8, torch.Generator().manual_seed(0))


def test_all_grids_together_have_probability_one() -> None:
    grids = torch.tensor(list(itertools.product(range(2), repeat=4))).reshape(16, 2, 2)
    total = prior().log_prob(grids).flatten(1).sum(dim=1).exp().sum()
    assert torch.isclose(total, torch.tensor(1.0), atol=1e-5)


def test_no_code_knows_of_those_after_it() -> None:
    law, codes = (
        prior(5, 3),
        torch.randint(5, (1, 3, 3), generator=torch.Generator().manual_seed(1)),
    )
    before = law.log_prob(codes)
    for place in range(9):
        other = codes.clone().flatten()
        other[place] = (other[place] + 1) % 5
        after = law.log_prob(other.reshape(1, 3, 3)).flatten()
        assert torch.equal(after[:place], before.flatten()[:place])


def test_draws_come_as_often_as_the_law_says() -> None:
    law, n = prior(), 20_000
    grids = law.sample(n, torch.Generator().manual_seed(0)).flatten(1)
    number = (grids * torch.tensor([8, 4, 2, 1])).sum(dim=1)
    counted = torch.bincount(number, minlength=16) / n
    every = torch.tensor(list(itertools.product(range(2), repeat=4))).reshape(16, 2, 2)
    exact = law.log_prob(every).flatten(1).sum(dim=1).exp()
    error = (exact * (1 - exact) / n).sqrt()
    assert ((counted - exact).abs() < 5 * error).all()


def test_a_cold_prior_draws_the_likeliest_code_again_and_again() -> None:
    grids = prior(5, 3).sample(8, torch.Generator().manual_seed(0), temperature=1e-3)
    assert (grids == grids[:1]).all()
