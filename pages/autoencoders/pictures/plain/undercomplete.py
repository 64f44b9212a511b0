"""An undercomplete autoencoder: its map of codes, its manifold through the data, and PCA."""

import streamlit as st

from models.autoencoders.plain import (
    SPACE,
    AutoencoderSetup,
    atoms_as_images,
    data_of,
    inside,
    map_stages,
    principal,
    rotation,
    seen_from,
    window_around,
)
from pages.autoencoders.pictures.plain.inputs import own_input
from pages.autoencoders.pictures.plain.shared import HEIGHT, at_frame, errors, rows
from pages.autoencoders.pictures.vae import images
from pages.autoencoders.pictures.vae.codes import GLYPHS
from playground import controls, handles, lesson, live, scene
from playground.lesson import Readout

SHARED = "plain:z"  # under this name the browser decodes the place of the map's handle
WIDEST = (-1000.0, 1000.0, -1000.0, 1000.0)  # codes are as large as they like
SPACE_WINDOW = (-4.2, 4.2, -4.2, 4.2)
EIGEN = 10  # directions of which pictures are drawn
LOOKS = {"codes": "Codes", "again": "Reconstructions", "pca": "Against PCA", "input": "Your input"}


def undercomplete(screen: live.Screen[AutoencoderSetup]) -> None:
    """The view of undercomplete autoencoders."""
    data = data_of(screen.setup)
    if not data.side:
        manifold(screen)
    else:
        over = controls.choose("Look at", LOOKS, "look")
        {"again": reconstructions, "pca": against_pca, "input": own_input}.get(over, drag)(screen)
    live.fork_button(screen)
    numbers(screen)


@st.fragment
def drag(screen: live.Screen[AutoencoderSetup]) -> None:
    """The plane of codes with a point that is decoded where it is dragged."""
    recording, data = screen.recording, data_of(screen.setup)
    first, frame = screen.first(), screen.frame
    codes = recording.view("codes", first)
    newest = recording.frame(-1).views
    x0, x1, y0, y1 = window_around(newest["codes"])
    place = handles.pinned("z", [((x0 + x1) / 2, (y0 + y1) / 2)], WIDEST)
    labels = data.labels[: len(data.shown)].numpy()
    left, right = st.columns([2, 1], gap="small")
    with left:
        picture = scene.Scene(
            [
                scene.Glyphs("codes f(x)", codes, [GLYPHS[each] for each in labels], labels),
                scene.Handles("z", place, "exact", ["z"], SHARED),
            ],
            (x0, x1, y0, y1),
            **screen.time(),
            curves=errors(screen, first, principal(screen.setup).residual, "PCA"),
            equal=False,
            x_label="code 1",
            y_label="code 2",
            badge="trained live",
            alt="Each input's code on the two numbers of the code that vary most, by class.",
        )
        events = scene.show(picture, height=HEIGHT)
    if screen.turn(events.time) != frame:
        st.rerun()
    model = at_frame(screen.identity, frame, screen)
    seen = recording.frame(frame).views
    stages = map_stages(model, seen["axes"], data.shown)
    with right:
        answer = scene.Computed(stages, SHARED, place, (data.side, data.side))
        images.row(answer, data.side, "decoded", "decoded z", 300)
        st.caption("Drag **z**: the decoder draws it. A character is an image of that class.")


def reconstructions(screen: live.Screen[AutoencoderSetup]) -> None:
    """Held-out images, what the autoencoder makes of them, and what PCA does."""
    recording, data = screen.recording, data_of(screen.setup)
    key, best = "again", principal(screen.setup)
    first = screen.first(key)
    again = recording.view("reconstructions", first)
    shown = data.test[: again.shape[1]].numpy()
    curves = errors(screen, first, best.residual, "PCA")
    alt = "Held-out images, their reconstructions, and those of PCA with as many numbers."
    images_of = [shown, again, best.reconstructions(shown)]
    rows(screen, images_of, ["held out", "learned", "PCA"], curves, key, alt)


def against_pca(screen: live.Screen[AutoencoderSetup]) -> None:
    """The directions of a linear autoencoder beside the principal ones."""
    if screen.setup.network != "linear":
        st.info(
            "Only a **linear** network has directions that can be compared: choose it under "
            "Networks and train. PCA's reconstructions stand under *Reconstructions* for any.",
            icon=":material/info:",
        )
        reconstructions(screen)
        return
    recording, best = screen.recording, principal(screen.setup)
    key, count = "atoms", min(EIGEN, screen.setup.latents)
    first = screen.first(key)
    learned = atoms_as_images(recording.view("atoms", first)[:, :count], count)
    exact = atoms_as_images(best.directions[:count], count)
    angles = recording.metric("angle")[first:]
    curves = [scene.Curve("largest angle (degrees)", angles, "model", log=True)]
    alt = "The directions of the decoder, and the principal directions, as images."
    rows(screen, [*learned, *exact], ["learned", "PCA"], curves, key, alt, 0.6)
    matrix(screen)


def matrix(screen: live.Screen[AutoencoderSetup]) -> None:
    """How much of each learned direction lies along each principal one."""
    best = principal(screen.setup)
    found = rotation(screen.moment.views["atoms"], best.directions)
    count = float(len(found))
    field = scene.Field(
        "cos²", found, (0.5, count + 0.5, 0.5, count + 0.5), 0, 1, cells=True, digits=2
    )
    picture = scene.Scene(
        [field], field.extent, x_label="principal direction", y_label="learned", badge="exact",
        alt="The squared cosine between every learned and every principal direction.",
    )  # fmt: skip
    left, right = st.columns([1, 1.4], gap="medium")
    with left:
        scene.show(picture, "matrix", 230, share=0.4)
    sums = ", ".join(f"{each:.4f}" for each in inside(found)[:EIGEN])
    with right:
        st.markdown(
            "**The subspace, not the axes.** Each learned direction is a mixture of "
            f"the principal ones: its squared cosines add up to {sums}. They are all 1 when it "
            "lies in the principal subspace; the matrix would be a permutation if the axes were "
            "found too. Any invertible matrix of the codes leaves all reconstructions as they are."
        )
        lesson.beside_the_notes(
            "Section 2.1 says that an undercomplete autoencoder *recovers PCA* when g is linear. "
            "It recovers the principal **subspace**, of centred data or with biases as here; f "
            "may be nonlinear and gains nothing."
        )


def manifold(screen: live.Screen[AutoencoderSetup]) -> None:
    """Points, and through them the line or sheet of all that the decoder can say."""
    recording, data, setup = screen.recording, data_of(screen.setup), screen.setup
    turn = 0.0
    if setup.data in SPACE:
        turn = controls.continuous(
            "Turn", -180.0, 180.0, 30.0, "turn", step=5.0, help="From where it is looked at."
        )
    key = f"plane {turn:g}"
    first = screen.first(key)
    mesh = seen_from(recording.view("mesh", first), turn)
    decoded: scene.layers.Layer = (
        scene.Mesh("all that is decoded", mesh, "model")
        if mesh.ndim == 4
        else scene.Paths("all that is decoded", mesh[:, None], "model", width=2.5)
    )
    again = seen_from(recording.view("again", first), turn)
    shown = data.test[: again.shape[1]].numpy()
    best = principal(setup)
    layers: list[scene.layers.Layer] = [
        scene.Points("held-out points x", seen_from(shown, turn), "data", 2.2, 0.6),
        scene.Points("r(x)", again, "gradient", 2, 0.6),
        decoded,
    ]
    if setup.latents < shown.shape[-1]:
        flat = seen_from(best.reconstructions(shown), turn)
        layers.append(scene.Points("PCA of x", flat, "exact", 1.5, 0.5))
    picture = scene.Scene(
        layers,
        SPACE_WINDOW if setup.data in SPACE else data.window,
        **screen.time(key),
        curves=errors(screen, first, best.residual, "PCA"),
        x_label="" if setup.data in SPACE else "x₁",
        y_label="" if setup.data in SPACE else "x₂",
        badge="trained live",
        alt="Held-out points, their reconstructions, and the decoded line or sheet among them.",
    )
    screen.show(picture, key, HEIGHT + 60)


def numbers(screen: live.Screen[AutoencoderSetup]) -> None:
    """The errors beside those of the best linear autoencoder, in closed form."""
    setup, data, metrics = screen.setup, data_of(screen.setup), screen.moment.metrics
    best = principal(setup)
    trained = data.train if setup.network == "linear" else data.shown
    items = [
        Readout(
            "Error, trained on",
            metrics["sse"],
            reference=best.residual,
            reference_name="PCA, Σ of left-out λ",
            samples=len(trained),
            digits=5,
            help="‖x − r(x)‖² for each input. Of all linear autoencoders PCA has the least, the "
            "sum of the eigenvalues that it leaves out.",
        ),
        Readout(
            "Error, held out",
            metrics["test_sse"],
            reference=best.error(data.tested),
            reference_name="the same PCA",
            samples=len(data.tested),
            digits=4,
            help="The same for inputs that were never trained on.",
        ),
    ]
    if "angle" in metrics:
        help = "The largest principal angle between the learned subspace and the principal one."
        items.append(Readout("Angle to PCA", metrics["angle"], "degrees", 0.0, "equal", help=help))
    lesson.readouts(items)
    lesson.formula(
        r"\min_{f,g\ \text{linear}}\ \tfrac1N\sum_n \|x_n - g(f(x_n))\|^2"
        r" = \sum_{i>q} \lambda_i = " + f"{best.residual:.6f}"
    )
