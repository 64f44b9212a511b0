"""How long the rest takes: by a clock of the tests, never by that of the machine."""

import pytest

from models.frame import moments
from playground.live.status import duration, pace
from playground.recording import Moment, Recording
from playground.runs import Run
from playground.runs.bell import Bell
from playground.runs.pace import ENOUGH, seconds_left
from playground.runs.run import Plan
from tests.playground.runs.trainings import Walk

UPDATE, LOOK = 0.5, 6.0  # seconds: a look takes as long as a dozen updates


def passed(stops: list[int], update: float = UPDATE, look: float = LOOK) -> list[tuple[float, int]]:
    """The moments at the beginning and at some steps, by a clock that tells no noise."""
    return [(update * stop + look * number, stop) for number, stop in enumerate([0, *stops])]


@pytest.mark.parametrize("seen", [2, 3, 10, 71])
def test_the_rest_is_told_exactly_where_updates_and_looks_take_what_they_took(seen):
    stops = moments(5000)
    marks = passed(stops)
    left = seconds_left(marks[: seen + 1], 5000 - stops[seen - 1], len(stops) - seen)
    assert left == pytest.approx(marks[-1][0] - marks[seen][0], rel=1e-6)


def test_looks_that_are_not_foretold_are_spread_over_the_updates():
    marks = passed([10, 20, 30])
    assert seconds_left(marks, 60, 0) == pytest.approx(60 * marks[-1][0] / 30)


def test_a_rate_that_would_be_negative_is_no_rate():
    marks = [(0.0, 0), (9.0, 1), (10.0, 10)]
    assert seconds_left(marks, 20, 2) == pytest.approx(20.0)


def test_nothing_is_told_before_there_is_enough_to_tell_by():
    soon, late = 0.99 * ENOUGH, 1.01 * ENOUGH
    assert seconds_left([(0.0, 0)], 100, 5) is None
    assert seconds_left([(0.0, 0), (soon / 2, 1), (soon, 2)], 100, 0) is None
    assert seconds_left([(0.0, 0), (late / 2, 1), (late, 2)], 100, 0) is not None
    assert seconds_left([(0.0, 0), (900.0, 4)], 100, 70) is None, "nobody knows what the look took"


def test_a_run_of_hours_says_so_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("playground.runs.run.monotonic", lambda: now)
    bell = Bell()
    run = Run("key", Walk(steps=20_000), Recording("", {}), Plan(b"", None, 0.0), bell, list)
    run.begin()
    stops = [0, *moments(20_000)]
    for number, stop in enumerate(stops[:4]):
        now += 6.0 + 2 * (stop - stops[max(number - 1, 0)])
        run.add(Moment(stop, {}, {}, {}, ahead=len(stops) - 1 - number))
        told = run.progress.eta_seconds
        assert (told is None) == (number < 2)
    whole = 2 * (20_000 - stops[3]) + 6 * (len(stops) - 4)
    assert run.progress.eta_seconds == pytest.approx(whole, rel=1e-6)
    bell.close()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "0 s"),
        (59.4, "59 s"),
        (61, "about 1 min"),
        (2400, "about 40 min"),
        (5350, "about 89 min"),
        (5400, "about 2 h"),
        (86_400, "about 24 h"),
        (500_000, "about 6 days"),
    ],
)
def test_a_duration_is_told_as_exactly_as_anybody_can(seconds, said):
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("speed", "said"),
    [
        (1234.0, "1,234 steps/s"),
        (1.6, "2 steps/s"),
        (0.5, "2 s a step"),
        (0.4, "2.5 s a step"),
        (0.02, "50 s a step"),
    ],
)
def test_a_training_that_crawls_is_told_by_what_a_step_takes(speed, said):
    assert pace(speed) == said
