"""The page of autoregressive networks: a race, one network from all sides, and a full table."""

from typing import Any

import numpy as np
import pytest

from models.autoregressive import ArSetup, TableSetup, table_view
from models.autoregressive.sequences import HELD_OUT, factors, judge_of, ledger
from playground import catalog
from tests.pages.conftest import address, afresh, drawn, ended, number, readouts, shown
from tests.pages.pictured import empty
from tests.pages.told import charts, curve, says

SLUG = "autoregressive"
TOPIC = catalog.topic(SLUG)
SMALL = {"width": "8", "batch": "8", "steps": "12"}


def link(**knobs: str) -> dict[str, str]:
    return {f"{SLUG}_{name}": value for name, value in (SMALL | knobs).items()}


def layers(picture: dict[str, Any]) -> dict[str, Any]:
    return {layer["name"]: layer for layer in picture["layers"]}


@pytest.mark.long
def test_the_race_has_a_line_and_a_number_for_each_kind(open_page):
    at = afresh(open_page, SLUG, **link())
    frame = shown(at, TOPIC).recording.frame(-1)
    picture = drawn(at)[0]
    assert {"entropy", "MLP", "RNN", "convolutions", "attention"} == set(layers(picture))
    titles = [title for title in readouts(at) if title.endswith("(bits)")]
    for title, family in zip(titles, ("memory", "rnn", "conv", "attention"), strict=True):
        says(
            at,
            title,
            frame.metrics[f"{family}_bits"],
            digits=4,
            reference=0.468996,
            error=frame.metrics[f"{family}_error"],
            samples=HELD_OUT,
        )


@pytest.mark.long
def test_one_network_tells_its_bits_and_writes(open_page):
    at = afresh(open_page, SLUG, **link(view="network", source="words"))
    frame = shown(at, TOPIC).recording.frame(-1)
    assert number(at, "Bits per symbol") == pytest.approx(frame.metrics["bits"], rel=1e-3)
    lines = at.code[0].value.split("\n")
    assert [len(line) for line in lines] == [56] * 4
    again = afresh(open_page, SLUG, **link(view="network", source="words"))
    assert again.code[0].value.split("\n") == lines


@pytest.mark.long
@pytest.mark.parametrize(
    ("knobs", "field"),
    [
        ({"layers": "4"}, 16),
        ({"layers": "4", "dilated": "0"}, 5),
        ({"layers": "3", "kernel": "3"}, 15),
        ({"family": "memory", "memory": "5"}, 5),
        ({"family": "attention"}, 31),
    ],
)
def test_the_wiring_is_lit_as_far_as_the_field(open_page, knobs, field):
    at = afresh(open_page, SLUG, **link(view="network", look="wiring", **knobs))
    says(at, "Receptive field (symbols)", field, reference=field)
    assert any("Option A." in each.value for each in at.caption)
    picture = drawn(at)[0]
    assert list(picture["times"]) == list(range(1, 21))
    assert not empty(picture)
    seen = np.asarray(layers(picture)["seen"]["xy"])[-1]  # (N, 2) below the last output
    symbols = seen[np.isfinite(seen[:, 1]) & (np.abs(seen[:, 1]) < 0.1)]
    assert len(symbols) == min(field, 19)
    assert symbols[:, 0].max() < 19.5  # never its own


@pytest.mark.long
def test_a_link_names_the_output_whose_field_is_lit(open_page):
    at = ended(open_page, SLUG, **link(view="network", look="wiring", wiring_frame="7"))
    assert drawn(at)[0]["start"] == 7
    assert address(at)["autoregressive_wiring_frame"] == "7"


@pytest.mark.long
def test_without_option_a_a_warning_stands_there(open_page):
    at = ended(open_page, SLUG, **link(view="network", look="wiring", strict="0"))
    assert any("Option A is off" in each.value for each in at.warning)


@pytest.mark.long
def test_a_word_is_unrolled_factor_by_factor(open_page):
    words = {"view": "network", "look": "word", "source": "words", "word_27": "go on"}
    at = ended(open_page, SLUG, **link(**words))
    run = shown(at, TOPIC)
    found = factors(run.setup, run.recording.frame(-1).checkpoint, "go on")
    bars = curve(charts(at)[0], "−log₂ P(symbol | those before)")
    assert bars["y"].tolist() == pytest.approx(found.bits.tolist())
    says(at, "Sum of the bars (bits)", found.total, digits=4)
    says(at, "P(x)", found.probability, reference=27.0**-5)
    rows = at.table[0].value
    assert rows["factor"].tolist()[-1] == "P(n | go␣o)"


@pytest.mark.long
@pytest.mark.parametrize(("source", "text"), [("words", "größe"), ("flip", "2"), ("words", "")])
def test_a_word_of_other_symbols_is_refused(open_page, source, text):
    place = "word_27" if source == "words" else "word_2"
    knobs = link(view="network", look="word", source=source) | {f"{SLUG}_{place}": text}
    at = ended(open_page, SLUG, **knobs)
    wanted = "no symbol of these data" if text else "Type 1 to 16 symbols"
    assert any(wanted in each.value for each in at.info)


@pytest.mark.long
def test_memory_shows_the_hidden_numbers_and_the_fading(open_page):
    knobs = link(view="network", look="memory", family="memory", memory="3")
    at = afresh(open_page, SLUG, **knobs)
    frame = shown(at, TOPIC).recording.frame(-1)
    sizes = charts(at)[0]["y"].to_numpy()
    wanted = np.where(frame.views["fading"] > 0, frame.views["fading"], np.nan)
    assert np.allclose(sizes, wanted, rtol=1e-5, equal_nan=True)
    assert np.isfinite(sizes).sum() == 3
    assert "hidden" in layers(drawn(at)[0])


@pytest.mark.long
def test_the_ledger_adds_up_to_the_loss(open_page):
    at = afresh(open_page, SLUG, **link(view="network", look="ledger", source="manual"))
    run = shown(at, TOPIC)
    frame = run.recording.frame(-1)
    found = ledger(run.setup, frame.checkpoint, 8)
    assert found.terms == HELD_OUT * 32
    assert found.total / found.terms == pytest.approx(frame.metrics["loss"], rel=1e-5)
    assert found.sums == pytest.approx(found.costs.sum(1))
    says(at, "Σ −ln P (nats)", found.total, digits=6)
    says(at, "Sum / terms (nats)", found.loss, digits=5, reference=frame.metrics["loss"])
    assert any("Beside the notes" in each.value for each in at.caption)


@pytest.mark.long
def test_the_table_tells_its_cells_and_one_product_in_every_order(open_page):
    products = set()
    for order in ("123", "312"):
        at = open_page(
            TOPIC,
            **{f"{SLUG}_view": "table", f"{SLUG}_factor_order": order, f"{SLUG}_samples": "2000"},
        )
        (frame,) = table_view(TableSetup.model_validate({"factor_order": order, "samples": 2000}))
        says(at, "Product", frame.metrics["probability"], digits=4)
        factor = curve(charts(at)[0], "factor")
        assert factor["y"].tolist() == pytest.approx(frame.views["factors"].tolist())
        products.add(number(at, "Product"))
        rows = at.table[0].value
        assert rows["cells 27ᴰ"].iloc[2] == "19,683"
    assert len(products) == 1


@pytest.mark.parametrize("letters", [1, 3, 8])
def test_a_table_of_a_length_of_ones_own(open_page, letters):
    knobs = {"view": "table", "samples": "2000", "letters": str(letters)}
    at = open_page(TOPIC, **{f"{SLUG}_{name}": value for name, value in knobs.items()})
    (frame,) = table_view(TableSetup(samples=2000, letters=letters))
    metrics, views = frame.metrics, frame.views
    says(at, f"Cells of {letters} letters", 27**letters, digits=5)
    says(at, "Seen of them", views["seen"][letters - 1], digits=5, samples=2000)
    bits = views["held_out"][letters - 1]
    says(at, "Held out (bits per character)", bits, digits=4, reference=metrics["even"])
    (place,) = layers(drawn(at)[0])["the table chosen"]["xy"]
    assert place == pytest.approx([letters, bits], abs=1e-3)


def test_an_own_text_waits_until_it_is_long_enough(open_page):
    at = open_page(TOPIC, **link(view="network", source="own"))
    assert any("Paste a longer one" in each.value for each in at.info)
    text = "to be or not to be that is the question " * 20
    at.text_area(key=f"{SLUG}_text").set_value(text).run()
    assert not any("Paste a longer one" in each.value for each in at.info)
    setup = at.session_state[f"{SLUG}:setup"]
    assert judge_of(setup).rate is None
    assert isinstance(setup, ArSetup)
