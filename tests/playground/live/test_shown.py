"""What can be on a screen says what a page needs of it, and pretends to nothing else."""

from dataclasses import fields

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


def test_a_replay_is_finished_and_has_no_run_behind_it():
    recording = Recording("demo", {})
    replay: Shown = Replay(recording, None)
    assert (replay.state, replay.progress.step) == ("finished", 0)
    assert run_of(replay) is None
    assert same(replay, replay)
    assert not same(replay, Replay(recording, None))
