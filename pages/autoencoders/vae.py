"""Variational autoencoder: a latent space to walk through, and the bound that shaped it."""

from typing import cast

import numpy as np
import streamlit as st

from models import densities
from models.autoencoders import Vae, VaeSetup, bounds, plain, train
from models.autoencoders.archive import around, axes_of
from models.autoencoders.divergences import ROUNDING
from models.autoencoders.setup import IMAGES
from models.autoencoders.source import Source, source
from models.brought import Picture, figures, read_picture
from models.errors import ModelError
from models.images import ImageSet, missing
from pages.autoencoders.pictures.vae import account, codes, familiar, images, numbers
from pages.autoencoders.stories.vae import INFOVAE, STATIONS
from playground import bring, catalog, controls, here, lesson, live, page, pin, scene
from playground.lesson import Readout

TOPIC = catalog.topic("vae")
SLUG = TOPIC.slug
VIEWS = {
    "map": "Map",
    "walk": "Walk",
    "grid": "Prior grid",
    "strips": "Strips",
    "input": "Your input",
    "bounds": "Bounds",
}
ON_THE_PLANE = ("map", "walk", "bounds")
INPUTS = {"test": "A held-out image", "draw": "Draw one", "file": "A file"}
DRAWS = 12
STEPS = 12  # images of a walk, both ends among them
WIDEST = (-22.0, 22.0, -22.0, 22.0)  # map on which a code can be dragged


def view(screen: live.Screen[VaeSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    data = source(screen.setup)
    views = VIEWS if data.side else {name: VIEWS[name] for name in ON_THE_PLANE}
    over = controls.view("Look at", views, SLUG)
    looks = {"walk": walk, "grid": grid, "strips": strips, "input": own_input, "bounds": ladder}
    looks.get(over, drag)(screen, data)
    frame = screen.frame
    metrics = dict(screen.recording.frame(frame).metrics)
    if over == "bounds" and not screen.active:
        metrics |= numbers.finer(numbers.ladder(screen.identity, frame, screen))
    numbers.readouts(screen, metrics, data)
    numbers.overfit(screen, frame, data)
    live.fork_button(screen)
    account.sums(metrics, len(data.tested))
    if screen.setup.objective == "infovae":
        lesson.beside_the_notes(INFOVAE)


def on_screen(screen: live.Screen[VaeSetup], events: scene.Events) -> int:
    """The frame chosen on the map's time axis; for a fragment of its own.

    So a held handle redraws nothing but the map and what it decodes to; another time, the page.
    """
    before = screen.frame
    frame = screen.turn(events.time)
    if frame != before:
        st.rerun()
    return frame


@st.fragment
def drag(screen: live.Screen[VaeSetup], data: Source) -> None:
    """One point of the map, and what it decodes to."""
    left, right = st.columns([2, 1], gap="small")
    place = pin.place(SLUG, "z", [(0.0, 0.0)], WIDEST)
    with left:
        held = scene.Handles("z", place, "exact", ["z"], codes.SHARED)
        frame = on_screen(screen, codes.latent_map(screen, [held]))
    with right:
        if data.side:
            images.row(codes.decoded(screen, frame, place), data.side, "decoded", "decoded z", 300)
            st.caption("Drag **z**: the decoder draws it. A character is an image of that class.")
        else:
            spread = codes.spread(screen, frame, place)
            codes.on_plane(screen, [spread])


@st.fragment
def walk(screen: live.Screen[VaeSetup], data: Source) -> None:
    """A straight line between two points of the map, and what lies along it."""
    ends = pin.place(SLUG, "ends", [(-1.5, 0.0), (1.5, 0.0)], WIDEST)
    places = st.columns([2, 1], gap="small") if not data.side else [st.container()] * 2
    with places[0]:
        line = scene.Paths("walk", codes.between(ends), "exact", width=2.5)
        held = scene.Handles("ends", ends, "exact", ["A", "B"], codes.SHARED)
        share = 0.75 if data.side else 1.0  # the images lie under the map
        frame = on_screen(screen, codes.latent_map(screen, [line, held], share))
    along = codes.decoded(screen, frame, ends, count=STEPS)
    with places[1]:
        if data.side:
            images.row(along, data.side, "walk", "from A to B", 120)
        else:
            codes.on_plane(screen, [scene.Paths("walk", along, "exact", width=2.5)])


def grid(screen: live.Screen[VaeSetup], data: Source) -> None:
    """The decoded quantiles of the prior as one picture, and samples beside it."""
    left, right = st.columns([2, 1], gap="small")
    with left:
        events = images.prior_grid(screen)
    recording = screen.recording
    frame = screen.turn(events.time)
    with right:
        views, shown = recording.frame(frame).views, data.test[:8].numpy()
        images.sheet(views["samples"], data.side, 4, "samples", "decoded draws of the prior", 240)
        again = views["reconstructions"]
        pairs = np.concatenate((shown[:4], again[:4], shown[4:], again[4:]))
        images.sheet(pairs, data.side, 4, "again", "held-out, reconstructed below", 240)
    st.caption(
        "Each step across or up passes an equal share of the prior, so every image of the grid "
        "is equally likely. Latents beyond the two of the map stand at 0."
    )


def strips(screen: live.Screen[VaeSetup], data: Source) -> None:
    """One strip of images for each latent, sorted by its KL, with a slider each."""
    picture = st.container()
    frame = screen.turn(codes.time_axis(screen).time)
    model = codes.at_frame(screen.identity, frame, screen)
    order = plain.strips(model, data.shown, np.zeros(model.latents))
    most = min(images.STRIPS, model.latents)
    left, right = picture.columns([1, 1.5], gap="medium")
    with left:
        above = st.container()
        kl = dict(zip(order.axes[:most].tolist(), order.kl[:most].tolist(), strict=True))
        code = images.sliders(kl, model)
    with above:
        images.row(plain.decoded(model, code[None]), data.side, "turned", "decoded", 200)
    found = plain.strips(model, data.shown, code)
    with right:
        columns = len(found.values)
        flat = found.images[:most].reshape(most * columns, -1)
        height = 55 * most + 20
        images.sheet(flat, data.side, columns, "strips", "one row for each latent", height)
        st.caption(
            f"From the top: {', '.join(codes.latent(axis) for axis in found.axes[:most])}, each "
            "from −3 to 3 while the others stay where the sliders are."
        )
        numbers.kl_bars(screen.recording.frame(frame).views["kl_per_dim"])


def own_input(screen: live.Screen[VaeSetup], data: Source) -> None:
    """An input picked, drawn or uploaded: its ellipse, codes drawn from it, reconstructions."""
    kind = st.segmented_control(
        "Where the input comes from",
        list(INPUTS),
        default="test",
        required=True,
        format_func=INPUTS.__getitem__,
        key=here.key("kind"),
        label_visibility="collapsed",
    )
    left, right = st.columns([1, 1.7], gap="small")
    with left:
        try:
            x = brought(kind, data, screen.setup)
        except ModelError as error:
            st.info(str(error), icon=":material/draw:")
            x = None
    frame = screen.frame
    layers: codes.Layers = []
    if x is not None:
        model = codes.at_frame(screen.identity, frame, screen)
        seen = plain.encoded(model, x, DRAWS, here.recall("noise", 0))
        axes = codes.on_map(screen, frame)[: model.latents]
        layers = codes.posterior_of(seen, axes)
    with right:
        events = codes.latent_map(screen, layers)
    if screen.turn(events.time) != frame:
        st.rerun(scope="fragment")
    if x is None:
        return
    with left:
        images.row(seen.x[None], data.side, "seen", "what the encoder sees", 190)
    st.button(
        "Resample ε",
        icon=":material/casino:",
        key=here.key("resample"),
        on_click=resample,
        help="Other noise, the same ellipse: z = mean + sd · ε, and each z is decoded.",
    )
    images.sheet(seen.images, data.side, DRAWS, "resampled", "decoded draws of q(z|x)", 120)
    stands = familiar.standard(screen.identity, frame, screen).of(x)
    lesson.readouts(
        [
            Readout("ELBO of this input", seen.elbo, "nats", samples=DRAWS),
            Readout("Distortion", seen.distortion, "nats", samples=DRAWS),
            Readout("Rate", seen.rate, "nats", help="KL(q(z|x)‖p(z)), exact.", rounding=ROUNDING),
            familiar.rank(stands, len(data.tested)),
        ]
    )
    familiar.words(stands, images.names(screen.setup) or codes.GLYPHS)


def resample() -> None:
    here.keep("noise", here.recall("noise", 0) + 1)


def brought(kind: str, data: Source, setup: VaeSetup) -> np.ndarray:
    """The input that a person chose, drew or uploaded, (D,)."""
    if kind == "test":
        most = min(len(data.test), 297) - 1
        pick = st.slider("Held-out image", 0, most, 12, key=here.key("pick"))
        return data.test[pick].numpy()
    mine = here.recall(kind)
    like = cast(ImageSet, setup.data)  # this view is offered for images only
    if kind == "draw":
        caption = "Draw a figure with the pointer."
        bring.drawing(caption, "paper", (0, 1, 0, 1), take_input, height=230)
        return figures.from_strokes(mine or [], like)
    bring.picture("A picture", "upload", 8, read_picture, take_file)
    if mine is None:
        raise ModelError("Choose a picture: its figure is centred and scaled, then encoded.")
    figure = figures.from_picture(mine, like)
    if told := figure.done[len(mine.done) :]:
        st.caption(f"To find the figure: {'; '.join(told)}.")
    return figure.x


def take_input(strokes: bring.Strokes) -> None:
    here.keep("draw", strokes)


def take_file(picture: Picture | None) -> None:
    """Keep a picture, if it shows anything, or forget it."""
    here.forget("file")
    if picture is not None:
        figures.from_picture(picture, "digits")
        here.keep("file", picture)


def ladder(screen: live.Screen[VaeSetup], data: Source) -> None:
    """The bounds for several numbers of samples, and how rate and distortion went."""
    picture = st.container()
    axis = codes.time_axis(screen, report=False)
    frame = screen.turn(axis.time)
    if screen.active:
        picture.caption("The bounds follow when the training has ended: they take 500 draws each.")
        return
    found = numbers.ladder(screen.identity, frame, screen)
    with picture:
        numbers.bounds_over_k(found)
    numbers.rung_readouts(found)
    numbers.grey_values(screen, frame)


def own_data(setup: VaeSetup) -> None:
    """Where a density is drawn, and what to do for images that are not here."""
    if setup.data in IMAGES and (sentence := missing(setup.data)):
        st.info(sentence, icon=":material/download:")
    if labels := images.names(setup):
        st.caption(" · ".join(f"{number} {name}" for number, name in enumerate(labels)))
    if setup.data == "drawn":
        words = "Draw with the pointer what is to be learned; then press Train."
        bring.drawing(words, "density", densities.WINDOW, take_drawing, height=300)


def take_drawing(strokes: bring.Strokes) -> None:
    """Put what was drawn into the setup and so into the link."""
    controls.set_values(SLUG, drawing=densities.encode(strokes) if strokes else "")


page.opened(TOPIC, VaeSetup, brings=own_data).trained(
    train, view, STATIONS, axes_of, around, code=(train, Vae, bounds.elbo, bounds.iwae)
)
