"""What the stories of the next token claim; only draws and strings have a seed."""

import numpy as np

from benchmarks.stories.attention.attention import FRESH
from benchmarks.stories.claim import Claim, Seen
from models.language.learnt import WriterSetup, rungs, train_writer
from models.language.next_token import (
    AnatomySetup,
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    RepeatSetup,
    SearchSetup,
    chosen,
    decoder_here,
    dissected,
    factored,
    logits_of,
    machine,
    repeated,
    searched,
    tokens_of,
)
from models.language.writing import law_of, laws


def _draws(seed: int) -> Seen:
    ways = searched(SearchSetup(prompt="Once upon a time, there was", seed=seed))
    cost = {way: -text.bits for way, text in ways.items()}
    drawn = [bits for way, bits in cost.items() if way.startswith("sample")]
    holds = cost["beam 1"] <= cost["greedy"] + 1e-3 and min(drawn) > cost["greedy"]
    numbers = ", ".join(f"{way} {bits:.1f}" for way, bits in cost.items())
    return Seen(holds, f"{numbers} bits")


def _twice(seed: int) -> Seen:
    found = repeated(RepeatSetup(seed=seed))
    first, second = found.copies
    layer, head = divmod(int(found.scores.argmax()), found.scores.shape[1])
    numbers = f"{first:.1f}, then {second:.1f} bits; layer {layer}, head {head}: "
    return Seen(second < first / 3, numbers + f"{found.scores.max():.2f}")


def _paris(_: int) -> Seen:
    found = machine(MachineSetup(prompt="The capital of France is"))
    said = [words[-1] for words in found.lens]
    first = said.index(" Paris")
    return Seen(found.says == " Paris" and first > 20, f"after block {first} of {len(said) - 1}")


def _fetched(_: int) -> Seen:
    words = decoder_here().decoder.words
    prompt = "The capital of France is"
    whole = dissected(AnatomySetup(prompt=prompt))
    without = dissected(AnatomySetup(prompt=prompt, skipped=(23,)))
    layer, head = divmod(int(whole.parts.heads.argmax()), whole.parts.heads.shape[1])
    looked = int(whole.weights[layer, head, -1].argmax())  # the start, The, capital, of, France
    late = float(whole.parts.feed_forward[-5:].sum()) / whole.parts.logit
    (says,) = words([without.says])
    holds = (layer, head, looked, says) == (23, 4, 4, " New") and late > 0.5
    told = f"layer {layer}, head {head} looks at token {looked}; the last five MLPs {late:.2f}"
    return Seen(holds, f"{told}; without layer 23{says}, Paris {without.chances}")


LANDS = ("Germany", "Italy", "Spain", "Japan", "Russia", "Egypt", "Greece", "Austria", "Poland")


def _land(seed: int) -> str:
    return (*LANDS, "Portugal")[seed % 10]


def _lands(seed: int) -> Seen:
    land = _land(seed)
    prompt = f"The capital of {land} is"
    whole = dissected(AnatomySetup(prompt=prompt))
    without = dissected(AnatomySetup(prompt=prompt, skipped=(23,)))
    looked = int(whole.weights[23, 4, -1].argmax())
    winner, says = decoder_here().decoder.words([whole.winner, without.says])
    return Seen(looked == 4 and says != winner, f"{land}:{winner}, without layer 23{says}")


def _first(_: int) -> Seen:
    bits = factored(FactorsSetup()).bits
    return Seen(int(bits.argmax()) == 0, f"{bits.round(1).tolist()} bits")


def _theorem(_: int) -> Seen:
    found = factored(FactorsSetup(prompt="The cat sat on the theorem."))
    place = found.words.index(" theorem")
    others = max(bits for at, bits in enumerate(found.bits) if at != place)
    return Seen(found.bits[place] > 1.5 * others, f"{found.bits[place]:.1f}, others {others:.1f}")


def _learns(seed: int) -> Seen:
    """From the end of the training of the story."""
    setup = WriterSetup(seed=seed)
    *_, last = train_writer(setup)
    bits, levels = last.metrics["bits"], rungs(setup)
    counts = f"triples {levels[3]:.3f}, fours {levels[4]:.3f}, fives {levels[5]:.3f}"
    return Seen(bool(bits < levels[3]), f"{bits:.3f} bits; {counts}")


def _nucleus(_: int) -> Seen:
    kept = []
    for prompt in ("The capital of France is", "The best thing about the sea is"):
        setup = ChoiceSetup(prompt=prompt, top_p=0.9)
        kept.append(chosen(setup, logits_of(setup)).kept[3])
    return Seen(kept[0] == 10 and kept[1] > 2 * kept[0], f"{kept[0]} and {kept[1]} tokens")


def _tail(seed: int) -> Seen:
    """What top-p cuts off, over all places of a text that did not choose it."""
    decoder = decoder_here().decoder
    setup = ChoiceSetup(prompt=" ".join(FRESH[seed % len(FRESH)]), top_p=0.9)
    logits = decoder.logits([decoder.start, *tokens_of(setup, decoder)])
    cut = [float(law_of(row)[laws(row, setup.choosing).top_p == 0].sum()) for row in logits]
    return Seen(bool(0.08 < np.mean(cut) < 0.1), f"{np.mean(cut):.3f} at {len(cut)} places")


def _late(seed: int) -> Seen:
    """How much of the logit of a land's capital the last five MLPs add."""
    whole = dissected(AnatomySetup(prompt=f"The capital of {_land(seed)} is"))
    late = float(whole.parts.feed_forward[-5:].sum()) / whole.parts.logit
    return Seen(late > 0.5, f"{_land(seed)}: {late:.2f} of the logit")


CLAIMS = [
    Claim("A product", "the first factor is the smallest", _first),
    Claim("Surprise", "theorem costs more bits than any other word by far", _theorem),
    Claim("A nucleus", "ten tokens, and more than twice as many for the other prompt", _nucleus),
    Claim("A nucleus", "what is cut is drawn about every tenth word", _tail),
    Claim("Three ways", "the beam is no dearer than greedy, every draw is dearer", _draws),
    Claim("The machine", "layer 23, head 4 fetches Paris from France", _fetched),
    Claim("The machine", "for other lands too, and without layer 23 another word", _lands),
    Claim("The machine", "the last five MLPs add most of the logit, for other lands too", _late),
    Claim("Layer by layer", "Paris appears late", _paris),
    Claim("It learns to write", "it falls past single letters, pairs and triples", _learns),
    Claim("Said twice", "the second copy costs a third at most", _twice),
]
