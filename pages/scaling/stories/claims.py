"""The story of the six claims: what the notes say, and what is seen of it."""

from models.scaling.claims import (
    ConvergenceSetup,
    CurvesSetup,
    OverfittingSetup,
    SamplesSetup,
    SmoothSetup,
    TransferSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Smooth laws",
        SmoothSetup(),
        "Losses of really trained small models over N, over D and over C, each from its smallest "
        "on. They lie within 8 % of lines; dashed beside each is Kaplan's slope.",
        "Why should the slopes be Kaplan's?",
        "They need not be. A slope is one of a text, of its tokens and of a recipe; what is "
        "claimed is that there is one at all, over six powers of ten. Here are one and a half to "
        "two and a half.",
    ),
    Preset(
        "Kaplan's slopes",
        SmoothSetup(source="kaplan"),
        "Kaplan's L(N, S) after 250,000 steps: over N a line of slope −.076, over C one made of "
        "pieces, because six sizes take turns at being the best.",
        "Why is −.057 flatter than the line through these points?",
        "Theirs is of runs with one batch size. The batch that pays grows as the loss falls, so "
        "late steps of one batch are worth less: with that, and with many sizes, the same law has "
        "a slope of −.056 to −.060. Without it, and with many sizes, it would be −.070.",
    ),
    Preset(
        "Overfitting",
        OverfittingSetup(),
        "What too little text adds to the loss, of three sizes. Turn b: with 0 every size has a "
        "curve of its own. The best b here is .37, from .20 to .54: not Kaplan's .74.",
        "A model 8 times as large: how much more data does it need?",
        "8ᵇ times: 4.66 with .74, about five; 2.2 with .37. These models are tiny. They read the "
        "whole text under four times, and a thirty-second of it 116 times, for up to 56 % more; "
        "twelve points do not fix b well, and the claim is one of others.",
        {"view": "overfitting"},
    ),
    Preset(
        "Kaplan's b",
        OverfittingSetup(source="kaplan"),
        "The same from Kaplan's joint law. With .74 all points lie on the curve; turn b to .80, "
        "and the sizes part.",
        "Where does .74 come from, when α_N / α_D = .076 / .095 is .80?",
        "From the fit to all runs at once, where α_D is .103. The headline exponents are those of "
        "separate fits, and their ratio belongs to no law of N and D together.",
        {"view": "overfitting"},
    ),
    Preset(
        "First tenth",
        CurvesSetup(source="kaplan"),
        "Only the green tenth of the largest model's curve is known. The shape of the smaller "
        "ones, α_S and S_c, foretells the rest. Choose the shipped sweep instead: there that is "
        "13 % off at the end, and the curve's own line 49 %.",
        "Why is it worse for small models that train briefly?",
        "Their curves are no power laws yet: a first plateau, where a model knows pairs of "
        "characters, and a second fall once attention has learned to look back.",
        {"view": "curves"},
    ),
    Preset(
        "Another text",
        TransferSetup(),
        "Trained on Python's help, judged on Python's source, which nobody learned from. Every "
        "model pays more there, and but for a few neighbours who is better here is better there.",
        "Is the offset constant?",
        "Look at the slope: 1 would be a constant offset. Here it is below 1, so the better models "
        "pay more for the other text, in nats. The correlation is what holds.",
        {"view": "transfer"},
    ),
    Preset(
        "Fewer samples",
        SamplesSetup(),
        "Drag the loss down: the larger a model, the earlier it comes there. Neighbours "
        "change places at times: in shorter sweeps, on three seeds of ten.",
        "Does the large model also need less compute?",
        "Not always. It reads fewer characters, and each costs it more: C = 6 N D.",
        {"view": "samples"},
    ),
    Preset(
        "A budget",
        ConvergenceSetup(),
        "Drag the budget: for each there is a best size, and the larger the budget, the larger it "
        "is. Points mark where each size is the best.",
        "How far are they from their ends there?",
        "The smallest has done a fifth of its training, the next four fifths, the others nearly "
        "all of it: none of them trains long enough to be wasteful. See Kaplan's frontier.",
        {"view": "convergence"},
    ),
    Preset(
        "Kaplan's frontier",
        ConvergenceSetup(source="kaplan", compute=1e18),
        "The best size is stopped long before its own end: in the middle of the budgets where it "
        "is the best each of the inner four is 8 to 10 % above it, at some 4 % of its training. "
        "As six sizes take turns it is 3 to 21 % elsewhere; with a size for every budget it would "
        "be a tenth.",
        "Where does the tenth come from?",
        "L = a N^−.077 + b S^−.76 at C = N S is lowest where .077 a N^−.077 = .76 b S^−.76: what "
        "training could still gain, b S^−.76, is α_N / α_S = 10 % of what it never could at this "
        "size, a N^−.077.",
        {"view": "convergence"},
    ),
]
