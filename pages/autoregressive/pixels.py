"""Pixels: images one pixel after the other, by masked convolutions and by nets in any order."""

from collections.abc import Callable, Mapping
from typing import Any

from numpy.typing import NDArray

from models.autoregressive import (
    GatedPixelCnn,
    Made,
    Nade,
    PixelCnn,
    PixelSetup,
    pixel_field,
    train_pixels,
)
from models.autoregressive.pixels import DRAWN, data_of
from pages.autoregressive.pictures.pixels import (
    bits,
    drawing,
    finishing,
    over_training,
    who_sees_whom,
)
from pages.autoregressive.stories.pixels import STATIONS
from playground import catalog, live, page

TOPIC = catalog.topic("pixels")
VIEWS = {
    "training": "Over the training",
    "drawing": "Pixel by pixel",
    "finish": "Finish a digit",
    "bits": "Bits of each pixel",
    "sight": "Who sees whom",
}
SHOW: dict[str, Callable[[live.Screen[PixelSetup]], None]] = {
    "training": over_training,
    "drawing": drawing,
    "finish": finishing,
    "bits": bits,
    "sight": who_sees_whom,
}
AXES = {
    "costs": "image pixel",
    "by_pixel": "pixel",
    "samples": "sample pixel",
    "data": "image pixel",
}
LAWS = {"pixelcnn": PixelCnn, "gated": GatedPixelCnn, "made": Made, "nade": Nade}


def view(screen: live.Screen[PixelSetup]) -> None:
    """Everything that follows the run and its moment."""
    SHOW[opened.view](screen)
    live.fork_button(screen)


def around(setup: PixelSetup, _: object) -> Mapping[str, NDArray[Any]]:
    """``data``: the first held-out images, in levels."""
    return {"data": data_of(setup).held_out[:DRAWN].numpy()}


def code(setup: PixelSetup) -> tuple[Callable[..., Any], ...]:
    """The law that is trained, its training and its probe."""
    return (LAWS[setup.family], train_pixels, pixel_field)


opened = page.opened(TOPIC, dict.fromkeys(VIEWS, PixelSetup), views=VIEWS)
opened.trained(train_pixels, view, STATIONS, AXES, around, code=code)
