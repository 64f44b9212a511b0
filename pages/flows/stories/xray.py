"""The story of the flow X-ray, in order."""

from models.flows import FlowSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "One point",
        FlowSetup(),
        "Drag the probe: its path leads from layer to layer, and each layer's bar says what it "
        "adds to log q(x). Press play and see the layers bend all samples at once.",
        "The bars change while you drag. Which flows would have the same bars everywhere?",
        "Those whose layers stretch by the same factor at every point, such as linear ones: there "
        "only the bar of log q₀(z) moves. Here the factor depends on where the point lies, and so "
        "a Gaussian can become eight.",
    ),
    Preset(
        "Planar",
        FlowSetup(
            target="U1",
            objective="reverse",
            family="planar",
            layers=8,
            steps=1500,
            batch=256,
            learning_rate=0.02,
        ),
        "There is no data here: only an energy, whose log Z is known. Drag the probe from one arc "
        "to the other and watch which of the eight layers pays for it.",
        "Each layer moves all points along one direction only. How can eight of them make two "
        "arcs?",
        "Each stretches or squeezes the plane across its own line. Two or three lines open the "
        "gap in the middle, the others bend the halves. The bars show it: in the gap, a few "
        "layers subtract most of the density.",
    ),
    Preset(
        "Time",
        FlowSetup(family="continuous", layers=12, steps=500),
        "Infinitely many layers: the points follow a velocity field, and you scrub over its time.",
        "Paths of different points never cross at the same time. Why not?",
        "At one place and time there is one velocity, so two points that met would stay together "
        "for ever, forwards and backwards. That is what makes the flow invertible.",
    ),
    Preset(
        "Covers",
        FlowSetup(
            target="two_modes",
            family="affine",
            layers=4,
            steps=500,
            batch=256,
            learning_rate=0.05,
        ),
        "Learnt from samples with too few layers: the flow covers both modes, and fills the "
        "valley between them with samples that the data never has.",
        "Why does maximum likelihood prefer a bridge to forgetting a mode?",
        "KL(p‖q) averages over the data. A mode that the flow misses costs -log q, which is huge "
        "there; samples in the valley cost only the mass that is missing elsewhere.",
    ),
    Preset(
        "Drops",
        FlowSetup(
            target="two_modes",
            objective="reverse",
            annealing=False,
            family="affine",
            layers=4,
            steps=500,
            batch=256,
            learning_rate=0.05,
        ),
        "The same flow, learnt from the energy: it keeps one mode and forgets the other, and "
        "KL(q‖p) stands at log 2 = 0.693. So it ended on six of ten other seeds, too.",
        "Why exactly log 2, and why does training not find the other mode?",
        "Where the flow lives, it equals twice the target, so ln q - ln p = ln 2. And no sample "
        "of the flow ever visits the other mode, so no gradient tells that it exists. "
        "Warming the energy up (under More), at a learning rate of 0.01, found both on nine of "
        "ten seeds.",
    ),
    Preset(
        "Filament",
        FlowSetup(target="two_modes", family="glow", layers=4, steps=600, batch=256),
        "Two islands stay joined by a thread; the number says how much mass is in it. "
        "Compare the depths below.",
        "Can any number of layers cut the thread?",
        "No. The Gaussian has mass everywhere and lies in one piece, and a continuous invertible "
        "map keeps it so. More layers make the thread thinner; only a map that tears could cut it.",
        opens={"compare": "depths"},
    ),
    Preset(
        "Sphere",
        FlowSetup(target="pinwheel", steps=1500),
        "The flow wrapped round a ball. The area of a patch changes, so the density must: "
        "the factor is -½ log det(JᵀJ), and the mass stays 1.",
        "J is a 3x2 matrix and has no determinant. What does √det(JᵀJ) measure?",
        "The area, in space, of the image of a small unit square. For a square J it is |det J|, "
        "so this is the old rule in a form that also holds on curved surfaces.",
        opens={"view": "globe"},
    ),
]
