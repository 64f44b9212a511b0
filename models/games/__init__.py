"""Games: why a GAN is not an optimisation, in examples small enough to be solved exactly.

``plane`` plays games of two numbers (bilinear, Dirac-GAN) with their exact growth factors,
``collapse`` sets minimax beside maximin, ``matrix`` finds all equilibria of games in normal form.
"""

from models.games.plane import Play, play
from models.games.setup import VIEWS, GameSetup

__all__ = ["VIEWS", "GameSetup", "Play", "play"]
