"""A game by hand: its link opens the very same game, played by a worker of the pool."""

import numpy as np
import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from models.gans.game import Training
from playground import live
from tests.pages.conftest import OpenPage, address, ended, sound, wait_until_ended

SMALL = {"gans_steps": "20", "gans_data": "easy_ring", "gans_view": "hand"}


FALLEN = SMALL | {"gans_decay": "true"}


def rests(at: AppTest) -> bool:
    """Whether it is said that no move moves, and what to do."""
    return any(
        "a step moves neither player. Choose an earlier moment" in each.value for each in at.info
    )


def press(at: AppTest, *players: str) -> AppTest:
    for player in players:
        sound(at.button(key=f"gans:hand:{player}").click().run())
    return at


def played(open_page: OpenPage, **parameters: str) -> AppTest:
    """The page, once the moves that its link tells have been made."""
    at = ended(open_page, "gans", **SMALL | parameters)
    if "gans:hand replay" in at.session_state:
        wait_until_ended(at.session_state["gans:hand replay"])
        sound(at.run())
    return at


@pytest.fixture
def played_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No move is made while a page is drawn."""
    stages = Training.stages

    def elsewhere(self, player="both"):
        assert get_script_run_ctx(suppress_warning=True) is None
        return stages(self, player)

    monkeypatch.setattr(Training, "stages", elsewhere)


@pytest.mark.long
def test_moves_belong_to_the_link(open_page):
    at = press(ended(open_page, "gans", **SMALL), "D only", "G only", "G only")
    made = address(at)
    assert made == SMALL | {"gans_hand": "D10.2G10"}
    other = played(open_page, **made)
    ours, theirs = (each.session_state["gans:hand"] for each in (at, other))
    assert ours.words == theirs.words
    for one, same in zip(ours.frames, theirs.frames, strict=True):
        assert one.metrics == same.metrics
        for name, array in one.checkpoint.items():
            np.testing.assert_array_equal(array, same.checkpoint[name])
    assert press(other, "D only").session_state["gans:hand"].frames[-1].step == 60
    assert address(other) == SMALL | {"gans_hand": "D10.2G10.D10"}
    press(other, "Start again")
    assert address(other) == SMALL


@pytest.mark.long
def test_a_link_of_former_times_opens_its_game_and_says_what_it_cannot(open_page):
    at = played(open_page, gans_hand="D10.G7.<b>.G10.B1.D1000")
    assert [each.step for each in at.session_state["gans:hand"].frames] == [20, 30, 40, 41]
    assert any("3 are not understood" in each.value for each in at.warning)
    assert address(at) == SMALL | {"gans_hand": "D10.G10.B1"}


@pytest.mark.long
def test_a_long_game_stays_whole_in_its_link_and_is_played_by_a_worker(open_page, played_elsewhere):
    at = played(open_page, gans_hand="249D1.G1")
    game = at.session_state["gans:hand"]
    assert len(game.moves) == 250
    assert game.frames[-1].step == 270
    assert len(game.frames) == len(game.words) == 200
    assert game.words[0] == "Step 71: only D moved, 1 step"
    assert address(at)["gans_hand"] == "249D1.G1"


@pytest.mark.long
def test_a_game_that_no_link_can_tell_says_so(open_page):
    at = press(played(open_page, gans_hand="499D1"), "G only", "G only")
    assert address(at)["gans_hand"] == "499D1.G10"
    assert any("the last 1 of this game are not in it" in each.value for each in at.caption)


@pytest.mark.parametrize(
    ("said", "moves", "kept", "missing"),
    [
        ("199B100", 199, "199B100", 0),
        (".".join(["B100"] * 199), 199, "199B100", 0),
        ("207B100", 200, "200B100", 7),
        ("100B100.7G1.100B100", 206, "100B100.7G1.99B100", 1),
        ("300D1.207G1", 500, "300D1.200G1", 7),
        (".".join(["999B100"] * 1000), 200, "200B100", 998_800),
    ],
)
def test_a_link_tells_so_many_moves_and_says_which_it_leaves_out(
    open_page, said, moves, kept, missing
):
    at = ended(open_page, "gans", **SMALL, gans_hand=said)
    assert len(at.session_state["gans:hand replay"].setup.moves) == moves
    assert address(at) == SMALL | {"gans_hand": kept}
    told = [each.value for each in at.warning]
    assert any(f"the last {missing:,} of this one are left out" in each for each in told) == (
        missing > 0
    )


@pytest.mark.parametrize("part", ["0D10", "1000D10", "-1G1", "d10", "\u0663D10"])
def test_what_is_no_move_is_left_out_and_counted(open_page, part):
    at = played(open_page, gans_hand=f"D10.{part}..G1")
    assert [each.step for each in at.session_state["gans:hand"].frames] == [20, 30, 31]
    assert address(at) == SMALL | {"gans_hand": "D10.G1"}
    assert any("1 are not understood" in each.value for each in at.warning)


def test_moves_of_a_link_can_be_given_up(open_page):
    at = ended(open_page, "gans", **SMALL, gans_hand="200B100")
    replay = at.session_state["gans:hand replay"]
    assert replay.state in live.ACTIVE
    assert at.button(key="gans:hand:D only").disabled
    press(at, "Start again")
    assert replay.state == "cancelled"
    assert address(at) == SMALL
    assert not at.button(key="gans:hand:D only").disabled


@pytest.mark.long
def test_after_a_move_that_cannot_be_made_the_others_are_not(open_page):
    wild = {"gans_learning_rate": "0.1", "gans_rate_ratio": "20", "gans_loss": "wasserstein"}
    at = played(open_page, **wild, gans_hand="G1.D100.G1.D100")
    game = at.session_state["gans:hand"]
    assert game.problem
    assert len(game.moves) < 4
    assert game.problem in [each.value for each in at.error]
    press(at, "Start again")
    assert game.problem not in [each.value for each in at.error]


@pytest.mark.long
def test_another_view_tells_no_moves_and_the_game_is_there_afterwards(open_page):
    at = press(ended(open_page, "gans", **SMALL), "D only")
    sound(at.segmented_control(key="gans_view").set_value("training").run())
    assert "gans_hand" not in address(at)
    sound(at.segmented_control(key="gans_view").set_value("hand").run())
    assert address(at)["gans_hand"] == "D10"
    assert len(at.session_state["gans:hand"].moves) == 1


@pytest.mark.long
def test_where_the_rates_have_fallen_to_zero_it_is_said_that_no_move_moves(open_page):
    at = press(ended(open_page, "gans", **FALLEN), "Both")
    before, after = (each.checkpoint for each in at.session_state["gans:hand"].frames)
    for player in ("generator", "discriminator"):
        np.testing.assert_array_equal(before[player], after[player])
    assert rests(at)
    for view in ("hand", "slow"):
        end = ended(open_page, "gans", **FALLEN | {"gans_view": view})
        assert rests(end)
        earlier = ended(open_page, "gans", **FALLEN | {"gans_view": view, "gans_moment": "9"})
        assert not rests(earlier)
        steady = ended(open_page, "gans", **SMALL | {"gans_view": view})
        assert not rests(steady)


@pytest.mark.long
def test_moves_that_reach_the_end_of_the_rates_come_to_rest(open_page):
    at = press(ended(open_page, "gans", **FALLEN, gans_moment="9"), "D only")
    assert not rests(at)
    press(at, "D only")
    assert rests(at)
