"""The pretrained decoder: how soon a prompt is answered, and how near writing is to its limit.

A token is written by reading every weight once: no program that keeps them as they are is faster
than the machine's memory, which is read here as often, by one product with a vector.
"""

import statistics
import time

import torch

from benchmarks.table import Row
from models.errors import Damaged
from models.language import load_decoder
from models.language.decoder.llama import Shape
from models.wheels import Missing

PROMPT = "The quick brown fox jumps over the lazy dog, and then it goes home to sleep in the sun."
WRITTEN = 24  # tokens
REPEATS = 5


def read_for_a_token(of: Shape) -> int:
    """Numbers in all matrices that a token passes: those of every layer, and the words."""
    attention = 2 * of.width * of.width + 2 * of.width * of.groups * of.size
    return of.vocabulary * of.width + of.layers * (attention + 3 * of.width * of.hidden)


def measure() -> list[Row]:
    """Its rows; none where the weights are not on this machine. About half a minute."""
    try:
        decoder = load_decoder()
    except (Missing, Damaged) as error:
        print(f"The decoder is not measured: {error}")
        return []
    tokens = [decoder.start, *decoder.tokens(PROMPT)][:20]
    answers, rates, limits = [], [], []
    rows = read_for_a_token(decoder.shape) // decoder.shape.width
    weights, x = torch.ones(rows, decoder.shape.width), torch.ones(decoder.shape.width)
    for _ in range(REPEATS):
        begin = time.perf_counter()
        decoder.following(tokens)
        answers.append(time.perf_counter() - begin)
        writing = decoder.generate(tokens, lambda logits: int(logits.argmax()), WRITTEN)
        said = [time.perf_counter() for _ in writing]
        rates.append((len(said) - 1) / (said[-1] - said[0]))
        begin = time.perf_counter()
        torch.mv(weights, x)
        limits.append(1 / (time.perf_counter() - begin))
    rate, limit = max(rates), max(limits)
    return [
        Row("prompt of 20 tokens, seconds", statistics.median(answers), "at most", 1.0),
        Row("tokens written in a second", rate, "at least", 12.0),
        Row("tokens written, to reading all weights as often", rate / limit, "at least", 0.5),
    ]
