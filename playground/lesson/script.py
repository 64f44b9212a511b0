"""The script that a person takes home: it computes on its own what a page shows."""

import keyword
from collections.abc import Sequence

from pydantic import BaseModel

from playground.controls.knobs import Knob, named, normal

_HEAD = '''"""Computes again what a page of the playground shows.

The library it imports, `models`, is a part of the playground. Run it with the playground's own
Python, from any folder:

    /where/the/playground/is/.venv/bin/python {file}

Another Python has to be given the library first:

    pip install -e /where/the/playground/is
"""

import sys
from importlib.util import find_spec

if find_spec("models") is None:
    sys.exit("The playground is not found: see the first lines of this script.")

'''


def standalone(body: str, file: str) -> str:
    """A script that runs from any folder, or says how the library is found.

    Args:
        body: What it does, imports of the library first.
        file: What it is called.
    """
    return _HEAD.format(file=file) + body


def construction(setup: BaseModel) -> str:
    """The call that builds a setup, with the knobs that it has to name."""
    meant = normal(setup)
    changed = meant.model_dump(include={knob.name for knob in named(meant)})
    arguments = "".join(
        f"    {knob.name}={_literal(changed[knob.name], knob)},\n" for knob in named(meant)
    )
    kind = type(setup).__name__
    return f"{kind}(\n{arguments})" if arguments else f"{kind}()"


def _literal(value: object, knob: Knob) -> str:
    """A value as Python reads it: what is no number and no tuple of them by its text."""
    if knob.kind != "spelled" or isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple):
        return f"({', '.join(_literal(each, knob) for each in value)}{',' * (len(value) == 1)})"
    return repr(knob.text(value))


def script_for(
    setup: BaseModel,
    train_name: str = "train",
    module: str = "models.flows",
    forks: Sequence[tuple[BaseModel, int]] = (),
    until: int | None = None,
    at_once: bool = False,
) -> str:
    """Python source that repeats a training and prints the metrics of the moment on screen.

    Args:
        setup: What is trained.
        train_name: By which function,
        module: from which module.
        forks: What was trained before, the oldest first, and until which step.
        until: The step of that moment; None is the end of the training.
        at_once: Whether its parts were trained at once: then only its end can be repeated by one
            program, and the source says so.

    Raises:
        ValueError: when a name is no Python name.
    """
    names = [train_name, *module.split(".")]
    if not all(name.isidentifier() and not keyword.iskeyword(name) for name in names):
        raise ValueError(f"{module}.{train_name} is no Python name.")
    before, start = "", ""
    for parent, step in forks:
        before += f"""
parent = {construction(parent)}
for frame in {train_name}(parent{start}):
    if frame.step >= {step}:
        break  # here it is forked: same state, same order of the data, other knobs
"""
        start = ", start=frame"
    told, stop = "", ""
    if until is not None and at_once:
        told = f"""
# On screen was step {until:,}, with all parts trained at once. Here they are trained one after the
# other, and only the end is the same: these are its numbers."""
    elif until is not None:
        stop = f"""
    if frame.step >= {until}:
        break  # the moment on screen; without these two lines it trains to its end"""
    return f"""from {module} import {type(setup).__name__}, {train_name}
{before}
setup = {construction(setup)}
{told}
for frame in {train_name}(setup{start}):
    last = frame  # frame.views holds the arrays that the page draws{stop}

print(f"after {{last.step:,}} steps")
for name, value in last.metrics.items():
    print(f"{{name}} = {{value:.6g}}")
"""
