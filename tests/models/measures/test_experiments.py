"""The table, the faults and the experiments: each does what it says, and the same again."""

from collections.abc import Sequence
from itertools import islice

import numpy as np
import pytest

from models.frame import Frame
from models.measures import (
    MEASURES,
    BattleSetup,
    BiasSetup,
    DesiderataSetup,
    MatrixSetup,
    MeasureSetup,
    measure_view,
    samples,
    train_battles,
    train_bias,
    train_desiderata,
    train_matrix,
)
from models.measures.experiments import WISHES, bounded, moves, reach, sheet, worse
from models.measures.generators import FAULTS, Faults, Sample, class_weights, source


def test_the_table_has_all_measures_of_the_notes_in_their_order():
    assert [each.number for each in MEASURES] == list(range(1, 24))
    assert len({each.of for each in MEASURES}) == 23
    assert len({each.short for each in MEASURES}) == 23


@pytest.mark.long
@pytest.mark.parametrize("data", ["ring", "grid", "digits"])
def test_every_measure_of_a_perfect_sampler_is_what_it_says_a_perfect_sampler_has(data):
    law = source(data)
    moved = []
    for seed in range(12):
        random = np.random.default_rng(seed)
        real = law.real(400, random)
        fake = law.fake(400, random, Faults(), real)
        moved.append([each.measure(real, fake).moved for each in MEASURES])
    # The mean of twelve is within a noise of its own and what training adds: see Measured.error.
    np.testing.assert_array_less(np.abs(np.mean(moved, axis=0)), 2)


def drawn(fault: str, value: float, data: str = "ring") -> tuple[Sample, Sample]:
    knobs = {"data": data, "samples": 500, fault: value}
    return samples(MeasureSetup.model_validate(knobs))


def test_faults_do_what_their_names_say():
    real, perfect = drawn("drop", 0.0)
    _, dropped = drawn("drop", 0.5)
    assert set(dropped.labels) == {0, 1, 2, 3}
    spread = np.sqrt(0.5 + 0.01)
    _, shifted = drawn("shift", 1.0)
    np.testing.assert_allclose(shifted.points - perfect.points, [[spread, 0]] * 500)
    _, shrunk = drawn("shrink", 0.9)
    angle = 2 * np.pi * shrunk.labels / 8
    centres = np.column_stack((np.cos(angle), np.sin(angle)))
    np.testing.assert_allclose(shrunk.points - centres, 0.1 * (perfect.points - centres), atol=1e-9)
    _, blurred = drawn("blur", 1.0)
    assert blurred.points.var() == pytest.approx(perfect.points.var() / 2, rel=0.15)
    _, known = drawn("memorise", 1.0)
    places = {tuple(each) for each in known.points}
    assert len(places) == 50
    assert places == {tuple(each) for each in real.points[:50]}
    _, noisy = drawn("noise", 0.5)
    assert noisy.points.var() == pytest.approx(perfect.points.var() * 1.25, rel=0.1)
    _, uneven = drawn("imbalance", 0.5)
    share = np.mean(uneven.labels % 2 == 0)
    assert share == pytest.approx(0.75, abs=0.08)
    _, outside = drawn("outliers", 1.0)
    assert np.abs(outside.points).max() > 1.7
    assert outside.points.std() == pytest.approx(1.8 / np.sqrt(3), rel=0.05)
    np.testing.assert_allclose(class_weights(4, Faults(imbalance=0.5)), [0.375, 0.125] * 2)


def test_digits_are_spoilt_as_pictures_and_never_the_real_scans():
    real, perfect = drawn("drop", 0.0, "digits")
    taken = {each.tobytes() for each in real.pictures}
    assert not any(each.tobytes() in taken for each in perfect.pictures)
    assert len({each.tobytes() for each in perfect.pictures}) == 500
    assert perfect.beliefs.argmax(1).tolist().count(0) > 20
    assert (real.beliefs.argmax(1) == real.labels).mean() > 0.9
    _, shifted = drawn("shift", 0.5, "digits")
    np.testing.assert_allclose(shifted.pictures[:, :, 1:], perfect.pictures[:, :, :-1], atol=1e-9)
    _, known = drawn("memorise", 1.0, "digits")
    assert {each.tobytes() for each in known.pictures} <= taken
    _, blurred = drawn("blur", 1.0, "digits")
    assert blurred.pictures.std() < 0.8 * perfect.pictures.std()


@pytest.mark.long
def test_all_measures_of_a_setup_come_one_after_the_other():
    frames = list(measure_view(MeasureSetup(samples=200, drop=0.5)))
    assert [frame.step for frame in frames] == list(range(1, 24))
    assert np.isnan(frames[4].views["value"]).tolist() == [False] * 5 + [True] * 18
    last = frames[-1]
    real, fake = samples(MeasureSetup(samples=200, drop=0.5))
    for place, measure in enumerate(MEASURES):
        now = measure.measure(real, fake)
        found = [last.views[name][place] for name in ("value", "error", "perfect", "moved")]
        assert found == [now.value, now.error, now.perfect, now.moved]
    assert last.metrics["printed"] == pytest.approx(last.metrics["inception"], rel=1e-12)
    assert last.metrics["w2"] ** 2 == pytest.approx(last.views["value"][6])
    assert last.metrics["mmd"] ** 2 == pytest.approx(last.views["value"][7])


def same(one: Sequence[Frame], two: Sequence[Frame]) -> None:
    assert [each.step for each in one] == [each.step for each in two]
    for a, b in zip(one, two, strict=True):
        assert a.metrics == pytest.approx(b.metrics, nan_ok=True)
        for name, values in a.views.items():
            np.testing.assert_array_equal(values, b.views[name])


@pytest.fixture
def _small_sizes(monkeypatch):
    """The two largest would be most of the work, and are larger than any size that is asked for."""
    monkeypatch.setattr("models.measures.experiments.desiderata.SIZES", (50, 100, 200))


@pytest.mark.long
@pytest.mark.usefixtures("_small_sizes")
@pytest.mark.parametrize(
    ("train", "setup"),
    [
        (train_matrix, MatrixSetup(samples=100, repeats=2)),
        (train_bias, BiasSetup(repeats=5, dimension=2)),
        (train_desiderata, DesiderataSetup(samples=100, repeats=2)),
        (train_battles, BattleSetup(steps=60)),
    ],
)
def test_an_experiment_is_the_same_again_and_goes_on_from_any_frame(train, setup):
    frames = list(islice(train(setup), 4))
    same(frames[:3], list(islice(train(setup), 3)))
    ahead = [each.ahead for each in frames]
    assert not any(ahead) or ahead == list(range(ahead[0], ahead[0] - len(ahead), -1))
    same(frames[2:], list(islice(train(setup, frames[1]), 2)))
    other = list(islice(train(setup.model_copy(update={"seed": 1})), 3))
    assert any(
        not np.array_equal(values, other[-1].views[name], equal_nan=True)
        for name, values in frames[2].views.items()
    )
    assert frames[-1].step <= setup.steps


@pytest.mark.long
def test_battles_say_how_many_contestants_are_still_to_come():
    assert [each.ahead for each in train_battles(BattleSetup(steps=60))][::7] == [7, 0]


@pytest.mark.long
@pytest.mark.parametrize("row", ["inception_score", "boundary", "statistics", "two_sample"])
def test_what_a_measure_expects_of_a_perfect_sampler_is_what_it_gets_of_many(row):
    *_, last = train_bias(BiasSetup(row=row, repeats=12, dimension=2))
    views = last.views
    assert not np.isnan(views["mean"]).any()
    off = np.abs(views["mean"] - views["perfect"]) / np.maximum(views["error"], 1e-3)
    assert off[-1] < 5
    low, high = views["low"], views["high"]
    assert (low <= views["mean"]).all()
    assert (high >= views["mean"]).all()
    assert np.isnan(views["theory"]).all()


def test_moves_are_in_the_spread_of_perfect_samplers():
    perfect = np.array([[1.0, 5.0], [3.0, 5.0], [2.0, 5.0]])
    values = np.array([[7.0, 5.0], [9.0, 5.0]])
    np.testing.assert_allclose(moves(perfect, values), [6.0, 0.0])
    assert moves(perfect, values - [[0, 1]])[1] == -np.inf


def test_worse_is_plus_whichever_way_a_measure_counts():
    signs = {each.short: sign for each, sign in zip(MEASURES, worse(np.ones(23)), strict=True)}
    assert (signs["FID"], signs["IS"], signs["Coverage"]) == (1, -1, 1)
    downwards = dict(zip(signs, worse(-np.ones(23)), strict=True))
    assert (downwards["FID"], downwards["IS"], downwards["Coverage"]) == (-1, 1, 1)
    assert reach([-np.inf, 0, 1000]).tolist() == [-1, 0, 1]
    assert bounded([-np.inf, 3, np.inf], 10).tolist() == [-10, 3, 10]


@pytest.mark.long
def test_a_dropped_mode_is_seen_by_whom_it_should_and_shrinking_flatters_the_inception_score():
    *_, last = train_matrix(MatrixSetup(repeats=2))
    noises = worse(last.views["moved"].T).T
    rows = {each.short: row for row, each in enumerate(MEASURES)}
    for short in ("Likelihood", "IS", "Mode score", "AM score", "FID", "MMD²"):
        assert noises[rows[short], FAULTS.index("drop")] > 3, short
    assert noises[rows["Retrieval"], FAULTS.index("memorise")] > 3
    assert noises[rows["Coverage"], FAULTS.index("shrink")] > 3
    assert noises[rows["IS"], FAULTS.index("shrink")] < 3
    np.testing.assert_allclose(last.views["means"], last.views["values"].mean(1))


@pytest.mark.long
@pytest.mark.usefixtures("_small_sizes")
def test_the_wishes_are_what_their_experiments_say():
    *_, last = train_desiderata(DesiderataSetup(samples=200, repeats=2))
    number, fulfilled = last.views["number"], last.views["fulfilled"]
    rows = {each.short: row for row, each in enumerate(MEASURES)}
    at = {wish: place for place, wish in enumerate(WISHES)}
    assert not (fulfilled[:, at["latent"]] == 1).any()
    assert number[rows["FID"], at["bounds"]] == pytest.approx(99, abs=2)
    assert number[rows["W critic"], at["bounds"]] == pytest.approx(9, abs=0.5)
    assert number[rows["C2ST"], at["bounds"]] == pytest.approx(0, abs=0.02)
    assert number[rows["FID"], at["few"]] <= 100
    assert (np.abs(number[:, at["ranking"]]) <= 1).all()
    assert last.metrics["kept"] == (fulfilled == 1).sum()


def test_pictures_are_laid_out_in_rows_from_the_top():
    pictures = np.arange(5 * 4).reshape(5, 2, 2)
    found = sheet(pictures, 3)
    assert found.shape == (6, 9)
    assert found[::-1][0, :2].tolist() == [0, 1]
    assert found[::-1][3, 3:5].tolist() == [16, 17]
    assert np.isnan(found[::-1][2]).all()
