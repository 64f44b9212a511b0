"""What people bring to the pages on random processes: each is read, or refused by a sentence."""

import io
from typing import Any

import numpy as np
import pytest
from scipy.io import wavfile
from streamlit.testing.v1 import AppTest

from models.brought import write_column
from models.brought.sounds import RATE
from models.processes import spoken, sunspots
from playground import catalog
from tests.models.brought.test_sounds import three_bytes
from tests.pages.conftest import OpenPage, number, readouts, sound

PREDICTION, PROCESSES = catalog.topic("prediction"), catalog.topic("processes")
_, SPOTS = sunspots()
STEREO = np.repeat(spoken(2000), 6)[:, None].repeat(2, 1).astype("f4") / 9


def csv(values: Any, header: str = "spots") -> bytes:
    return "\n".join([header, *map(str, values)]).encode()


def wav(rate: int, samples: np.ndarray) -> bytes:
    file = io.BytesIO()
    wavfile.write(file, rate, samples)
    return file.getvalue()


def give(at: AppTest, key: str, content: bytes, name: str) -> AppTest:
    uploader: Any = next(each for each in at.get("file_uploader") if each.key == key)
    return sound(uploader.upload(name, content, "application/octet-stream").run())


def words(at: AppTest) -> str:
    told = (*at.error, *at.warning, *at.info, *at.caption)
    return "\n".join(each.value.replace("\\", "") for each in told)


def own(open_page: OpenPage, view: str = "order") -> AppTest:
    return open_page(PREDICTION, prediction_view=view, prediction_series="own")


@pytest.mark.parametrize("view", ["order", "lattice", "ahead"])
def test_a_column_is_predicted_in_every_view(open_page: OpenPage, view: str) -> None:
    at = give(own(open_page, view), "prediction:table", csv(SPOTS), "spots.csv")
    assert not at.error
    assert "309 rows" in words(at)
    assert len(readouts(at)) >= 3


@pytest.mark.parametrize(
    "content",
    [
        "Länge\tGröße\r\n".encode("utf-16")
        + "".join(f"{n},5\t{n % 7},25\r\n" for n in range(80)).encode("utf-16-le"),
        "Länge;Größe\n".encode("cp1252")
        + b"".join(b"%d,5;%d,25\n" % (n, n % 7) for n in range(80)),
        b",x\n" + b"".join(b"%d,%d\n" % (n, n % 7) for n in range(80)),
        b"income\n" + b"".join(b"1.%03d,50\n" % (n % 7) for n in range(80)),
    ],
    ids=["utf-16", "cp1252", "index", "thousands"],
)
def test_tables_of_other_programs_are_read(open_page: OpenPage, content: bytes) -> None:
    at = give(own(open_page), "prediction:table", content, "mine.csv")
    assert not at.error
    assert "80 rows" in words(at)
    assert number(at, "Error of the prediction") > 0


@pytest.mark.long
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (csv([1, 2, 3]), "too short"),
        (csv([5] * 80), "equal"),
        (csv(["nan"] * 80), "no column of numbers"),
        (csv(["1e308", "-1e308"] * 40), "too large to calculate"),
        (csv(["1e-200", "3e-200"] * 40), "take another unit"),
        (b"\x00\x01\x02", "not a text file"),
    ],
    ids=["three", "constant", "nan", "1e308", "tiny", "bytes"],
)
def test_a_column_that_is_no_series_is_refused_and_the_next_is_read(
    open_page: OpenPage, content: bytes, told: str
) -> None:
    at = give(own(open_page), "prediction:table", content, "mine.csv")
    assert told in words(at)
    assert "Traceback" not in words(at)
    give(at, "prediction:table", csv(SPOTS), "spots.csv")
    assert number(at, "Error of the prediction") > 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            wav(44_100, np.repeat(spoken(2000), 6)[:, None].repeat(2, 1).astype("f4") / 9),
            "channels",
        ),
        (three_bytes(RATE, spoken(1600) / 9), "1,600 samples"),
        (wav(RATE, np.zeros(4000, dtype=np.int16)), "silent"),
        (wav(RATE, np.ones(3, dtype=np.int16)), "shorter"),
        (b"RIFF1234WAVEfmt ", "no WAV"),
        (wav(RATE, np.full(4000, np.nan, dtype="f4")), "not numbers"),
    ],
    ids=["stereo", "24 bits", "silent", "three", "damaged", "nan"],
)
def test_a_sound_is_read_or_refused(open_page: OpenPage, content: bytes, told: str) -> None:
    at = give(own(open_page), "prediction:sound", content, "mine.wav")
    assert told in words(at)
    read = told in ("channels", "1,600 samples")
    assert bool(at.metric) == read


@pytest.mark.parametrize(
    ("known", "interval"), [("0.9_-0.9", "between 0.62 and 1"), ("1.2", "between -1 and 1")]
)
def test_correlations_of_no_process_are_answered_with_their_interval(
    open_page: OpenPage, known: str, interval: str
) -> None:
    at = open_page(PREDICTION, prediction_view="entropy", prediction_known=known)
    assert interval in words(at)
    assert number(at, "Entropy rate") < 1.419


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("poles", "1_0"),
        ("poles", "0.6_0.8"),
        ("poles", "nan_0"),
        ("poles", "1e308_0"),
        ("poles", "0.62_0.62%20"),
        ("poles", "(0.5,0.5)"),
        ("poles", "_".join(["0.1"] * 40)),
        ("zeros", "inf_0"),
        ("zeros", "-0.4_"),
        ("seed", "-1"),
        ("seed", "1.5e400"),
        ("view", "Die Einheit"),
    ],
)
def test_links_that_a_chat_or_a_hand_has_mangled_open_the_page(
    open_page: OpenPage, name: str, text: str
) -> None:
    at = open_page(PROCESSES, **{f"processes_{name}": text})
    assert at.warning
    assert number(at, "Unpredictable") == pytest.approx(1, rel=0.01)


@pytest.mark.parametrize("drawing", ["99_" * 8 + "99", "nan_" * 8 + "nan", "1_2", "1e308_" * 9])
def test_a_drawn_spectrum_of_a_mangled_link_is_the_flat_one(
    open_page: OpenPage, drawing: str
) -> None:
    at = open_page(
        PROCESSES, processes_view="factor", processes_given="drawn", processes_drawing=drawing
    )
    assert at.warning
    assert number(at, "Unpredictable") == pytest.approx(1, rel=1e-3)


@pytest.mark.parametrize("column", [[1e300, -1e300] * 40, [1e-300, 3e-300] * 40, [0.1] * 80])
@pytest.mark.parametrize("view", ["order", "lattice", "ahead"])
def test_columns_of_a_link_beyond_all_measure_are_told(
    open_page: OpenPage, view: str, column: list[float]
) -> None:
    text = write_column(column)
    at = open_page(
        PREDICTION, prediction_view=view, prediction_series="own", prediction_column=text
    )
    assert at.info or at.warning
    assert not at.metric
