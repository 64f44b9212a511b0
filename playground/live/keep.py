"""Recordings saved as files, and files replayed in the place of a run."""

import io
from collections.abc import Mapping
from typing import Any, BinaryIO

import streamlit as st
from pydantic import BaseModel, ValidationError

from playground import controls
from playground.bring.told import attempt, tell
from playground.live import desk
from playground.live.shown import Replay, Shown
from playground.live.watched import Watched
from playground.recording import Recording, RecordingError

LARGEST_UPLOAD_MB = 200

Views = Mapping[str, type[BaseModel]]


def replay(watched: Watched, setup_class: type[BaseModel], views: Views | None = None) -> None:
    """Take a recording prepared at home, and show it in the place of the training on screen.

    Args:
        watched: What is on screen.
        setup_class: What the knobs on screen make.
        views: What those of each view of the page make, by its title, if it has several.
    """
    key = f"{watched.slug}:load"
    st.file_uploader(
        "Replay a recording saved by this page",
        type="npz",
        key=key,
        max_upload_size=LARGEST_UPLOAD_MB,
        on_change=_load,
        args=(watched.slug, key, setup_class, watched.train.__module__, views or {}),
    )
    tell(key)


def arrays(run: Shown) -> dict[str, Any]:
    """Everything drawn in a recording, for the export: steps, metrics and views over time."""
    recording = run.recording.snapshot()
    numbers = {title: recording.metric(name) for name, title in metric_names(recording).items()}
    return {"step": recording.steps, **numbers, **{n: recording.view(n) for n in recording.views}}


def metric_names(recording: Recording) -> dict[str, str]:
    """What each metric is called beside the views: ``metric_loss`` where one is a ``loss`` too."""
    taken = recording.views
    return {name: f"metric_{name}" if name in taken else name for name in recording.metrics}


def saved(recording: Recording) -> bytes:
    """The bytes of a recording's file."""
    file = io.BytesIO()
    recording.save(file)
    return file.getvalue()


def _package(module: str) -> list[str]:
    """The package of a training: ``models.gans`` of whatever module in it."""
    return module.split(".")[:2]


def _load(slug: str, key: str, setup_class: type[BaseModel], training: str, views: Views) -> None:
    """Replay the uploaded file, if there is one, and keep what is wrong with it."""
    uploaded = st.session_state.get(key)

    def shown() -> None:
        if uploaded is not None:
            run = _read(uploaded, slug, setup_class, training, views)
            desk.show(slug, run)
            controls.apply(run.setup, slug)

    attempt(key, shown)


def _read(
    uploaded: BinaryIO, slug: str, setup_class: type[BaseModel], training: str, views: Views
) -> Replay:
    """The recording in a file; pages with the same training open each other's.

    A file carries the module of its training, which may have moved within its package since; the
    setup tells the trainings of one package apart. The oldest files carry the name of their page.

    Raises:
        RecordingError: It is none, or not one for this page or for the view on screen.
    """
    recording = Recording.load(uploaded)
    if recording.topic != slug and _package(recording.topic) != _package(training):
        raise RecordingError("This recording belongs to another page; open it there.")
    read = {
        kind: setup
        for kind in (setup_class, *views.values())
        if (setup := _understood(kind, recording.setup)) is not None
    }
    if not read:
        raise RecordingError(
            "The setup inside this recording is not one that this page knows; "
            "it may come from another version of the playground."
        )
    # The knobs of one view may be among those of another: it is of the one that it names all of.
    kind = min(read, key=lambda kind: len(kind.model_fields.keys() - recording.setup.keys()))
    if kind is not setup_class:
        title = next(title for title, each in views.items() if each is kind)
        raise RecordingError(f"This recording belongs to another view; open it in “{title}”.")
    return Replay(recording, read[kind])


def _understood(setup_class: type[BaseModel], knobs: Mapping[str, Any]) -> BaseModel | None:
    """The setup that the knobs of a recording stand for, if they are those of its kind."""
    try:
        return setup_class.model_validate(knobs)
    except ValidationError:
        return None
