"""A page from its parts: what all pages have in common is said here, once.

A page that trains names its Setup, its training, the view that draws a moment of it, and its
story; a page that follows its knobs at once names what it shows of a setup instead::

    page.opened(TOPIC, GanSetup).trained(train, view, STATIONS)
    page.opened(TOPIC, BlockSetup).computed(show, STATIONS, page.Data(arrays, shuffles, AXES))

Several views of one topic may have a Setup each, and stations of their own, which say what they
open::

    page.opened(TOPIC, {"curve": CurveSetup, "linear": LinearSetup}, views=VIEWS)
    Preset("Area", LinearSetup(), ..., opens={"view": "linear"})
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

import streamlit as st
from pydantic import BaseModel

from playground import catalog, charts, controls, lesson, live, screen, take_home, timeline
from playground.lesson import Preset, Told
from playground.lesson.tables import Data as Arrays
from playground.lesson.tables import Patterns, over_steps

S = TypeVar("S", bound=BaseModel)

Code: TypeAlias = Callable[..., Any]
Around: TypeAlias = Callable[[Any, Any], Arrays]


@dataclass(frozen=True)
class Data(Generic[S]):
    """What a page that trains nothing gives away.

    Attributes:
        arrays: All that it draws of a setup, as named arrays; called when somebody wants them.
        compute: The generator of frames that a script calls to have them too.
        axes: What the axes of the arrays are, as :mod:`playground.lesson.tables` writes them.
        script: A script of its own, where it does not simply call ``compute``.
    """

    arrays: Callable[[S], Arrays]
    compute: Code
    axes: Patterns | Callable[[S], Patterns]
    script: Callable[[S], str] | None = None


@dataclass(frozen=True)
class Opened(Generic[S]):
    """A page whose title and knobs are drawn, and whose other places wait to be filled, by
    :meth:`trained` or by :meth:`computed`.

    Attributes:
        topic: What it is about.
        setup: What the knobs say.
        views: Its views, if it has several: what a person reads for each.
        view: The one that is shown; "" if there is one alone.
        places: Where its parts stand.
        apart: The setup of each view, where their knobs stand each for itself.
        titled: The setup of each view by what a person reads for it, if it has several.
    """

    topic: catalog.Topic
    setup: S
    views: Mapping[str, str] | None
    view: str
    places: screen.Places
    apart: Mapping[str, type[S]] | None = None
    titled: Mapping[str, type[S]] | None = None

    def trained(
        self,
        train: Code,
        view: live.View,
        stations: Sequence[Preset],
        axes: Patterns | Callable[[S], Patterns] | None = None,
        around: Around | None = None,
        *,
        code: Sequence[Code] | Callable[[S], Sequence[Code]] = (),
        then: Callable[[Preset], None] | None = None,
        below: Callable[[S], None] | None = None,
        told: Callable[[S, S], str] | None = None,
        story: Callable[[], Preset | None] | None = None,
        first: Callable[[S], str | None] | None = None,
        meanwhile: Callable[[S, str], None] | None = None,
    ) -> None:
        """Train the setup, and draw the rest of the page around it.

        Args:
            train: The training, a generator of frames.
            view: Draws the moment that is on screen; called again and again while it trains.
            stations: The presets, in the order of the story.
            axes: What the axes of the frames' arrays are, without the steps.
            around: What belongs to the picture and is not of every step, given the frame on screen.
            code: What is shown as the code that ran, if not the training alone.
            then: Called after a preset has turned the knobs.
            below: Draws what stands under the story, given the setup on screen.
            told: Says what a fork did not take over, from the setups before and after it.
            story: The words of a view that no preset is about, or None where it has none.
            first: What a person has to bring first, or "" where they are to look at what they
                brought before they press Train; None where the training may begin.
            meanwhile: Draws the picture until then, given that sentence; by default says it.
        """
        slug, wanted = self.topic.slug, first(self.setup) if first else None
        request = partial(live.request, slug)
        with self.places.actions:
            if wanted is not None and live.await_train(slug, self.setup, wanted):
                self._presets(stations, self.setup, request, then)
                with self.places.picture:
                    if meanwhile is None:
                        st.info(wanted, icon=":material/info:")
                    else:
                        meanwhile(self.setup, wanted)
                return
            watched = live.watch(slug, train, self.setup, told)
        station = self._presets(stations, watched, request, then)
        with self.places.picture:
            live.follow(watched, view)
        with self.places.story:
            st.markdown(self.topic.promise)
            other = story() if story else None
            lesson.story(Told(other, "", stations[0]) if other else station, slug)
        if below is not None and isinstance(watched.trained, type(self.setup)):
            with st.container(key="below"):  # until then another view's training is on screen
                below(watched.trained)
        lesson.source(*(code(watched.trained) if callable(code) else code) or (train,))
        module = module_of(type(self.setup), train)
        known = axes(watched.trained) if callable(axes) else axes
        take_home.trained(watched, module, train.__name__, known, around, self.titled)

    def computed(
        self,
        show: Callable[[S], None],
        stations: Sequence[Preset],
        data: Data[S],
        *,
        code: Sequence[Code] | Callable[[S], Sequence[Code]] = (),
        then: Callable[[Preset], None] | None = None,
        below: Callable[[S], None] | None = None,
    ) -> None:
        """Show what follows the knobs at once, and draw the rest of the page around it.

        Where the models cannot carry out what was chosen their sentence stands in the place of
        the picture; nothing is below, and the arrays to take home are none.

        Args:
            show: Draws what the setup means.
            stations: The presets, in the order of the story.
            data: What a person takes home.
            code: What is shown as the code that ran, if not ``data.compute`` alone.
            then: Called after a preset has turned the knobs and its picture is where it opens.
            below: Draws what stands under the story.
        """
        slug, setup = self.topic.slug, self.setup
        station = self._presets(stations, setup, timeline.reopen, then)
        with self.places.story:
            st.markdown(self.topic.promise)
            lesson.story(station, slug)
        timeline.begin(slug)
        shown = False
        with self.places.picture, lesson.refusals():
            show(setup)
            shown = True
        timeline.settle(slug)
        if below is not None and shown:
            with st.container(key="below"):
                below(setup)
        lesson.source(*(code(setup) if callable(code) else code) or (data.compute,))
        name = data.compute.__name__
        take_home.menu(
            slug,
            setup,
            lambda: data.arrays(setup) if shown else {},
            lambda arrays: over_steps(
                arrays, data.axes(setup) if callable(data.axes) else data.axes
            ),
            lambda: (
                data.script(setup)
                if data.script
                else lesson.script_for(setup, name, module_of(type(setup), data.compute))
            ),
        )

    @property
    def _opens(self) -> str | None:
        """What the presets of the view on screen open; None if all presets belong together."""
        if self.views is None:
            return None
        return "" if self.view == next(iter(self.views)) else self.view

    def _presets(
        self,
        stations: Sequence[Preset],
        on_screen: S | live.Watched,
        begin: Callable[[], None],
        then: Callable[[Preset], None] | None,
    ) -> Told:
        """The presets: one that was pressed turns the knobs, begins, and then does what is its."""

        def after(preset: Preset) -> None:
            begin()
            if then is not None:
                then(preset)

        with self.places.presets:
            station = lesson.presets(stations, self.topic.slug, on_screen, after, self._opens)
            if self.views is not None:
                controls.tabs(self.views, self.view, self.topic.slug, self.apart)
        return station


def opened(
    topic: catalog.Topic,
    setup_class: type[S] | Mapping[str, type[S]],
    *,
    views: Mapping[str, str] | None = None,
    apart: bool = False,
    before: Callable[[], None] | None = None,
    brings: Callable[[S], None] | None = None,
) -> Opened[S]:
    """Open a page: its title, its knobs, and places for the rest.

    Args:
        topic: What it is about.
        setup_class: The knobs; those of each view, where the views have knobs of their own.
        views: What a person reads for each view; the first is the one shown at first.
        apart: Whether knobs of one name stand for themselves in each view; else at one place.
        before: Called before the knobs are drawn, such as to keep two of them in step.
        brings: Draws what a person may bring under the knobs: a drawing, a table, a picture.
    """
    charts.forget_shown()
    lesson.header(topic.title, topic.promise, topic.notes)
    places = screen.places()
    with places.knobs:
        if before is not None:
            before()
        view, titled = "", None
        if isinstance(setup_class, Mapping):
            view = controls.shown(views or {}, topic.slug)
            titled = {title: setup_class[name] for name, title in (views or {}).items()}
            setup = controls.panel(setup_class[view], topic.slug, setup_class.values())
        else:
            setup = controls.panel(setup_class, topic.slug)
        if brings is not None:
            brings(setup)
    alone = setup_class if apart and isinstance(setup_class, Mapping) else None
    return Opened(topic, setup, views, view, places, alone, titled)


def module_of(*members: Code) -> str:
    """The shortest package that offers all of them under their names, for a script's import.

    Raises:
        ValueError: If none does.
    """
    parts = members[-1].__module__.split(".")
    for size in range(1, len(parts) + 1):
        name = ".".join(parts[:size])
        package = sys.modules[name]
        if all(getattr(package, each.__name__, None) is each for each in members):
            return name
    raise ValueError(f"No module offers {', '.join(each.__name__ for each in members)} together.")
