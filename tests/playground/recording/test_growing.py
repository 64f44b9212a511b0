"""A recording keeps every frame, and nobody can change the past."""

import io
import threading

import numpy as np
import pytest

from models.frame import Frame
from playground.recording import Moment, Recording, RecordingError
from tests.playground.recording.examples import contents, frame, load, recorded, saved


def test_what_is_appended_is_what_is_read() -> None:
    recording = recorded(3)
    frames = [frame(0), frame(11), frame(21)]
    assert len(recording) == 3
    assert recording.steps.dtype == np.int64
    assert recording.steps.tolist() == [0, 11, 21]
    assert recording.last_step == 21
    assert recording.metrics == ("nll", "gap")
    assert recording.views == ("samples", "scalar")
    np.testing.assert_array_equal(recording.metric("nll"), [f.metrics["nll"] for f in frames])
    stacked = np.stack([f.views["samples"] for f in frames])
    for first in range(4):
        view = recording.view("samples", first)
        assert view.dtype == np.float32
        np.testing.assert_array_equal(view, stacked[first:])
        assert view.shape == (3 - first, 50, 2)
    assert recording.view("scalar").tolist() == [0, 11, 21]
    newest = recording.frame(-1)
    assert newest.step == 21
    np.testing.assert_array_equal(newest.checkpoint["f8"], frames[2].checkpoint["f8"])
    for missing in ("nothing", "f8"):
        with pytest.raises(KeyError):
            recording.view(missing)
        with pytest.raises(KeyError):
            recording.metric(missing)
    with pytest.raises(IndexError):
        recording.frame(3)


def test_an_empty_recording_is_harmless() -> None:
    recording = Recording("flows", {})
    assert (len(recording), recording.nbytes, recording.last_step) == (0, 0, 0)
    assert recording.steps.shape == (0,)
    assert recording.metrics == recording.views == ()
    with pytest.raises(KeyError):
        recording.view("samples")
    with pytest.raises(RecordingError, match="no frame"):
        recording.save(io.BytesIO())


def test_a_metric_that_some_frames_lack_is_nan_there() -> None:
    recording = Recording("flows", {})
    recording.append(Frame(0, {}))
    recording.append(Frame(1, {"late": 2.0}))
    np.testing.assert_array_equal(recording.metric("late"), [np.nan, 2.0])


def test_nbytes_is_the_sum_of_what_is_kept() -> None:
    one = frame(0)
    arrays = [*one.views.values(), *one.checkpoint.values()]
    exact = sum(array.nbytes for array in arrays) + 8 + 2 * 8
    resume = sum(array.nbytes for array in one.resume.values())
    assert recorded(1).nbytes == exact + resume
    assert recorded(4).nbytes == 4 * exact + 2 * resume  # the first and the newest


def test_neither_trainer_nor_reader_can_change_the_past() -> None:
    buffer = np.zeros(3)
    recording = Recording("flows", {})
    recording.append(Frame(0, {}, {"x": buffer}, {"w": buffer}))
    buffer += 1
    recording.view("x")[:] = 2
    for arrays in (recording.frame(0).views, recording.frame(0).checkpoint):
        for array in arrays.values():
            with pytest.raises(ValueError, match="read-only"):
                array[:] = 3
    assert not recording.view("x").any()
    assert not recording.frame(0).checkpoint["w"].any()


def test_one_frame_is_read_without_copying_anything() -> None:
    recording = recorded(3)
    kept = recording.moments()
    for whole in (recording, recording.snapshot()):
        for index in (0, 1, -1):
            read = whole.frame(index)
            for group in ("views", "checkpoint", "resume"):
                for name, array in getattr(kept[index], group).items():
                    assert getattr(read, group)[name] is array


def test_a_moment_has_all_that_its_frame_has() -> None:
    one = Frame(3, {"loss": 1.5}, {"x": np.ones(2)}, {"w": np.zeros(2)}, {"m": np.ones(1)}, ahead=7)
    kept = Moment.of(one)
    assert (kept.step, kept.metrics, kept.ahead) == (3, {"loss": 1.5}, 7)
    for group, name in (("views", "x"), ("checkpoint", "w"), ("resume", "m")):
        (there,) = getattr(kept, group).items()
        assert there[0] == name
        np.testing.assert_array_equal(there[1], getattr(one, group)[name])


def test_a_frame_that_was_sent_or_loaded_is_locked_as_well() -> None:
    sent = Moment(0, {}, {"x": np.zeros(3)}, {"w": np.zeros(2)}, {"m": np.zeros(1)})
    recording = Recording("flows", {})
    recording.append(sent)
    for moment in (recording.frame(0), load(saved(recording)).frame(0)):
        arrays = [moment.views["x"], moment.checkpoint["w"], moment.resume["m"]]
        assert not any(array.flags.writeable for array in arrays)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (frame(10), "after frame 11"),
        (frame(11), "after frame 11"),
        (Frame(20, {}, {"samples": np.zeros((3, 2))}), "samples"),
        (Frame(20, {}, {"../x": np.zeros(3)}), "name"),
        (Frame(20, {"a/b": 0.0}), "name"),
        (Frame(20, {}, {"x": np.array([object()])}), "object"),
        (Frame(20, {}, {"x": np.array(["text"])}), "<U4"),
    ],
)
def test_a_frame_that_does_not_belong_is_refused(bad: Frame, words: str) -> None:
    recording = recorded(2)
    before = contents(recording)
    with pytest.raises(RecordingError, match=words):
        recording.append(bad)
    assert contents(recording) == before


def test_the_first_ending_counts_and_nothing_follows_it() -> None:
    recording = recorded(1)
    recording.end("failed", "It diverged.")
    recording.end("finished")
    assert recording.state == "failed"
    assert recording.sentence == "It diverged."
    with pytest.raises(RecordingError, match="ended"):
        recording.append(frame(99))


def test_a_snapshot_stays_as_it_is() -> None:
    recording = recorded(2)
    before = recording.snapshot()
    assert contents(before) == contents(recording)
    recording.append(frame(99))
    recording.end("finished")
    assert (len(before), before.state) == (2, None)


def test_readers_see_whole_frames_while_one_writes() -> None:
    recording = Recording("flows", {})
    errors: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            now = recording.snapshot()
            if not len(now):
                continue
            view, steps, metric = now.view("x"), now.steps, now.metric("m")
            if not (len(view) == len(steps) == len(metric) and (view[:, 0] == steps).all()):
                errors.append("torn")
            if now.nbytes != len(now) * (16 + 80):
                errors.append("nbytes")

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for step in range(400):
        recording.append(Frame(step, {"m": float(step)}, {"x": np.full(10, float(step))}))
    done.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert len(recording) == 400


def heavy(step: int) -> Frame:
    return Frame(step, {}, {}, {"w": np.full(3, step)}, {"m": np.full(1000, step)})


def test_what_going_on_takes_is_kept_of_every_sixth_frame_and_of_the_newest() -> None:
    recording = Recording("heavy", {})
    for step in range(0, 30, 2):
        recording.append(heavy(step))
        kept = [moment.step for moment in recording.moments() if moment.resume]
        assert kept == sorted({*range(0, step + 1, 12), step})
    assert recording.nbytes == sum(moment.nbytes for moment in recording.moments())
    ready = [recording.before(step) for step in (0, 10, 12, 22, 23, 28)]
    assert [each.step for each in ready if each] == [0, 0, 12, 12, 12, 28]
    assert ready[4] is not None
    np.testing.assert_array_equal(ready[4].resume["m"], np.full(1000, 12))


def test_a_frame_that_has_all_it_takes_needs_no_other() -> None:
    recording = Recording("light", {})
    recording.append(Frame(0, {}, {}, {"w": np.zeros(2)}))
    assert recording.before(0) is None


def test_what_going_on_takes_must_not_change_its_names() -> None:
    recording = Recording("heavy", {})
    recording.append(heavy(0))
    with pytest.raises(RecordingError, match="going on takes"):
        recording.append(Frame(1, {}, {}, {"w": np.full(3, 1)}, {"n": np.zeros(1000)}))
