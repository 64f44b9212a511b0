"""A sparse autoencoder: its atoms, how often each is used, and the code of one input."""

import streamlit as st

from models.autoencoders.plain import (
    Coded,
    SparseSetup,
    atoms_as_images,
    bars,
    coded,
    coded_orthonormally,
    data_of,
    principal,
)
from pages.autoencoders.pictures.plain.shared import HEIGHT, at_frame, errors, rows
from pages.autoencoders.pictures.vae import images
from playground import charts, controls, here, lesson, live, scene
from playground.lesson import Readout

FEW, ACROSS, MORE = 64, 8, 12  # atoms in a row: 8 of up to 64 atoms, else 12
PICKED = 296  # the last of the held-out images to choose from
LOOKS = {"atoms": "Atoms", "again": "Reconstructions", "code": "The code of one input"}
BASES = {"learned": "Learned dictionary", "orthonormal": "Orthonormal dictionary"}


def sparse(screen: live.Screen[SparseSetup]) -> None:
    """The view of sparse autoencoders."""
    over = controls.choose("Look at", LOOKS, "look")
    {"again": reconstructions, "code": one_input}.get(over, atoms)(screen)
    live.fork_button(screen)
    numbers(screen)


def atoms(screen: live.Screen[SparseSetup]) -> None:
    """The dictionary over the steps, and how often each of its atoms is used."""
    recording, setup = screen.recording, screen.setup
    if setup.network == "deep":
        st.info(
            "A deep decoder has no atoms to show. Choose **A dictionary** under Networks.",
            icon=":material/info:",
        )
        reconstructions(screen)
        return
    first = screen.first()
    across = ACROSS if setup.latents <= FEW else MORE
    pictures = atoms_as_images(recording.view("atoms", first), across)
    alt = "Every atom of the dictionary as an image: what is grey stays as it is."
    rows(screen, pictures, [], errors(screen, first), "", alt)
    usage = screen.moment.views["usage"]
    labels = [str(number + 1) for number in range(len(usage))]
    chart = charts.bars(labels, [charts.Series("used", usage, "model")], "share", height=130)
    charts.show(chart, "usage", "How often each atom is used, over held-out images.")


def reconstructions(screen: live.Screen[SparseSetup]) -> None:
    """Held-out images and what the sparse code keeps of them."""
    recording, data = screen.recording, data_of(screen.setup)
    key = "again"
    first = screen.first(key)
    again = recording.view("reconstructions", first)
    shown = data.test[: again.shape[1]].numpy()
    alt = "Held-out images and their reconstructions."
    rows(screen, [shown, again], ["held out", "r(x)"], errors(screen, first), key, alt, 0.7)


def one_input(screen: live.Screen[SparseSetup]) -> None:
    """The code of one image: in one step of the encoder, and by ISTA's half-steps."""
    setup, data = screen.setup, data_of(screen.setup)
    if setup.rule != "l1":
        st.info(
            "The exact sparse code is that of a dictionary with the **L1** penalty: choose both "
            "and train.",
            icon=":material/info:",
        )
        reconstructions(screen)
        return
    basis = controls.choose("Dictionary", BASES, "basis")
    pick = st.slider("Held-out image", 0, min(PICKED, len(data.test) - 1), 12, key=here.key("pick"))
    x = data.test[pick].numpy()
    if basis == "learned":
        found = coded(at_frame(screen.identity, screen.frame, screen), x)
    else:
        found = coded_orthonormally(principal(setup), x, setup.lam)
    left, right = st.columns([3, 1], gap="small")
    with left:
        half_steps(found, f"{screen.identity} {screen.frame} {basis} {pick}", basis)
    with right:
        images.sheet([x, *found.images], data.side, 1, "three", "input, own code, exact code", 330)
        st.caption("From the top: the image, from the encoder's code, from the exact code.")
    lesson.readouts(
        [
            Readout(
                "Cost of the encoder's code" if basis == "learned" else "Cost of S_λ(Dᵀx)",
                found.own_cost,
                reference=found.ista.least,
                reference_name="least",
                digits=5,
                help="½ ‖x − D h‖² + λ Σ|h| of this image.",
            ),
            Readout(
                "Atoms used",
                found.used[0],
                reference=found.used[1],
                reference_name="by the exact code",
            ),
        ]
    )
    lesson.formula(
        r"h \leftarrow S_{\lambda/L}\!\left(h + \tfrac1L D^\top(x - D h)\right),\qquad "
        r"D^\top D = I:\ h^* = S_\lambda(D^\top x)"
    )


def half_steps(found: Coded, identity: str, basis: str) -> None:
    """ISTA's code after each half-step as bars, with the encoder's code and the exact one."""
    steps, exact, own = bars(found)
    reach = found.reach
    halves = len(steps)
    count = steps.shape[1]
    own_name = "the encoder's code" if basis == "learned" else "S_λ(Dᵀx)"
    picture = scene.Scene(
        [
            scene.Paths("ISTA", steps, "query", width=0.7, bars=True),
            scene.Points("exact code", exact, "exact", 3, 1.0),
            scene.Points(own_name, own, "model", 2.2, 1.0),
        ],
        (0.0, count + 1.0, -reach, reach),
        times=range(halves),
        time_name="half-step",
        curves=[scene.Curve("cost", found.ista.costs, "query", log=True)],
        captions=["h = 0", *(["down the slope", "threshold"] * halves)[: halves - 1]],
        identity=identity,
        equal=False,
        x_label="atom",
        y_label="h",
        badge="exact",
        alt="The code of one image after each half-step of ISTA, beside the exact one.",
    )
    scene.show(picture, "ista", HEIGHT)


def numbers(screen: live.Screen[SparseSetup]) -> None:
    """The errors, and how much of the code is in use."""
    setup, metrics = screen.setup, screen.moment.metrics
    exact = setup.rule == "l1"
    items = [
        Readout("Error, held out", metrics["test_sse"], help="‖x − r(x)‖² for each image."),
        Readout("Error, trained on", metrics["sse"]),
        Readout(
            "Used for one image" if exact else "Mean activity",
            100 * metrics["active"] if exact else metrics["active"],
            "%" if exact else "",
            reference=None if exact else setup.activity,
            reference_name="" if exact else "wanted",
            samples=len(data_of(setup).tested),
            help="The share of a code that is not 0."
            if exact
            else "The mean of all numbers of the codes, each between 0 and 1.",
        ),
    ]
    lesson.readouts(items)
    lesson.formula(
        r"\tfrac12\|x - D\,h\|^2 + \lambda \sum_j |h_j|"
        if exact
        else r"\tfrac12\|x - g(h)\|^2 + \beta \sum_j \mathrm{KL}(\rho\,\|\,\bar h_j)"
    )
