"""Full tables of P(x_1 … x_D): the chain rule in any order, and how a table bursts."""

from models.autoregressive.tables.growth import Growth, growth
from models.autoregressive.tables.orders import ORDERS, chain, table
from models.autoregressive.tables.setup import HELD_OUT, TableSetup
from models.autoregressive.tables.view import table_view

__all__ = ["HELD_OUT", "ORDERS", "Growth", "TableSetup", "chain", "growth", "table", "table_view"]
