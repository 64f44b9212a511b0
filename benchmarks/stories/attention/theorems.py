"""What the page of tasks with a theorem claims of transformers that learn them."""

from functools import cache

from benchmarks.stories.claim import Claim, Seen
from models.attention.theorems import (
    AdditionSetup,
    CarrySetup,
    ChainsSetup,
    WordsSetup,
    judge,
    train_addition,
    train_carry,
    train_theorem,
)
from models.frame import Frame


def _bayes(seed: int) -> Seen:
    *_, last = train_theorem(ChainsSetup(seed=seed))
    return Seen(last.metrics["excess"] < 0.008, f"{last.metrics['excess']:.4f} nats above Bayes")


def _one_layer(seed: int) -> Seen:
    setup = ChainsSetup(layers=1, seed=seed)
    *_, last = train_theorem(setup)
    examiner = judge(setup)
    loss, counts = last.metrics["loss"], examiner.by_counts
    near = loss > counts - 0.3 * (counts - examiner.risk)
    return Seen(near, f"loss {loss:.4f}, by counts {counts:.4f}, Bayes {examiner.risk:.4f}")


@cache
def _added(seed: int, decay: float) -> Frame:
    *_, last = train_addition(AdditionSetup(seed=seed, weight_decay=decay))
    return last


def _understood(seed: int) -> Seen:
    found = _added(seed, 1.0).metrics
    return Seen(
        found["seen"] > 0.99 and found["fresh"] > 0.8,
        f"unseen either way {found['fresh']:.3f}, five waves {found['concentration']:.3f}",
    )


def _waves(seed: int) -> Seen:
    found = _added(seed, 1.0).metrics
    return Seen(found["concentration"] > 0.8, f"five waves {found['concentration']:.3f}")


def _by_heart(seed: int) -> Seen:
    found = _added(seed, 1e-3).metrics
    return Seen(
        found["seen"] > 0.99 and found["fresh"] < 0.5,
        f"seen {found['seen']:.3f}, unseen either way {found['fresh']:.3f}",
    )


def _stack(seed: int) -> Seen:
    *_, last = train_theorem(WordsSetup(seed=seed))
    near, far = last.metrics["excess"], last.metrics["beyond"]
    return Seen(near < 0.06 < far, f"within {near:.3f}, beyond {far:.3f}")


def _parity(seed: int) -> Seen:
    setup = WordsSetup(
        task="parity",
        positions="none",
        length=16,
        hidden=128,
        steps=600,
        batch=64,
        learning_rate=3e-3,
        seed=seed,
    )
    *_, last = train_theorem(setup)
    near, far = last.metrics["excess"], last.metrics["beyond"]
    return Seen(near < 0.35 and far > 0.6, f"within {near:.3f}, beyond {far:.3f}")


def _written(seed: int) -> Seen:
    setup = WordsSetup(task="written", positions="alibi", length=16, steps=200, seed=seed)
    *_, last = train_theorem(setup)
    return Seen(last.metrics["excess"] < 0.01, f"within {last.metrics['excess']:.4f}")


def _carried(seed: int) -> Seen:
    *_, last = train_carry(CarrySetup(seed=seed))
    found = {name: value for name, value in last.metrics.items() if name.endswith("beyond")}
    within = max(value for name, value in last.metrics.items() if name.endswith("excess"))
    best = min(found, key=found.__getitem__)
    worse = min(found["learnt_beyond"], found["sinusoidal_beyond"])
    return Seen(
        within < 0.05 and best == "alibi_beyond" and worse > 0.7,
        f"within {within:.4f}; " + ", ".join(f"{k} {v:.2f}" for k, v in found.items()),
    )


def _brackets(seed: int) -> Seen:
    *_, last = train_carry(CarrySetup(task="dyck", seed=seed))
    found = last.metrics
    kinds = ("none", "sinusoidal", "learnt", "rotary", "alibi")
    grows = all(found[f"{kind}_beyond"] > found[f"{kind}_excess"] for kind in kinds)
    text = ", ".join(
        f"{kind} {found[f'{kind}_excess']:.3f} > {found[f'{kind}_beyond']:.3f}" for kind in kinds
    )
    return Seen(grows, text)


CLAIMS = [
    Claim("A chain never met before", "within .008 nats of Bayes", _bayes),
    Claim("One layer", "stops near the loss of counting letters", _one_layer),
    Claim("A table of sums", "also what was seen neither way round", _understood),
    Claim("A table of sums", "few waves remain", _waves),
    Claim("Nothing shrinks", "without weight decay it only knows by heart", _by_heart),
    Claim("Brackets", "near the best within the length, farther beyond", _stack),
    Claim(
        "Parity",
        "right within the length, worth nothing beyond (the story: on six seeds of ten)",
        _parity,
    ),
    Claim("Written down", "learnt to the last answer", _written),
    Claim("Five kinds of positions", "all within, ALiBi alone beyond", _carried),
    Claim("Brackets, carried", "the distance grows beyond the length", _brackets),
]
