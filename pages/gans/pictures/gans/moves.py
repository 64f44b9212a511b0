"""Moves made by hand as a link tells them: ``D10.3G1``, ten steps of D, then three times one of G.

A link tells a game from its beginning: where it cannot tell all of it, the last moves are missing.
"""

import re
from collections.abc import Iterable
from itertools import chain, groupby, islice, repeat
from typing import TypeAlias

from models.gans.game import Player

Move: TypeAlias = tuple[Player, int]  # who makes how many steps

MOST = 500  # moves that a link tells,
STEPS = 20_000  # and steps of them together
LIMIT = f"A link tells at most {MOST} moves, of {STEPS:,} steps together"
_PLAYERS: dict[str, Player] = {"D": "discriminator", "G": "generator", "B": "both"}
_LETTERS = {player: letter for letter, player in _PLAYERS.items()}
_TOLD = re.compile(r"([1-9][0-9]{0,2})?([DGB])(1|10|100)")


def told(moves: Iterable[Move]) -> list[Move]:
    """Those of the moves that a link tells."""
    kept: list[Move] = []
    left = STEPS
    for move in islice(moves, MOST):
        left -= move[1]
        if left < 0:
            break
        kept.append(move)
    return kept


def text(moves: Iterable[Move]) -> str:
    """What a link says of them."""
    alike = ((move, len([*each])) for move, each in groupby(told(moves)))
    return ".".join(
        f"{times if times > 1 else ''}{_LETTERS[player]}{steps}" for (player, steps), times in alike
    )


def read(said: str) -> tuple[list[Move], str]:
    """The moves that a link tells, and a sentence about what is left out; empty if nothing is."""
    parts = [part for part in said.split(".") if part]
    found = [match for part in parts if (match := _TOLD.fullmatch(part))]
    times = [int(each[1] or 1) for each in found]
    players = [(_PLAYERS[each[2]], int(each[3])) for each in found]
    moves = told(chain.from_iterable(map(repeat, players, times)))
    sentences = []
    if strange := len(parts) - len(found):
        sentences.append(f"Of the link's moves by hand {strange:,} are not understood.")
    if missing := sum(times) - len(moves):
        sentences.append(f"{LIMIT}: the last {missing:,} of this one are left out.")
    return moves, " ".join(sentences)
