"""MiniLM-L6 (Wang et al. 2020, arXiv:2002.10957; tuned by sentence-transformers), to look into.

Post-norm transformer of Devlin et al. 2019: six layers of attention and feed-forward, twelve heads
of size 32, width 384. The embedding of a text is the mean over its tokens, of length 1.
The weights are the published ones; only this code runs.
"""

import math
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, normalize

from models import device
from models.attention.encoder import safetensors
from models.attention.encoder.limits import MAX_CHARACTERS, MAX_TOKENS
from models.attention.encoder.wordpiece import END, START, Piece, WordPiece
from models.attention.reading import Attention, Floats, Head, Story
from models.errors import Damaged, NothingToRead, TooLong
from models.wheels import MINILM

LAYERS, HEADS, WIDTH = 6, 12, 384
ROUNDING = 1e-5  # length by which another order of its float32 sums may move an embedding
SIZE = WIDTH // HEADS  # m, of one head
_SMALL = 1e-12  # added to the variance of a layer norm


@cache
def load_encoder() -> "Encoder":
    """The encoder, read once per process (90 MB), on a GPU if there is one.

    Raises:
        Missing: Its weights were never fetched.
        Damaged: They are not the weights of this architecture.
    """
    read, on = safetensors.read(MINILM.path("model.safetensors")), device.for_evaluation()
    weights = {name: tensor.to(on) for name, tensor in read.items()}
    encoder = Encoder(weights, WordPiece.load(MINILM.path("vocab.txt")))
    encoder.attend("A first text is slower than the next.")  # so nobody has to wait for it
    return encoder


class _Linear:
    def __init__(self, weights: dict[str, Tensor], name: str) -> None:
        self.weight, self.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]

    def __call__(self, x: Tensor) -> Tensor:
        return linear(x, self.weight, self.bias)


class _Norm(_Linear):
    def __call__(self, x: Tensor) -> Tensor:
        return layer_norm(x, (WIDTH,), self.weight, self.bias, _SMALL)


class _Layer:
    """One layer; x is (B, T, d), and B texts of the same tokens are read at once."""

    def __init__(self, weights: dict[str, Tensor], name: str) -> None:
        attention = f"{name}.attention"
        self.query = _Linear(weights, f"{attention}.self.query")
        self.key = _Linear(weights, f"{attention}.self.key")
        self.value = _Linear(weights, f"{attention}.self.value")
        self.output = _Linear(weights, f"{attention}.output.dense")
        self.norm = _Norm(weights, f"{attention}.output.LayerNorm")
        self.up = _Linear(weights, f"{name}.intermediate.dense")
        self.down = _Linear(weights, f"{name}.output.dense")
        self.last_norm = _Norm(weights, f"{name}.output.LayerNorm")

    def project(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values (B, H, T, m) of all heads."""
        size = (*x.shape[:-1], HEADS, SIZE)
        q, k, v = (f(x).view(size) for f in (self.query, self.key, self.value))
        return q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)

    def __call__(self, x: Tensor, keep: Tensor) -> tuple[Tensor, Tensor]:
        """The next x (B, T, d) and the attention (B, H, T, T); ``keep`` (B, H) is 0 or 1."""
        q, k, v = self.project(x)  # (B, H, T, m)
        weights = torch.softmax(q @ k.mT / math.sqrt(SIZE), dim=-1)  # (B, H, T, T), over the keys
        heads = (weights @ v) * keep[:, :, None, None]  # (B, H, T, m)
        x = self.norm(x + self.output(heads.transpose(1, 2).flatten(2)))  # (B, T, d)
        return self.last_norm(x + self.down(gelu(self.up(x)))), weights


def _kept(without: Collection[Head]) -> Tensor:
    """(1, layers, heads): 0 for each head in ``without``, 1 for all others."""
    keep = torch.ones(1, LAYERS, HEADS)
    for layer, head in without:
        keep[0, layer, head] = 0
    return keep


class Encoder:
    """Reads a text or a pair of texts, and shows how.

    Args:
        weights: Tensors by their published names, all on one device; what comes out is on the CPU.
        wordpiece: The vocabulary they were trained with.

    Raises:
        Damaged: A weight is missing.
    """

    layers, heads, width = LAYERS, HEADS, WIDTH

    def __init__(self, weights: dict[str, Tensor], wordpiece: WordPiece) -> None:
        self._wordpiece, self._weights = wordpiece, weights
        try:
            self._words = weights["embeddings.word_embeddings.weight"]  # (V, d)
            self._positions = weights["embeddings.position_embeddings.weight"]  # (512, d)
            self._segments = weights["embeddings.token_type_embeddings.weight"]  # (2, d)
            self._norm = _Norm(weights, "embeddings.LayerNorm")
            self._layers = [_Layer(weights, f"encoder.layer.{i}") for i in range(LAYERS)]
        except KeyError as error:
            raise Damaged(f"{error.args[0]} is missing") from error

    @property
    def weights(self) -> Mapping[str, Tensor]:
        """All tensors by their published names, on the device where they are; not to be changed."""
        return MappingProxyType(self._weights)

    @property
    def parameters(self) -> int:
        """How many numbers were learnt, without the pooler that no embedding uses."""
        tensors = [self._words, self._positions, self._segments]
        for part in (self._norm, *(p for layer in self._layers for p in vars(layer).values())):
            tensors += [part.weight, part.bias]
        return sum(tensor.numel() for tensor in tensors)

    def attend(
        self, text_a: str, text_b: str | None = None, without: Collection[Head] = ()
    ) -> Attention:
        """Where all heads look; a blank ``text_b`` is no second text.

        With the heads in ``without`` silenced the maps of later layers are those of the network
        that is left.

        Raises:
            NothingToRead: ``text_a`` has no visible character.
            TooLong: A text has more than MAX_CHARACTERS, or both more than MAX_TOKENS.
            IndexError: There is no such head.
        """
        pieces, segments = self._read(text_a, text_b)
        keep = _kept(without)
        _, maps = self._run(pieces, segments, keep)
        texts = [(text_a, text_b or "")[segment] for segment in segments.tolist()]
        return Attention(
            tuple(piece.text for piece in pieces),
            torch.cat(maps).cpu().numpy(),
            segments.numpy(),
            tuple((piece.start, piece.end) for piece in pieces),
            tuple(text[p.start : p.end] for text, p in zip(texts, pieces, strict=True)),
            np.array([piece.start == piece.end for piece in pieces]),
            self._kinship(pieces),
            keep[0].numpy() == 0,
        )

    def embed(self, text: str, without: Collection[Head] = ()) -> Floats:
        """The embedding (384,) of a text, of length 1; the heads in ``without`` are silenced.

        Raises:
            NothingToRead, TooLong: As for :meth:`attend`.
            IndexError: There is no such head.
        """
        return self._embed(text, _kept(without))[0].numpy()

    def without_each(self, text: str) -> Floats:
        """The embeddings (layers, heads, 384) with each head silenced alone, read at once.

        Raises:
            NothingToRead, TooLong: As for :meth:`attend`.
        """
        count = LAYERS * HEADS
        keep = 1 - torch.eye(count).view(count, LAYERS, HEADS)
        return self._embed(text, keep).view(LAYERS, HEADS, WIDTH).numpy()

    @torch.inference_mode()
    def story(
        self,
        text_a: str,
        text_b: str | None,
        layer: int,
        head: int,
        token: int,
        without: Collection[Head] = (),
    ) -> Story:
        """Each step of one head for the token at place ``token``, in numbers.

        What it is given comes from the layers below without the heads in ``without``.

        Raises:
            NothingToRead, TooLong: As for :meth:`attend`.
            IndexError: There is no such layer, head or token.
        """
        pieces, segments = self._read(text_a, text_b)
        x = self._start(pieces, segments)
        kept = _kept(without).to(x.device)
        for below, keep in zip(self._layers[:layer], kept.unbind(1), strict=False):
            x, _ = below(x, keep)
        q, k, v = (part[0, head] for part in self._layers[layer].project(x))  # (T, m)
        scores = k @ q[token]  # (T,)
        scaled = scores / math.sqrt(SIZE)
        mask = torch.zeros_like(scores)
        weights = torch.softmax(scaled + mask, dim=0)
        weighted = weights[:, None] * v  # (T, m)
        steps = (q[token], k, v, scores, scaled, mask, weights, weighted, weighted.sum(dim=0))
        return Story(
            tuple(piece.text for piece in pieces), token, *(step.cpu().numpy() for step in steps)
        )

    def _read(self, text_a: str, text_b: str | None) -> tuple[list[Piece], Tensor]:
        """The tokens [CLS] a [SEP] b [SEP] and the segment (T,) of each."""
        for text in (text_a, text_b or ""):
            if len(text) > MAX_CHARACTERS:
                raise TooLong(len(text), MAX_CHARACTERS, "characters")
        start, end = self._wordpiece.special(START), self._wordpiece.special(END)
        first = self._wordpiece.pieces(text_a)
        second = self._wordpiece.pieces(text_b or "")
        if not first:
            raise NothingToRead
        pieces = [start, *first, end, *second, *([end] if second else [])]
        if len(pieces) > MAX_TOKENS:
            raise TooLong(len(pieces), MAX_TOKENS, "tokens")
        return pieces, (torch.arange(len(pieces)) > len(first) + 1).long()

    def _kinship(self, pieces: list[Piece]) -> Floats:
        """Cosines (T, T) between the word vectors of all pieces."""
        words = normalize(self._words[[piece.id for piece in pieces]], dim=-1)  # (T, d)
        cosines: Floats = (words @ words.mT).cpu().numpy()
        return cosines

    def _start(self, pieces: list[Piece], segments: Tensor) -> Tensor:
        """What enters the first layer (1, T, d): word, position and segment, normalised."""
        on = self._words.device
        ids = torch.tensor([piece.id for piece in pieces]).to(on)
        x = self._words[ids] + self._positions[: len(ids)] + self._segments[segments.to(on)]
        return self._norm(x)[None]

    @torch.inference_mode()
    def _run(
        self, pieces: list[Piece], segments: Tensor, keep: Tensor
    ) -> tuple[Tensor, list[Tensor]]:
        """The last x (B, T, d) and each layer's attention (B, H, T, T), for ``keep`` (B, L, H)."""
        x = self._start(pieces, segments).expand(len(keep), -1, -1)
        keep = keep.to(x.device)
        maps = []
        for layer, kept in zip(self._layers, keep.unbind(1), strict=True):
            x, weights = layer(x, kept)
            maps.append(weights)
        return x, maps

    @torch.inference_mode()
    def _embed(self, text: str, keep: Tensor) -> Tensor:
        """Embeddings (B, d), one for each row of ``keep`` (B, L, H)."""
        x, _ = self._run(*self._read(text, None), keep)
        return normalize(x.mean(dim=1), dim=-1).cpu()
