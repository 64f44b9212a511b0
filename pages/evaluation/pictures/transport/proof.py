"""What the potentials prove, in numbers; and the notes' proof, corrected where it stands."""

import numpy as np

from models.transport import Dual
from playground import lesson
from playground.lesson import Readout

PRINTED = (
    "In the Lagrangian read ‖x − y‖ where ‖x − y‖² is printed, and + ∫(p − ∫δ dy) f dx "
    "+ ∫(q − ∫δ dx) g dy, each with a plus and with δ under its inner integral; the first integral "
    "runs over X × X, and f, g map X to ℝ.",
    "inf sup = sup inf is not free: it is strong duality of this linear program. Here both sides "
    "are computed, and the gap of the best pair is 0.",
    "“Best we can do is minimize δ over δ = 0”: the infimum over δ ≥ 0 of the last term is 0, "
    "reached where δ is 0 unless f(x) + g(y) = |x − y|. So the plan’s points lie where the pairs "
    "leave no room.",
    "E_p h − E_q h ≤ ∫‖x − y‖ δ holds for every plan δ, and W₁ is the infimum over δ. For one plan "
    "∫‖x − y‖ δ ≤ W₁, as printed, is wrong: carrying from everywhere to everywhere in proportion "
    "costs {blind:.4f} here, more than W₁ = {primal:.4f}.",
    "That κ is 1-Lipschitz begins with κ(x) ≤ ‖x − u‖ − g(u), printed with g(y), and goes on with "
    "κ(x) ≤ ‖x − y‖ + inf_u[‖y − u‖ − g(u)] = ‖x − y‖ + κ(y), printed with ‖x − u‖, which would "
    "be κ(x) itself.",
    "f(x) ≤ κ(x) ≤ −g(x) is right; what is plugged in is g(y) ≤ −κ(y) too, and the left side is "
    "E_p f + E_q g, where the f is missing.",
    "The last supremum runs over ‖h‖_L ≤ 1, the 1-Lipschitz functions, where ‖w‖₂ ≤ 1 is printed.",
)


def numbers(one: Dual) -> None:
    """The dual value under W₁, how far it is, and what is broken."""
    count = int(np.count_nonzero(one.broken))
    lesson.readouts(
        [
            Readout(
                "Dual value",
                one.value,
                "",
                one.primal,
                "W₁",
                help="E_p f + E_q g; at most W₁ as long as no pair is broken.",
                digits=5,
                rounding=1e-12,
            ),
            Readout("Gap", one.gap, "", help="W₁ minus the dual value.", rounding=1e-9),
            Readout("Broken pairs", count, "", help="Pairs with f(x) + g(y) > |x − y|.", digits=4),
            Readout("Worst break", one.worst, "", rounding=1e-9),
            Readout(
                "Proves W₁ at least",
                one.proven,
                "",
                one.primal,
                "W₁",
                help="The dual value once f is lowered by the worst break.",
                digits=5,
                rounding=1e-12,
            ),
            Readout("Steepest slope of f", one.steepest, "", help="κ’s is never more than 1."),
        ]
    )


def proof(one: Dual) -> None:
    """The Lagrangian at the cheapest plan, in numbers, and what the notes print."""
    lesson.equation(
        r"\mathcal{L}(\delta, f, g) = E_p f + E_q g + \sum \delta(x, y)\,(|x - y| - f(x) - g(y))",
        [
            (r"E_p f", one.of_p),
            (r"E_q g", one.of_q),
            (r"\textstyle\sum \delta\,(|x - y| - f - g)", one.unused),
        ],
        (r"W_1", one.primal),
    )
    for words in PRINTED:
        lesson.beside_the_notes(words.format(blind=one.blind, primal=one.primal))
