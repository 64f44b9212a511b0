"""Trainings of GANs: what they reach, and that any moment can be gone back to and on from."""

import itertools
import json
import math
import pickle
from functools import lru_cache

import numpy as np
import pytest
import torch

from models import densities
from models.errors import Diverged, ModelError, OutOfBounds
from models.frame import Frame, moments
from models.gans import RECIPES, GanSetup, mode_report, restore, train
from models.gans.exact import jensen_shannon
from models.gans.game import (
    FRAMES,
    GRID,
    Player,
    Standardised,
    Training,
    Turns,
    fixed_latents,
    fixed_points,
    js,
    mixture_of,
    noise_of,
    play,
    slow_motion,
    take_turns,
)
from models.gans.game.mesh import MESH
from models.gans.game.training import BOUND
from models.gans.sweeps import SEEDS, checkpoint_of, seeds_of, train_seeds
from tests.models.frames import at_its_end, same

TINY = {"hidden": 16, "batch": 32, "steps": 40}

# Everything a checkpoint has to remember, and every way through a step.
ROUTES: list[dict[str, object]] = [
    {},
    {"ema": 0.99, "beta1": 0.5, "decay": True},
    {"spectral": True, "loss": "wasserstein", "penalty": "gradient", "critic_steps": 2},
    {"unroll": 2, "pack": 2},
    {"order": "simultaneous", "penalty": "r1_r2", "loss": "relativistic", "latent": "mixture"},
    {"penalty": "r1", "penalty_left": 0.01},
    {"penalty": "clip", "loss": "wasserstein", "latent": "uniform", "data": "unequal"},
]


def tiny(**knobs: object) -> GanSetup:
    return GanSetup.model_validate({**TINY, **knobs})


@lru_cache(maxsize=16)
def trained(setup: GanSetup) -> tuple[Frame, ...]:
    return tuple(train(setup))


@pytest.mark.long
@pytest.mark.parametrize("knobs", ROUTES, ids=str)
def test_going_on_from_a_frame_equals_never_having_stopped(knobs):
    setup = tiny(**knobs)
    whole = trained(setup)
    for place in (0, 5, len(whole) - 2):
        resumed = list(itertools.islice(train(setup, start=whole[place]), 3))
        assert all(same(a, b) for a, b in zip(resumed, whole[place:], strict=False))
    assert same(at_its_end(train(setup, start=whole[5])), whole[-1])


@pytest.mark.parametrize("knobs", ROUTES, ids=str)
def test_one_step_by_hand_is_a_step_of_the_training(knobs):
    setup = tiny(**knobs)
    first, second = trained(setup)[:2]
    assert same(take_turns(setup, first, "both", second.step - first.step), second)


@pytest.mark.long
def test_the_same_setup_gives_the_same_frames_and_leaves_the_global_generator_alone():
    before = torch.get_rng_state()
    one, two = list(train(tiny())), list(train(tiny()))
    assert all(same(a, b) for a, b in zip(one, two, strict=True))
    assert torch.equal(before, torch.get_rng_state())
    assert not same(at_its_end(train(tiny(seed=1))), one[-1])


def test_frames_have_the_promised_arrays():
    frames = trained(tiny())
    assert [frame.step for frame in frames] == [0, *moments(40, FRAMES)]
    for frame in frames:
        assert {k: (v.shape, v.dtype.name) for k, v in frame.views.items()} == {
            "samples": ((800, 2), "float32"),
            "field": ((GRID, GRID), "float32"),
            "mesh": ((MESH, MESH, 2), "float32"),
            "arrow_start": ((64, 2), "float32"),
            "arrow_vector": ((64, 2), "float32"),
            "mode_counts": ((8,), "float32"),
            "mode_spread": ((8,), "float32"),
        }
        assert set(frame.metrics) == {
            *("d_loss", "g_loss", "modes", "modes_touched", "high_quality"),
            *("reverse_kl", "spread_ratio", "js"),
        }
        assert 0 <= frame.views["field"].min() <= frame.views["field"].max() <= 1
        assert 0 <= frame.metrics["js"] <= math.log(2)


def test_a_frame_can_be_restored_and_counts_as_it_says():
    setup = tiny(steps=300, data="easy_ring", hidden=32)
    last = trained(setup)[-1]
    gan = restore(setup, last.checkpoint)
    samples = gan.push(fixed_latents(setup, 2500))
    np.testing.assert_array_equal(samples[:800].numpy(), last.views["samples"])
    report = mode_report(samples, mixture_of(setup))
    assert last.metrics["modes"] == report.modes
    assert last.metrics["reverse_kl"] == report.reverse_kl
    fresh = gan.generate(1000, torch.Generator().manual_seed(5))
    assert fresh.shape == (1000, 2)
    field = gan.discriminate(densities.cell_centres(gan.mixture.window, GRID))
    np.testing.assert_array_equal(field.reshape(GRID, GRID).numpy(), last.views["field"])
    assert gan.discriminate(fresh).shape == (1000,)


def test_the_quick_divergence_of_a_frame_is_close_to_the_fine_one():
    setup = tiny(steps=300, data="easy_ring", hidden=32)
    gan = restore(setup, trained(setup)[-1].checkpoint)
    fine = jensen_shannon(gan.law(), gan.mixture, gan.mixture.window)
    assert js(gan) == pytest.approx(fine, abs=0.04)
    assert js(gan) <= fine + 0.005  # the coarser blur can only bring the two laws closer


@pytest.mark.parametrize("loss", ["non_saturating", "wasserstein", "relativistic"])
@pytest.mark.parametrize("pack", [1, 2])
def test_arrows_point_down_the_generators_loss(loss, pack):
    setup = tiny(loss=loss, pack=pack, data="easy_ring")
    gan = restore(setup, trained(setup)[-1].checkpoint)
    x = gan.push(fixed_latents(setup, 64))
    pull = gan.pull(x)
    real = fixed_points(setup, 64)
    unit = pull / pull.norm(dim=1, keepdim=True).clamp_min(1e-12)
    assert gan.losses_at(real, x + 1e-3 * unit)[1] < gan.losses_at(real, x)[1]


def test_a_player_alone_leaves_the_other_as_it_was():
    setup = tiny()
    start = trained(setup)[8]
    players: tuple[Player, Player] = ("discriminator", "generator")
    for moved, still in (players, players[::-1]):
        frame = take_turns(setup, start, moved, 3)
        assert frame.step == start.step + 3
        assert not np.array_equal(frame.checkpoint[moved], start.checkpoint[moved])
        for name in (still, f"{still}_mean", f"{still}_square"):
            assert np.array_equal(frame.checkpoint[name], start.checkpoint[name])


def test_turns_are_taken_one_after_the_other():
    setup = tiny()
    start = trained(setup)[8]
    turns = Turns(gan=setup, moves=(("discriminator", 3), ("both", 2), ("generator", 1)))
    frames = list(play(turns, start))
    assert turns.steps == 6
    assert [frame.step - start.step for frame in frames] == [3, 5, 6]
    before = start
    for (player, steps), frame in zip(turns.moves, frames, strict=True):
        assert same(take_turns(setup, before, player, steps), frame)
        before = frame


@pytest.mark.parametrize("order", ["alternating", "simultaneous"])
def test_slow_motion_ends_where_the_step_ends(order):
    setup = tiny(order=order, loss="minimax")
    start = trained(setup)[8]
    scenes = list(slow_motion(setup, start))
    moves = ["discriminator_moved", "generator_sloped"]
    if order == "simultaneous":
        moves.reverse()
    assert [scene.part for scene in scenes] == [
        "drawn",
        "imagined",
        "discriminator_sloped",
        *moves,
        "generator_moved",
    ]
    training = Training(setup, [0], start)
    training.advance()
    after = restore(setup, training.checkpoint())
    n = len(scenes[-1].views["latent"])
    z = torch.from_numpy(scenes[-1].views["latent"])
    assert n == 32
    np.testing.assert_allclose(after.push(z).numpy(), scenes[-1].views["samples"], atol=1e-6)
    field = after.discriminate(densities.cell_centres(after.mixture.window, GRID))
    np.testing.assert_allclose(
        field.reshape(GRID, GRID).numpy(), scenes[-1].views["field"], atol=1e-6
    )
    costs = {scene.part: scene.numbers["d_loss"] for scene in scenes}
    assert costs["discriminator_moved"] < costs["discriminator_sloped"]  # Adam went downhill


@pytest.mark.long
def test_eight_seeds_at_once_are_the_trainings_that_each_has_alone():
    setup = tiny(steps=12, penalty="r1_r2", spectral=True, ema=0.9)
    frames = list(train_seeds(setup))
    last = frames[-1]
    assert last.views["samples"].shape == (SEEDS, 800, 2)
    for number in (0, 5):
        alone = setup.model_copy(update={"seed": seeds_of(setup)[number]})
        reference = trained(alone)[-1]
        own = checkpoint_of(setup, last.checkpoint, number)
        for name, array in reference.checkpoint.items():
            np.testing.assert_allclose(own[name], array, rtol=1e-3, atol=1e-5, err_msg=name)
        own_samples = restore(alone, own).push(fixed_latents(setup, 800)).numpy()
        np.testing.assert_allclose(own_samples, last.views["samples"][number], atol=1e-5)
        assert last.metrics[f"modes_{number}"] == pytest.approx(reference.metrics["modes"], abs=1)
    resumed = at_its_end(train_seeds(setup, start=frames[3]))
    assert all(np.array_equal(resumed.checkpoint[k], last.checkpoint[k]) for k in last.checkpoint)


@pytest.mark.long
def test_a_fork_may_switch_the_cures_on():
    start = trained(tiny())[10]
    for knobs in ROUTES[1:3] + ROUTES[4:]:
        fork = list(train(tiny(**knobs), start=start))
        assert fork[0].step == start.step
        assert fork[-1].step == 40
        assert np.array_equal(fork[0].checkpoint["generator"], start.checkpoint["generator"])


@pytest.mark.long
@pytest.mark.parametrize("knobs", [{"pack": 3}, {"pack": 2, "spectral": True}])
def test_a_fork_that_packs_keeps_the_generator_and_begins_a_new_discriminator(knobs):
    start = trained(tiny())[10]
    fork = list(train(tiny(**knobs), start=start))
    first, last = fork[0].checkpoint, fork[-1].checkpoint
    for name in ("generator", "generator_mean", "generator_square", "average"):
        assert np.array_equal(first[name], start.checkpoint[name])
    untrained = next(iter(train(tiny(**knobs)))).checkpoint
    assert np.array_equal(first["discriminator"], untrained["discriminator"])
    assert not first["discriminator_mean"].any()
    assert first["updates"].tolist() == [start.step, 0]
    assert last["updates"].tolist() == [40, 40 - start.step]
    again = list(train(tiny(**knobs), start=fork[2]))
    assert same(again[-1], fork[-1])


def test_a_start_of_another_architecture_is_a_sentence():
    start = trained(tiny())[-1]
    for knobs in ({"hidden": 8}, {"depth": 3}, {"pack": 2}):
        if "pack" not in knobs:
            with pytest.raises(ModelError, match="another GAN"):
                next(train(tiny(**knobs), start=start))
        with pytest.raises(ModelError, match="another GAN"):
            restore(tiny(**knobs), start.checkpoint)


def test_a_divergence_ends_as_a_sentence_after_the_good_frames():
    frames: list[Frame] = []
    with pytest.raises(Diverged, match=r"[Ll]ower .* rate"):
        frames.extend(train(tiny(loss="kl", learning_rate=0.1)))
    assert frames[0].step == 0
    for frame in frames:
        assert all(math.isfinite(value) for value in frame.metrics.values())


def test_a_loss_that_left_all_bounds_is_named_with_its_cause():
    setup = tiny(loss="pearson", learning_rate=0.1, rate_ratio=20.0, steps=200)
    frames: list[Frame] = []
    with pytest.raises(OutOfBounds, match="discriminator's updates are too large") as caught:
        frames.extend(train(setup))
    assert frames[0].step == 0  # the frames so far stay
    assert "0.1 × 20" in str(caught.value)
    assert abs(caught.value.value) > BOUND
    again = pickle.loads(pickle.dumps(caught.value))  # as it comes from a worker
    assert str(again) == str(caught.value)
    for frame in frames:
        assert max(abs(frame.metrics[name]) for name in ("d_loss", "g_loss")) <= BOUND


def test_the_learning_rate_falls_to_zero():
    training = Training(tiny(decay=True), [0])
    rates = []
    for _ in range(40):
        rates.append(training.rate())
        training.advance()
    assert rates[0] == training.setup.learning_rate
    assert 0 < rates[-1] < 0.01 * rates[0]
    assert rates == sorted(rates, reverse=True)


def test_a_penalty_falls_by_one_factor_in_each_update_to_what_is_left():
    setup = tiny(penalty="r1", penalty_weight=0.1, penalty_left=0.003)
    weights = [setup.weight_at(step) for step in range(setup.steps + 1)]
    assert (weights[0], weights[-1]) == pytest.approx((0.1, 0.0003))
    factors = [after / before for before, after in itertools.pairwise(weights)]
    assert factors == pytest.approx([0.003 ** (1 / setup.steps)] * setup.steps)
    assert tiny(penalty_weight=0.1).weight_at(7) == 0.1
    kept, fell = trained(tiny(penalty="r1")), trained(tiny(penalty="r1", penalty_left=0.01))
    assert not same(kept[-1], fell[-1])


def test_clipped_weights_stay_within_their_bounds():
    setup = tiny(loss="wasserstein", penalty="clip", clip=0.05)
    checkpoint = trained(setup)[-1].checkpoint
    assert np.abs(checkpoint["discriminator"]).max() <= np.float32(0.05)


@pytest.mark.parametrize("data", ["ring", "two_modes"])
@pytest.mark.parametrize("latent", ["gaussian", "uniform", "mixture"])
def test_latents_have_the_density_they_say(latent, data):
    setup = tiny(latent=latent, data=data)
    noise = noise_of(setup)
    z = noise.sample(20_000, torch.Generator().manual_seed(0)).double()
    assert z.abs().max() <= 2 * noise.reach
    assert (z.abs() > noise.reach).double().mean() < 1e-3
    cells = densities.cell_centres((-noise.reach, noise.reach) * 2, 200).double()
    mass = torch.softmax(noise.log_prob(cells).double(), 0)
    second = (mass[:, None] * cells**2).sum(0)
    torch.testing.assert_close((z**2).mean(0), second, rtol=0.05, atol=0.0)


@pytest.mark.parametrize("latent", ["gaussian", "uniform", "mixture"])
def test_latents_know_nothing_of_the_data_beside_them(latent):
    """From one stream, a mixture's latents were its data, and uniform ones told their modes."""
    training = Training(tiny(latent=latent, batch=512), [0])
    real, z = [], []
    for _ in range(32):
        training.advance()
        real.append(training.real[0])
        z.append(training.latent[0])
    both = torch.cat([torch.cat(real), torch.cat(z)], dim=1).T  # (4, 16384)
    between = torch.corrcoef(both)[:2, 2:]
    assert between.abs().max() < 5 / math.sqrt(both.shape[1])  # 5 standard errors of none at all


def test_networks_see_data_of_mean_zero_and_variance_one():
    for data in ("ring", "grid", "unequal", "two_modes"):
        source = Standardised(mixture_of(tiny(data=data)))
        x = source.sample(50_000, torch.Generator().manual_seed(0))
        assert x.mean(0).abs().max() < 0.02
        assert x.var(0).mean().item() == pytest.approx(1, abs=0.02)
        torch.testing.assert_close(source.enter(source.leave(x)), x, atol=1e-5, rtol=1e-5)


def test_a_drawing_and_an_edited_mixture_are_learnt_from():
    line = np.linspace((-2.0, -2.0), (2.0, 2.0), 20)
    drawn = tiny(data="drawn", drawing=densities.simplified([line]), steps=10)
    assert trained(drawn)[-1].step == 10
    modes = (densities.Mode(-1, 0, 0.1), densities.Mode(1, 0, 0.2, 3))
    edited = trained(tiny(data="custom", mixture=modes, steps=10))
    assert edited[-1].views["mode_counts"].shape == (2,)
    with pytest.raises(ModelError, match="no drawing yet"):
        next(train(tiny(data="drawn")))


def test_a_setup_survives_json():
    for setup in RECIPES.values():
        assert GanSetup.model_validate(json.loads(setup.model_dump_json())) == setup


def test_training_can_be_abandoned():
    frames = train(GanSetup())
    assert [frame.step for frame in itertools.islice(frames, 3)] == [0, *moments(5000, FRAMES)[:2]]
    frames.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("decay", [False, True])
@pytest.mark.parametrize("step", [0, 39, 40, 45])
def test_the_players_are_at_rest_where_their_rates_are_zero(decay, step):
    setup = tiny(decay=decay)
    training = Training(setup, [setup.seed])
    training.step = step
    assert setup.at_rest(step) == (training.rate() == 0)
