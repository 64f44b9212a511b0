"""The tasks: what is drawn, and that nobody can say better than what is called best."""

import itertools
import math

import pytest
import torch
from torch import Tensor

from models.attention.induction import IGNORE
from models.attention.theorems import Chains, Dyck, Parity
from models.attention.theorems.task import Task

TASKS: list[Task] = [Chains(3, 20), Dyck(2, 3, 20), Parity(20), Parity(20, written=True)]


def drawn(task: Task, n: int = 400, seed: int = 0) -> tuple[Tensor, Tensor]:
    tokens, targets = task.sample(n, torch.Generator().manual_seed(seed)).unbind(1)
    return tokens, targets


@pytest.mark.parametrize("task", TASKS)
def test_the_best_law_is_a_law_and_no_other_does_better(task):
    tokens, targets = drawn(task, 3000)
    best = task.best(tokens)
    assert tokens.shape == targets.shape == (3000, 20)
    assert int(tokens.max()) < task.vocabulary
    torch.testing.assert_close(best.sum(-1), torch.ones(3000, 20))
    asked = targets != IGNORE
    mine = best.gather(2, targets.clamp(min=0)[..., None])[..., 0][asked]
    assert (mine > 0).all()  # nothing comes that is held to be impossible
    risk = torch.special.entr(best).sum(-1)[asked].mean()
    loss = -mine.log().mean()
    assert abs(float(loss - risk)) < 0.02  # calibrated
    flat = (0.9 * best + 0.1 / task.vocabulary).gather(2, targets.clamp(min=0)[..., None])[..., 0]
    assert -flat[asked].log().mean() > loss


def test_laplace_counts_what_followed():
    task = Chains(3, 6)
    law = task.best(torch.tensor([[3, 0, 1, 0, 1, 0]]))[0]
    assert law[1, :3].tolist() == pytest.approx([1 / 3] * 3)
    assert law[3, :3].tolist() == pytest.approx([1 / 4, 2 / 4, 1 / 4])
    assert law[5, :3].tolist() == pytest.approx([1 / 5, 3 / 5, 1 / 5])
    alike = task.alike(torch.tensor([[3, 0, 1, 0, 1, 0]]))[0]
    assert alike[5, :3].tolist() == pytest.approx([4 / 8, 3 / 8, 1 / 8])


def test_the_risk_of_chains_is_that_of_the_notes():
    """Section 8 of the numbers: k = 3, T = 100: Bayes .8859, counts alone 1.0108, ± .003."""
    task = Chains(3, 101)
    tokens, targets = drawn(task, 6000)
    for law, wanted in ((task.best(tokens), 0.8859), (task.alike(tokens), 1.0108)):
        told = law.gather(2, targets.clamp(min=0)[..., None])[:, 1:, 0]
        assert -told.log().mean() == pytest.approx(wanted, abs=0.008)


def test_rows_are_even_on_the_simplex():
    """The first step of a chain in two states: all pairs as likely, each ¼."""
    tokens, targets = drawn(Chains(2, 3), 20_000)
    pairs = 2 * tokens[:, 1] + targets[:, 1]
    shares = pairs.bincount(minlength=4) / len(pairs)
    assert shares.tolist() == pytest.approx([0.25] * 4, abs=0.02)


def test_brackets_close_the_last_and_nest_no_deeper():
    task = Dyck(2, 3, 30)
    tokens, targets = drawn(task)
    word = torch.cat((tokens[:, 1:], targets[:, -1:]), dim=1)
    for row in word.tolist():
        stack = []
        for token in row:
            if token <= 2:
                stack.append(token)
            else:
                assert stack.pop() == token - 2
            assert len(stack) <= 3
    depth, top = task.stacks(torch.tensor([[0, 1, 2, 4, 3, 1]]))
    assert depth.tolist() == [[0, 1, 2, 1, 0, 1]]
    assert top.tolist() == [[-1, 0, 1, 0, -1, 0]]


def test_what_may_follow_a_word_depends_on_its_depth():
    task = Dyck(2, 2, 4)
    law = task.best(torch.tensor([[0, 1, 2, 4]]))[0]
    assert law[0].tolist() == [0, 0.5, 0.5, 0, 0]
    assert law[1].tolist() == [0, 0.25, 0.25, 0.5, 0]
    assert law[2].tolist() == [0, 0, 0, 0, 1]
    assert law[3].tolist() == [0, 0.25, 0.25, 0.5, 0]


@pytest.mark.parametrize("written", [False, True])
def test_parity_is_that_of_the_ones_so_far(written):
    task = Parity(11, written)
    tokens, targets = drawn(task)
    even, _ = task.answers
    for row, said in zip(tokens.tolist(), targets.tolist(), strict=True):
        ones = 0
        for place, (token, answer) in enumerate(zip(row, said, strict=True)):
            ones += token == 1
            if written and token >= 2:
                assert answer == IGNORE
                assert place == 0 or token == even + ones % 2
            else:
                assert answer == even + ones % 2


@pytest.mark.parametrize("task", TASKS)
def test_a_longer_sequence_is_judged_as_a_shorter_one_where_it_begins(task):
    tokens, _ = drawn(task, 50)
    torch.testing.assert_close(task.best(tokens)[:, :9], task.best(tokens[:, :9]))


def test_all_words_of_four_have_their_probability():
    """Exactly: the laws along every word multiply to a law over words."""
    task, total = Dyck(1, 2, 4), 0.0
    for word in itertools.product((1, 2), repeat=4):
        depth, whole = 0, 1.0
        tokens = torch.tensor([[0, *word]])
        for t, token in enumerate(word):
            depth += 1 if token == 1 else -1
            if not 0 <= depth <= 2:
                whole = 0.0
                break
            whole *= float(task.best(tokens[:, : t + 1])[0, t, token])
        total += whole
    assert math.isclose(total, 1.0, rel_tol=1e-5)
