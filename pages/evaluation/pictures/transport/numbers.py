"""The numbers of each view, and their formulas."""

from models.transport import PlanSetup, Sinkhorn, Solved
from playground import lesson
from playground.lesson import Readout

PRIMAL = (
    r"W(P, Q) = \min_{\delta \ge 0} \sum_{ij} \delta_{ij}\, c_{ij}, \qquad "
    r"\sum_j \delta_{ij} = p_i,\ \sum_i \delta_{ij} = q_j"
)

SQUARED = PRIMAL.replace("W(", "W_2^2(")


def of_plan(
    setup: PlanSetup,
    one: Solved,
    found: Sinkhorn | None,
    frame: int,
    pair: tuple[int, int] | None,
) -> None:
    """The distance by the route that was chosen, beside the exact one."""
    name = "W₂" if one.squared else "W₁"
    exact = Readout(
        name,
        one.distance,
        "",
        one.length(one.exact.dual_value),
        "dual value",
        help="What the cheapest plan costs"
        + (", its root." if one.squared else ".")
        + " The dual value is what no plan can cost less than.",
        digits=5,
    )
    items = [exact]
    if found is not None:
        items += [
            Readout(
                "Cost of the blurred plan",
                float(found.costs[frame]),
                "",
                one.exact.value,
                "cheapest",
                help="It can be less than the cheapest only while mass does not leave or arrive "
                "as it should.",
                digits=5,
            ),
            Readout(
                "Mass misplaced",
                100 * float(found.misplaced[frame]),
                "%",
                help="What does not leave from, or does not arrive, where it should.",
                rounding=1e-9,
            ),
            Readout(
                "Proven by its potentials",
                float(found.proven[frame]),
                "",
                one.exact.value,
                "cheapest",
                help="No plan costs less than this: f of this half-step and its c-transform.",
                digits=5,
            ),
        ]
    elif setup.solver == "sliced":
        cut = one.in_slices()
        items += [
            Readout(
                f"Sliced {name}",
                cut.value,
                "",
                one.distance,
                name,
                help=f"Over {len(cut.costs)} directions. A shadow shortens every way, so it is "
                "never more.",
                digits=5,
            ),
            Readout(f"{name} in this direction", one.length(float(cut.costs[frame])), "", digits=5),
        ]
    elif setup.solver == "sorted":
        items.append(
            Readout(
                "Area between the cdfs",
                one.area(),
                "",
                one.on_a_line().cost(),
                "W₁ by sorting",
                digits=5,
            )
        )
    if pair is not None:
        plan = one.exact.plan if found is None else found.plans[frame]
        items += [
            Readout(f"Cost of way {pair[0] + 1} → {pair[1] + 1}", float(one.costs[pair])),
            Readout("Mass moved on it", 100 * float(plan[pair]), "%"),
        ]
    lesson.readouts(items)
    lesson.formula(SQUARED if one.squared and setup.solver == "simplex" else FORMULAS[setup.solver])


FORMULAS = {
    "simplex": PRIMAL,
    "sinkhorn": r"\min_\delta \sum_{ij} \delta_{ij}\,c_{ij} - \varepsilon H(\delta), \qquad "
    r"\delta_{ij} = e^{(f_i + g_j - c_{ij})/\varepsilon}",
    "sliced": r"SW^p = \frac1\pi \int_0^\pi W_p^p(P_\theta, Q_\theta)\, d\theta",
    "sorted": r"W_1 = \int_0^1 |F_P^{-1}(u) - F_Q^{-1}(u)|\, du = \int |F_P(x) - F_Q(x)|\, dx",
}
