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
        "Its data end where the largest of many more models has just begun. Here a size has to "
        "wait for the next one, and the last one trains to its end.",
    ),
    Preset(
        "Overfitting",
        OverfittingSetup(),
        "What too little text adds to the loss, of three sizes. Turn b: with 0 every size has a "
        "curve of its own. The best b here is .37, from .20 to .54: not Kaplan's .74.",
        "A model 8 times as large: how much more data does it need?",
        "8ᵇ times: 4.66 with .74, about five; 2.2 with .37. These models are tiny and see their "
        "text four times at most, so they have little to overfit with: the claim is one of others.",
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
        "model pays more there, and who is better here is better there.",
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
        "The best size at each budget is stopped when it is about a tenth above its own end: at "
        "a few percent of its training.",
        "Where does the tenth come from?",
        "L = a N^−.077 + b S^−.76 at C = N S is lowest where .077 a N^−.077 = .76 b S^−.76: what "
        "training could still gain is α_N / α_S = 10 % of what size could not.",
        {"view": "convergence"},
    ),
]
