"""The walks that pages draw and scripts print, and what is measured beside them."""

from itertools import pairwise

import numpy as np
import pytest

from models.errors import ModelError
from models.quantization import (
    RestartsSetup,
    ScalarSetup,
    VectorSetup,
    evaluate,
    lloyd_max,
    quantize,
    scalar_account,
    scalar_ending,
    scalar_walk,
    spaced,
    uniform_quantizer,
    vector_account,
    vector_ending,
    vector_walk,
)
from models.quantization.scalar import (
    build_boundaries,
    build_source,
    promised,
    reached,
    source_only,
)
from models.quantization.sources import Discrete, as_source, outline
from models.quantization.vector import (
    build_cloud,
    high_rate,
    outlines,
    outlines_over,
    voronoi_cells,
)
from models.quantization.walk import PRINTED, best_and_worst, stacked


@pytest.mark.parametrize("source", ["gaussian", "laplacian", "uniform", "mixture"])
def test_a_scalar_walk_never_rises_and_ends_at_a_fixed_point(source):
    frames = list(scalar_walk(ScalarSetup(source=source, levels=6)))
    distortion = [frame.metrics["distortion"] for frame in frames]
    assert [frame.step for frame in frames] == list(range(len(frames)))
    assert all(after <= before + 1e-15 for before, after in pairwise(distortion))
    law = build_source(ScalarSetup(source=source))
    optimum = lloyd_max(law, 6, start=frames[-1].views["levels"]).distortion
    assert distortion[-1] == pytest.approx(optimum, rel=1e-5)


def test_the_scalar_walk_alternates_from_dragged_boundaries():
    setup = ScalarSetup(start="own", levels=3, own=(-1, 0, 2), own_boundaries=(-0.2, 1.5))
    start, midway, centred = list(scalar_walk(setup))[:3]
    np.testing.assert_allclose(start.views["boundaries"], [-0.2, 1.5])
    np.testing.assert_allclose(midway.views["boundaries"], [-0.5, 1.0])
    np.testing.assert_allclose(midway.views["levels"], [-1, 0, 2])
    np.testing.assert_allclose(centred.views["boundaries"], [-0.5, 1.0])
    assert (centred.views["levels"] != midway.views["levels"]).all()


def test_own_boundaries_count_only_for_own_levels():
    assert build_boundaries(ScalarSetup(own_boundaries=(1,))) is None
    with pytest.raises(ModelError):
        list(scalar_walk(ScalarSetup(start="own", own=(0, 1), own_boundaries=(0, 1, 2))))


def test_the_walk_as_printed_never_moves_and_ends():
    frames = list(scalar_walk(ScalarSetup(procedure="printed")))
    assert len(frames) == PRINTED + 1
    for frame in frames:
        np.testing.assert_array_equal(frame.views["levels"], frames[0].views["levels"])


def test_only_the_source_is_kept():
    setup = ScalarSetup(source="mixture", left_mean=-1.0, levels=9, start="random", seed=3)
    assert source_only(setup) == ScalarSetup(source="mixture", left_mean=-1.0)


def test_a_vector_walk_keeps_the_cells_while_the_codewords_move():
    setup = VectorSetup(source="ring", size=8, points=500)
    points = build_cloud(setup).points
    frames = list(vector_walk(setup))
    for half_way, cells in zip(frames[1::2], frames[2::2], strict=True):
        np.testing.assert_array_equal(cells.views["sites"], cells.views["codebook"])
        assert (half_way.views["sites"] != half_way.views["codebook"]).any()
        now = quantize(points, half_way.views["codebook"], half_way.views["sites"])
        assert now.distortion == pytest.approx(half_way.metrics["distortion"], rel=1e-12)
        np.testing.assert_allclose(now.usage, half_way.views["usage"])
    distortion = [frame.metrics["distortion"] for frame in frames]
    assert all(after <= before + 1e-15 for before, after in pairwise(distortion))


def test_half_way_needs_a_cell_for_each_codeword():
    with pytest.raises(ModelError, match="old cell"):
        quantize([[0.0, 0.0], [1.0, 1.0]], [[0.0, 0.0]], [[0.0, 0.0], [1.0, 1.0]])


def test_a_lattice_over_a_ring_leaves_cells_empty_until_they_are_repaired():
    lame = list(vector_walk(VectorSetup(source="ring", method="lattice")))[-1]
    whole = list(vector_walk(VectorSetup(source="ring", method="lattice", repair=True)))[-1]
    assert lame.metrics["empty"] == 2
    assert whole.metrics["empty"] == 0
    assert whole.metrics["distortion"] < lame.metrics["distortion"]


@pytest.mark.parametrize("seed", [0, 7])
def test_the_best_and_the_worst_of_several_starts(seed):
    setup = RestartsSetup(size=6, restarts=8, points=1000, seed=seed)
    found = best_and_worst(setup)
    assert len(found.distortions) == 8
    assert found.best[-1].metrics["distortion"] == found.distortions.min()
    assert found.worst[-1].metrics["distortion"] == found.distortions.max()
    assert found.best[-1].metrics["distortion"] < found.worst[-1].metrics["distortion"]
    first = list(vector_walk(setup))[-1].metrics["distortion"]
    assert found.distortions[0] == pytest.approx(first)


def test_many_pairs_of_points_and_codewords_leave_time_for_few_starts(monkeypatch):
    setup = RestartsSetup(size=6, restarts=8, points=1000)
    monkeypatch.setattr("models.quantization.walk._PAIRS", 3 * 6 * 1000)
    few = best_and_worst(setup).distortions
    monkeypatch.undo()
    np.testing.assert_array_equal(few, best_and_worst(setup).distortions[:3])


def test_stacked_frames_have_one_outline_for_each_time():
    frames = list(vector_walk(VectorSetup(size=5, points=200)))
    arrays = stacked(frames, (-4, 4, -4, 4))
    assert arrays["codebook"].shape == (len(frames), 5, 2)
    assert arrays["distortion"].shape == (len(frames),)
    assert arrays["cells"].shape[0] == len(frames)
    longer = stacked(frames, (-4, 4, -4, 4), len(frames) + 3)
    for name, array in arrays.items():
        np.testing.assert_array_equal(longer[name][: len(frames)], array)
        np.testing.assert_array_equal(longer[name][len(frames) :], np.stack([array[-1]] * 3))


def test_outlines_are_the_closed_rings_of_the_cells():
    codebook = np.array([[-1.0, 0.0], [1.0, 0.0]])
    line = outlines(voronoi_cells(codebook, (-2, 2, -1, 1)))
    rings = np.split(line, np.flatnonzero(np.isnan(line[:, 0])))
    assert len(rings) == 3, "two cells, each followed by a gap"
    np.testing.assert_allclose(rings[0][0], rings[0][-1])
    both = outlines_over([codebook, codebook, codebook[:1]], (-2, 2, -1, 1))
    np.testing.assert_array_equal(both[0], both[1])
    assert np.isnan(both[2, -1]).all()
    assert outlines([]).shape == (1, 2)


@pytest.mark.parametrize("name", ["gaussian", "laplacian", "uniform"])
@pytest.mark.parametrize("levels", [[-1.0, 0.3, 2.0], [5.0, 6.0], [-30.0, 0.1, 0.2]])
def test_the_account_adds_up_to_the_distortion(name, levels):
    source = as_source(name)
    quantizer = evaluate(source, levels)
    account = scalar_account(source, quantizer)
    assert account.distortion == pytest.approx(quantizer.distortion, rel=1e-10)
    assert account.variance == pytest.approx(source.variance)
    assert account.explained >= 0
    assert account.wasted >= 0


def test_nothing_is_wasted_at_the_centroids():
    source = as_source("laplacian")
    assert scalar_account(source, lloyd_max(source, 5)).wasted == pytest.approx(0, abs=1e-12)


def test_the_account_of_vectors_adds_up_too():
    points = build_cloud(VectorSetup(points=300)).points
    now = quantize(points, [[-1.0, 0.0], [1.0, 1.0], [90.0, 90.0]])
    account = vector_account(points, now)
    assert account.distortion == pytest.approx(now.distortion, rel=1e-12)
    assert account.wasted > 0


@pytest.mark.parametrize("source", ["gaussian", "laplacian", "uniform", "mixture"])
def test_more_bits_never_lose_decibels(source):
    found = reached(build_source(ScalarSetup(source=source)))
    for rates, decibels in (
        (found.rate, found.optimal_db),
        (found.rate, found.even_db),
        (found.coded_rate, found.coded_db),
    ):
        assert (np.diff(rates) >= 0).all()
        assert (np.diff(decibels) > 0).all()


@pytest.mark.parametrize(
    ("knobs", "at_rest", "above"),
    [
        ({}, True, 0.0),
        ({"levels": 64}, False, 0.14),
        ({"source": "mixture", "start": "split"}, True, 0.0535578 / 0.0327042 - 1),
    ],
)
def test_how_the_alternation_ended(knobs, at_rest, above):
    setup = ScalarSetup(**knobs)
    *_, frame = scalar_walk(setup)
    source = build_source(setup)
    last = evaluate(source, frame.views["levels"], frame.views["boundaries"])
    ending = scalar_ending(source, last, lloyd_max(source, setup.levels).distortion)
    assert ending.at_rest == at_rest
    assert ending.above == pytest.approx(above, abs=1e-3)


def test_codewords_are_at_rest_when_no_point_changes_its_cell():
    square = np.array([(0.0, 0.0), (0.0, 1.0), (4.0, 0.0), (4.0, 1.0)])
    assert vector_ending(square, [(0, 0.5), (4, 0.5)]).at_rest
    moving = vector_ending(square, [(0, 0.4), (0.1, 0.6)])
    assert not moving.at_rest
    assert moving.above > 0


def test_what_is_reached_over_the_rates():
    source = as_source("gaussian")
    found, theory = reached(source), promised(source, [2.0, 6.0])
    four = int(np.flatnonzero(found.rate == 2)[0])
    assert found.optimal_db[four] == pytest.approx(9.30029, abs=1e-4)  # numbers.md, 5.1
    assert found.even_db[four] == pytest.approx(uniform_quantizer(source, 4).sqnr_db)
    assert (found.even_db <= found.optimal_db + 1e-9).all()
    np.testing.assert_allclose(theory.shannon_db, 6.0206 * np.array([2, 6]), atol=1e-3)
    np.testing.assert_allclose(theory.shannon_db - theory.promised_coded_db, 1.53293, atol=1e-4)
    np.testing.assert_allclose(theory.shannon_db - theory.panter_dite_db, 4.34681, atol=1e-4)
    # At high rate even steps with an entropy code are 1.53 dB from the bound; nothing passes it.
    gap = 6.0206 * found.coded_rate - found.coded_db
    assert gap[found.coded_rate > 4] == pytest.approx(1.53293, abs=2e-3)
    assert (gap > -1e-6).all()


def test_a_column_as_it_is_has_no_theory_and_no_more_levels_than_values():
    source = Discrete([1.0, 2.0, 5.0])
    assert reached(source).rate.max() == pytest.approx(np.log2(3))
    assert np.isnan(promised(source, [1.0]).shannon_db).all()


def test_zador_for_the_law_of_the_points():
    # numbers.md, 5.2: N times the total distortion goes to 4.03067.
    assert high_rate(VectorSetup(), 100) == pytest.approx(4.03067 / 100, rel=1e-5)
    memory = high_rate(VectorSetup(source="correlated", correlation=0.6), 100)
    assert memory == pytest.approx(0.8 * 4.03067 / 100, rel=1e-5)
    square = high_rate(VectorSetup(source="square"), 50)
    assert square == pytest.approx(2 * 12 * 5 / (36 * np.sqrt(3)) / 50, rel=1e-9)
    assert high_rate(VectorSetup(source="moons"), 4) is None


@pytest.mark.parametrize("name", ["gaussian", "uniform"])
def test_the_outline_of_a_density_has_area_one(name):
    found = outline(as_source(name), points=801, bins=60, faint=1e-3)
    x, y = found.line.T
    assert np.trapezoid(y, x) == pytest.approx(1, abs=2e-3)
    assert found.top == pytest.approx(as_source(name).density(0.0), rel=1e-5)
    assert found.height([0.0, 99.0]) == pytest.approx([found.top, 0], rel=1e-5)


def test_the_outline_of_a_column_is_its_histogram():
    found = outline(Discrete(np.linspace(0, 1, 601)), points=801, bins=60, faint=1e-3)
    x, y = found.line.T
    assert np.trapezoid(y, x) == pytest.approx(1, abs=1e-9)
    assert len(x) == 2 * 61


def test_dragged_numbers_are_put_in_order_and_apart():
    np.testing.assert_allclose(spaced([2.0, 1.0, 1.0], 0.1), [1.0, 1.1, 2.0])
    np.testing.assert_array_equal(spaced([0.0], 0.1), [0.0])
