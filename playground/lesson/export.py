"""Take home: the data, a script that reproduces it, and the link that is the state."""

import csv
import io
import keyword
import zipfile
from collections.abc import Callable, Mapping

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from pydantic import BaseModel

from playground import controls
from playground.knobs import normal

Data = Mapping[str, NDArray[np.generic]]


def npz(data: Data) -> bytes:
    """All arrays in one compressed NumPy archive, without pickles."""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **data)
    return file.getvalue()


def csv_text(name: str, array: NDArray[np.generic]) -> str:
    """One array as a table: a row for each entry of its first axis, the other axes as columns.

    The columns are called ``name`` or ``name_0``, ``name_1``, ... with one index for each axis.
    """
    table = np.atleast_1d(array)
    columns = ["_".join(map(str, (name, *index))) for index in np.ndindex(table.shape[1:])]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    # As text first: a float32 then reads 0.1 and not 0.10000000149011612.
    writer.writerows(table.reshape(len(table), len(columns)).astype(str).tolist())
    return file.getvalue()


def csv_zip(data: Data) -> bytes:
    """Each array as a CSV table of its own, together in one zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in data.items():
            archive.writestr(f"{name}.csv", csv_text(name, array))
    return file.getvalue()


def script_for(setup: BaseModel, train_name: str = "train", module: str = "models.flows") -> str:
    """A short Python script that repeats a training and prints its last metrics.

    Only the knobs that differ from their defaults are written.

    Raises:
        ValueError: when a name is no Python name.
    """
    names = [train_name, *module.split(".")]
    if not all(name.isidentifier() and not keyword.iskeyword(name) for name in names):
        raise ValueError(f"{module}.{train_name} is no Python name.")
    kind = type(setup).__name__
    changed = normal(setup).model_dump(exclude_defaults=True)
    arguments = "".join(f"    {name}={value!r},\n" for name, value in changed.items())
    built = f"{kind}(\n{arguments})" if arguments else f"{kind}()"
    return f'''"""Repeats a training of the playground and prints how it ended.

Run it in the folder of the playground, with its Python:
    PYTHONPATH=. .venv/bin/python this_file.py
"""

from {module} import {kind}, {train_name}

setup = {built}

for frame in {train_name}(setup):
    last = frame  # frame.views holds the arrays that the page draws

print(f"after {{last.step:,}} steps")
for name, value in last.metrics.items():
    print(f"{{name}} = {{value:.6g}}")
'''


def export(data: Data | Callable[[], Data], script: str, name: str) -> None:
    """Offer the data as NPZ and CSV, and the script. Nothing is built before a click.

    Args:
        data: Named arrays, or a function that returns them when the click comes.
        script: Source text, from :func:`script_for`.
        name: File name without its ending.
    """

    def arrays() -> Data:
        return data() if callable(data) else data

    def table() -> bytes:
        return csv_zip(arrays())

    with st.container(horizontal=True, gap="small", width="content"):
        st.download_button(
            "NumPy data",
            lambda: npz(arrays()),
            f"{name}.npz",
            "application/octet-stream",
            key=f"{name}:npz",
            icon=":material/download:",
            on_click="ignore",
            help="All arrays of this page in one NPZ file, for numpy.load.",
        )
        st.download_button(
            "CSV tables",
            table,
            f"{name}.zip",
            "application/zip",
            key=f"{name}:csv",
            icon=":material/table_chart:",
            on_click="ignore",
            help="The same arrays as tables, one CSV file each, in a zip file.",
        )
        st.download_button(
            "Python script",
            script,
            f"{name}.py",
            "text/x-python",
            key=f"{name}:py",
            icon=":material/terminal:",
            on_click="ignore",
            help="A short program that computes the same numbers without the playground's pages.",
        )


@st.fragment
def permalink(topic: str) -> None:
    """A button that opens the link to exactly this state, ready to be copied.

    The link is written when it is opened: a picture may have changed the address since the page
    was drawn.
    """
    key = f"{topic}:link"
    panel = st.popover("Link to this state", icon=":material/link:", key=key, on_change="rerun")
    if not panel.open:
        return
    with panel:
        st.markdown("Whoever opens this link sees the page with all its knobs as they are now.")
        st.code(controls.permalink(topic), language=None, wrap_lines=True)
        st.markdown("For a slide: the same in presenter mode, with large type and no side bar.")
        st.code(controls.permalink(topic, present=True), language=None, wrap_lines=True)
        if left_out := controls.unlinked(topic):
            st.caption(
                f":material/warning: Too long for a link, and so not in it: {', '.join(left_out)}."
            )
