"""Laws of pixels: who sees whom, exact laws, what is drawn, what is judged, exact continuation."""

from itertools import product

import numpy as np
import pytest
import torch

from models.autoregressive import Made, Nade, PixelCnn, PixelSetup, restore_pixels, train_pixels
from models.autoregressive.pixels import (
    BLIND,
    FARTHER,
    SEEN,
    UNSEEN,
    GatedPixelCnn,
    PixelLaw,
    build,
    clock,
    cut,
    data_of,
    drawn,
    erased,
    learner,
    order_of,
    pixel_field,
    pixels,
    sight,
)
from models.errors import ModelError
from tests.models.frames import at_its_end

SIDE, LEVELS = 2, 3
ORDERS = [[0, 1, 2, 3], [3, 1, 0, 2], [0, 2, 1, 3]]
EVERY = torch.tensor(list(product(range(LEVELS), repeat=SIDE * SIDE)))


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def shaken(model: PixelLaw) -> PixelLaw:
    """With no parameter at the zero where it starts."""
    numbers = generator()
    with torch.no_grad():
        for each in model.parameters():
            each.add_(0.3 * torch.randn(each.shape, generator=numbers))
    return model


def laws(side: int, levels: int) -> dict[str, PixelLaw]:
    made: dict[str, PixelLaw] = {}
    orders = ORDERS if side == SIDE else [list(range(side * side))]
    for number, order in enumerate(orders):
        made[f"made_{number}"] = Made(side, levels, [order], 24, generator())
        made[f"nade_{number}"] = Nade(side, levels, order, 24, generator())
    made["made_deep"] = Made(side, levels, [orders[-1]], 24, generator(), layers=3)
    for kernel in (3, 5):
        made[f"cnn_{kernel}"] = PixelCnn(side, levels, 8, 2, kernel, generator())
        made[f"gated_{kernel}"] = GatedPixelCnn(side, levels, 8, 3, kernel, generator())
    return {name: shaken(model) for name, model in made.items()}


every = pytest.mark.parametrize("name", laws(SIDE, LEVELS))


@every
def test_nothing_sees_itself_or_what_comes_after(name):
    model = laws(SIDE, LEVELS)[name]
    rank = np.argsort(model.order)
    for place in range(SIDE * SIDE):
        field = pixel_field(model, place, EVERY[::7])
        assert (field[rank >= rank[place]] == 0).all()  # exactly
        assert (field[rank < rank[place]] > 0).all()


@every
def test_the_probabilities_of_all_images_sum_to_one(name):
    with torch.no_grad():
        total = laws(SIDE, LEVELS)[name].log_prob(EVERY).double().exp().sum()
    assert total.item() == pytest.approx(1, abs=1e-5)


@every
def test_samples_have_the_law_that_log_prob_tells(name):
    model = laws(SIDE, LEVELS)[name]
    *_, x = model.sample(20000, generator())
    places = x @ (LEVELS ** torch.arange(SIDE * SIDE).flip(0))
    counts = torch.bincount(places, minlength=len(EVERY)) / len(x)
    with torch.no_grad():
        assert (counts - model.log_prob(EVERY).exp()).abs().max() < 0.02


@pytest.mark.parametrize("name", laws(5, 4))
def test_pixel_by_pixel_the_laws_are_those_of_one_pass(name):
    model = laws(5, 4)[name]
    whole = torch.randint(4, (3, 25), generator=generator())
    given = whole.clone()
    given[:, model.order[7:]] = -1
    steps = list(model.steps(3, generator(), given))
    assert [step.place for step in steps] == model.order[7:]
    x = steps[-1].x
    assert torch.equal(x[:, model.order[:7]], whole[:, model.order[:7]])
    with torch.no_grad():
        laws_at_once = torch.softmax(model(x), dim=-1)
    for step in steps:
        assert torch.allclose(step.law, laws_at_once[:, step.place], atol=1e-5)


def test_temperature_divides_the_logits():
    model = laws(SIDE, LEVELS)["gated_3"]
    (first, *_), (cold, *_) = (
        list(model.steps(1, generator(), temperature=each)) for each in (1.0, 0.25)
    )
    wanted = first.law[0] ** 4 / (first.law[0] ** 4).sum()
    assert torch.allclose(cold.law[0], wanted, atol=1e-5)


def test_dropout_multiplies_units():
    for model in laws(SIDE, LEVELS).values():
        x = EVERY[:4]
        assert torch.allclose(model(x, torch.ones(4, model.units)), model(x), atol=1e-5)
        assert not torch.allclose(model(x, torch.zeros(4, model.units)), model(x))


def test_several_orders_share_weights_and_their_mean_is_a_law():
    model = shaken(Made(SIDE, LEVELS, ORDERS, 24, generator()))
    assert isinstance(model, Made)
    with torch.no_grad():
        whole = model.ensemble_log_prob(EVERY).double().exp()
        assert whole.sum().item() == pytest.approx(1, abs=1e-5)
        alone = []
        for order in ORDERS:
            one = Made(SIDE, LEVELS, [order], 24, generator())
            one.load_state_dict(model.state_dict())
            alone.append(one.log_prob(EVERY).double())
        assert torch.allclose(torch.stack(alone).exp().mean(0), whole, atol=1e-6)
        assert torch.allclose(model.log_prob(EVERY).double(), alone[0], atol=1e-5)
        assert model.loss(EVERY).item() == pytest.approx(-torch.stack(alone).mean().item())


def test_orders_are_permutations():
    for name in ("rows", "columns", "random", "centre"):
        assert sorted(order_of(name, 8, 3)) == list(range(64))
    assert order_of("columns", 8, 0)[:2] == [0, 8]
    assert sorted(order_of("centre", 8, 0)[:4]) == [27, 28, 35, 36]
    assert sorted(order_of("centre", 8, 0)[-4:]) == [0, 7, 56, 63]
    assert order_of("random", 8, 1) != order_of("random", 8, 2)


def test_the_plain_network_is_blind_to_the_right_and_the_gated_one_is_not():
    """Kernel 3 and two layers over the first: 3 rows up, and j columns right in row -j alone."""
    setup = PixelSetup(family="pixelcnn", layers=2, kernel=3, width=8)
    x = data_of(setup).held_out[:4]
    place = 4 * 8 + 3
    found = sight(setup, build(setup), place, x)
    rows, columns = np.divmod(np.arange(64), 8)
    up, right = 4 - rows, columns - 3
    before = (up > 0) | ((up == 0) & (right < 0))
    seen = before & (up <= 3) & (right >= -3) & (right <= up)
    assert np.array_equal(found.kinds == SEEN, seen)
    assert np.array_equal(found.kinds == BLIND, before & (right > up))
    assert np.array_equal(found.kinds == FARTHER, before & ~seen & (right <= up))
    assert np.array_equal(found.kinds == UNSEEN, ~before)
    assert found.number(BLIND) == 3 + 2 + 1  # rows 3, 2 and 1
    gated = setup.model_copy(update={"family": "gated"})
    sees = sight(gated, build(gated), place, x)
    assert sees.number(BLIND) == 0
    box = before & (up <= 3) & (np.abs(right) <= 2)
    assert np.array_equal(sees.kinds == SEEN, box)


@pytest.mark.parametrize(
    ("levels", "grey", "level"), [(2, 8, 1), (2, 7, 0), (4, 12, 3), (17, 9, 9)]
)
def test_grey_is_cut_into_equal_parts(levels, grey, level):
    assert cut(torch.tensor([grey / 16]), levels).item() == level
    assert cut(torch.tensor([1.0]), levels).item() == levels - 1


def test_digits_are_split_as_the_references_are():
    known = pixels("digits", 2, "test")
    assert (len(known.learnt), len(known.held_out)) == (1500, 297)
    share = (known.learnt.sum(0) + 1) / (len(known.learnt) + 2)
    cost = -torch.where(known.held_out == 1, share, 1 - share).log().sum(1).mean()
    assert cost.item() == pytest.approx(24.585, abs=5e-4)  # independent pixels, add one
    chosen = pixels("digits", 2, "validation")
    assert torch.equal(chosen.learnt, known.learnt[:1200])
    assert torch.equal(chosen.held_out, known.learnt[1200:])


def test_what_is_judged_adds_up():
    setup = PixelSetup(family="made", hidden=32, steps=10, orders=2, levels=4)
    last = at_its_end(train_pixels(setup))
    model, data = restore_pixels(setup, last.checkpoint), data_of(setup)
    with torch.no_grad():
        costs = model.costs(data.held_out).double().numpy()
    assert last.metrics["nats"] * len(costs) == pytest.approx(costs.sum(), rel=1e-5)
    assert last.metrics["bits"] == pytest.approx(costs.mean() / np.log(2), rel=1e-5)
    assert last.views["costs"] == pytest.approx(costs[:16] / np.log(2), rel=1e-4)
    assert last.views["by_pixel"].sum() == pytest.approx(last.metrics["nats"] / np.log(2), rel=1e-4)
    assert last.metrics["error"] == pytest.approx(costs.sum(1).std(ddof=1) / 297**0.5, rel=1e-4)
    assert last.metrics["ensemble"] != last.metrics["nats"]
    *_, samples = model.sample(16, torch.Generator().manual_seed(0))
    assert np.array_equal(last.views["samples"], samples.numpy())


def test_an_image_is_finished_and_its_beginning_stays():
    setup = PixelSetup(family="nade", hidden=16, pixel_order="centre")
    model, image = build(setup), data_of(setup).held_out[5]
    known = erased(model, image, 20)
    assert (known == -1).sum() == 20
    assert set(np.flatnonzero(known == -1)) == set(model.order[-20:])
    found = drawn(model, 3, 7, known, 0.5)
    assert found.images.shape == (21, 3, 64)
    assert found.laws.shape == (20, 3, 2)
    assert np.allclose(found.laws.sum(-1), 1, atol=1e-5)
    stays = (known >= 0).numpy()
    assert (found.levels[:, stays] == image[stays].numpy()).all()
    for number in range(21):
        there = ~np.isnan(found.images[number])
        assert (there.sum(1) == 44 + number).all()
        assert np.array_equal(found.images[number][there], found.images[-1][there])
    assert np.array_equal(found.places, model.order[-20:])
    assert not np.array_equal(found.levels, drawn(model, 3, 8, known, 0.5).levels)
    assert drawn(model, 2, 0, image).images.shape == (1, 2, 64)


def test_the_clock_counts_a_pass_for_each_pixel():
    setup = PixelSetup(family="made", hidden=16)
    timed = clock(build(setup), data_of(setup).held_out[:4])
    assert (timed.images, timed.passes) == (4, 64)
    assert min(timed.update, timed.score, timed.draw) > 0


@pytest.mark.long
@pytest.mark.parametrize("family", ["pixelcnn", "gated", "made", "nade"])
def test_a_training_goes_on_exactly_as_if_it_had_never_stopped(family):
    setup = PixelSetup.model_validate({"family": family, "steps": 20, "hidden": 32, "width": 8})
    frames = list(train_pixels(setup))
    half = next(frame for frame in frames if frame.step >= 10)
    last = at_its_end(train_pixels(setup, half))
    assert np.array_equal(last.checkpoint["parameters"], frames[-1].checkpoint["parameters"])
    assert last.metrics["nats"] < frames[0].metrics["nats"]
    with pytest.raises(ModelError, match="another network"):
        restore_pixels(setup.model_copy(update={"width": 16, "hidden": 64}), half.checkpoint)


def test_what_dropout_keeps_has_the_mean_that_it_had():
    setup = PixelSetup(family="made", hidden=16, dropout=0.2, batch=256)
    rows = learner(setup).streams[0][0]
    kept = rows[:, 64:]
    assert kept.shape == (256, 32)
    assert set(kept.flatten().tolist()) == {0, 1.25}
    assert kept.mean().item() == pytest.approx(1, abs=0.03)


@pytest.mark.long
@pytest.mark.parametrize(
    ("knobs", "most"),
    [
        ({}, 17.4),
        ({"family": "made", "steps": 2000, "batch": 64, "dropout": 0.5}, 17.9),
    ],
)
def test_binary_digits_cost_less_than_by_logistic_regressions(knobs, most):
    last = at_its_end(train_pixels(PixelSetup.model_validate(knobs)))
    assert last.metrics["nats"] < most  # 18.034 by FVSBN
