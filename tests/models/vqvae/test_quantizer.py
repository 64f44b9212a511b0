"""The layer in the middle: nearest codewords, gradients of each end, averages and restarts."""

import pytest
import torch
from torch import Tensor

from models.vqvae import Averages, VectorQuantizer

DIGITS = 1e-6


@pytest.fixture
def book() -> Tensor:
    return torch.randn(7, 3, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def z() -> Tensor:
    return torch.randn(5, 4, 3, generator=torch.Generator().manual_seed(1))


def test_every_vector_becomes_its_nearest_codeword(book: Tensor, z: Tensor) -> None:
    found = VectorQuantizer(book)(z)
    distances = torch.cdist(z.reshape(-1, 3), book)
    assert torch.equal(found.codes.flatten(), distances.argmin(dim=1))
    assert torch.allclose(found.z_q, book[found.codes], atol=DIGITS)
    squares = distances.min(dim=1).values.square().reshape(5, 4)
    for losses in found.losses:
        assert torch.allclose(losses, squares, atol=1e-5)


def test_the_codebook_term_pulls_at_codewords_alone(book: Tensor, z: Tensor) -> None:
    layer, z = VectorQuantizer(book), z.requires_grad_()
    found = layer(z)
    found.losses.codebook.sum().backward()
    assert z.grad is None
    expected = torch.zeros_like(book)
    expected.index_add_(
        0, found.codes.flatten(), 2 * (book[found.codes] - z).detach().flatten(0, 1)
    )
    assert layer.codebook.grad is not None
    assert torch.allclose(layer.codebook.grad, expected, atol=1e-5)


def test_the_commitment_term_pulls_at_vectors_alone(book: Tensor, z: Tensor) -> None:
    layer, z = VectorQuantizer(book), z.requires_grad_()
    found = layer(z)
    found.losses.commitment.sum().backward()
    assert layer.codebook.grad is None
    assert z.grad is not None
    assert torch.allclose(z.grad, 2 * (z - book[found.codes]).detach(), atol=1e-5)


def test_straight_through_copies_the_gradient(book: Tensor, z: Tensor) -> None:
    layer, z = VectorQuantizer(book), z.requires_grad_()
    weights = torch.randn(z.shape, generator=torch.Generator().manual_seed(2))
    (weights * layer(z).z_q).sum().backward()
    assert z.grad is not None
    assert torch.allclose(z.grad, weights, atol=DIGITS)
    assert layer.codebook.grad is None


def test_averages_without_a_past_are_the_means_of_the_cells(book: Tensor, z: Tensor) -> None:
    flat, codebook = z.reshape(-1, 3), book.clone()
    codes = VectorQuantizer(book).nearest(flat)
    averages = Averages(codebook)
    averages.see(flat, codes, decay=0.0)
    averages.move()
    for number in range(len(book)):
        mine = flat[codes == number]
        expected = mine.mean(dim=0) if len(mine) else book[number]
        assert torch.allclose(codebook[number], expected, atol=1e-5)


def test_averages_with_a_past_follow_the_recursion(book: Tensor, z: Tensor) -> None:
    flat, decay, codebook = z.reshape(-1, 3), 0.7, book.clone()
    averages, size = Averages(codebook), len(book)
    shares, sums = torch.full((size,), 1 / size), book / size
    for _ in range(3):
        codes = VectorQuantizer(codebook).nearest(flat)
        member = torch.nn.functional.one_hot(codes, size).float()  # (n, K)
        shares = decay * shares + (1 - decay) * member.mean(dim=0)
        sums = decay * sums + (1 - decay) * member.T @ flat / len(flat)
        averages.see(flat, codes, decay)
        averages.move()
        assert torch.allclose(codebook, sums / shares[:, None], atol=1e-5)


def test_a_codeword_that_stands_for_nothing_stays_where_it_is_for_ever() -> None:
    codebook = torch.tensor([[0.0, 0.0], [9.0, 9.0]])
    averages, z = Averages(codebook), torch.zeros(4, 2)
    for _ in range(5000):
        averages.see(z, torch.zeros(4, dtype=torch.int64), decay=0.5)
        averages.move()
    assert torch.equal(codebook, torch.tensor([[0.0, 0.0], [9.0, 9.0]]))


def test_only_dead_codewords_start_again_and_at_vectors_of_the_batch() -> None:
    codebook = torch.tensor([[0.0, 0.0], [9.0, 9.0]])
    averages, z = Averages(codebook), torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    averages.see(z, torch.tensor([0, 0]), decay=0.5)
    averages.restart(z)
    assert torch.equal(codebook, torch.tensor([[0.0, 0.0], [9.0, 9.0]]))  # not dead yet
    for _ in range(20):
        averages.see(z, torch.tensor([0, 0]), decay=0.5)
    averages.restart(z)
    assert torch.equal(codebook, torch.tensor([[0.0, 0.0], [0.0, 1.0]]))
    assert averages.shares[1] == 0.5
    assert torch.equal(averages.sums[1], torch.tensor([0.0, 0.5]))
