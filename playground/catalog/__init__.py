"""The one list of topics: the navigation, the gallery and the tests are made from it.

Each chapter has a file with its topics, in the order of the navigation.
"""

from playground.catalog import (
    attention,
    autoencoders,
    autoregressive,
    evaluation,
    flows,
    gans,
    processes,
    quantization,
    sampling,
    scaling,
)
from playground.catalog.entry import CHAPTERS, ROOT, Topic
from playground.catalog.suggested import SUGGESTED, Suggestion

__all__ = ["CHAPTERS", "ROOT", "SUGGESTED", "TOPICS", "Suggestion", "Topic", "topic"]

TOPICS: tuple[Topic, ...] = (
    *sampling.TOPICS,
    *flows.TOPICS,
    *autoencoders.TOPICS,
    *quantization.TOPICS,
    *gans.TOPICS,
    *evaluation.TOPICS,
    *autoregressive.TOPICS,
    *processes.TOPICS,
    *attention.TOPICS,
    *scaling.TOPICS,
)


def topic(slug: str) -> Topic:
    """The topic of that name.

    Raises:
        KeyError: If the catalog has none.
    """
    for candidate in TOPICS:
        if candidate.slug == slug:
            return candidate
    raise KeyError(slug)
