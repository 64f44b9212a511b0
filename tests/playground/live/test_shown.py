"""What can be on a screen says what a page needs of it, and pretends to nothing else."""

from dataclasses import fields
from types import SimpleNamespace
from typing import cast

import pytest

from playground.live.shown import Detached, Replay, Shown, run_of, same
from playground.recording import Recording
from playground.runs import Run


def public(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def test_a_replay_and_a_held_run_imitate_nothing_of_a_run():
    needed = public(Shown)
    assert needed == {"setup", "recording", "state", "sentence", "progress"}
    assert public(Replay) | {each.name for each in fields(Replay)} == needed
    assert public(Detached) | {each.name for each in fields(Detached)} == needed | {"run"}
    assert needed - public(Run) == {"setup", "recording"}, "which a run has as attributes"


@pytest.mark.parametrize(("state", "pressed"), [("held", "Resume"), ("left", "Train")])
def test_who_held_or_left_a_training_is_told_what_became_of_it_and_what_shows_it(state, pressed):
    def told(of: str, watching: int) -> str:
        run = cast(Run, SimpleNamespace(state=of, watching=watching))
        progress = Replay(Recording("demo", {}), None).progress
        return Detached(run, Recording("demo", {}), state, progress).sentence

    assert told("finished", 0) == f"The training has ended meanwhile: {pressed} shows the whole."
    assert told("running", 1).endswith(f"for somebody else: {pressed} shows where it is.")
    assert told("queued", 3).endswith(f"for 3 others: {pressed} shows where it is.")
    assert told("running", 0) == told("cancelled", 2) == ""


def test_a_replay_is_finished_and_has_no_run_behind_it():
    recording = Recording("demo", {})
    replay: Shown = Replay(recording, None)
    assert (replay.state, replay.progress.step) == ("finished", 0)
    assert run_of(replay) is None
    assert same(replay, replay)
    assert not same(replay, Replay(recording, None))
