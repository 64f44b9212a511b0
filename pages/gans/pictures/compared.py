"""Two laws compared at once: by logistic regression, in packs, and by earth that is moved."""

import numpy as np
import streamlit as st

import pages.gans.pictures.distances as pictures
from models.gans.distances import (
    LogisticSetup,
    PackingSetup,
    ShiftSetup,
    heaps,
    packs,
    separate,
)
from models.gans.exact import LN2
from playground import controls, lesson
from playground.lesson import Readout

SLUG = "distances"


DUALITY = (
    "In the Lagrangian the two constraints enter with a plus, + ∫(p − ∫δ dy) f dx + ∫(q − ∫δ dx) g "
    "dy; with the minus that is printed the next line has the wrong signs.",
    "E_p h − E_q h ≤ ∫‖x − y‖ δ holds for every plan δ, and W₁ is the infimum over δ. For one "
    "plan alone ∫‖x − y‖ δ ≤ W₁, as printed, is wrong: carrying from everywhere to everywhere in "
    "proportion costs {blind:.2f} here, more than {best:.2f}.",
    "In the proof that κ is 1-Lipschitz read κ(x) ≤ ‖x − y‖ + inf_u[‖y − u‖ − g(u)]: with ‖x − u‖, "
    "as printed, the infimum is κ(x) itself and not κ(y).",
    "The last supremum runs over ‖h‖_L ≤ 1, the 1-Lipschitz functions, where ‖w‖₂ ≤ 1 is printed. "
    "The h below the heaps is one of them.",
)


def logistic(setup: LogisticSetup) -> None:
    """Logistic regression between two Gaussians, which contains D*."""
    between = separate(setup)
    fitted = between.fitted
    pictures.separation(between)
    lesson.readouts(
        [
            Readout(
                "JSD from D",
                fitted.divergence,
                "nats",
                between.exact,
                "exact",
                fitted.error,
                setup.samples,
                help="ln 2 minus the cost of the discriminator.",
                digits=4,
            ),
            Readout("Slope of the logit", fitted.slope, "", -setup.distance, "exact", digits=4),
            Readout("Intercept", fitted.intercept, "", between.intercept, "exact", digits=4),
        ]
    )
    lesson.equation(
        r"\begin{gathered} \log\frac{p}{q} = \frac{d^2}{2} - d\,x \\"
        r"J^{(D)} = -\tfrac12 E\log D(x) \\ - \tfrac12 E\log(1 - D(G(z))) \end{gathered}",
        [(r"\log 2", LN2), (r"-\mathrm{JSD}", -between.exact)],
        (r"J^{(D)}\text{ of the samples}", fitted.cost),
        tolerance=4 * fitted.error,
        why=f"the cost is of {setup.samples:,} samples, with a standard error of "
        f"{lesson.numeral(fitted.error, 2)}",
    )
    st.caption("Two routes: by quadrature, and by the fitted D within four standard errors.")


def packing(setup: PackingSetup) -> None:
    """A model that misses a mode and one that is only uneven, seen in packs."""
    seen = packs(setup)
    pictures.packs(seen)
    at = setup.pack - 1
    dropped, uneven = float(seen.of_dropped[at]), float(seen.of_uneven[at])
    lesson.readouts(
        [
            Readout("One mode missing", dropped, "TV", float(seen.of_dropped[0]), "one by one"),
            Readout("Only uneven", uneven, "TV", float(seen.of_uneven[0]), "one by one"),
            Readout("Missing over uneven", dropped / uneven, "", 1.0, "one by one"),
        ]
    )
    lesson.formula(
        rf"\mathrm{{TV}}(P^m, Q^m) = 1 - \left(1 - \tfrac1{{{setup.modes}}}\right)^{{{setup.pack}}}"
        rf" = {dropped:.4f}"
    )
    st.caption(
        "For the missing mode this is the chance that a pack of real samples holds it: such a "
        "pack is never fake. All total variations are summed over all packs, exactly."
    )


def in_place_of(printed: float, right: float) -> str:
    """What the notes' form gives for the lines as they lie now, if that is another number."""
    here, there = ("∞" if np.isinf(value) else f"{value:.4f}" for value in (printed, right))
    if here == there:
        return f"for these lines both are {there}; drag Q and they part."
    return f"for these lines that is {here} instead of {there}."


@st.fragment
def transport(setup: ShiftSetup) -> None:
    """Two lines that never meet, and four heaps of earth."""
    if controls.turned(SLUG, setup, "distance"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    two = pictures.lines(setup)
    lesson.readouts(
        [
            Readout("KL", two.kl, "nats", help="Infinite where Q has no mass and P has some."),
            Readout("JSD", two.jensen_shannon, "nats", LN2, "nothing in common, ln 2 ="),
            Readout("W₁", two.wasserstein, "", pictures.shown(setup), "distance"),
        ]
    )
    lesson.beside_the_notes(
        "JSD is ½ KL(P ‖ M) + ½ KL(Q ‖ M) with M = (P + Q)/2. The notes turn the second one round, "
        f"KL(M ‖ Q): {in_place_of(two.misprinted, two.jensen_shannon)} The printed form is "
        "infinite wherever P has mass and Q has none."
    )
    lesson.beside_the_notes(
        "The notes' Lagrangian has ‖x − y‖² where W₁ has ‖x − y‖: "
        f"{in_place_of(two.squared, two.wasserstein)}"
    )
    moved = heaps()
    pictures.heaps(moved)
    for words in DUALITY:
        lesson.beside_the_notes(words.format(blind=moved.blind, best=moved.transport.value))
