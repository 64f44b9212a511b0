"""GANs as estimators: what each plays for, where it ends, and that it can be gone on with."""

import math
from typing import Any

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.frame import FRAMES
from models.robust import (
    ESTIMATORS,
    LOSSES,
    SEEN,
    SHARES,
    SHOWN,
    Adversary,
    ComparisonSetup,
    GanEstimatorSetup,
    centres,
    classical,
    deepest_bias,
    kin_error,
    over_shares,
    plane,
    rate,
    restore_comparison,
    restore_gan_estimator,
    samples,
    spots,
    trail,
    train_comparison,
    train_gan_estimator,
)
from tests.models.frames import at_its_end, same

SHORT = GanEstimatorSetup(points=60, steps=40, width=3, seed=2)
FEW = ComparisonSetup(sample=40, seeds=2, steps=12, width=2)


def adversary(
    loss: Any, width: int = 3, copies: int = 2, d: int = 2, clip: float = 0.5
) -> Adversary:
    random = torch.Generator().manual_seed(0)
    return Adversary(loss, width, clip, torch.randn(copies, d, generator=random), random)


def cloud(copies: int = 2, n: int = 50, d: int = 2) -> torch.Tensor:
    return torch.randn(copies, n, d, generator=torch.Generator().manual_seed(1)) + 1


@pytest.mark.long
@pytest.mark.parametrize("loss", LOSSES)
def test_a_gain_is_what_the_loss_says(loss):
    one, real = adversary(loss), cloud()
    fake = real - 2
    p, q = one.scores(real), one.scores(fake)
    assert p.shape == (2, 50, 3 if loss == "tv" else 1)
    if loss == "tv":
        wanted = torch.sigmoid(p).mean(1) - torch.sigmoid(q).mean(1)
    elif loss == "js":
        d_p, d_q = torch.sigmoid(p), torch.sigmoid(q)
        wanted = 0.5 * ((2 * d_p).log().mean(1) + (2 * (1 - d_q)).log().mean(1))
    else:
        wanted = p.mean(1) - q.mean(1)
    torch.testing.assert_close(one.gains(real, fake), wanted, rtol=1e-4, atol=1e-5)
    assert one.gains(real, real).abs().max() < (1e-6 if loss != "js" else 10)


@pytest.mark.parametrize("loss", LOSSES)
def test_discriminators_climb_and_the_generator_answers_to_the_best(loss):
    one, real = adversary(loss), cloud()
    noise = torch.randn(50, 2, generator=torch.Generator().manual_seed(3))
    cost = one.climb(real, noise)
    gains = one.gains(real, one.centre[:, None] + noise)
    assert cost.item() == pytest.approx(-gains.sum().item(), rel=1e-5)
    (place,) = torch.autograd.grad(gains.max(1).values.sum(), one.place, retain_graph=True)
    torch.testing.assert_close(one.place.grad, place)
    (slopes,) = torch.autograd.grad(gains.sum(), one.slopes)
    torch.testing.assert_close(one.slopes.grad, -slopes)
    before = one.slopes.grad
    one.climb(real, noise)
    assert one.slopes.grad is before  # the optimiser looks at this place


def test_discriminators_are_kept_flat():
    steep = adversary("tv")
    with torch.no_grad():
        steep.slopes.mul_(100)
    direction = steep.slopes[0, 0] / steep.slopes[0, 0].norm()
    steep.cut()
    torch.testing.assert_close(steep.slopes.norm(dim=2), torch.full((2, 3), 6.0))
    torch.testing.assert_close(steep.slopes[0, 0] / 6, direction)
    cut = adversary("w1", clip=0.1)
    with torch.no_grad():
        for parameter in cut.parameters():
            parameter.add_(3)
    cut.cut()
    held = [each.detach() for each in cut.parameters() if each is not cut.place]
    assert max(float(each.abs().max()) for each in held) == pytest.approx(0.1)
    assert float(cut.place.detach().abs().max()) > 1
    free = adversary("js")
    before = free.slopes.clone()
    free.cut()
    torch.testing.assert_close(free.slopes, before)


@pytest.mark.parametrize(("loss", "width", "units"), [("js", 0, 1), ("w1", 0, 1), ("tv", 0, 1)])
def test_without_hidden_units_a_discriminator_is_linear(loss, width, units):
    one = adversary(loss, width)
    x = cloud()
    middle = (one.scores(x) + one.scores(-x)) / 2
    torch.testing.assert_close(middle, one.scores(0 * x), atol=1e-5, rtol=0)
    assert one.scores(x).shape[2] == units


@pytest.mark.long
@pytest.mark.parametrize("loss", LOSSES)
def test_a_field_is_what_the_best_discriminator_says(loss):
    one, real = adversary(loss), cloud()
    noise = torch.randn(40, 2, generator=torch.Generator().manual_seed(3))
    places = torch.randn(7, 2, generator=torch.Generator().manual_seed(4))
    field = one.field(places, real, noise)
    fake = one.centre[:, None] + noise
    best = one.gains(real, fake).argmax(1)
    for copy in range(2):
        scores = one.scores(places.expand(2, 7, 2))[copy, :, best[copy]]
        if loss == "w1":
            middle = (one.scores(real)[copy].mean() + one.scores(fake)[copy].mean()) / 2
            torch.testing.assert_close(field[copy], scores - middle)
        else:
            torch.testing.assert_close(field[copy], torch.sigmoid(scores))


@pytest.fixture(scope="module")
def frames():
    return list(train_gan_estimator(SHORT))


def test_it_begins_at_the_mean_and_tells_where_it_is(frames):
    np.testing.assert_allclose(frames[0].views["centre"], plane(SHORT).mean(0), atol=1e-5)
    for frame in frames[::9]:
        centre = frame.views["centre"]
        assert frame.metrics["error"] == pytest.approx(np.linalg.norm(centre), rel=1e-5)
        assert frame.views["field"].shape == (SHOWN, SHOWN)
        model = restore_gan_estimator(SHORT, frame.checkpoint)
        np.testing.assert_allclose(model.centre.detach()[0], centre, atol=1e-6)
    edge = SEEN * (1 - 1 / SHOWN)
    corner = torch.tensor([[edge, -edge]])
    model = restore_gan_estimator(SHORT, frames[-1].checkpoint)
    with torch.no_grad():
        said = torch.sigmoid(model.scores(corner)).item()
    assert frames[-1].views["field"][0, -1] == pytest.approx(said, abs=1e-5)


def test_training_repeats_itself_and_resumes_exactly(frames):
    again = list(train_gan_estimator(SHORT))
    assert all(same(one, other) for one, other in zip(frames, again, strict=True))
    resumed = list(train_gan_estimator(SHORT, frames[15]))
    assert same(resumed[-1], frames[-1])
    assert not same(next(train_gan_estimator(SHORT.model_copy(update={"seed": 3}))), frames[0])


def test_another_gan_is_refused(frames):
    with pytest.raises(ModelError, match=r"another GAN.*\.$"):
        next(train_gan_estimator(SHORT.model_copy(update={"width": 7}), frames[3]))


def test_a_way_is_drawn_up_to_each_moment():
    way = np.arange(10.0).reshape(5, 2)
    lines = trail(way, 2)
    assert lines.shape == (3, 1, FRAMES + 1, 2)
    for row, now in enumerate((2, 3, 4)):
        np.testing.assert_array_equal(lines[row, 0, : now + 1], way[: now + 1])
        assert np.isnan(lines[row, 0, now + 1 :]).all()
    assert trail(way, 5).shape == (0, 1, FRAMES + 1, 2)


@pytest.mark.parametrize(("loss", "kin"), [("tv", "deepest"), ("js", "median"), ("w1", "mean")])
def test_each_has_its_kin(loss, kin):
    setup = GanEstimatorSetup(loss=loss, points=80)
    found = centres(plane(setup), ComparisonSetup())[kin]
    assert kin_error(setup) == pytest.approx(np.linalg.norm(found))


@pytest.mark.long
def test_a_js_gan_finds_the_centre_and_a_linear_one_the_mean():
    far = GanEstimatorSetup(outliers_at=(5.0, 0.0), points=400)
    hidden = at_its_end(train_gan_estimator(far))
    linear = at_its_end(train_gan_estimator(far.model_copy(update={"width": 0})))
    mean = np.linalg.norm(plane(far).mean(0))
    assert hidden.metrics["error"] < 0.25 < 0.8 < mean
    assert linear.metrics["error"] == pytest.approx(mean, abs=0.15)


@pytest.mark.long
def test_a_tv_gan_errs_as_the_deepest_point_may_however_far_the_outliers_are():
    ends = []
    for x in (3.0, 5.0):
        *_, end = train_gan_estimator(
            GanEstimatorSetup(loss="tv", outliers_at=(x, 0.0), points=400)
        )
        ends.append(end.metrics["error"])
    assert max(ends) < float(deepest_bias(0.2)) + 0.25
    assert abs(ends[0] - ends[1]) < 0.25


@pytest.fixture(scope="module")
def compared():
    return list(train_comparison(FEW))


def test_all_shares_are_trained_at_once(compared):
    last = compared[-1]
    assert last.views["errors"].shape == (3, len(SHARES), 2)
    assert last.views["classical"].shape == (5, len(SHARES), 2)
    for row, loss in enumerate(LOSSES):
        errors = last.views["errors"][row]
        assert last.metrics[loss] == pytest.approx(errors.mean(), rel=1e-5)
        gans = restore_comparison(FEW, last.checkpoint).each()[row]
        centre = gans.centre.detach()
        np.testing.assert_allclose(centre.norm(dim=1).reshape(-1, 2), errors, rtol=1e-5)
    points = samples(FEW)
    means = np.linalg.norm(points.mean(2), axis=-1)
    for row in range(3):
        np.testing.assert_allclose(compared[0].views["errors"][row], means, atol=1e-5)


def test_samples_have_their_outliers_on_the_diagonal():
    points = samples(ComparisonSetup(dimensions=4, outlier_distance=6.0, sample=40, seeds=2))
    assert points.shape == (len(SHARES), 2, 40, 4)
    for row, share in enumerate(SHARES):
        outliers = (points[row] == 3.0).all(-1).sum(1)
        assert outliers.tolist() == [round(40 * share)] * 2
    assert not np.array_equal(points[0, 0], points[0, 1])


def test_the_others_are_what_they_are_alone():
    found = classical(FEW)
    points = samples(FEW)
    for at in ((0, 0), (4, 1)):
        said = centres(points[at], FEW)
        wanted = [np.linalg.norm(said[name]) for name in ESTIMATORS]
        np.testing.assert_allclose(found[(slice(None), *at)], wanted)
    deep = classical(FEW.model_copy(update={"dimensions": 3}))
    assert np.isnan(deep[-1]).all()
    assert np.isfinite(deep[:-1]).all()


def test_the_rate_is_the_larger_of_two():
    wide = rate(ComparisonSetup(dimensions=8, sample=200))
    np.testing.assert_allclose(wide, np.maximum(0.2, SHARES))
    assert rate(FEW)[0] == pytest.approx(math.sqrt(2 / 40))


def test_lines_and_spots_stand_over_their_shares():
    errors = np.arange(18.0).reshape(9, 2)
    np.testing.assert_array_equal(over_shares(errors)[:, 0], SHARES)
    np.testing.assert_array_equal(over_shares(errors)[:, 1], errors.mean(axis=1))
    assert over_shares(np.stack([errors] * 3)).shape == (3, 9, 2)
    np.testing.assert_allclose(spots(errors)[:4], np.array([[0, 0], [0, 1], [0.05, 2], [0.05, 3]]))
    assert spots(np.zeros((0, 9, 2))).shape == (0, 18, 2)


def test_a_comparison_resumes_exactly(compared):
    resumed = list(train_comparison(FEW, compared[5]))
    assert same(resumed[-1], compared[-1])
    with pytest.raises(ModelError, match=r"other GANs.*\.$"):
        next(train_comparison(FEW.model_copy(update={"seeds": 3}), compared[5]))
