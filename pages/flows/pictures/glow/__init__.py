"""The pictures of Glow's page, one for each of its views."""

from pages.flows.pictures.glow.beside import offer
from pages.flows.pictures.glow.jacobian import matrix
from pages.flows.pictures.glow.ledger import ledger
from pages.flows.pictures.glow.likely import likely
from pages.flows.pictures.glow.noise import noise
from pages.flows.pictures.glow.samples import samples
from pages.flows.pictures.glow.scales import scales, ways

__all__ = ["ledger", "likely", "matrix", "noise", "offer", "samples", "scales", "ways"]
