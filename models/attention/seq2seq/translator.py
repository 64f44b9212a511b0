"""An encoder-decoder with attention (Luong et al. 2015, arXiv:1508.04025, global attention).

The encoder reads the source in both directions; the decoder writes one character after the other.
Before each it compares its state with every state of the encoder, and takes what it finds there:

    aₜ = softmax(H W hₜ)    cₜ = aₜᵀ [H, E]    logits = U tanh(W_c [cₜ; hₜ])

H are the encoder's states and E the source's embeddings: a character can be read where it stands.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from models.attention.seq2seq.pairs import padding


class Translator(nn.Module):
    """From a source (B, S) to the logits of a target (B, T, A), and the alignment (B, T, S).

    Args:
        alphabet: Number of characters A.
        target: Characters T of every target.
        width: Size d of the states.
        generator: Draws the initial parameters.
    """

    def __init__(self, alphabet: int, target: int, width: int, generator: torch.Generator) -> None:
        super().__init__()
        self.target, self.width = target, width
        half = width // 2

        def random(outputs: int, inputs: int) -> nn.Parameter:
            values = torch.empty(outputs, inputs).uniform_(-1, 1, generator=generator)
            return nn.Parameter(values * math.sqrt(3 / inputs))

        self.letters = random(alphabet, width)
        self.begin = random(1, width)  # stands before the first letter of a target
        # "meta" draws nothing, so the global random state stays as it is
        two_ways = nn.GRU(width, half, batch_first=True, bidirectional=True, device="meta")
        self.encoder = two_ways.to_empty(device="cpu")
        self.decoder = nn.GRU(width, width, batch_first=True, device="meta").to_empty(device="cpu")
        for network in (self.encoder, self.decoder):
            for parameter in network.parameters():
                parameter.data.uniform_(-1, 1, generator=generator).mul_(half**-0.5)
        self.compare = random(width, width)  # W
        self.combine = random(width, 3 * width)  # W_c
        self.unembed = random(alphabet, width)  # U

    def forward(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (B, T, A) and alignment (B, T, S) while the right ``target`` is read along."""
        memory, states, hidden = self._encode(source)
        before = self.letters[target[:, :-1]]  # (B, T-1, d)
        begin = self.begin.expand(len(source), 1, -1)
        written, _ = self.decoder(torch.cat((begin, before), dim=1), states)  # (B, T, d)
        return self._attend(written, memory, hidden)

    @torch.no_grad()
    def write(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """The greedy translation (B, T) and its alignment (B, T, S): its own words are read."""
        memory, state, hidden = self._encode(source)
        entered = self.begin.expand(len(source), 1, -1)
        letters, maps = [], []
        for _ in range(self.target):
            written, state = self.decoder(entered, state)
            logits, weights = self._attend(written, memory, hidden)
            letters.append(logits.argmax(dim=-1))  # (B, 1)
            maps.append(weights)
            entered = self.letters[letters[-1]]
        return torch.cat(letters, dim=1), torch.cat(maps, dim=1)

    def _encode(self, source: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States and embeddings (B, S, 2d), the decoder's first state (1, B, d), what is hidden."""
        embedded = self.letters[source]  # (B, S, d)
        states, last = self.encoder(embedded)  # (B, S, d), (2, B, d/2)
        memory = torch.cat((states, embedded), dim=-1)
        return memory, torch.cat((last[0], last[1]), dim=-1)[None], padding(source)

    def _attend(self, written: Tensor, memory: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (B, T, A) and alignment (B, T, S) for decoder states ``written`` (B, T, d)."""
        scores = linear(written, self.compare) @ memory[..., : self.width].mT  # (B, T, S)
        scores = scores.masked_fill(hidden[:, None], -torch.inf)
        weights = torch.softmax(scores / math.sqrt(self.width), dim=-1)
        context = weights @ memory  # (B, T, 2d)
        both = torch.cat((context, written), dim=-1)
        return linear(torch.tanh(linear(both, self.combine)), self.unembed), weights
