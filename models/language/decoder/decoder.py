"""A decoder with its vocabulary: text in, the law of the next token out.

SmolLM2-135M (Ben Allal et al. 2025, arXiv:2502.02737), as published but for its weights, which are
rounded to 4 bits (to 8 in the embedding). Only this code runs; the file holds numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models import device
from models.errors import Damaged, NothingToRead, TooLong
from models.language.decoder import gguf
from models.language.decoder.bpe import BytePairs
from models.language.decoder.limits import MOST_CHARACTERS, MOST_TOKENS
from models.language.decoder.llama import WHOLE, Cache, Llama, Shape, Silenced
from models.wheels import SMOLLM2

T = TypeVar("T")
Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
END, TURN = "<|endoftext|>", "<|im_end|>"
COMMON = 1_000, 20_000  # tokens are numbered as they were learnt, the commonest first


class Vocabulary(Protocol):
    """Between text and tokens."""

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""

    def decode(self, tokens: Iterable[int]) -> str:
        """The text of tokens."""


class Reading(NamedTuple):
    """What a decoder did with T tokens.

    Attributes:
        logits: (T, V) of the token after each.
        residual: (layers + 1, T, d) the stream before the first block and after each.
        attention: (layers, T, d) what the heads of each block add to it.
        feed_forward: (layers, T, d) what its feed-forward part adds.
        heads: (layers, H, T, d) what each head alone adds; their sum is ``attention``.
        units: (layers, T, hidden) the units of the feed-forward parts.
        weights: (layers, H, T, T) where each token looks; rows sum to 1.
        end: (T, d) the stream as the last block left it; ``residual`` is the sum of what was added.
    """

    logits: Tensor
    residual: Tensor
    attention: Tensor
    feed_forward: Tensor
    heads: Tensor
    units: Tensor
    weights: Floats
    end: Tensor


class Lens(NamedTuple):
    """What would be said if the model ended after each block (nostalgebraist 2020).

    Attributes:
        tokens: (layers + 1, P) the likeliest next token after each of P places.
        shares: (layers + 1, P) its probability.
        last: (layers + 1, P) the probability of the token that is likeliest in the end.
    """

    tokens: Ids
    shares: Floats
    last: Floats


class Decoder:
    """Reads tokens, and says what may come next.

    Args:
        name: What a person calls it.
        llama: The network.
        vocabulary: The tokens that it was trained with.
        start: The token that stands before a text.
        ends: The tokens after which nothing is written.
        common: First of its common tokens, and the one after the last, such as to draw some.
    """

    def __init__(
        self,
        name: str,
        llama: Llama,
        vocabulary: Vocabulary,
        start: int,
        ends: tuple[int, ...],
        common: tuple[int, int],
    ) -> None:
        self.name, self.shape = name, llama.shape
        self.start, self.ends, self.common = start, ends, common
        self._llama, self._vocabulary = llama, vocabulary

    def tokens(self, text: str) -> list[int]:
        """The tokens of a text.

        Raises:
            NothingToRead: It has no visible character.
            TooLong: It has more than MOST_CHARACTERS, or more than MOST_TOKENS tokens.
        """
        if not text.strip():
            raise NothingToRead("the prompt")
        if len(text) > MOST_CHARACTERS:
            raise TooLong(len(text), MOST_CHARACTERS, "characters")
        found = self._vocabulary.encode(text)
        if len(found) > MOST_TOKENS:
            raise TooLong(len(found), MOST_TOKENS, "tokens")
        return found

    def text(self, tokens: Iterable[int]) -> str:
        """What tokens say together."""
        return self._vocabulary.decode(tokens)

    def words(self, tokens: Iterable[int]) -> list[str]:
        """What each token says alone; half a character is written as U+FFFD."""
        return [self._vocabulary.decode([token]) for token in tokens]

    @torch.inference_mode()
    def logits(self, tokens: Sequence[int], silenced: Silenced = WHOLE) -> Floats:
        """(T, V): row i is about the token after the first i + 1; in nats, up to a constant."""
        x, _ = self._llama(self._ids(tokens), None, silenced)
        found: Floats = self._llama.logits(x[0]).cpu().numpy()
        return found

    @torch.inference_mode()
    def following(self, tokens: Sequence[int], silenced: Silenced = WHOLE) -> Floats:
        """(V,): the last row of :meth:`logits`, without the price of the others."""
        x, _ = self._llama(self._ids(tokens), None, silenced)
        found: Floats = self._llama.logits(x[0, -1]).cpu().numpy()
        return found

    def generate(
        self, tokens: Sequence[int], choose: Callable[[Floats], int], most: int
    ) -> Iterator[int]:
        """Write on, token by token, until an end or ``most`` tokens; keys and values are kept.

        Args:
            tokens: What stands already, the start included.
            choose: The next token from its logits (V,).
            most: Tokens at most.
        """
        x, cache = self._go_on(self._ids(tokens), None)
        for _ in range(most):
            token = choose(x[0])
            yield token
            if token in self.ends:
                return
            x, cache = self._go_on(self._ids([token]), cache)

    def branches(
        self,
        tokens: Sequence[int],
        choose: Callable[[Floats], tuple[Sequence[int], Sequence[int]]],
        most: int,
    ) -> None:
        """Write several texts at once, as a beam does.

        Args:
            tokens: What stands already.
            choose: From the logits (B, V) of B texts, the text that each next one goes on from,
                and its token; none when all is said.
            most: Tokens at most.
        """
        logits, cache = self._go_on(self._ids(tokens), None)
        for _ in range(most):
            parents, said = choose(logits)
            if not len(said):
                return
            at = torch.tensor(parents, device=self._llama.words.device)
            cache = tuple((keys[at], values[at]) for keys, values in cache)
            logits, cache = self._go_on(self._ids(said).mT, cache)

    @torch.inference_mode()
    def read(self, tokens: Sequence[int], silenced: Silenced = WHOLE) -> Reading:
        """All that happens while ``tokens`` are read."""
        ids = self._ids(tokens)
        x, steps = self._llama.steps(ids, None, silenced)
        attention = torch.stack([step.attention[0] for step in steps])
        fed = torch.stack([step.feed_forward[0] for step in steps])
        begin = self._llama.words[ids[0]]  # (T, d)
        after = begin + (attention + fed).cumsum(0)
        heads = torch.stack(
            [
                torch.einsum("htm,dhm->htd", step.heads[0], self._by_head(number))
                for number, step in enumerate(steps)
            ]
        )
        weights = torch.stack([step.weights[0] for step in steps])
        residual = torch.cat((begin[None], after))
        units = torch.stack([step.units[0] for step in steps])
        looks: Floats = weights.cpu().numpy()
        return Reading(
            self._llama.logits(x[0]), residual, attention, fed, heads, units, looks, x[0]
        )

    @torch.inference_mode()
    def lens(self, reading: Reading, places: Sequence[int]) -> Lens:
        """What would be said after each block, at some places of what was read."""
        final = reading.logits[list(places)].argmax(-1)  # (P,)
        tokens, shares, last = [], [], []
        for x in reading.residual[:, list(places)]:  # (P, d); layer by layer, (P, V) is much
            law = self._llama.logits(x).softmax(-1)
            best, token = law.max(-1)
            tokens.append(token)
            shares.append(best)
            last.append(law.gather(-1, final[:, None])[:, 0])
        stacked = (torch.stack(each).cpu().numpy() for each in (tokens, shares, last))
        return Lens(*stacked)

    @torch.inference_mode()
    def units(self, reading: Reading, place: int, along: Tensor) -> Tensor:
        """(layers, hidden) what each unit of each feed-forward part adds to the stream at a place.

        Args:
            reading: What was read.
            place: Of the token.
            along: (d,) the direction in which it is measured, as of :meth:`direction`.
        """
        down = torch.stack([along @ layer.down for layer in self._llama.layers])  # (layers, hidden)
        return reading.units[:, place] * down

    @torch.inference_mode()
    def direction(self, reading: Reading, place: int, token: int) -> Tensor:
        """(d,) along which the residual stream at a place speaks for a token.

        The stream's product with it is the token's logit: the last norm scales by what it found
        in the whole stream, and is linear else.
        """
        x = reading.residual[-1, place]
        scale = torch.rsqrt(x.square().mean() + self.shape.epsilon)
        return self._llama.words[token] * self._llama.last_norm * scale

    def _by_head(self, number: int) -> Tensor:
        """The output matrix (d, H, m) of a layer, head by head."""
        return self._llama.layers[number].output.view(self.shape.width, self.shape.heads, -1)

    @torch.inference_mode()
    def _go_on(self, tokens: Tensor, cache: Cache | None) -> tuple[Floats, Cache]:
        """The logits (B, V) after the last of ``tokens`` (B, T), and the cache with them."""
        x, cache = self._llama(tokens, cache)
        found: Floats = self._llama.logits(x[:, -1]).cpu().numpy()
        return found, cache

    def _ids(self, tokens: Sequence[int]) -> Tensor:
        """(1, T)."""
        return torch.tensor([list(tokens)], device=self._llama.words.device)


@cache
def load_decoder() -> Decoder:
    """The pretrained decoder, read once per process (540 MB), on a GPU if there is one.

    Raises:
        Missing: Its weights were never fetched.
        Damaged: They are not the pinned file, or not the weights of this architecture.
    """
    said, weights = gguf.read(SMOLLM2.checked("SmolLM2-135M-Instruct.Q4_1.gguf"))
    on = device.for_evaluation()
    llama = Llama({name: weights.pop(name).to(on) for name in list(weights)}, _shape(said))
    written = _told(said, "tokenizer.ggml.tokens", list)
    pairs = BytePairs(written, _told(said, "tokenizer.ggml.merges", list))
    start = written.index(END)
    decoder = Decoder(SMOLLM2.title, llama, pairs, start, (start, written.index(TURN)), COMMON)
    decoder.following(decoder.tokens("A first text is slower than the next."))
    return decoder


def _shape(said: dict[str, object]) -> Shape:
    of = "llama."
    return Shape(
        len(_told(said, "tokenizer.ggml.tokens", list)),
        _told(said, of + "embedding_length", int),
        _told(said, of + "block_count", int),
        _told(said, of + "attention.head_count", int),
        _told(said, of + "attention.head_count_kv", int),
        _told(said, of + "feed_forward_length", int),
        _told(said, of + "rope.freq_base", float),
        _told(said, of + "attention.layer_norm_rms_epsilon", float),
        _told(said, of + "context_length", int),
    )


def _told(said: dict[str, object], name: str, kind: type[T]) -> T:
    value = said.get(name)
    if not isinstance(value, kind):
        raise Damaged(f"it does not say its {name}")
    return value
