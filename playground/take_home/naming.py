"""What a file is called that a person takes home: its topic, its setup and its step."""

import re

from pydantic import BaseModel

from playground.controls.knobs import query

LONGEST = 100  # letters of a topic and its setup
_STRANGE = re.compile(r"[^\w=.,+-]+")


def file_name(topic: str, setup: BaseModel, *more: str) -> str:
    """A name without an ending, such as ``flows-family=spline-seed=3-step-500``."""
    knobs = [
        f"{name.removeprefix(f'{topic}_')}={text}" for name, text in query(setup, topic).items()
    ]
    text = " ".join([topic, *knobs])[:LONGEST].rstrip()
    return _STRANGE.sub("-", " ".join([text, *more]))
