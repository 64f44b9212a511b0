"""The story of the GAN on a line: the notes' figure, set in motion."""

from models.gans.line_setup import LineSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "The figure",
        LineSetup(),
        "The purple density walks under the green one, and D sinks to ½ where they agree.",
        "Where are the arrows from z to x crowded, and what does that do to p_model?",
        "Where many z land close together p_model is high: p_model(x) = p(z) |dz/dx|.",
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
        "Only the best samples are pushed, those with the largest D/(1 − D).",
        "At D* this cost is −½ whatever G does. How can it teach anything?",
        "Its value is constant, its slope with D held still is not: that is ½ the slope of "
        "KL(p_data ‖ p_model).",
    ),
    Preset(
        "A weak D",
        LineSetup(critic_steps=1, learning_rate=0.01, steps=2000),
        "The generator outruns the discriminator: both swing.",
        "Compare D with D* while it swings. Who is to blame?",
        "D lags behind D*: the generator climbs a hill that is no longer there.",
    ),
]
