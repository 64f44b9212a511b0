"""A field of GANs: each cell is a sweep over seeds, and the shares are counted."""

import numpy as np
import pytest
from pydantic import ValidationError

from models.gans.game.training import Training
from models.gans.game.training import restore as restore_one
from models.gans.sweeps.field import (
    MOST,
    VALUES,
    FieldSetup,
    cell_setup,
    ends,
    interval,
    restore_cell,
    train_field,
)

SMALL = FieldSetup(seeds=3, each=12, across="pack", down="beta1")


@pytest.fixture(scope="module")
def frames():
    return list(train_field(SMALL))


@pytest.mark.parametrize(("lost", "of"), [(0, 16), (5, 16), (16, 16), (700, 1024)])
def test_the_interval_is_wilsons(lost: int, of: int):
    z, share = 1.959964, lost / of  # 95 % of a normal law lie within z of its deviations
    ends = np.roots([1 + z**2 / of, -2 * share - z**2 / of, share**2])  # of (s - p)² = z² p (1-p)/n
    assert interval(lost, of) == pytest.approx(sorted(ends), abs=1e-6)


def test_nothing_is_known_from_no_gans():
    assert interval(0, 0) == (0, 1)


def test_every_cell_has_the_values_of_its_column_and_row():
    for row in range(5):
        for column in range(4):
            own = cell_setup(SMALL, row, column)
            assert own.pack == VALUES["pack"][column]
            assert own.beta1 == VALUES["beta1"][row]
            assert own.steps == SMALL.each
    assert cell_setup(SMALL, 1, 2, seed=9).seed == 9


@pytest.mark.long
def test_shares_are_counted_over_the_cells_that_have_ended(frames):
    assert [frame.step for frame in frames] == [12 * number for number in range(21)]
    for frame in frames:
        known = frame.views["modes"][:, :, 0] >= 0
        lost = frame.views["modes"] < 8
        ended = frame.step // SMALL.each
        assert frame.metrics["done"] == 3 * ended
        assert frame.metrics["lost"] == lost.reshape(20, 3)[:ended].sum()
        if frame.step:
            assert frame.metrics["share"] == frame.metrics["lost"] / frame.metrics["done"]
            assert known.sum() == ended
        np.testing.assert_allclose(frame.views["share"][known], lost.mean(2)[known], rtol=1e-6)
        assert np.isnan(frame.views["share"][~known]).all()


@pytest.mark.long
def test_a_gan_of_a_cell_is_the_one_that_trains_alone(frames):
    row, column = 2, 1
    end = ends(SMALL, np.array([frame.step for frame in frames]), row, column)
    assert end is not None
    gans = restore_cell(SMALL, frames[end].checkpoint, row * 4 + column)
    for number, gan in enumerate(gans):
        assert gan.setup == cell_setup(SMALL, row, column, seed=number)
        alone = Training(gan.setup, [number])
        for _ in range(SMALL.each):
            alone.advance()
        ours = gan.judged.numpy()
        theirs = restore_one(gan.setup, alone.checkpoint()).judged.numpy()
        np.testing.assert_allclose(ours, theirs, atol=1e-3)
        assert gan.report().modes == frames[end].views["modes"][row, column, number]


@pytest.mark.long
@pytest.mark.parametrize("at", [1, 7, 13])
def test_a_field_goes_on_from_any_frame_as_if_it_had_never_stopped(frames, at: int):
    again = list(train_field(SMALL, frames[at]))
    assert again[-1].step == SMALL.steps
    for name, array in frames[-1].checkpoint.items():
        np.testing.assert_array_equal(again[-1].checkpoint[name], array, err_msg=name)


def test_within_a_cell_it_goes_on_exactly():
    setup = FieldSetup(seeds=2, each=30, across="nothing")
    whole = list(train_field(setup))
    again = list(train_field(setup, whole[len(whole) // 2]))
    np.testing.assert_array_equal(again[-1].checkpoint["state"], whole[-1].checkpoint["state"])


def test_every_gan_is_drawn_in_its_own_cell(frames):
    mosaic = frames[-1].views["mosaic"].reshape(5, 4, 3, -1, 2)
    for row in range(5):
        for column in range(4):
            cell = mosaic[row, column]
            assert (np.floor(cell) == (column, row)).all()
            middles = cell.mean(1)
            assert len({tuple(each.round(1)) for each in middles}) == 3


@pytest.mark.long
def test_a_gan_that_diverges_covers_nothing_and_the_others_go_on():
    setup = FieldSetup(seeds=2, each=40, across="learning_rate", loss="wasserstein", penalty="r1")
    frames = list(train_field(setup))
    assert frames[-1].step == setup.steps
    assert np.isfinite(frames[-1].views["mosaic"]).all()


@pytest.mark.parametrize(
    ("knobs", "word"),
    [
        ({"across": "pack", "down": "pack"}, "same knob"),
        ({"across": "penalty_weight"}, "needs a gradient penalty"),
        ({"across": "pack", "down": "beta1", "seeds": 1024}, f"{MOST:,}"),
    ],
)
def test_a_field_that_makes_no_sense_is_a_sentence(knobs: dict[str, object], word: str):
    with pytest.raises(ValidationError, match=word):
        FieldSetup.model_validate(knobs)


def test_a_checkpoint_of_another_field_is_refused(frames):
    other = SMALL.model_copy(update={"seeds": 4})
    with pytest.raises(ValueError, match="other cells"):
        list(train_field(other, frames[3]))


def test_a_field_over_the_first_beta_was_called_one_over_momentum():
    old = {"across": "momentum", "down": "nothing", "seeds": 2}
    assert FieldSetup.model_validate(old).across == "beta1"
    with pytest.raises(ValidationError, match="same knob"):
        FieldSetup.model_validate({"across": "momentum", "down": "beta1"})
