"""The numbers of each view, each with its meaning and what it is to be compared with."""

from collections.abc import Mapping

from models.change_of_variables import (
    ChangeSetup,
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
    fold,
    view_of,
)
from playground.lesson import Readout

Known = Mapping[str, float]


def readouts(setup: ChangeSetup) -> list[Readout]:
    """What the page tells about a setup.

    Raises:
        ModelError: The map has no inverse; the message says what to do.
    """
    now = view_of(setup).numbers()
    match setup:
        case CurveSetup():
            return of_curve(now)
        case LinearSetup():
            return of_matrix(now)
        case WarpSetup():
            return of_cell(now)
        case FoldSetup():
            return of_paper(now) if setup.fold == "plane" else of_fold(setup, now)
        case DiscreteSetup():
            return of_masses(now)
        case LotusSetup():
            return of_mean(setup, now)


def of_curve(now: Known) -> list[Readout]:
    without, with_factor = now["Area without factor"], now["Area with factor"]
    mass, image = now["Mass of the strip"], now["Mass of its image"]
    return [
        Readout("Area without factor", without, help="∫ q₀(g⁻¹(x)) dx", digits=4),
        Readout("Area with factor", with_factor, help="∫ q₀(g⁻¹(x)) |dg⁻¹/dx| dx", digits=4),
        Readout("Mass of the strip", mass, "", image, "∫ q₁(x) dx", help="∫ q₀(z) dz"),
    ]


def of_matrix(now: Known) -> list[Readout]:
    area, det = now["Image area"], now["|det A|"]
    without, with_factor = now["Mass without factor"], now.get("Mass with factor")
    shoelace, summed = "By the shoelace formula.", "∫ f(A⁻¹w) dw, a sum over small cells."
    likewise = "∫ f(A⁻¹w)/|det A| dw, likewise."
    return [
        Readout("Image area", area, "", det, "|det A|", help=shoelace, digits=4),
        Readout("Mass without factor", without, help=summed, digits=4),
        Readout("Mass with factor", with_factor, help=likewise, digits=4),
    ]


def of_cell(now: Known) -> list[Readout]:
    image, expected, mass = now["Image area"], now["det J × cell"], now["Mass without factor"]
    how = "∮ w dz along its edge, negative if it is mirrored; det J at the corner."
    tends, mean = "Tends to 1 as the cell shrinks.", "E|det J(X)|; with the factor, 1."
    return [
        Readout("Image area", image, "", expected, "det J × cell", help=how, digits=4),
        Readout("Ratio", now.get("Ratio"), "", 1.0, "limit", help=tends, digits=4),
        Readout("Mass without factor", mass, help=mean, digits=4),
    ]


def of_paper(now: Known) -> list[Readout]:
    left, right, both = (now[f"Mass {of}"] for of in ("from x₁ < 0", "from x₁ > 0", "of the sum"))
    summed = "The density of that piece, summed over the picture."
    likewise = "The density of that piece, summed likewise."
    found = [
        Readout("Mass from x₁ < 0", left, help=summed, digits=4),
        Readout("Mass from x₁ > 0", right, help=likewise, digits=4),
        Readout(
            "Mass of the sum",
            both,
            "",
            1.0,
            "exact value",
            help="Together they are the whole law.",
            digits=4,
        ),
    ]
    if "Largest error" in now:
        off, rounding = now["Largest error"], now["Its rounding"]
        how = "Against half-normal × normal of scipy."
        found.append(Readout("Largest error", off, help=how, digits=4, rounding=rounding))
    return found


def of_fold(setup: FoldSetup, now: Known) -> list[Readout]:
    one, density = fold(setup), now["Density by its own formula"]
    source = "f(x)/|g'(x)| at this source."
    share, known, error = now["P[Y ≤ y]"], now["Its exact value"], now["Its standard error"]
    return [
        *(Readout(f"f(y), {name}", now[f"f(y), {name}"], help=source) for name in one.piece_names),
        Readout("Their sum", now["Their sum"], "", density, one.exact_name),
        Readout("P[Y ≤ y]", share, "", known, "exact", error, setup.samples),
    ]


def of_masses(now: Known) -> list[Readout]:
    before, after = int(now["Values of x"]), int(now["Values of y"])
    positive, divided = "With a positive mass.", "What a Jacobian would make of the sum."
    found = [
        Readout("Values of x", before, help=positive, digits=4),
        Readout("Values of y", after, help=positive, digits=4),
        Readout("Sum over y", now["Sum over y"], help="Exact: fractions.", digits=4),
    ]
    half = now.get("Divided by |f′| = 2")
    jacobian = Readout("Divided by |f′| = 2", half, help=divided, digits=4)
    return found if half is None else [*found, jacobian]


def of_mean(setup: LotusSetup, now: Known) -> list[Readout]:
    mean, exact, error = now["Mean of h"], now["Its exact value"], now["Its standard error"]
    pushed = "Over the pushed samples, without q_K."
    quadrature = "By quadrature: the error is σ/√n."
    usual = "About two times in three it lies between −1 and 1."
    by = "∫ h q_K dx"
    return [
        Readout("Mean of h", mean, "", exact, by, error, setup.samples, pushed, digits=4),
        Readout("σ of h(X)", now["σ of h(X)"], help=quadrature, digits=4),
        Readout("Error over σ/√n", now.get("Error over σ/√n"), help=usual, digits=2),
    ]
