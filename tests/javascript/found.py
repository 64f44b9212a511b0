"""The list that the search fetches, and the catalog's topics with their sections, as JSON."""

import json
import sys
from pathlib import Path

from playground import catalog, notes, search


def main(folder: Path) -> None:
    """Write ``found.json`` and ``topics.json``."""
    (folder / "found.json").write_bytes(search.index())
    topics = [
        {
            "slug": topic.slug,
            "title": topic.title,
            "sections": [notes.section(key).name for key in topic.sections],
        }
        for topic in catalog.TOPICS
    ]
    (folder / "topics.json").write_text(json.dumps(topics))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
