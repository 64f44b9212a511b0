"""The frozen nets: what they compute, what is learnt of them, and where their numbers come from."""

from typing import Any

import pytest
import torch

from models.attention.encoder import load_encoder
from models.attention.engines import EngineSetup, build, parameters_of
from models.wheels import MINILM, Missing

here = pytest.mark.skipif(not MINILM.here, reason="MINILM IS MISSING: run `make data`.")
LAYERS = 2


def net_of(**knobs: Any) -> Any:
    return build(EngineSetup.model_validate({"layers": LAYERS, **knobs}))


@here
@pytest.mark.long
def test_the_pretrained_net_is_the_published_encoder():
    """The same layers on the same input give the attention page's own stream."""
    encoder, net = load_encoder(), net_of(net="pretrained")
    pieces, segments = encoder._read("Where are we going", None)
    x = encoder._start(pieces, segments)
    mine = x
    keep = torch.ones(1, 12)
    with torch.no_grad():
        for theirs, layer in zip(encoder._layers, net.layers, strict=False):
            x, _ = theirs(x, keep)
            mine = layer(mine)
    torch.testing.assert_close(mine, x, atol=1e-5, rtol=1e-4)


@here
@pytest.mark.parametrize("kind", ["pretrained", "random"])
def test_of_a_frozen_net_ends_and_norms_are_learnt(kind):
    tokens, d, outputs = 10, 384, 2
    ends = d * 1 + tokens * d + outputs * (d + 1)
    norms = (1 + 2 * LAYERS) * 2 * d
    matrices = LAYERS * (4 * (d * d + d) + 2 * d * 1536 + 1536 + d)
    setup = EngineSetup(net=kind, layers=LAYERS)
    assert parameters_of(setup) == (ends + norms, matrices)
    without = setup.model_copy(update={"norms": False})
    assert parameters_of(without) == (ends, matrices + norms)


def test_the_small_net_learns_all_and_the_line_has_no_net():
    learnt, frozen = parameters_of(EngineSetup(net="small"))
    assert frozen == 0
    assert learnt > 50_000
    assert parameters_of(EngineSetup(net="small", norms=False)) == (learnt, 0)
    assert parameters_of(EngineSetup(net="linear")) == (10 * 10 + 10, 0)


@pytest.mark.parametrize(
    ("drawn", "up", "down"), [("usual", 0.02, 0.02), ("wide", 384**-0.5, 1536**-0.5)]
)
def test_random_matrices_have_their_spread(drawn, up, down):
    for layer in net_of(net="random", drawn=drawn).layers:
        for part in (layer.query, layer.key, layer.value, layer.output, layer.up):
            assert part.weight.std().item() == pytest.approx(up, rel=0.01)
        assert layer.down.weight.std().item() == pytest.approx(down, rel=0.01)


@here
@pytest.mark.long
def test_shuffled_matrices_have_the_same_numbers_at_other_places():
    mixed, published = net_of(net="random", drawn="shuffled"), net_of(net="pretrained")
    for one, other in zip(mixed.layers, published.layers, strict=True):
        for part in ("query", "key", "value", "output", "up", "down"):
            mine, theirs = getattr(one, part), getattr(other, part)
            assert not torch.equal(mine.weight, theirs.weight)
            for name in ("weight", "bias"):
                pair = (getattr(part, name).flatten().sort().values for part in (mine, theirs))
                assert torch.equal(*pair)
    assert (mixed.layers[0].norm.gain == 1).all()


@here
def test_what_is_frozen_is_one_copy_and_no_gradient_reaches_it():
    one, other = net_of(net="pretrained"), net_of(net="pretrained", seed=1)
    weight = load_encoder().weights["encoder.layer.0.attention.self.query.weight"]
    query = one.layers[0].query.weight
    if weight.device == query.device:
        assert weight.data_ptr() == query.data_ptr() == other.layers[0].query.weight.data_ptr()
    assert not query.requires_grad
    one(torch.ones(2, 10, 1)).square().sum().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in one.parameters())
    learnt = next(p for name, p in one.named_parameters() if name.endswith("norm.gain"))
    assert learnt.data_ptr() != load_encoder().weights["embeddings.LayerNorm.weight"].data_ptr()


@pytest.mark.long
def test_a_line_cannot_see_an_xor_and_reads_all_tokens():
    line, generator = net_of(net="linear"), torch.Generator().manual_seed(0)
    with torch.no_grad():
        line.weight.copy_(torch.randn(line.weight.shape, generator=generator))
    x = torch.randn(3, 10, 1, generator=generator)
    both = line(x) + line(-x)
    torch.testing.assert_close(both, 2 * line(torch.zeros_like(x)))
    assert line(x).shape == (3, 5, 2)


def test_without_the_weights_the_nets_that_need_them_say_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    load_encoder.cache_clear()
    try:
        for knobs in ({"net": "pretrained"}, {"net": "random", "drawn": "shuffled"}):
            with pytest.raises(Missing, match="make data"):
                net_of(**knobs)
        net_of(net="random")
        net_of(net="small")
    finally:
        load_encoder.cache_clear()
