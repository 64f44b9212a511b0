"""Trainings that end soon, where what is tested is the page."""

from playground.catalog import Topic


def brief(topic: Topic) -> dict[str, str]:
    """Parameters of a page's address with which what it trains ends soon."""
    few = {"each": "10", "seeds": "2"} if topic.slug == "field" else {"steps": "20"}
    return {f"{topic.slug}_{name}": value for name, value in few.items()} if topic.trains else {}
