"""What only the ledger page has: the account of a point and of the data, which adds up."""

import pyarrow as pa
import pytest
import torch
from streamlit.testing.v1 import AppTest

from models.autoencoders import INPUTS, PlaneSetup, decompose, restore
from models.autoencoders.model import source
from playground import catalog
from tests.pages.conftest import shown, sound, wait_until_ended

TOPIC = catalog.topic("ledger")
SMALL = {"ledger_steps": "40", "ledger_width": "16"}


def waterfall(at: AppTest, number: int) -> dict[str, float]:
    """Label -> value of a waterfall on the page."""
    (rows,) = at.get("vega_lite_chart")[number].proto.datasets
    table = pa.ipc.open_stream(rows.data.data).read_all()
    return dict(zip(*(table[name].to_pylist() for name in ("label", "value")), strict=True))


@pytest.mark.parametrize(
    ("latents", "first", "point"),
    [("1", 1, (1.85, 0.4)), ("2", 0, (0.0, 0.5))],  # where the page looks first
)
def test_the_ledger_adds_up_for_the_point_and_for_the_data(latents, first, point, open_page):
    at = open_page(TOPIC, **SMALL, ledger_latents=latents)
    run = shown(at, TOPIC)
    wait_until_ended(run)
    sound(at.run())
    assert any("The terms add up" in each.value for each in at.caption)
    assert not any("do not add up" in each.value for each in at.warning)
    setup = PlaneSetup.model_validate(run.recording.setup)
    model = restore(setup, run.recording.frame(-1).checkpoint)
    inputs = (torch.tensor([point]), source(setup).test[:INPUTS])
    for number, x in enumerate(inputs, start=first):
        entries, bars = decompose(model, x), waterfall(at, number)
        *terms, total = bars.values()
        assert sum(terms) == pytest.approx(total, abs=1e-3)
        assert total == pytest.approx(entries.log_px.mean().item(), abs=1e-6)
        assert bars["ELBO"] == pytest.approx(entries.elbo.mean().item(), abs=1e-6)
        assert min(terms[1:]) >= 0
