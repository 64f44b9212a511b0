"""The story of the flows page, in order."""

from models.flows import FlowSetup
from playground.lesson import Preset

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
        "Spline",
        FlowSetup(),
        "The gap to the entropy falls towards zero: the density becomes the data's own.",
        "The curve never settles below the dashed line. What is that line?",
        "The entropy H of the data: NLL = H + KL(p‖q), and the divergence KL is never negative. "
        "No model predicts the data better than their own density does.",
    ),
    Preset(
        "Affine",
        FlowSetup(family="affine", layers=8),
        "Twice the layers, but each only shifts and scales: threads join the modes.",
        "Where do the threads between the islands come from?",
        "An invertible smooth map keeps the plane in one piece. The noise is one island, so its "
        "image is one island: threads become thin, but are never cut.",
    ),
    Preset(
        "Moons",
        FlowSetup(target="moons"),
        "Switch to the layers and follow the grid from the noise to the moons.",
        "Where does the density grow most on the way?",
        "Where the cells of the grid shrink most: the density of a cell is its mass, which "
        "stays, over its area, which the determinant of the Jacobian multiplies.",
    ),
    Preset(
        "Checkerboard",
        FlowSetup(target="checkerboard"),
        "Sharp edges need steep maps: this gap closes more slowly than that of the Gaussians.",
        "Which part of the plane costs most of the gap that remains?",
        "The edges. A smooth map spreads each edge over a strip: too little density on its inner "
        "side, and density wasted on its outer side.",
    ),
]
