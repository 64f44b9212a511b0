"""What training changed inside the frozen nets: the gain of every unit at every layer norm."""

from models.attention.engines import KINDS, EnginesSetup, Kind
from pages.attention.pictures.engines.learning import COLORS, NAMES, scores, there
from playground import live, scene

FROZEN: tuple[Kind, ...] = ("pretrained", "random")
PARTS = ("attention", "feed-forward")
MOST = 0.3  # of a gain: the last colour
BETWEEN = 1.2  # room for a heading, where a row is 1 high
LEFT = 60.0  # room for the rows' names, in units


def changed(screen: live.Screen[EnginesSetup]) -> None:
    """Fields of all gains, now minus at first, over the training."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    nets = [kind for kind in FROZEN if kind in there(screen)]
    rows = 1 + 2 * setup.layers
    layers: list[scene.layers.Layer] = []
    places: list[tuple[float, float]] = []
    names: list[str] = []
    units = 1
    for number, kind in enumerate(reversed(nets)):
        gains = recording.view(f"{kind}_gains", first)  # (F, N, d), the first norm first
        units, low = gains.shape[-1], number * (rows + BETWEEN)
        layers.append(
            scene.Field(
                KINDS[kind],
                gains[:, ::-1],
                (0, units, low, low + rows),
                -MOST,
                MOST,
                scale="diverging",
                cells=True,
                dtype="float16",
                unit="change of the gain",
            )
        )
        places.append((units / 2, low + rows + BETWEEN / 2))
        names.append(KINDS[kind])
        places += [(-LEFT / 2, low + rows - row - 0.5) for row in range(rows)]
        names += ["input", *(f"{n + 1} {part}" for n in range(setup.layers) for part in PARTS)]
    high = len(nets) * (rows + BETWEEN)
    picture = scene.Scene(
        [*layers, scene.Labels("norms", places, names)],
        (-LEFT, units, 0, max(high, 1)),
        curves=[
            scene.Curve(NAMES[kind], recording.metric(f"{kind}_moved")[first:], COLORS[kind])
            for kind in nets
        ],
        **screen.time(),
        axes=False,
        equal=False,
        badge="trained live",
        tall=1.0,
        alt="By how much the gain of each of the 384 units has changed at every layer norm, for "
        "the pretrained net and for the random one.",
    )
    screen.show(picture)
    scores(screen)
