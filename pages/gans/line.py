"""The GAN on a line: four curves and the arrows from z to x, as in the notes' figure."""

from collections.abc import Mapping

from models.gans.exact import LN2
from models.gans.line import LineGan, LineSetup, centres, pushed_density, train_line
from pages.gans.pictures.axes import LINE
from pages.gans.pictures.gans.formulas import ERRATA
from pages.gans.pictures.line import figure
from pages.gans.stories.line import STATIONS
from playground import catalog, lesson, live, page
from playground.lesson import Readout

TOPIC = catalog.topic("line")


def view(screen: live.Screen[LineSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    figure(screen)
    metrics = screen.moment.metrics
    live.fork_button(screen)
    account(metrics)
    if screen.setup.loss == "maximum_likelihood":
        lesson.beside_the_notes(ERRATA[screen.setup.loss])


def account(metrics: Mapping[str, float]) -> None:
    """The cost of D, beside that of the best D, and how far apart they are."""
    lesson.readouts(
        [
            Readout(
                "J(D)",
                metrics["d_loss"],
                "nats",
                metrics["d_best"],
                "at D*",
                samples=1024,
                help="The notes' cost of the learned D; ln 2 = 0.693 at the equilibrium.",
            ),
            Readout(
                "JS divergence",
                metrics["js"],
                "nats",
                0.0,
                "equal laws",
                help="Exact for the cells of the grid.",
            ),
            Readout(
                "Mean |D − D*|",
                metrics["error"],
                reference=0.0,
                reference_name="optimal",
                help="Each place weighed by (p_data + p_model)/2.",
            ),
        ],
        long=True,
    )
    lesson.equation(
        r"\begin{gathered} D^*(x) = \frac{p_{data}(x)}{p_{data}(x) + p_{model}(x)} \\ "
        r"J^{(D)}(D^*) = \log 2 - \mathrm{JSD}(p_{data}, p_{model}) \end{gathered}",
        [(r"\log 2", LN2), (r"-\mathrm{JSD}", -metrics["js"])],
        (r"J^{(D)}(D^*)", metrics["d_best"]),
    )


page.opened(TOPIC, LineSetup).trained(
    train_line,
    view,
    STATIONS,
    LINE,
    lambda *_: {"x": centres()},
    code=(train_line, LineGan, pushed_density),
)
