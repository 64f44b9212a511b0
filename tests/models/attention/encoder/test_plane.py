"""Silenced heads in the plane of two sentences, against the embeddings themselves."""

from collections.abc import Collection

import numpy as np
import pytest

from models.attention import load_encoder
from models.attention.encoder import HEADS, LAYERS, Head, Plane, plane
from models.attention.encoder.minilm import ROUNDING
from models.attention.encoder.plane import shift
from models.wheels import COMMAND, MINILM

pytestmark = pytest.mark.skipif(
    not MINILM.here, reason=f"{MINILM.title} is not here: run `{COMMAND}` to test it"
)
A, B = "That is a happy person.", "Today is a sunny day."
OFF = ((0, 2), (5, 4))


def seen(text_a: str = A, text_b: str = B, without: Collection[Head] = ()) -> Plane:
    return plane(load_encoder(), text_a, text_b, without)


def test_the_texts_are_where_their_angle_puts_them():
    found = seen()
    cosine = float(load_encoder().embed(A) @ load_encoder().embed(B))
    np.testing.assert_allclose(found.whole, [1, 0], atol=1e-6)
    np.testing.assert_allclose(found.other, [cosine, np.sqrt(1 - cosine**2)], atol=1e-6)
    assert found.cosine == pytest.approx(cosine, abs=1e-6)


def test_nothing_silenced_moves_nothing():
    found = seen()
    assert found.count == 0
    assert found.shift <= found.rounding
    np.testing.assert_allclose(found.silenced, found.whole, atol=ROUNDING)
    assert found.cosine_silenced == pytest.approx(found.cosine, abs=ROUNDING)


def test_a_shift_has_its_digits_where_hardly_anything_moves():
    a = np.array([1.0, 0.0], dtype=np.float32)
    for angle in (1e-4, 1e-3, 0.1, 1.0, 3.0):
        b = np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)
        assert shift(b, a) == pytest.approx(1 - np.cos(angle), rel=1e-4)


def test_another_order_of_the_sums_is_rounding():
    encoder, silenced = load_encoder(), (5, 4)
    together, alone = encoder.without_each(A)[silenced], encoder.embed(A, [silenced])
    assert shift(together, alone) <= seen().rounding


def test_silenced_heads_move_both_texts():
    found, encoder = seen(without=OFF), load_encoder()
    a, b = encoder.embed(A, OFF), encoder.embed(B, OFF)
    assert found.count == 2
    assert found.shift == pytest.approx(1 - encoder.embed(A) @ a, abs=1e-6)
    assert found.shift > 0.01
    assert found.cosine_silenced == pytest.approx(float(a @ b), abs=1e-6)


def test_shadows_lie_inside_the_circle_and_agree_with_the_shifts():
    found = seen(without=OFF)
    assert found.singles.shape == (LAYERS * HEADS, 2)
    assert (np.linalg.norm(found.singles, axis=1) <= 1 + 1e-5).all()
    np.testing.assert_allclose(
        found.singles[:, 0].reshape(LAYERS, HEADS), 1 - found.shifts, atol=1e-5
    )
    assert found.silenced[0] == pytest.approx(1 - found.shift, abs=1e-6)


@pytest.mark.long
def test_a_text_beside_itself_spans_a_line_only():
    found = seen(A, A, OFF)
    np.testing.assert_allclose(found.other, [1, 0], atol=1e-5)
    assert np.isfinite(found.singles).all()
    assert found.cosine_silenced == pytest.approx(1, abs=1e-5)
