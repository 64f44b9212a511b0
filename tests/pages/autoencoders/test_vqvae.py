"""What only the VQ-VAE page has: a swapped codeword, terms that add up, Lloyd's algorithm."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.images import images
from models.vqvae import PointsSetup, VqVaeSetup, lloyd_after, over_beta, rates, restore, see
from playground import catalog
from playground.recording import Moment
from tests.pages.conftest import drawn, ended, readouts, shown, sound, wait_until_ended
from tests.pages.hand import Hand
from tests.pages.told import charts, curve, layer, says, sums

SMALL = {
    "vqvae_data": "digits",
    "vqvae_grid": "fine",
    "vqvae_width": "8",
    "vqvae_codewords": "16",
    "vqvae_steps": "12",
}
TOPIC = catalog.topic("vqvae")


def frame_of(at: AppTest, place: int = -1) -> tuple[VqVaeSetup, Moment]:
    recording = shown(at, TOPIC).recording
    return VqVaeSetup.model_validate(recording.setup), recording.frame(place)


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_the_machine_tells_of_this_image(open_page, step):
    link = SMALL | {"vqvae_codewords": "300"} | ({"vqvae_moment": step} if step else {})
    at = ended(open_page, "vqvae", **link)
    setup, frame = frame_of(at, 0 if step else -1)
    x = images("digits").test[3].numpy()
    seen = see(restore(setup, frame.checkpoint), x, frame.views["axes"], (1, 2))
    says(at, "This image misses", seen.missed)
    says(at, "Its codes (bits)", seen.bits.sum())
    assert any(f"has codeword **{seen.own}**" in each.value for each in at.caption)
    says(at, "Codeword of the patch", seen.own, digits=4)
    main = next(each for each in drawn(at) if any(of["name"] == "swap" for of in each["layers"]))
    assert layer(main, "swap")["labels"] == [f"{seen.own}"]
    assert np.ravel(layer(main, "swap")["xy"]) == pytest.approx(seen.vectors[4 + 2], abs=1e-5)
    (codes,) = (each for each in drawn(at) if each["layers"][0]["name"] == "codewords")
    assert np.array_equal(np.rint(layer(codes, "codewords")["values"]), seen.codes[::-1])
    assert (main["x_label"], main["y_label"]) == ("code 1", "code 2")
    reach = frame.metrics["reach"]
    assert main["window"] == pytest.approx([-reach, reach, -reach, reach])
    says(at, "What it costs (bits)", seen.bits[1, 2])


@pytest.mark.long
def test_a_cell_under_the_pointer_shows_its_codeword_and_its_patch(open_page):
    at = ended(open_page, "vqvae", **SMALL)
    setup, frame = frame_of(at)
    x = images("digits").test[3].numpy()
    seen = see(restore(setup, frame.checkpoint), x, frame.views["axes"], (1, 2))
    cells = {(3.5, 0.2): (3, 3), (0.1, 3.9): (0, 0), (4.0, 2.5): (1, 3)}
    for place, (row, column) in cells.items():
        at.session_state["vqvae:grid"] = {"probe": list(place)}
        sound(at.run())
        says(at, "Codeword of the patch", seen.codes[row, column], digits=4)
        says(at, "What it costs (bits)", seen.bits[row, column])
        pictures = drawn(at)
        main = next(each for each in pictures if any(of["name"] == "swap" for of in each["layers"]))
        word = layer(main, "codeword of the patch")["xy"]
        assert np.ravel(word) == pytest.approx(seen.words[4 * row + column], abs=2e-3)
        both = next(each for each in pictures if each["panels"])
        assert [panel["title"] for panel in both["panels"]] == ["the input", "the output"]
        shown_in = [each["values"] for each in both["layers"] if each["name"] == "ink"]
        for values, pixels in zip(shown_in, (x, seen.image), strict=True):
            assert np.ravel(values) == pytest.approx(
                np.clip(pixels.reshape(8, 8)[::-1], 0, 1).ravel(), abs=0.01
            )
        corners = layer(both, "its patch")["rings"]["xy"]
        assert corners.min(axis=0).tolist() == [2 * column, 8 - 2 * row - 2]
        assert corners.max(axis=0).tolist() == [2 * column + 2, 8 - 2 * row]
        assert any("The cell in row 2, column 3 has" in each.value for each in at.caption)


@pytest.mark.long
def test_another_codeword_is_put_into_the_cell_by_the_link(open_page):
    at = ended(open_page, "vqvae", **SMALL)
    setup, frame = frame_of(at)
    model, x = restore(setup, frame.checkpoint), images("digits").test[3].numpy()
    reach = frame.metrics["reach"]
    place = np.round([0.9 * reach, -0.9 * reach], 3)
    before = see(model, x, frame.views["axes"], (1, 2))
    seen = see(model, x, frame.views["axes"], (1, 2), place)
    assert seen.chosen != seen.own
    at = ended(open_page, "vqvae", **SMALL, vqvae_swap=f"{place[0]:g}_{place[1]:g}")
    says(at, "This image misses", seen.missed, reference=before.missed)
    assert any(f"by hand it has **{seen.chosen}**" in each.value for each in at.caption)


@pytest.mark.parametrize("step", ["0", ""])
def test_the_three_terms_add_up(open_page, step):
    link = SMALL | {"vqvae_view": "terms"} | ({"vqvae_moment": step} if step else {})
    at = ended(open_page, "vqvae", **link)
    setup, frame = frame_of(at, 0 if step else -1)
    metrics = frame.metrics
    (told,) = sums(at)
    first, second, third, total = told.values()
    assert first == pytest.approx(metrics["reconstruction"], abs=6e-5, rel=6e-4)
    assert second == pytest.approx(metrics["codebook"], abs=6e-5, rel=6e-4)
    assert third == pytest.approx(setup.beta * metrics["commitment"], abs=6e-5, rel=6e-4)
    assert total == pytest.approx(first + second + third, abs=2e-4, rel=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("learns", ["loss", "printed"])
def test_the_table_of_pulls_has_each_term_in_its_row(open_page, learns):
    at = ended(open_page, "vqvae", **SMALL, vqvae_view="terms", vqvae_learns=learns)
    _, frame = frame_of(at)
    (table,) = (each for each in drawn(at) if each["layers"][0]["name"] == "norm of the gradient")
    norms = frame.views["pulls"]
    assert layer(table, "norm of the gradient")["values"] == pytest.approx(norms[::-1], rel=1e-3)
    assert (norms[1] > 0).any() == (learns == "loss")
    assert layer(table, "parts")["texts"] == ["E", "e", "D"]
    rows = layer(table, "terms")
    assert rows["texts"] == ["1st term", "2nd term", "3rd, no β"]
    assert np.asarray(rows["xy"])[:, 1] == pytest.approx([2.5, 1.5, 0.5])


@pytest.mark.long
def test_the_prior_tells_its_bits(open_page):
    at = ended(open_page, "vqvae", **SMALL, vqvae_view="prior")
    _, frame = frame_of(at)
    metrics = frame.metrics
    says(
        at,
        "Codes by the prior (bits)",
        metrics["prior_bits"],
        reference=16 * 4,
        error=metrics["prior_error"],
        samples=297,
    )
    says(at, "Codes one by one (bits)", metrics["entropy_bits"], samples=297)
    says(at, "Rate (bits a pixel)", metrics["prior_bits"] / 64)
    says(at, "Distortion", metrics["reconstruction"], error=metrics["error"], samples=297)


@pytest.mark.long
def test_trained_vaes_stand_on_the_plane_of_rate_and_distortion(open_page, monkeypatch):
    monkeypatch.setattr(rates, "STEPS", 10)
    at = ended(open_page, "vqvae", **SMALL, vqvae_view="prior")
    name = "a VAE, trained at six β"
    assert name not in set(charts(at)[0]["name"])
    sound(at.button(key="vqvae:race:start").click().run())
    _, runs = at.session_state["vqvae:race"]
    for run in runs.values():
        wait_until_ended(run)
    sound(sound(at.run()).run())
    points = [(run.setup, run.recording.frame(-1).metrics) for run in runs.values()]
    found = curve(charts(at)[0], name)
    exact = over_beta(points)
    np.testing.assert_allclose(found["x"], exact.bits / 64)
    np.testing.assert_allclose(found["y"], exact.distortion)
    (bits,), (missed,) = over_beta(points[2:3])
    says(at, "Distortion, β = 1", missed, reference=bits)


@pytest.mark.long
def test_the_codebook_alone_stands_beside_lloyds_algorithm(open_page):
    at = ended(open_page, "vqvae", vqvae_view="bridge", vqvae_steps="20", vqvae_size="5")
    setup = PointsSetup(size=5, steps=20)
    end = lloyd_after(setup, [20, 10_000])
    assert readouts(at)["Distortion"] == pytest.approx(end[0], rel=1e-3)
    says(at, "Distortion", end[0], digits=5, reference=end[1], samples=4000)
    says(at, "Codewords used", 5, reference=5)


@pytest.mark.long
def test_another_view_is_not_asked_of_the_training_that_is_still_on_screen(open_page):
    at = ended(open_page, "vqvae", vqvae_view="bridge", vqvae_points="100")
    (switch,) = (each for each in at.button_group if each.key == "vqvae:view")
    sound(switch.set_value("prior").run())


def test_pointing_at_the_code_map_leaves_the_codeword_in_the_hand(open_page, monkeypatch):
    hand = Hand(monkeypatch)
    at = ended(open_page, "vqvae", **SMALL)
    before = {name: xy.copy() for name, xy in hand.handles()["vqvae"].items()}
    hand.drop(at, "vqvae", {"swap": before["swap"] + 0.5})
    assert "vqvae_swap" in at.query_params
    hand.point(at, "vqvae:grid", (0.5, 0.5))
    assert "vqvae_swap" in at.query_params


@pytest.mark.long
@pytest.mark.parametrize(
    "link",
    [
        {"vqvae_swap": "nonsense"},
        {"vqvae_swap": "1e300_0"},
        {"vqvae_grid_cell": "99_99"},
        {"vqvae_warmth": "0"},
        {"vqvae_view": "prior", "vqvae_warmth": "hot"},
        {"vqvae_view": "bridge", "vqvae_source": "pictures"},
    ],
)
def test_a_link_that_cannot_be_followed_opens_the_page_all_the_same(open_page, link):
    sound(ended(open_page, "vqvae", **SMALL | link))
