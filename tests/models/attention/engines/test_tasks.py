"""The four tasks, against their rules told anew."""

from typing import Any

import numpy as np
import pytest
import torch

from models.attention.engines import PATTERNS, SIGNS, task
from models.attention.engines.tasks import TaskName
from models.images import images


def drawn(name: TaskName, bits: int = 5, n: int = 400) -> tuple[Any, Any]:
    known = task(name, bits)
    tokens, answers = known.shape.apart(known.sample(n, torch.Generator().manual_seed(3)))
    assert tokens.shape == (n, known.shape.tokens, known.shape.features)
    assert answers.shape == (n, known.shape.cells)
    assert answers.min() >= 0
    assert answers.max() < known.shape.classes
    return tokens.numpy(), answers.numpy()


@pytest.mark.parametrize("bits", [2, 5])
def test_xor_is_where_the_strings_differ(bits):
    tokens, answers = drawn("xor", bits)
    first, second = tokens[:, :bits, 0], tokens[:, bits:, 0]
    np.testing.assert_array_equal(answers, first != second)
    assert task("xor", bits).shape.reads == tuple(range(bits, 2 * bits))
    assert set(np.unique(tokens)) == {-1, 1}


def test_memory_asks_for_one_of_its_patterns_and_shows_half_of_it():
    tokens, answers = drawn("memory", 8)
    patterns, asked = tokens[:, :PATTERNS] > 0, tokens[:, PATTERNS]
    assert all((row == kept).all(axis=1).any() for row, kept in zip(answers, patterns, strict=True))
    shown = asked != 0
    np.testing.assert_array_equal((asked > 0)[shown], answers.astype(bool)[shown])
    assert shown.mean() == pytest.approx(0.5, abs=0.05)
    places = [
        int((row == kept).all(axis=1).argmax()) for row, kept in zip(answers, patterns, strict=True)
    ]
    assert set(places) == set(range(PATTERNS))


def result(words: list[str]) -> int:
    """The value of a ListOps expression, read sign by sign."""
    word = words.pop(0)
    if not word.startswith("["):
        return int(word)
    values = []
    while words[0] != "]":
        values.append(result(words))
    words.pop(0)
    return max(values) if word == "[MAX" else min(values)


def test_lists_are_worth_what_they_say():
    tokens, answers = drawn("listops")
    np.testing.assert_array_equal(tokens.sum(-1), 1)
    for row, answer in zip(tokens, answers[:, 0], strict=True):
        words = [SIGNS[sign] for sign in row.argmax(-1)]
        assert result(words) == answer
        assert not words
    operators = tokens[:, [0, 2]].argmax(-1)
    assert len(np.unique(operators, axis=0)) == 4


def test_digits_are_scans_cut_into_patches():
    known = task("digits", 5)
    tokens, answers = known.shape.apart(known.held_out(6, torch.Generator()))
    found = images("digits")
    np.testing.assert_array_equal(answers[:, 0], found.test_labels[:6])
    for scan, patches in zip(found.test[:6].reshape(6, 8, 8), tokens, strict=True):
        for number in range(16):
            row, column = 2 * (number // 4), 2 * (number % 4)
            patch = scan[row : row + 2, column : column + 2].flatten()
            np.testing.assert_allclose(patches[number, :4], 2 * patch - 1)
    np.testing.assert_array_equal(tokens[:, 16], [[0, 0, 0, 0, 1]] * 6)
    learnt, _ = drawn("digits")
    pixels = (learnt[:, :16, :4] + 1) / 2
    assert pixels.min() >= 0
    assert pixels.max() <= 1


@pytest.mark.parametrize("name", ["xor", "memory", "listops", "digits"])
def test_what_judges_is_the_same_each_time_and_the_order_follows_the_generator(name):
    known = task(name, 5)
    one, again, other = (
        known.sample(20, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)
    )
    assert torch.equal(one, again)
    assert not torch.equal(one, other)
