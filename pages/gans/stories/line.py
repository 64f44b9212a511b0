"""The story of the GAN on a line: the notes' figure, set in motion."""

from models.gans.line import LineSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "The figure",
        LineSetup(),
        "The purple density walks under the green one, and D comes close to ½ where they agree.",
        "Where are the arrows from z to x crowded, and what does that do to p_model?",
        "Where many z land close together p_model is high: p_model(x) = p(z) |dz/dx|, summed over "
        "the z that land on x where there are several.",
    ),
    Preset(
        "Two bumps",
        LineSetup(data="two", steps=2000),
        "One connected line of z has to serve two bumps: a thin bridge stays between them.",
        "What does D* say on the bridge?",
        "Fake: there is model but no data, so D* is near 0 and pushes the bridge apart.",
    ),
    Preset(
        "Maximum likelihood",
        LineSetup(data="unequal", loss="maximum_likelihood", steps=2000),
        "A sample is pushed in proportion to D/(1 − D): those that pass for real move most.",
        "At D* this cost is −½ whatever G does. How can it teach anything?",
        "Its value is constant, its slope with D held still is not: that is ½ the slope of "
        "KL(p_data ‖ p_model).",
    ),
    Preset(
        "A weak D",
        LineSetup(critic_steps=1, learning_rate=0.01, steps=2000),
        "One update of D for each of G, both at five times the usual rate: compare D with D* on "
        "the way.",
        "Where D and D* differ, what does the generator follow?",
        "D, whose slope it climbs. A D that lags behind D* is a hill that is no longer there.",
    ),
]
