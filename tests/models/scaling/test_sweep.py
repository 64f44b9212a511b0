"""A sweep: one training of many decoders, its table, and the laws that it shows."""

from itertools import islice
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from models.errors import ModelError
from models.frame import Frame
from models.language import read_text
from models.scaling import predicted
from models.scaling.sweep import (
    Job,
    Measured,
    SweepSetup,
    curve_lines,
    curve_window,
    fit,
    fit_or_none,
    foretold,
    frontier,
    law_plane,
    measured,
    plan,
    points,
    read,
    shape_table,
    shipped,
    sweep,
    tokens,
    written,
)
from models.scaling.sweep.decoder import Judge, decoder_of, learner, spread, train_decoder
from models.scaling.sweep.plan import spent
from models.scaling.sweep.training import decoders, together

BRIEF = SweepSetup(sizes=4, updates=20, data=False, shapes=False, batch=4, repeats=1)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    return list(sweep(BRIEF))


def made(exponent: float = 0.1, noise: float = 0.0, sizes: int = 6) -> Measured:
    """A sweep whose ends follow N^-exponent, and whose curves fall to them."""
    jobs = plan(SweepSetup(sizes=sizes, repeats=1))
    seen = tokens(SweepSetup())
    random = np.random.default_rng(0)
    ends = np.array([5 * job.parameters**-exponent for job in jobs])
    ends *= np.exp(random.normal(0, noise, len(jobs)))
    late = np.arange(len(seen)) / (len(seen) - 1)
    loss = ends[:, None] + (4.6 - ends[:, None]) * (1 - late) ** 2
    return Measured(jobs, seen, loss, loss + 0.4)


def test_a_sweep_spans_a_factor_of_thirty_with_five_sizes_and_ends_with_the_largest():
    jobs = plan(SweepSetup())
    sizes = [job.parameters for job in jobs if job.kind == "size" and job.seed == 0]
    assert len(sizes) >= 5
    assert max(sizes) / min(sizes) >= 30
    assert jobs[-1].parameters == max(sizes)
    assert sizes == sorted(sizes)
    assert len([job for job in jobs if job.kind == "data"]) == 4
    again = [job for job in jobs if job.seed]
    assert [(job.width, job.seed) for job in again] == [(16, 1), (24, 1), (32, 1)]
    crossed = [job for job in plan(SweepSetup(crossed=True)) if job.kind == "grid"]
    assert {job.width for job in crossed} == {16, 32}
    assert len(crossed) == 8
    shapes = [job.parameters for job in jobs if job.kind == "shape"]
    assert max(shapes) / min(shapes) < 1.01


@pytest.mark.long
def test_progress_is_that_of_the_whole(frames):
    steps = [frame.step for frame in frames]
    assert steps == sorted(set(steps))
    assert (steps[0], steps[-1]) == (0, BRIEF.steps)
    done = [frame.metrics["done"] for frame in frames]
    assert done == sorted(done)
    assert done[-1] == 4
    assert [frame.metrics["loss"] for frame in frames] == sorted(
        (frame.metrics["loss"] for frame in frames), reverse=True
    )


def test_to_judge_a_decoder_is_part_of_the_work():
    seen, share = tokens(SweepSetup()), spent(SweepSetup())
    assert (np.diff(share) > 0).all()
    assert share[-1] == 1
    assert share[6] > 2 * seen[6] / seen[-1], "the first moments are close to each other"
    parts, blank = decoders(BRIEF), np.full(len(tokens(BRIEF)), np.nan)
    loss = blank.copy()
    loss[:4] = 3.0
    frame = together(BRIEF, [Frame(0, {}, {"loss": loss, "other": loss}), *[None] * 3])
    work = np.array([part.setup.job.work for part in parts])
    assert frame.step == round(BRIEF.steps * spent(BRIEF)[3] * work[0] / work.sum())


def test_every_frame_has_all_curves_so_far(frames):
    last = frames[-1].views
    assert np.isfinite(last["loss"]).all()
    assert np.isfinite(last["other"]).all()
    for frame in frames:
        known = np.isfinite(frame.views["loss"])
        np.testing.assert_array_equal(frame.views["loss"][known], last["loss"][known])
        assert (known[: int(frame.metrics["done"])]).all()
    assert (last["loss"][:, -1] < last["loss"][:, 0]).all(), "all of them learn"


@pytest.mark.long
def test_a_sweep_that_goes_on_ends_in_the_same_numbers(frames):
    middle = frames[len(frames) // 2]
    again = list(sweep(BRIEF, start=middle))
    assert [frame.step for frame in again] == [f.step for f in frames if f.step > middle.step]
    np.testing.assert_array_equal(again[-1].views["loss"], frames[-1].views["loss"])


def test_its_parts_are_decoders_and_the_largest_comes_after_all_that_foretell_it():
    setup = SweepSetup(repeats=2)
    jobs, parts = plan(setup), decoders(setup)
    assert len({part.name for part in parts}) == len(parts) == len(jobs)
    *others, largest = parts
    assert not any(part.after for part in others)
    foretell = [at for at, job in enumerate(jobs[:-1]) if job.kind == "size"]
    assert list(largest.after) == foretell
    assert len(foretell) == 5 + 3
    assert [part.setup.job.parameters for part in parts] == [job.parameters for job in jobs]


def test_sweeps_share_the_decoders_that_both_have():
    job = plan(SweepSetup())[0]
    more = SweepSetup(sizes=5, repeats=1, data=False, shapes=False, crossed=True)
    assert decoder_of(more, job) == decoder_of(SweepSetup(), job._replace(kind="grid"))
    for other in ({"updates": 300}, {"seed": 1}, {"batch": 8}, {"falls": True}):
        changed = SweepSetup().model_copy(update=other)
        assert decoder_of(changed, job) != decoder_of(SweepSetup(), job)
    assert decoder_of(more, job._replace(seed=1)) != decoder_of(more, job)


@pytest.mark.long
def test_decoders_at_once_join_into_the_frame_of_one_after_the_other(frames):
    parts = decoders(BRIEF)
    seen: list[Frame | None] = [list(part.train(part.setup))[-1] for part in parts]
    whole = together(BRIEF, seen)
    assert whole.step == BRIEF.steps
    assert whole.metrics == frames[-1].metrics
    for name in ("loss", "other"):
        np.testing.assert_array_equal(whole.views[name], frames[-1].views[name])
    assert whole.checkpoint.keys() == frames[-1].checkpoint.keys()
    half = together(BRIEF, [None, *seen[1:]])
    assert np.isnan(half.views["loss"][0]).all()
    assert half.metrics["done"] == 3
    assert 0 < half.step < BRIEF.steps
    assert half.views["loss"].dtype == frames[0].views["loss"].dtype


@pytest.mark.long
def test_a_decoder_goes_on_in_the_same_numbers(frames):
    part = decoders(BRIEF)[0]
    whole = list(train_decoder(part.setup))
    assert [frame.step for frame in whole] == sorted({frame.step for frame in whole})
    rest = list(train_decoder(part.setup, whole[2]))
    assert [frame.step for frame in rest] == [frame.step for frame in whole[2:]]
    np.testing.assert_array_equal(rest[-1].views["loss"], frames[-1].views["loss"][0])


def test_a_sweep_goes_on_with_its_own_knobs_alone(frames):
    other = BRIEF.model_copy(update={"learning_rate": 1e-3})
    with pytest.raises(ModelError, match="its own knobs"):
        next(sweep(other, start=frames[3]))


def test_the_seed_decides(frames):
    (first,) = islice(sweep(BRIEF), 1)
    (other,) = islice(sweep(BRIEF.model_copy(update={"seed": 1})), 1)
    assert first.metrics["loss"] == frames[0].metrics["loss"] != other.metrics["loss"]


def repeated(spread: float) -> Measured:
    """A sweep of two seeds of the smallest, whose logarithms lie ``spread`` · √2 apart."""
    found = made()
    jobs = plan(SweepSetup(repeats=2))
    rows = [found.jobs.index(job._replace(seed=0)) for job in jobs]
    apart = np.array([spread * (2 * job.seed - 1) / np.sqrt(2) for job in jobs])
    apart[[job.width > 32 or job.kind != "size" for job in jobs]] = 0
    loss, other = (each[rows] * np.exp(apart)[:, None] for each in (found.loss, found.other))
    return Measured(jobs, found.tokens, loss, other)


def test_the_noise_of_the_seed_is_pooled_and_intervals_hold_it():
    found = repeated(0.02)
    noise = found.noise()
    assert noise is not None
    assert noise.freedom == 3
    assert noise.spread == pytest.approx(0.02)
    assert made().noise() is None
    some = points(found, "n")
    np.testing.assert_allclose(some.spread[:3], 0.02 / np.sqrt(2))
    np.testing.assert_allclose(some.spread[3:], 0.02)
    law, calm = fit(some, floor=False).law, fit(points(made(), "n"), floor=False).law
    assert np.ptp(calm.interval) < 1e-6 < 0.01 < np.ptp(law.interval)
    ahead, sure = foretold(found), foretold(made())
    assert ahead is not None
    assert sure is not None
    assert ahead.high - ahead.low > 100 * (sure.high - sure.low)


def test_the_mean_of_the_seeds_that_are_trained_stands_for_all():
    found = repeated(0.02)
    (row,) = [at for at, job in enumerate(found.jobs) if job.seed and job.width == 16]
    both = found.loss[[0, row], -1]
    assert found.of("size").loss[0, -1] == pytest.approx(both.mean())
    assert found.seeds(found.jobs[0]) == 2
    half = found.loss.copy()
    half[row, 5:] = np.nan
    alone = found._replace(loss=half)
    assert alone.of("size").loss[0, -1] == pytest.approx(both[0])
    assert alone.seeds(found.jobs[0]) == 1
    assert len(found.of("size").jobs) == 6


@pytest.mark.long
def test_another_seed_of_a_decoder_is_another_training():
    setup = BRIEF.model_copy(update={"repeats": 2})
    last = list(sweep(setup))[-1]
    jobs = plan(setup)
    first, again = (jobs.index(jobs[0]._replace(seed=seed)) for seed in (0, 1))
    assert last.views["loss"][first, -1] != last.views["loss"][again, -1]
    found = measured(setup, last.views)
    assert read(written(found, {}))[0].jobs == jobs


def test_the_table_comes_back(frames):
    found = measured(BRIEF, frames[-1].views)
    again, told = read(written(found, {"device": "CPU", "seed": "0"}))
    assert told == {"device": "CPU", "seed": "0"}
    assert again.jobs == found.jobs
    np.testing.assert_array_equal(again.tokens, found.tokens)
    np.testing.assert_allclose(again.loss, found.loss, atol=1e-5)
    half = measured(BRIEF, frames[len(frames) // 2].views)
    np.testing.assert_allclose(read(written(half, {}))[0].loss[0], half.loss[0], atol=1e-5)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "# x: y\n"])
def test_another_table_is_refused(text):
    with pytest.raises(ModelError, match="no table"):
        read(text)


def test_little_data_comes_from_all_over_the_text():
    text = np.arange(100_000) // 1000 % 250
    some = spread(text.astype(np.uint8), 12_500)
    assert len(some) == 12_500
    assert len(np.unique(some)) >= 12
    np.testing.assert_array_equal(spread(text.astype(np.uint8), len(text)), text)


@pytest.mark.parametrize("exponent", [0.05, 0.2])
def test_a_law_is_found_again(exponent):
    found = made(exponent)
    law = fit(points(found, "n"), floor=False).law
    assert law.exponent == pytest.approx(-exponent, abs=1e-6)
    ahead = foretold(found)
    assert ahead is not None
    assert ahead.truth == pytest.approx(ahead.middle, rel=1e-6)
    assert ahead.known == 5


def test_the_largest_is_foretold_before_it_is_trained():
    found = made(noise=0.01)
    loss = found.loss.copy()
    loss[-1, 5:] = np.nan
    before = foretold(found._replace(loss=loss))
    after = foretold(found)
    assert before is not None
    assert after is not None
    assert before.truth is None
    assert (before.low, before.high) == (after.low, after.high)
    assert foretold(made(sizes=4)) is not None
    loss[1:] = np.nan
    assert foretold(found._replace(loss=loss)) is None
    assert fit_or_none(found._replace(loss=loss), "n", floor=False) is None


def test_four_points_are_continued_with_a_floor_and_three_cannot_tell_one():
    found = made(0.3, noise=0.01)
    floored = found._replace(loss=found.loss + 1.0)
    sizes = floored.of("size")
    n, ends = sizes.parameters, sizes.loss[:, -1]
    ahead = foretold(floored)
    assert ahead is not None
    assert ahead.low < ends[-1] < ahead.high
    assert ahead.middle > predicted(n[:-1], ends[:-1], float(n[-1]))[1], "it levels off"
    few = foretold(made(0.3, noise=0.01, sizes=4))
    assert few is not None
    some = made(0.3, noise=0.01, sizes=4).of("size")
    x, y = some.parameters, some.loss[:, -1]
    assert (ahead.has_floor, few.has_floor) == (True, False)
    assert (few.low, few.middle, few.high) == predicted(x[:-1], y[:-1], float(x[-1]))


def test_residuals_are_those_of_the_law():
    some = fit(points(made(noise=0.05), "n"), floor=False)
    np.testing.assert_allclose(np.exp(some.residuals) * some.law(some.points.x), some.points.y)


def test_the_frontier_is_the_lowest_of_all_curves_and_falls():
    found = made()
    edge = frontier(found)
    assert (np.diff(edge.loss) <= 0).all()
    assert edge.loss[-1] == pytest.approx(found.loss[-1, -1])
    assert edge.best[-1] == len(found.jobs) - 1
    sizes = found.of("size")
    for budget, loss in zip(edge.operations, edge.loss, strict=True):
        reached = sizes.loss[:, 1:][sizes.operations[:, 1:] <= budget]
        assert loss <= reached.min() + 1e-9


def test_planes_are_logarithms_of_what_was_measured():
    found = made()
    lines = curve_lines(found.jobs, found.tokens, found.loss[None])
    assert lines.shape == (1, len(found.jobs), len(found.tokens) - 1, 2)
    np.testing.assert_allclose(10 ** lines[0, :, :, 1], found.loss[:, 1:])
    np.testing.assert_allclose(10 ** lines[0, 2, -1, 0], found.operations[2, -1])
    x0, x1, y0, y1 = curve_window(found.jobs, found.tokens)
    assert x0 <= lines[..., 0].min()
    assert lines[..., 0].max() <= x1
    *_, lower, upper = curve_window(found.jobs, found.tokens * 100)
    assert lower < y0 < y1 == upper, "who trains for long comes further down"
    drawn = law_plane(found, "n", fit_or_none(found, "n", floor=False))
    np.testing.assert_allclose(10**drawn.points, np.stack(points(found, "n")[:2], axis=-1))
    assert drawn.truth.shape == (1, 2)
    empty = made()
    empty.loss[:] = np.nan
    assert law_plane(empty, "c", None).points.shape == (0, 2)


def test_the_shipped_sweep_is_labelled_and_a_law_with_a_floor_foretells_its_largest():
    found, told = shipped()
    assert {"device", "processor", "date", "seed", "text", "updates"} <= told.keys()
    assert "SHA-256" in told["text"]
    assert not any("/" in told[name] for name in ("device", "processor", "text"))
    sizes = found.of("size")
    assert sizes.done.sum() >= 5
    assert sizes.parameters.max() / sizes.parameters.min() >= 30
    ahead = foretold(found)
    assert ahead is not None
    assert ahead.truth is not None
    assert ahead.low < ahead.truth < ahead.high
    n, ends = sizes.parameters, sizes.loss[:, -1]
    _, straight, _ = predicted(n[:-1], ends[:-1], float(n[-1]))
    middles = [f"{each:.2f}" for each in (straight, ahead.middle, ahead.truth)]
    assert middles == ["1.29", "1.35", "1.35"], "the story says so"
    assert np.abs(fit(points(found, "n"), floor=True).residuals).max() < 0.01
    noise = found.noise()
    assert noise is not None
    assert noise.freedom == 6
    assert {"second text", "seed"} <= told.keys()
    for over in ("n", "d", "c"):
        law = fit(points(found, over), floor=False).law
        assert law.interval[0] < law.exponent < law.interval[1] < 0
    assert len(shape_table(found)) >= 3


def test_no_curve_of_the_shipped_sweep_leaves_the_picture_and_most_of_it_is_used():
    found, _ = shipped()
    lines = curve_lines(found.jobs, found.tokens, found.loss)[..., 1]
    *_, y0, y1 = curve_window(found.jobs, found.tokens)
    assert y0 < lines.min()
    assert lines.max() < y1
    assert (lines.min() - y0) / (y1 - y0) < 0.25


@pytest.mark.parametrize("knobs", [{"own": "YWJj", "text": "own"}, {"sizes": 3}, {"updates": 0}])
def test_what_cannot_be_trained_is_refused(knobs: dict[str, Any]):
    with pytest.raises(ValidationError):
        SweepSetup.model_validate(knobs)


def test_an_own_text_is_read_and_trained():
    random = np.random.default_rng(0)
    text = "\n\n".join("".join(random.choice(list("abcé"), 150)) for _ in range(200))
    own = read_text(text.encode())
    setup = BRIEF.model_copy(update={"text": "own", "own": own})
    (frame,) = islice(sweep(setup), 1)
    assert np.isfinite(frame.metrics["loss"])
    assert SweepSetup.model_validate(setup.changed()) == setup
    with pytest.raises(ModelError, match="characters"):
        read_text(b"short")
    with pytest.raises(ModelError, match="no text"):
        read_text(b"\x89PNG\0" + text.encode())
    with pytest.raises(ModelError, match="no text"):
        read_text(text.encode("utf-16"))
    with pytest.raises(ModelError, match="Bring a text"):
        next(sweep(SweepSetup(text="own")))


def test_a_job_counts_its_parameters():
    assert Job("size", 2, 48, 1).parameters == 55_296


def test_wider_decoders_take_smaller_steps_and_another_seed_begins_elsewhere():
    nobody = Judge(torch.empty(0), torch.empty(0))
    whole = plan(BRIEF)[0].characters
    narrow, wide = (learner(BRIEF, Job("size", 2, width, whole), nobody) for width in (32, 128))
    rates = [float(each.schedule(BRIEF.updates)) for each in (narrow, wide)]
    assert rates == pytest.approx([BRIEF.learning_rate, BRIEF.learning_rate / 4]), "as 1 / width"
    again = learner(BRIEF, Job("size", 2, 32, whole, seed=1), nobody)
    first, other = (next(iter(each.model.parameters())) for each in (narrow, again))
    assert not torch.equal(first, other)
