"""Text into pieces, weights out of files, and what is made of many maps; no pretrained file."""

import json
import pickle

import numpy as np
import pytest
import torch

from models.attention import Attention, load_encoder, pattern_scores
from models.attention.encoder import PATTERNS, average, best, chance, rollout, safetensors, visible
from models.attention.encoder.patterns import RELATED, cells
from models.attention.encoder.wordpiece import WordPiece
from models.errors import Damaged, NothingToRead, TooLong
from models.wheels import Missing

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##want", "##ed", "want", "run", "##ning"]
VOCABULARY += [",", "[", "]", "sep", "cafe", "世", "界", "<", ">", "b", "$", "😀", "שלום"]


def pieces(text: str) -> list[str]:
    return [piece.text for piece in WordPiece(VOCABULARY).pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNwanted,running", ["un", "##want", "##ed", ",", "run", "##ning"]),  # of BERT's own tests
        ("wants", ["[UNK]"]),
        ("Café", ["cafe"]),
        ("世界", ["世", "界"]),
        ("[SEP]", ["[", "sep", "]"]),  # nothing typed is special
        ("<b>", ["<", "b", ">"]),
        ("$run$", ["$", "run", "$"]),
        ("run 😀", ["run", "😀"]),
        ("שלום", ["שלום"]),
        ("r\x00u\x07n\u200d\u202e", ["run"]),
        (" \t\r\n\x00", []),
        ("x" * 101, ["[UNK]"]),
    ],
)
def test_words_are_cut_into_the_longest_pieces(text, expected):
    assert pieces(text) == expected


def test_each_piece_knows_where_it_stands():
    text = "  Café\x00, UNwanted"
    found = WordPiece(VOCABULARY).pieces(text)
    assert [text[p.start : p.end] for p in found] == ["Café", ",", "UN", "want", "ed"]
    assert [VOCABULARY[p.id] for p in found] == [p.text for p in found]


def written(tmp_path, header: object, data: bytes = b"", length: int | None = None):
    text = json.dumps(header).encode() if not isinstance(header, bytes) else header
    path = tmp_path / "model.safetensors"
    path.write_bytes((len(text) if length is None else length).to_bytes(8, "little") + text + data)
    return path


def test_tensors_come_as_they_were_written(tmp_path):
    a, b = np.arange(6, dtype=np.float32).reshape(2, 3), np.array([7], dtype=np.int64)
    header = {
        "__metadata__": {"format": "pt"},
        "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        "b": {"dtype": "I64", "shape": [1], "data_offsets": [24, 32]},
    }
    read = safetensors.read(written(tmp_path, header, a.tobytes() + b.tobytes()))
    assert read.keys() == {"a", "b"}
    assert torch.equal(read["a"], torch.from_numpy(a))
    assert torch.equal(read["b"], torch.from_numpy(b))


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [2], "data_offsets": [8, 16]},
        {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]},
        {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]},
        {"dtype": "PICKLE", "shape": [2], "data_offsets": [0, 8]},
        {"shape": [2]},
        "text",
    ],
)
def test_an_entry_that_lies_is_refused(tmp_path, entry):
    with pytest.raises(Damaged, match="weights is damaged"):
        safetensors.read(written(tmp_path, {"a": entry}, b"\x00" * 8))


@pytest.mark.parametrize(
    ("header", "length"), [(b"{}", 10**12), (b"{}", 3), (b"no", None), ([], None), (b"\xff", None)]
)
def test_a_header_that_is_none_is_refused(tmp_path, header, length):
    with pytest.raises(Damaged):
        safetensors.read(written(tmp_path, header, length=length))


TOKENS = ("[CLS]", "the", "old", "cat", ".", "[SEP]", "a", "cat", "in", "a", "hat", "[SEP]")


def reading(weights: np.ndarray) -> Attention:
    """A reading of two texts with the given maps (L, H, T, T), in which a cat is akin to a hat."""
    special = np.array([token.startswith("[") for token in TOKENS])
    segments = (np.arange(len(TOKENS)) > 5).astype(np.int64)
    spans = ((0, 0),) * len(TOKENS)
    kinship = np.equal.outer(TOKENS, TOKENS).astype(np.float32)
    kinship[np.ix_([3, 7], [10])] = kinship[np.ix_([10], [3, 7])] = RELATED
    letters = tuple("" if hidden else token for hidden, token in zip(special, TOKENS, strict=True))
    heard = np.zeros(weights.shape[:2], dtype=np.bool_)
    maps = weights.astype(np.float32)
    return Attention(TOKENS, maps, segments, spans, letters, special, kinship, heard)


def uniform() -> np.ndarray:
    return np.full((1, 1, len(TOKENS), len(TOKENS)), 1 / len(TOKENS))


def test_the_cells_of_each_pattern_are_those_it_names():
    found = {
        name: {(TOKENS[i] + str(i), TOKENS[j] + str(j)) for i, j in np.argwhere(mask)}
        for name, mask in cells(reading(uniform())).items()
    }
    assert ("cat3", ".4") in found["next"]
    assert ("[SEP]5", "a6") not in found["next"]
    assert ("cat3", "old2") in found["previous"]
    assert found["other_text"] == {("cat3", "cat7"), ("cat7", "cat3")}
    assert found["identical"] == found["other_text"] | {("a6", "a9"), ("a9", "a6")}
    assert found["predictive"] == {("in8", "hat10")}  # its neighbours are the pattern "next"
    akin = {("cat3", "hat10"), ("cat7", "hat10")}
    assert found["related"] == akin | {(key, query) for query, key in akin}
    assert {key for _, key in found["cls"]} == {"[CLS]0"}
    assert {key for _, key in found["sep"]} == {"[SEP]5", "[SEP]11"}
    assert {key for _, key in found["punctuation"]} == {".4"}
    assert {query[:5] for query, _ in found["cls"]}.isdisjoint({"[CLS]", "[SEP]"})


def test_a_synthetic_head_of_each_pattern_is_found():
    names = [name for name in PATTERNS if name != "bag_of_words"]
    masks = cells(reading(uniform()))
    heads = []
    for name in names:  # a head with 95 % on the cells of its pattern
        on = masks[name] / np.maximum(masks[name].sum(axis=1, keepdims=True), 1)
        row = np.where(masks[name].any(axis=1, keepdims=True), 0.95 * on, 0)
        heads.append(row + (1 - row.sum(axis=1, keepdims=True)) * uniform()[0, 0])
    maps = np.stack([*heads, uniform()[0, 0]])[None]
    scores = pattern_scores(reading(maps))
    for number, name in enumerate(names):
        assert scores[name][0, number] >= 0.95
        assert scores[name][0, number] == pytest.approx(scores[name].max())
    assert best(scores["bag_of_words"])[0] == (0, len(names))
    assert scores["bag_of_words"][0, -1] == pytest.approx(1, abs=1e-6)


def test_chance_is_the_score_of_a_head_that_looks_everywhere_alike():
    here = reading(uniform())
    scores = pattern_scores(here)
    for name, expected in chance(here).items():
        assert scores[name].item() == pytest.approx(expected, abs=1e-6)


def test_a_pattern_without_an_example_is_not_a_number():
    n = 4
    alone = Attention(
        ("[CLS]", "cat", "sleeps", "[SEP]"),
        np.full((1, 2, n, n), 1 / n, dtype=np.float32),
        np.zeros(n, dtype=np.int64),
        ((0, 0),) * n,
        ("", "cat", "sleeps", ""),
        np.array([True, False, False, True]),
        np.eye(n, dtype=np.float32),
        np.zeros((1, 2), dtype=np.bool_),
    )
    scores = pattern_scores(alone)
    for name in ("other_text", "related", "punctuation"):
        assert np.isnan(scores[name]).all()
    assert best(scores["other_text"]) == []
    assert np.isfinite(scores["next"]).all()


def rows(shape: tuple[int, ...], seed: int = 0) -> np.ndarray:
    weights: np.ndarray = np.random.default_rng(seed).random(shape, dtype=np.float32)
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights


def test_average_and_rollout_are_maps_again():
    weights = rows((3, 4, 5, 5))
    assert (average(weights).shape, rollout(weights).shape) == ((3, 5, 5), (5, 5))
    for whole in (average(weights), rollout(weights)):
        np.testing.assert_allclose(whole.sum(axis=-1), 1, atol=1e-6)
    halves = 0.5 * weights.mean(axis=1) + 0.5 * np.eye(5)
    np.testing.assert_allclose(rollout(weights), halves[2] @ halves[1] @ halves[0], atol=1e-6)


def test_a_silenced_head_counts_in_neither():
    weights, off = rows((3, 4, 5, 5)), np.zeros((3, 4), dtype=np.bool_)
    off[1, 2] = off[2, 0] = True
    np.testing.assert_allclose(average(weights, off)[1], weights[1, [0, 1, 3]].mean(0), atol=1e-6)
    np.testing.assert_allclose(average(weights, off)[0], weights[0].mean(0), atol=1e-6)
    np.testing.assert_allclose(rollout(weights, off).sum(axis=1), 1, atol=1e-6)
    assert np.abs(rollout(weights, off) - rollout(weights)).max() > 0.01
    off[1] = True  # a whole layer: only the skip connection is left
    assert np.isnan(average(weights, off)[1]).all()
    np.testing.assert_allclose(
        rollout(weights, off), rollout(weights[[0, 2]], off[[0, 2]]), atol=1e-6
    )


def test_rollout_follows_two_steps_back():
    step = np.eye(3, k=-1) + np.diag([1, 0, 0])  # each token looks one back
    flow = rollout(np.stack([step, step])[:, None].astype(np.float32))
    np.testing.assert_allclose(flow[2], [0.25, 0.5, 0.25], atol=1e-7)


def test_hidden_tokens_leave_rows_that_sum_to_one():
    weights = rows((2, 2, 5, 5))
    weights[0, 0, 2] = np.array([1, 0, 0, 0, 0])  # its whole attention is hidden
    keep = np.array([False, True, True, True, False])
    shown = visible(weights, keep)
    assert shown.shape == (2, 2, 3, 3)
    assert (shown[0, 0, 1] == 0).all()
    sums = shown.sum(axis=-1)
    sums[0, 0, 1] = 1
    np.testing.assert_allclose(sums, 1, atol=1e-6)
    np.testing.assert_allclose(
        shown[1, 1, 0], weights[1, 1, 1, 1:4] / weights[1, 1, 1, 1:4].sum(), atol=1e-6
    )


def test_without_its_weights_the_encoder_says_which_command_gets_them(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    with pytest.raises(Missing, match="make data"):
        load_encoder.__wrapped__()  # past the cache, which may hold it


@pytest.mark.parametrize("error", [Damaged("cut"), NothingToRead(), TooLong(600, 500, "tokens")])
def test_errors_survive_the_way_between_processes(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
