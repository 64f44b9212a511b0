"""Games in tables: exact equilibria beside nashpy's, elimination, security, learning."""

import itertools
import warnings
from collections.abc import Iterable
from fractions import Fraction

import nashpy
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from models.errors import ModelError
from models.games.tables import (
    GAMES,
    EliminationSetup,
    Exact,
    LearningSetup,
    LemkeSetup,
    MinimaxSetup,
    SupportsSetup,
    Table,
    answers,
    bimatrix,
    degenerate,
    divergence,
    eliminate,
    extreme_equilibria,
    gaps,
    kept,
    learn,
    lemke_howson,
    read_payoffs,
    security,
    table_walk,
    try_supports,
    write_payoffs,
    written,
)
from models.games.tables.rational import Matrix, dot, exact, mixed, solve, transposed

Floats = NDArray[np.float64]


def drawn(seed: int, m: int = 3, n: int = 3) -> Table:
    return SupportsSetup(table="random", seed=seed, m=m, n=n).chosen()


def doubles(found: Iterable[Exact]) -> list[tuple[float, ...]]:
    return sorted(tuple(round(float(x), 9) for x in (*each.p, *each.q)) for each in found)


# Fractions


@pytest.mark.parametrize(
    ("text", "payoffs"),
    [
        ("3 1/2\n0 -2", [[3, Fraction(1, 2)], [0, -2]]),
        ("3, .5; 0, −2", [[3, Fraction(1, 2)], [0, -2]]),
        ("-.25", [[Fraction(-1, 4)]]),
        ("0.1 1.5/3", [[Fraction(1, 10), Fraction(1, 2)]]),
    ],
)
def test_payoffs_are_read_without_rounding(text, payoffs):
    assert read_payoffs(text) == tuple(tuple(map(Fraction, row)) for row in payoffs)
    assert read_payoffs(write_payoffs(read_payoffs(text))) == read_payoffs(text)


@pytest.mark.parametrize(
    "text",
    ["a", "1 2\n3", "1/0", "1/", "1e9", "12345678", "1 2 3 4 5 6 7", "1\n" * 7, "1/1234567", "--1"],
)
def test_what_is_no_table_is_refused_by_a_sentence(text):
    with pytest.raises(ModelError, match=r"\.$"):
        read_payoffs(text)


def test_a_typed_table_comes_back_from_a_link():
    setup = SupportsSetup(table="own", rows=read_payoffs("1/3 -2\n0.5 0"))
    assert setup.changed() == {"table": "own", "rows": "1d3_-2~1d2_0"}
    assert SupportsSetup.model_validate(setup.changed()) == setup
    assert setup.chosen().rows[0][0] == Fraction(1, 3)
    assert setup.chosen().columns[0] == (Fraction(-1, 3), Fraction(2)), (
        "none: what the row player loses"
    )
    assert written(Fraction(-1, 3)) == "−1/3"


def test_a_table_that_is_missing_or_of_another_shape_is_told():
    with pytest.raises(ModelError, match="Type the payoffs"):
        SupportsSetup(table="own").chosen()
    typed = SupportsSetup(table="own", rows=read_payoffs("1 2"), columns=read_payoffs("1\n2"))
    with pytest.raises(ModelError, match="1 rows and 2 columns, the column player's 2 and 1"):
        typed.chosen()


def test_elimination_solves_a_system_and_refuses_a_singular_one():
    system = [[Fraction(x) for x in row] for row in ([0, 2, 1], [1, 1, 1], [2, 0, 3])]
    found = solve(system, [Fraction(1), Fraction(2), Fraction(4)])
    assert found is not None
    assert [dot(row, found) for row in system] == [1, 2, 4]
    assert (
        solve([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]], [Fraction(1)] * 2) is None
    )


# Equilibria


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), (2, 4), (4, 3)])
@pytest.mark.parametrize("seed", range(6))
def test_equilibria_are_nashpys(seed, shape):
    table = drawn(seed, *shape)
    game = nashpy.Game(table.game.rows, table.game.columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nashpy tells of degenerate games in a warning
        theirs = sorted(
            {
                tuple((np.concatenate(each).round(9) + 0.0).tolist())
                for each in game.vertex_enumeration()
            }
        )
    ours = doubles(extreme_equilibria(table.rows, table.columns))
    if degenerate(table.rows, table.columns):  # in doubles some corners get lost
        for each in theirs:
            assert np.abs(np.array(ours) - each).max(1).min() < 1e-8
    else:
        np.testing.assert_allclose(ours, theirs, atol=1e-8)


@pytest.mark.parametrize("seed", range(12))
def test_both_ways_find_the_same_unless_the_game_is_degenerate(seed):
    table = drawn(seed)
    by_supports = [each.found for each in try_supports(table.rows, table.columns) if each.found]
    corners = extreme_equilibria(table.rows, table.columns)
    if degenerate(table.rows, table.columns):
        assert set(doubles(by_supports)) <= set(doubles(corners)) | set(doubles(by_supports))
    else:
        assert doubles(by_supports) == doubles(corners)
        assert len(corners) % 2 == 1, "Wilson 1971"
    for each in corners:
        earned = mixed(table.rows, each.q), mixed(transposed(table.columns), each.p)
        assert sum(each.p) == sum(each.q) == 1
        assert max(earned[0]) == each.earned[0], "exactly, in fractions"
        assert max(earned[1]) == each.earned[1]


def test_known_equilibria_are_exact():
    third = Fraction(1, 3)
    game = GAMES["battle_of_the_sexes"]
    *pure, both = extreme_equilibria(exact(game.rows), exact(game.columns))
    assert [each.supports for each in pure] == [((0,), (0,)), ((1,), (1,))]
    assert (both.p, both.q, both.earned) == (
        (2 * third, third),
        (third, 2 * third),
        (2 * third,) * 2,
    )
    (alone,) = extreme_equilibria(exact(GAMES["shapley"].rows), exact(GAMES["shapley"].columns))
    assert alone.p == alone.q == (third,) * 3


def test_a_degenerate_game_is_told_and_both_ends_of_its_segment_are_found():
    game = GAMES["entry"]
    rows, columns = exact(game.rows), exact(game.columns)
    assert degenerate(rows, columns)
    found = {
        (tuple(map(float, each.p)), tuple(map(float, each.q)))
        for each in extreme_equilibria(rows, columns)
    }
    assert found == {((1, 0), (0, 1)), ((0, 1), (1, 0)), ((0, 1), (0.5, 0.5))}
    for name in ("battle_of_the_sexes", "chain", "shapley", "no_saddle"):
        assert not degenerate(exact(GAMES[name].rows), exact(GAMES[name].columns)), name


def test_each_pair_of_supports_says_why_not():
    game = GAMES["battle_of_the_sexes"]
    tried = try_supports(exact(game.rows), exact(game.columns))
    assert [(each.rows, each.columns, each.why) for each in tried] == [
        ((0,), (0,), ""),
        ((0,), (1,), "row 2 earns more"),
        ((1,), (0,), "row 1 earns more"),
        ((1,), (1,), ""),
        ((0, 1), (0, 1), ""),
    ]
    assert len(try_supports(exact(game.rows), exact(game.columns), 1)) == 4
    whys = {each.why for seed in range(8) for each in try_supports(*_payoffs(drawn(seed)))}
    assert "a probability would not be positive" in whys
    assert any(why.startswith("column") for why in whys)


def _payoffs(table: Table) -> tuple[Matrix, Matrix]:
    return table.rows, table.columns


# Lemke and Howson


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), (4, 3), (2, 5)])
@pytest.mark.parametrize("seed", range(5))
def test_every_path_ends_at_an_equilibrium(seed, shape):
    table = drawn(seed, *shape)
    for label in range(sum(shape)):
        path = lemke_howson(table.rows, table.columns, label)
        assert path[1].dropped == path[-1].picked == label
        assert all(one.picked == next_.dropped for one, next_ in itertools.pairwise(path[1:]))
        end = path[-1]
        ours, theirs = mixed(table.rows, end.q), mixed(transposed(table.columns), end.p)
        assert dot(end.p, ours) == max(ours)
        assert dot(end.q, theirs) == max(theirs)
        if not degenerate(table.rows, table.columns):
            game = nashpy.Game(table.game.rows, table.game.columns)
            p, q = game.lemke_howson(initial_dropped_label=label)
            np.testing.assert_allclose([*map(float, end.p)], p, atol=1e-8)
            np.testing.assert_allclose([*map(float, end.q)], q, atol=1e-8)


def test_a_degenerate_game_does_not_make_the_path_circle():
    for name in ("entry", "rock_paper_scissors", "shapley"):
        game = GAMES[name]
        for label in range(sum(game.rows.shape)):
            assert len(lemke_howson(exact(game.rows), exact(game.columns), label)) < 12
    zeros = exact(np.zeros((4, 4)))
    assert len(lemke_howson(zeros, zeros, 0)) < 12


def test_a_label_that_the_game_has_not_is_refused():
    with pytest.raises(ModelError, match="from 1 to 4"):
        list(table_walk(LemkeSetup(label=5)))
    frames = list(table_walk(LemkeSetup(label=2)))
    assert frames[1].metrics["dropped"] == frames[-1].metrics["picked"] == 2
    assert frames[0].views["p"].sum() == 0
    assert frames[-1].views["p"].tolist() == [0, 1]


# Dominance


def test_a_chain_of_dominated_strategies_leads_to_one_equilibrium():
    game = GAMES["chain"]
    removals = eliminate(exact(game.rows), exact(game.columns), "strict")
    assert [(each.row, each.strategy) for each in removals] == [
        (True, 2), (False, 1), (False, 2), (True, 1),
    ]  # fmt: skip
    assert removals[0].by[2] == 0
    gained = mixed(transposed(exact(game.rows)), removals[0].by)
    assert all(gain > own for gain, own in zip(gained, exact(game.rows)[2], strict=True))
    (alone,) = extreme_equilibria(exact(game.rows), exact(game.columns))
    assert alone.supports == ((0,), (0,))


@pytest.mark.parametrize("seed", range(15))
def test_no_equilibrium_plays_what_is_strictly_dominated(seed):
    table = drawn(seed, 4, 4)
    removals = eliminate(table.rows, table.columns, "strict")
    for each in extreme_equilibria(table.rows, table.columns):
        for removal in removals:
            assert (each.p if removal.row else each.q)[removal.strategy] == 0
    left = {side: {0, 1, 2, 3} for side in (True, False)}
    for removal in removals:
        side, payoffs = removal.row, table.rows if removal.row else transposed(table.columns)
        assert removal.by[removal.strategy] == 0
        assert {place for place, weight in enumerate(removal.by) if weight} <= left[side]
        gained = mixed(transposed(payoffs), removal.by)
        assert all(gained[c] > payoffs[removal.strategy][c] for c in left[not side])
        left[side].remove(removal.strategy)


def test_weak_dominance_may_lose_an_equilibrium():
    game = GAMES["entry"]
    rows, columns = exact(game.rows), exact(game.columns)
    assert eliminate(rows, columns, "strict") == []
    weak = eliminate(rows, columns, "weak")
    assert (weak[0].row, weak[0].strategy) == (False, 0), "fighting never earns more"
    frames = list(table_walk(EliminationSetup(table="entry", dominance="weak")))
    assert frames[-1].views["rows"].tolist() == [1, 0]
    assert frames[-1].views["columns"].tolist() == [0, 1]
    assert frames[0].metrics["left"] == 4


@pytest.mark.parametrize("seed", range(20))
def test_weak_dominance_is_never_less_and_somewhere_more_than_one_strategy(seed):
    table = drawn(seed, 3, 4)
    rows = tuple(tuple(Fraction(int(each) % 3) for each in row) for row in table.rows)
    columns = tuple(tuple(2 - each for each in row) for row in rows)
    left = {True: {0, 1, 2}, False: {0, 1, 2, 3}}
    payoffs = {True: rows, False: transposed(columns)}

    def weakly(side: bool, other: int, one: int) -> bool:
        gains = [payoffs[side][other][c] - payoffs[side][one][c] for c in left[not side]]
        return min(gains) >= 0 and max(gains) > 0

    for removal in eliminate(rows, columns, "weak"):
        (by,) = (place for place, weight in enumerate(removal.by) if weight)
        assert by in left[removal.row]
        assert weakly(removal.row, by, removal.strategy)
        left[removal.row].remove(removal.strategy)
    rest = [(side, a, b) for side, each in left.items() for a, b in itertools.permutations(each, 2)]
    assert not any(weakly(*each) for each in rest)


# Minimax


def test_twins_do_not_dominate_one_another():
    alike = read_payoffs("1 1\n1 1")
    assert eliminate(alike, alike, "weak") == []


def test_the_game_without_a_saddle():
    """numbers of the task: 1 and 2 without mixing, 1.5 with it."""
    (frame,) = table_walk(MinimaxSetup())
    assert frame.metrics == pytest.approx({"value": 1.5, "held": 1.5, "maximin": 1, "minimax": 2})
    assert frame.views["p"] == pytest.approx([0.5, 0.5])
    assert frame.views["q"] == pytest.approx([0.25, 0.75])
    assert answers(np.array([[3, 1], [0, 2]]), np.array([0.75, 0.25])).tolist() == [2.25, 1.25]


@pytest.mark.parametrize("seed", range(5))
def test_both_linear_programs_agree_between_the_pure_values(seed):
    payoffs = np.random.default_rng(seed).normal(size=(4, 5))
    found = security(payoffs)
    assert found.value == pytest.approx(found.held, abs=1e-9)
    assert found.pure[0] <= found.value + 1e-9 <= found.pure[1] + 2e-9
    assert answers(payoffs, found.p).min() == pytest.approx(found.value, abs=1e-9)
    assert (payoffs @ found.q).max() == pytest.approx(found.value, abs=1e-9)


# Learning


def begin(m: int, n: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(3)
    return random.dirichlet(np.ones(m)), random.dirichlet(np.ones(n))


@pytest.mark.parametrize("starts", [(), ((0.0, 0.0),), ((0.0, 0.0),) * 3])
def test_each_player_begins_at_one_place(starts):
    with pytest.raises(ValueError, match="one for each player"):
        LearningSetup(starts=starts)


def test_fictitious_play_comes_to_the_value_of_a_zero_sum_game_and_circles_in_shapleys():
    zero, circling = GAMES["rock_paper_scissors"], GAMES["shapley"]
    settled = learn(zero.rows, zero.columns, begin(3, 3), 2000, "fictitious", 0.1)
    assert settled.gap[-1] < 0.06
    circled = learn(circling.rows, circling.columns, begin(3, 3), 2000, "fictitious", 0.1)
    assert circled.gap[1000:].min() > 0.1
    assert np.abs(circled.p[-1] - 1 / 3).max() > 0.1


def test_fictitious_play_answers_what_was_shown():
    game = GAMES["shapley"]
    p0, q0 = begin(3, 3)
    play = learn(game.rows, game.columns, (p0, q0), 30, "fictitious", 0.1)
    seen_p, seen_q = p0.copy(), q0.copy()
    for number in range(30):
        row, column = (game.rows @ seen_q).argmax(), (seen_p @ game.columns).argmax()
        seen_p[row] += 1
        seen_q[column] += 1
        np.testing.assert_allclose(play.p[number + 1], seen_p / seen_p.sum())
        np.testing.assert_allclose(play.q[number + 1], seen_q / seen_q.sum())


@pytest.mark.parametrize("name", ["rock_paper_scissors", "shapley", "stag_hunt"])
def test_replicator_dynamics_is_the_differential_equation(name):
    game = GAMES[name]
    m, n = game.rows.shape
    p0, q0 = begin(m, n)

    def slope(_, both):
        p, q = both[:m], both[m:]
        ours, theirs = game.rows @ q, p @ game.columns
        return np.concatenate((p * (ours - p @ ours), q * (theirs - q @ theirs)))

    times = np.linspace(0, 10, 101)
    truth = solve_ivp(
        slope, (0, 10), np.concatenate((p0, q0)), t_eval=times, rtol=1e-10, atol=1e-12
    )
    play = learn(game.rows, game.columns, (p0, q0), 100, "replicator", 0.1)
    np.testing.assert_allclose(np.hstack((play.p, play.q)), truth.y.T, atol=2e-5)


def test_replicator_dynamics_keeps_its_distance_in_a_zero_sum_game():
    game = GAMES["rock_paper_scissors"]
    play = learn(game.rows, game.columns, begin(3, 3), 1000, "replicator", 0.1)
    kept = divergence((np.full(3, 1 / 3), np.full(3, 1 / 3)), play.p, play.q)
    np.testing.assert_allclose(kept, kept[0], rtol=1e-4)
    assert play.gap.min() > 0.01, "it never arrives"


def test_the_gap_is_zero_exactly_at_an_equilibrium():
    game = GAMES["battle_of_the_sexes"]
    p, q = np.array([[2 / 3, 1 / 3], [1, 0]]), np.array([[1 / 3, 2 / 3], [0, 1]])
    assert gaps(game.rows, game.columns, p, q) == pytest.approx([0, 1 + 1])


def test_play_is_told_round_by_round():
    frames = list(table_walk(LearningSetup(rounds=20)))
    assert [frame.step for frame in frames] == list(range(21))
    assert frames[0].views["p"] == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    for frame in frames:
        assert frame.views["p"].sum() == pytest.approx(1)


# What a mistake of one sign would change


def test_replicator_dynamics_keeps_nothing_where_the_equilibrium_is_on_the_edge():
    inside, edge = GAMES["matching_pennies"], np.array([[2.0, 1.0], [1.0, 0.0]])
    names = ("top", "bottom"), ("left", "right")
    saddle = bimatrix("Saddle", names, edge, -edge)
    found, moved = (
        kept(game, learn(game.rows, game.columns, begin(2, 2), 20, "replicator", 0.1))
        for game in (inside, saddle)
    )
    assert found is not None
    np.testing.assert_allclose(found, found[0], rtol=1e-4)
    assert moved is None, "its one equilibrium is pure, and the theorem asks for all strategies"


def test_a_support_of_which_a_part_is_not_played_is_none():
    # Only the first column makes both rows equally good: the second would get no probability.
    rows, columns = (exact(np.array(each)) for each in ([[1.0, 1], [1, 0]], [[0.0, 1], [1, 0]]))
    (pair,) = (each for each in try_supports(rows, columns) if each.rows == (0, 1))
    assert pair.found is None
    assert pair.why == "a probability would not be positive"


def test_ties_of_lemke_and_howson_are_broken_by_the_lexicographic_rule():
    # Against the first row both columns earn the same, and so both may leave. Of 1/2 (1, 1, 0) and
    # 1/2 (1, 0, 1) the second is the smaller: the second column's label, 3 of 0 to 3.
    rows, columns = (exact(np.array(each)) for each in ([[3.0, 0], [0, 2]], [[1.0, 1], [0, 1]]))
    start, first, *_ = lemke_howson(rows, columns, 0)
    assert start.picked == -1
    assert (first.dropped, first.picked) == (0, 3)
