"""Pixels of binary digits, one after the other: masked autoencoders with an order of one's own."""

from models.autoregressive.pixels.made import Made
from models.autoregressive.pixels.setup import MadeSetup, digits, order_of
from models.autoregressive.pixels.training import restore_made, train_made

__all__ = ["Made", "MadeSetup", "digits", "order_of", "restore_made", "train_made"]
