"""The story of the flows page, in order."""

from models.densities import decode
from models.flows import FlowSetup
from playground.lesson import Preset

HEART = (
    "1~gEvgtDiFXkdpnl2rV4u9vx9cz1B0MjzEDwjltLJjB-hJqf5Texqc5-SzJPblM8DL0jMNBOFcR"
    "FvUt4Yd2blpd9XfVDgEv"
)
STATIONS = [
    Preset(
        "One layer",
        FlowSetup(layers=1),
        "A single layer bends the first axis by one curve, and the second by a curve that depends "
        "on the first. It already misses less than 0.01 nats: faint bridges between the islands "
        "are all that is wrong.",
        "Is one such layer enough for any density, in principle?",
        "Yes: the first curve makes the law of x₁, the second that of x₂ given x₁, and the two "
        "together are the whole law (Knothe and Rosenblatt). What stops it is precision: 24 pieces "
        "of a curve, and a small network that has to jump from island to island.",
    ),
    Preset(
        "Five layers",
        FlowSetup(),
        "The gap to the entropy falls towards zero: the density becomes the data's own.",
        "The curve never settles below the dashed line. What is that line?",
        "The entropy H of the data: NLL = H + KL(p‖q), and the divergence KL is never negative. "
        "No model predicts the data better than their own density does.",
    ),
    Preset(
        "Affine",
        FlowSetup(family="affine", layers=8),
        "Eight layers that only shift and scale one axis at a time: threads join the modes.",
        "Where do the threads between the islands come from?",
        "An invertible smooth map keeps the plane in one piece. The noise is one island, so its "
        "image is one island: threads become thin, but are never cut.",
    ),
    Preset(
        "Planar",
        FlowSetup(family="planar", layers=8),
        "The same number of layers and steps: each stretches or squeezes the plane across one "
        "line, with five numbers instead of a network. On ten seeds they left a gap of 0.03 to "
        "0.42, and on eight of the ten more than the affine layers did.",
        "Eight planar layers have 40 parameters, eight affine ones 9,488. What do the many buy?",
        "A planar layer does the same all along its line. The network of an affine layer shifts "
        "and scales one axis by an amount that depends on where on the other axis a point is, so "
        "that one layer can treat each island by itself.",
    ),
    Preset(
        "Spline",
        FlowSetup(layers=8),
        "Again eight layers and the same steps, but each bends its axis along a free curve. "
        "Already one such layer, the first preset, leaves less than a tenth of the gap of the "
        "eight affine ones.",
        "What does a spline have that an affine map lacks?",
        "It can be steep in one place and flat in another, so that one layer can pull many modes "
        "apart at once; an affine map moves a whole axis by the same factor.",
    ),
    Preset(
        "Drawn",
        FlowSetup(target="drawn", drawing=decode(HEART)),
        "A drawing is a density, too, with an exact entropy. Draw your own on the paper, then "
        "train: the link carries it.",
        "The flow has no trouble with the line, but where does it leave mass that you never drew?",
        "Inside the loop: the noise has no hole, and a map that is continuous both ways cannot "
        "make one, so a thin film or a cut stays.",
    ),
]
ERRATUM = (
    "For discrete data the notes add noise u ~ U(0, a), and print ≈ and C = M log a. The sign is "
    "the other one, and it is a bound: −log P(x) ≤ −M log a − E log p(x + u), so that noise can "
    "only overstate what the discrete data cost. And where they print |∇g⁻¹|, read |det ∇g⁻¹|: "
    "*Change of variables*, view *2×2 matrix*, shows the difference."
)
