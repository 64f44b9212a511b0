"""The story of the flows page, in order."""

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
        "A single layer bends each axis once, and cannot separate all eight modes.",
        "Why can one layer not make eight separate islands, however long it trains?",
        "It bends the first axis by one curve for the whole plane, and the second by a curve "
        "that depends on the first: the noise can be cut along one axis only where a whole "
        "column is empty.",
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
        "line, with five numbers instead of a network, and eight lines leave half the gap.",
        "Eight planar layers have 40 parameters, eight affine ones 9,488. How can the few win?",
        "This target is made of straight cuts: eight lines are enough to pull eight islands "
        "apart. On the spirals the order is the other way round; try it.",
    ),
    Preset(
        "Spline",
        FlowSetup(layers=8),
        "Again eight layers and the same steps, but each bends its axis along a free curve: "
        "the gap is more than ten times smaller.",
        "What does a spline have that an affine map lacks?",
        "It can be steep in one place and flat in another, so that one layer can pull many modes "
        "apart at once; an affine map moves a whole axis by the same factor.",
    ),
    Preset(
        "Drawn",
        FlowSetup(target="drawn", drawing=HEART),
        "A drawing is a density, too, with an exact entropy. Draw your own on the paper, then "
        "train: the link carries it.",
        "The flow has no trouble with the line, but where does it leave mass that you never drew?",
        "Inside the loop: the noise has no hole, and a continuous map cannot make one, so a thin "
        "film or a cut stays.",
    ),
]
