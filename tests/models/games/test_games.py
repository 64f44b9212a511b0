"""Games of two numbers, in normal form, and in both orders: exact factors and equilibria."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.games import GameSetup, MethodsSetup, OrdersSetup, TableSetup, play, walk
from models.games.collapse import (
    GAME_VALUE,
    best_discriminator,
    best_generator,
    chase,
    maximin_value,
    minimax_value,
    undecided,
    value,
)
from models.games.plane import directions, flow_eigenvalues, step, step_matrix
from models.games.tables import GAMES, best_answers, bimatrix, equilibria, maximin, pure_gap
from models.gans.exact import jensen_shannon_of_cells

# numbers.md section 6.1
FACTORS = [
    ({"rate": 0.1}, math.sqrt(1.01)),
    ({"rate": 0.1, "method": "alternating"}, 1.0),
    ({"rate": 2.0, "method": "alternating"}, 1.0),
    ({"rate": 0.1, "method": "extragradient"}, 0.995038),
    ({"rate": 0.5, "method": "extragradient"}, 0.901388),
    ({"rate": 0.1, "method": "unrolled", "unroll": 1}, 0.994987),
    ({"rate": 0.1, "method": "unrolled", "unroll": 2}, 0.984886),
    ({"rate": 0.1, "method": "unrolled", "unroll": 5}, 0.953939),
    ({"rate": 0.1, "method": "unrolled", "unroll": 10}, 0.9),
    ({"rate": 0.5, "method": "unrolled", "unroll": 1}, 0.866025),
    ({"rate": 0.5, "method": "unrolled", "unroll": 2}, 0.5),
    ({"rate": 0.5, "method": "unrolled", "unroll": 5}, 1.396),
    ({"rate": 0.4, "game": "dirac"}, math.sqrt(1.04)),
    ({"rate": 1.0, "game": "dirac", "method": "alternating"}, 1.0),
    ({"rate": 4.0, "game": "dirac", "method": "alternating"}, 1.0),
    ({"rate": 1.0, "game": "dirac", "method": "extragradient"}, 0.901388),
    ({"rate": 1.0, "game": "dirac", "method": "unrolled", "unroll": 2}, 0.5),
]


@pytest.mark.parametrize(("knobs", "factor"), FACTORS)
def test_growth_factors_are_the_published_ones(knobs, factor):
    tolerance = 5e-4 if factor == 1.396 else 1e-6
    assert play(GameSetup(**knobs)).factor == pytest.approx(factor, abs=tolerance)


@pytest.mark.parametrize(("game", "edge"), [("bilinear", 2.0), ("dirac", 4.0)])
def test_alternating_play_circles_up_to_an_edge(game, edge):
    below, above = (
        play(GameSetup(game=game, method="alternating", rate=edge * share)).factor
        for share in (0.98, 1.02)
    )
    assert below == pytest.approx(1, abs=1e-9)
    assert above > 1.1


def test_a_hundred_simultaneous_steps_multiply_the_radius():
    played = play(GameSetup(rate=0.1, steps=100))
    assert played.distance[-1] / played.distance[0] == pytest.approx(1.64463, abs=1e-5)
    np.testing.assert_allclose(played.distance[1:] / played.distance[:-1], played.factor, rtol=1e-9)


@pytest.mark.parametrize("game", ["bilinear", "dirac"])
@pytest.mark.parametrize("method", ["simultaneous", "alternating", "extragradient", "unrolled"])
@pytest.mark.parametrize("penalty", [0.0, 0.7])
def test_a_small_step_is_its_matrix(game, method, penalty):
    """The matrix of the update near (0, 0), by central differences of the update itself."""
    setup = GameSetup(game=game, method=method, penalty=penalty, rate=0.3, unroll=3)
    tiny = 1e-5
    columns = [
        (step(setup, tiny * axis) - step(setup, -tiny * axis)) / (2 * tiny) for axis in np.eye(2)
    ]
    np.testing.assert_allclose(np.column_stack(columns), step_matrix(setup), atol=1e-8)


@pytest.mark.parametrize("game", ["bilinear", "dirac"])
def test_the_unrolled_gradient_is_autograds(game):
    setup = GameSetup(game=game, method="unrolled", unroll=4, rate=0.4, penalty=0.3)
    x = torch.tensor(0.8, dtype=torch.float64, requires_grad=True)
    start = torch.tensor(-0.6, dtype=torch.float64, requires_grad=True)

    def payoff(y: torch.Tensor) -> torch.Tensor:
        return x * y if game == "bilinear" else torch.nn.functional.logsigmoid(x * y)

    y = start
    for _ in range(4):
        raised = payoff(y) - 0.15 * y.square()
        (slope,) = torch.autograd.grad(raised, y, create_graph=True)
        y = y + 0.4 * slope
    (gradient,) = torch.autograd.grad(payoff(y), x)
    moved = step(setup, (0.8, -0.6))
    assert moved[0] == pytest.approx(0.8 - 0.4 * float(gradient), abs=1e-12)


@pytest.mark.parametrize(
    ("penalty", "expected"),
    [(0.1, -0.05 + 0.497494j), (1.0, -0.5), (2.0, -0.133975), (0.0, 0.5j)],
)
def test_the_regularised_dirac_gan_has_mescheders_eigenvalues(penalty, expected):
    found = flow_eigenvalues(GameSetup(game="dirac", penalty=penalty))
    best = found[np.lexsort((found.imag, found.real))[-1]]
    assert best == pytest.approx(expected, abs=1e-6)
    assert found.sum().real == pytest.approx(-penalty)
    assert found.prod().real == pytest.approx(0.25)


def test_what_the_penalty_does_to_the_path():
    circling = play(GameSetup(game="dirac", rate=0.1, steps=1000))
    damped = play(GameSetup(game="dirac", rate=0.1, steps=1000, penalty=1.0))
    assert circling.distance[-1] > 1
    assert damped.distance[-1] < 1e-3
    assert damped.factor < 1 < circling.factor


def test_a_path_that_flies_away_stops():
    played = play(GameSetup(rate=5.0, steps=1000))
    assert played.escaped
    assert len(played.path) < 20
    assert np.isfinite(played.path).all()


def test_the_flow_turns_around_the_equilibrium():
    np.testing.assert_allclose(directions(GameSetup(), [(1, 0), (0, 1)]), [(0, 1), (-1, 0)])


# Normal form


def probabilities(game: str) -> list[tuple[list[float], list[float], tuple[float, float]]]:
    return [
        (found.p.round(9).tolist(), found.q.round(9).tolist(), found.payoffs)
        for found in equilibria(GAMES[game])
    ]


def test_matching_pennies_and_rock_paper_scissors_are_mixed_only():
    ((p, q, payoffs),) = probabilities("matching_pennies")
    assert (p, q) == ([0.5, 0.5], [0.5, 0.5])
    assert payoffs == pytest.approx((0, 0))
    ((p, q, payoffs),) = probabilities("rock_paper_scissors")
    assert p == pytest.approx([1 / 3] * 3)
    assert q == pytest.approx([1 / 3] * 3)


def test_the_battle_has_three_equilibria():
    first, second, mixed = probabilities("battle_of_the_sexes")
    assert [first, second] == [([1, 0], [1, 0], (2, 1)), ([0, 1], [0, 1], (1, 2))]
    assert mixed[0] == pytest.approx([2 / 3, 1 / 3])
    assert mixed[1] == pytest.approx([1 / 3, 2 / 3])
    assert mixed[2] == pytest.approx((2 / 3, 2 / 3))
    assert [found.pure for found in equilibria(GAMES["battle_of_the_sexes"])] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("unit", [1.0, 1e-5])
def test_best_answers_meet_at_the_pure_equilibria(unit):
    for game in GAMES.values():
        scaled = replace(game, rows=game.rows * unit, columns=game.columns * unit)
        ours, theirs = best_answers(scaled)
        assert ours.any(axis=0).all(), "every column has an answer"
        assert theirs.any(axis=1).all(), "every row has one"
        met = {tuple(each) for each in np.argwhere(ours & theirs).tolist()}
        pure = [found for found in equilibria(game) if found.pure]
        assert met == {(int(each.p.argmax()), int(each.q.argmax())) for each in pure}


def test_prisoners_both_confess():
    assert probabilities("prisoners_dilemma") == [([0, 1], [0, 1], (-2, -2))]


@pytest.mark.parametrize("seed", range(12))
def test_random_games_have_an_odd_number_of_equilibria_and_no_better_answer(seed):
    """Wilson's theorem (1971) for nondegenerate games, and the definition."""
    random = np.random.default_rng(seed)
    rows, columns = random.normal(size=(2, 3, 4))
    game = bimatrix("random", (("a", "b", "c"), ("d", "e", "f", "g")), rows, columns)
    found = equilibria(game)
    assert len(found) % 2 == 1
    for each in found:
        assert (rows @ each.q).max() <= each.payoffs[0] + 1e-8
        assert (each.p @ columns).max() <= each.payoffs[1] + 1e-8


@pytest.mark.parametrize("seed", range(4))
def test_zero_sum_orders_agree_with_mixing_and_not_without(seed):
    """Von Neumann: maximin equals minimax, and both the equilibrium's payoff."""
    payoffs = np.random.default_rng(seed).normal(size=(3, 4))
    _, secured = maximin(payoffs)
    _, held = maximin(-payoffs.T)
    assert secured == pytest.approx(-held, abs=1e-9)
    names = (tuple("abc"), tuple("defg"))
    assert equilibria(bimatrix("zero", names, payoffs, -payoffs))[0].payoffs[0] == pytest.approx(
        secured
    )
    low, high = pure_gap(payoffs)
    assert low - 1e-9 <= secured <= high + 1e-9
    pennies = GAMES["matching_pennies"]
    assert pennies.zero_sum
    assert pure_gap(pennies.rows) == (-1, 1)
    assert maximin(pennies.rows)[1] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("name", list(GAMES))
@pytest.mark.parametrize("unit", [1e-300, 1e-20, 1e-5, 1.0, 1e5, 1e20, 5e307])
@pytest.mark.parametrize("zero", [0.0, 7.0])
def test_another_unit_or_zero_of_payoffs_leaves_the_equilibria(name, unit, zero):
    game = GAMES[name]
    rows, columns = unit * (game.rows / 3 + zero / 9), unit * (game.columns / 3)
    other = bimatrix(name, (game.row_names, game.column_names), rows, columns)
    before, after = equilibria(game), equilibria(other)
    assert [each.pure for each in after] == [each.pure for each in before]
    for one, same in zip(before, after, strict=True):
        np.testing.assert_allclose(same.p, one.p, atol=1e-12)
        np.testing.assert_allclose(same.q, one.q, atol=1e-12)
    p, value = maximin(rows)
    assert value / unit == pytest.approx(maximin(game.rows / 3)[1] + zero / 9, abs=1e-7)
    assert p.sum() == pytest.approx(1)


def test_payoffs_of_very_different_size_leave_all_equilibria():
    """Both mix so that the other earns the same: 1 against 10^8."""
    rows = np.diag([1e8, 1.0])
    game = bimatrix("far apart", (("a", "b"), ("c", "d")), rows, rows[::-1, ::-1])
    mixed = equilibria(game)[-1]
    assert len(equilibria(game)) == 3
    assert mixed.q[0] == pytest.approx(1e-8, rel=1e-6)
    assert mixed.p[1] == pytest.approx(1e-8, rel=1e-6)


def test_only_opposite_payoffs_are_zero_sum_in_any_unit():
    for unit in (1e-12, 1.0, 1e12):
        for name, same in (("matching_pennies", True), ("prisoners_dilemma", False)):
            game = GAMES[name]
            names = (game.row_names, game.column_names)
            assert bimatrix(name, names, unit * game.rows, unit * game.columns).zero_sum == same


@pytest.mark.parametrize(
    ("rows", "columns"),
    [([[1, 2]], [[1, 2]]), (np.full((2, 2), math.inf), np.ones((2, 2))), ([[1]], [[1]])],
)
def test_impossible_tables_are_refused(rows, columns):
    with pytest.raises(ModelError, match=r"\.$"):
        bimatrix("broken", (("a", "b"), ("a", "b")), rows, columns)


# Minimax against maximin

P = np.array([0.4, 0.3, 0.2, 0.1])
Q = np.array([0.1, 0.1, 0.3, 0.5])


def test_the_inner_maximum_is_the_divergence():
    divergence = jensen_shannon_of_cells(torch.from_numpy(P), torch.from_numpy(Q))
    assert minimax_value(P, Q) == pytest.approx(divergence - math.log(2), abs=1e-12)
    assert minimax_value(P, P) == pytest.approx(GAME_VALUE)
    random = np.random.default_rng(0)
    best = best_discriminator(P, Q)
    for _ in range(200):
        assert value(P, Q, random.uniform(0.01, 0.99, 4)) < value(P, Q, best)
        assert minimax_value(P, random.dirichlet(np.ones(4))) > GAME_VALUE


def test_the_inner_minimum_is_a_single_mode():
    random = np.random.default_rng(1)
    for _ in range(50):
        scores = random.uniform(0.05, 0.95, 4)
        answer = best_generator(scores)
        assert sorted(answer) == [0, 0, 0, 1]
        assert answer.argmax() == scores.argmax()
        assert value(P, answer, scores) < min(
            value(P, random.dirichlet(np.ones(4)), scores) for _ in range(20)
        )
        assert maximin_value(P, scores) < GAME_VALUE
    assert maximin_value(P, undecided(4)) == pytest.approx(GAME_VALUE)


def test_answering_the_present_discriminator_cycles_and_the_future_one_stays():
    start = np.eye(5)[0]
    p = np.full(5, 0.2)
    cycling = chase(p, start, 10)
    assert cycling.shares.argmax(1).tolist() == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0]
    assert (cycling.shares.max(1) == 1).all()
    staying = chase(p, start, 3, look_ahead=True)
    np.testing.assert_allclose(staying.shares[1:], np.tile(p, (3, 1)))
    assert staying.values[-1] == pytest.approx(GAME_VALUE)
    with pytest.raises(ModelError, match="same modes"):
        chase(p, [1.0], 2)
    with pytest.raises(ModelError, match="sum to one"):
        chase(p, [0.5] * 5, 2)
    chase(np.full(10, 0.1, dtype=np.float32), np.eye(10)[0], 2)


def test_all_methods_play_the_game_of_their_setup():
    (frame,) = walk(MethodsSetup(game="dirac", rate=0.3, unroll=3, steps=20, x=0.5))
    for method in ("simultaneous", "alternating", "extragradient", "unrolled"):
        alone = play(GameSetup(game="dirac", method=method, rate=0.3, unroll=3, steps=20, x=0.5))
        np.testing.assert_array_equal(frame.views[method], alone.path)
        assert frame.metrics[f"factor_{method}"] == alone.factor


def test_a_game_is_told_frame_by_frame():
    updates = list(walk(GameSetup(steps=5)))
    assert [frame.step for frame in updates] == list(range(6))
    rounds = list(walk(OrdersSetup()))
    assert rounds[-1].metrics["v_minimax"] == pytest.approx(-math.log(2), abs=1e-9)
    (solved,) = walk(TableSetup(table="battle_of_the_sexes"))
    assert solved.metrics["equilibria"] == 3
