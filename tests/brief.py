"""Trainings that end soon, where what is tested is the page."""

from playground.catalog import Topic

FEW = {
    "engines": {"steps": "10"},  # each moment is judged on all its sequences
    "field": {"each": "10", "seeds": "2"},
    "measures": {"samples": "100"},
    "theorems": {"steps": "10"},
}


def brief(topic: Topic) -> dict[str, str]:
    """Parameters of a page's address with which what it trains ends soon."""
    few = FEW.get(topic.slug, {"steps": "20"} if topic.trains else {})
    return {f"{topic.slug}_{name}": value for name, value in few.items()}
