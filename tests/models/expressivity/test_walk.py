"""What is shown of a construction: moments of its blocks, one X on its way, ever finer cells."""

import numpy as np
import pytest
import torch

from models.expressivity import (
    ConstructionSetup,
    approximate,
    finer,
    finer_view,
    parameters_of_a_block,
    path,
    walk,
    walk_view,
)

SETUP = ConstructionSetup(resolution=4)


def test_it_begins_with_the_token_and_ends_with_f_by_cells():
    seen = walk(SETUP)
    along = (np.arange(64) + 0.5) / 64
    assert seen.blocks[0] == 0
    assert seen.stages[0] is None
    np.testing.assert_allclose(seen.shown[0], np.tile(along, (64, 1)), atol=1e-6)
    assert seen.blocks[-1] == len(approximate(SETUP).network.blocks)
    assert np.abs(seen.shown[-1] - seen.wanted).max() <= SETUP.known.slope / 8
    middles = seen.wanted[8::16, 8::16]  # beside the middle of each cell
    assert np.abs(seen.shown[-1][8::16, 8::16] - middles).max() < 0.1


def test_each_stage_shows_what_it_does():
    seen = walk(SETUP)
    cells, contexts = 4, 16
    done = dict(zip(seen.stages, seen.distinct.tolist(), strict=True))  # the last of each
    assert done["quantise"] == cells
    assert done["name"] == contexts
    assert done["clip"] <= contexts
    quantised = seen.shown[seen.stages.index("shift") - 1]
    np.testing.assert_allclose(np.unique(quantised), [0, 0.25, 0.5, 0.75], atol=1e-9)
    named = seen.shown[seen.stages.index("name")]
    np.testing.assert_allclose(np.unique(named), np.arange(16) / 15, atol=1e-6)
    gone = [
        float(np.isnan(picture).mean())
        for picture, stage in zip(seen.shown, seen.stages, strict=True)
        if stage == "write"
    ]
    assert gone == sorted(gone, reverse=True)
    assert gone[0] == pytest.approx(15 / 16)
    assert not np.isnan(seen.shown[-1]).any()


def test_one_x_on_its_way():
    tokens = path(SETUP, (0.3, 0.7))
    network = approximate(SETUP).network
    assert tokens.shape == (len(network.blocks) + 1, 2)
    np.testing.assert_allclose(tokens[0], [0.3, 0.7])
    np.testing.assert_allclose(tokens[4], [0.25, 0.5])
    f = SETUP.known.function
    wanted = f(torch.tensor([[0.375, 0.625]], dtype=torch.float64))[0]
    np.testing.assert_allclose(tokens[-1], wanted, atol=1e-9)


@pytest.mark.long
def test_finer_cells_come_nearer_and_cost_more():
    found = finer(ConstructionSetup(target="apart"))
    assert found.cells.tolist() == [2, 4, 8, 16, 32]
    assert (found.error < found.bound).all()
    assert (found.error[1:] < 0.6 * found.error[:-1]).all()
    assert found.blocks.tolist() == [2 * n + n**2 + 2 for n in found.cells]
    assert (found.parameters == found.blocks * parameters_of_a_block()).all()
    assert parameters_of_a_block() == 38
    frames = list(finer_view(ConstructionSetup(target="apart")))
    assert [frame.step for frame in frames] == found.cells.tolist()
    assert [frame.metrics["cells"] for frame in frames] == found.cells.tolist()
    assert [frame.metrics["error"] for frame in frames] == found.error.tolist()


def test_the_frames_are_the_moments():
    seen, frames = walk(SETUP), list(walk_view(SETUP))
    assert [frame.step for frame in frames] == list(seen.blocks)
    np.testing.assert_array_equal(frames[9].views["shown"], seen.shown[9])
    assert frames[9].metrics["distinct"] == seen.distinct[9]
