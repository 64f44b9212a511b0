"""Pixels of images, one after the other: convolutions, and nets with an order of one's own."""

from models.autoregressive.pixels.convolutions import GatedPixelCnn, PixelCnn
from models.autoregressive.pixels.drawing import Clock, Drawn, clock, drawn, erased, rest_bits
from models.autoregressive.pixels.judge import DRAWN, FVSBN, SHOWN, image_bits
from models.autoregressive.pixels.law import PixelLaw, PixelStep
from models.autoregressive.pixels.levels import Pixels, cut, pixels
from models.autoregressive.pixels.made import Made
from models.autoregressive.pixels.nade import Nade
from models.autoregressive.pixels.orders import order_of
from models.autoregressive.pixels.probe import (
    BLIND,
    FARTHER,
    SEEN,
    UNSEEN,
    Sight,
    pixel_field,
    sight,
)
from models.autoregressive.pixels.setup import PIXEL_FAMILIES, PixelSetup, build, data_of
from models.autoregressive.pixels.training import learner, restore_pixels, train_pixels

__all__ = [
    "BLIND",
    "DRAWN",
    "FARTHER",
    "FVSBN",
    "PIXEL_FAMILIES",
    "SEEN",
    "SHOWN",
    "UNSEEN",
    "Clock",
    "Drawn",
    "GatedPixelCnn",
    "Made",
    "Nade",
    "PixelCnn",
    "PixelLaw",
    "PixelSetup",
    "PixelStep",
    "Pixels",
    "Sight",
    "build",
    "clock",
    "cut",
    "data_of",
    "drawn",
    "erased",
    "image_bits",
    "learner",
    "order_of",
    "pixel_field",
    "pixels",
    "rest_bits",
    "restore_pixels",
    "sight",
    "train_pixels",
]
