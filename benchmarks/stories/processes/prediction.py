"""The claims of the story of prediction."""

from benchmarks.stories.claim import Claim, Seen
from models.processes import OrdersSetup, prediction_view


def _suffices(seed: int) -> Seen:
    error = [frame.metrics["error"] for frame in prediction_view(OrdersSetup(seed=seed))]
    second, rest = error[1] - error[2], error[2] - error[12]
    return Seen(second > 4 * rest, f"order 2 takes {second:.3f}, orders 3 to 12 {rest:.3f}")


def _held_out_rises(seed: int) -> Seen:
    held = [frame.metrics["held_out"] for frame in prediction_view(OrdersSetup(seed=seed))]
    return Seen(held[12] > held[2], f"order 2 {held[2]:.3f}, order 12 {held[12]:.3f}")


def _burg_is_sharper(seed: int) -> Seen:
    short = OrdersSetup(series="resonance", size=100, method="burg", most=2, seed=seed)
    peaks = [
        float(list(prediction_view(setup))[2].views["spectrum"].max())
        for setup in (short, short.model_copy(update={"method": "yule_walker"}))
    ]
    return Seen(peaks[0] > peaks[1], f"Burg {peaks[0]:.0f}, Yule-Walker {peaks[1]:.0f}")


CLAIMS = [
    Claim("Two suffice", "After the second order nothing more happens but noise.", _suffices),
    Claim("Two suffice", "Held out, the error rises from 2 to 12 (63 of 100).", _held_out_rises),
    Claim("A sharp line", "The peak of Yule-Walker is blunt.", _burg_is_sharper),
]
