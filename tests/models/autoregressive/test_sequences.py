"""Networks of sequences: what they see, what they say, how they are drawn from and trained."""

import numpy as np
import pytest
import torch

from models.autoregressive import fading, influence, receptive_field, restore, train, wiring
from models.autoregressive.sequences import (
    FAMILIES,
    ArSetup,
    Causal,
    RaceSetup,
    build,
    judge_of,
    runners,
    train_race,
)
from models.errors import Diverged, ModelError
from models.frame import FRAMES, Frame
from tests.models.frames import at_its_end

Knobs = dict[str, object]
RNNS: list[Knobs] = [{"family": "rnn", "cell": cell} for cell in ("plain", "gru", "lstm")]
MEMORIES: list[Knobs] = [{"family": "memory", "memory": k} for k in (0, 1, 3)]
CONVOLUTIONS: list[Knobs] = [
    {"family": "conv", "kernel": k, "dilated": d} for k in (2, 3) for d in (True, False)
]
ATTENTIONS: list[Knobs] = [{"family": "attention", "layers": n} for n in (1, 2)]
KINDS = [*MEMORIES, *RNNS, *CONVOLUTIONS, *ATTENTIONS]
each_kind = pytest.mark.parametrize("knobs", KINDS, ids=lambda k: "-".join(map(str, k.values())))


def made(**knobs: object) -> Causal:
    return build(ArSetup.model_validate(knobs))


@each_kind
def test_no_output_answers_to_its_own_symbol_or_a_later_one(knobs):
    model = made(**knobs, source="words")
    x = judge_of(ArSetup(source="words")).x[0]
    slopes = influence(model, x)
    assert (slopes[np.triu_indices(len(x))] == 0).all()  # exactly
    changed = x.clone()
    changed[20:] = (changed[20:] + 1) % model.vocabulary
    with torch.no_grad():
        before, after = model(torch.stack((x, changed)))
    assert torch.equal(before[:21], after[:21])


@each_kind
def test_without_option_a_the_network_sees_what_it_foretells(knobs):
    model = made(**knobs, source="words", strict=False)
    slopes = influence(model, judge_of(ArSetup(source="words")).x[0])
    assert (slopes[np.triu_indices(len(slopes), 1)] == 0).all()
    own = np.diagonal(slopes)
    assert (own > 0).all() or knobs.get("memory") == 0


@pytest.mark.long
@pytest.mark.parametrize("layers", [1, 2, 3, 4, 5])
def test_receptive_fields_are_those_of_the_formulas(layers):
    def field(kernel: int, dilated: bool) -> int:
        model = made(layers=layers, kernel=kernel, dilated=dilated, width=8)
        return receptive_field(model, 80)

    assert field(2, True) == 2**layers
    assert field(2, False) == layers + 1
    assert field(3, True) == 2 ** (layers + 1) - 1
    assert field(3, False) == 2 * layers + 1


def test_a_memory_sees_k_symbols_and_others_all_of_them():
    assert [receptive_field(made(family="memory", memory=k), 24) for k in (0, 1, 5)] == [0, 1, 5]
    for knobs in (*RNNS, *ATTENTIONS):
        assert receptive_field(made(**knobs), 24) == 23


def test_what_has_faded_below_single_precision_is_seen_all_the_same():
    model = made(family="rnn", cell="plain", gain=0.1)
    assert receptive_field(model, 80) == 79
    assert next(model.parameters()).dtype == torch.float32, "the model itself stays as it is"
    assert (fading(model, judge_of(ArSetup(length=64)).x[:4])[1:] > 0).all()


@each_kind
@pytest.mark.parametrize("strict", [True, False])
def test_the_wiring_leads_exactly_to_what_autograd_sees(knobs, strict):
    model = made(**knobs, strict=strict)
    x = torch.arange(12) % 2
    wired, slopes = wiring(model, 12), influence(model, x)
    for place in range(12):
        seen = wired.seen(place)
        assert (seen[0] == (slopes[place] != 0)).all()
        assert seen[-1].tolist() == [each == place for each in range(12)]


@each_kind
def test_the_probabilities_of_all_sequences_sum_to_one(knobs):
    model = made(**knobs)
    every = torch.cartesian_prod(*[torch.arange(2)] * 6)
    with torch.no_grad():
        assert model.log_prob(every).double().exp().sum().item() == pytest.approx(1, abs=1e-5)
        factors = model.log_probs(every)
    assert factors.shape == (64, 6)
    assert torch.allclose(factors.sum(1), model.log_prob(every))


@each_kind
def test_samples_have_the_law_that_log_prob_tells(knobs):
    model = made(**knobs, seed=3)
    with torch.no_grad():
        model.unembed.mul_(8)
    drawn = model.sample(6000, 3, torch.Generator().manual_seed(5))
    x = torch.stack(list(drawn), dim=1)
    every = torch.cartesian_prod(*[torch.arange(2)] * 3)
    with torch.no_grad():
        law = model.log_prob(every).exp()
    counts = torch.bincount(x @ torch.tensor([4, 2, 1]), minlength=8) / len(x)
    assert (counts - law).abs().max() < 0.03


@each_kind
def test_a_longer_past_is_read_along(knobs):
    """Drawing after a given beginning asks for the same law as reading it does."""
    model = made(**knobs, source="words")
    given = judge_of(ArSetup(source="words")).x[:2, :20]
    with torch.no_grad():
        model.bias.copy_(torch.linspace(0, 1, model.vocabulary))  # no two are as likely
    cold = model.sample(2, 3, torch.Generator().manual_seed(0), given, temperature=1e-4)
    x = given
    for drawn in cold:
        with torch.no_grad():
            likely = model(torch.cat((x, x[:, :1]), dim=1))[:, -1].argmax(-1)
        assert torch.equal(drawn, likely)
        x = torch.cat((x, drawn[:, None]), dim=1)


def test_building_leaves_the_global_random_state_alone():
    torch.manual_seed(0)
    before = torch.get_rng_state()
    models = [made(**knobs) for knobs in KINDS]
    assert torch.equal(torch.get_rng_state(), before)
    again = [made(**knobs) for knobs in KINDS]
    for one, other in zip(models, again, strict=True):
        for a, b in zip(one.parameters(), other.parameters(), strict=True):
            assert torch.equal(a, b)


def test_a_gradient_fades_in_a_plain_cell_and_is_zero_beyond_a_memory():
    x = judge_of(ArSetup()).x[:16]
    assert fading(made(family="memory", memory=3), x)[4:].tolist() == [0] * 28
    plain = fading(made(family="rnn", cell="plain", gain=0.5), x)
    assert plain[0] == 0
    assert plain[1] > 30 * plain[8] > 30 * plain[20] > 0
    grown = fading(made(family="rnn", cell="plain", gain=2.0), x)
    assert grown[20] / grown[1] > 100 * plain[20] / plain[1]


@pytest.mark.long
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("flip", "bits"), [(0.1, 0.468996), (0.2, 0.721928)])
def test_all_kinds_reach_the_entropy_rate_of_a_chain(family, flip, bits):
    last = at_its_end(train(ArSetup(family=family, flip=flip, steps=300, width=16)))
    assert bits <= last.metrics["bits"] < bits + 0.005


def test_without_memory_a_chain_is_a_coin():
    last = at_its_end(train(ArSetup(family="memory", memory=0, steps=150)))
    assert last.metrics["bits"] == pytest.approx(1, abs=0.005)


@pytest.mark.long
def test_who_is_shown_the_answer_learns_to_copy_it_and_draws_rubbish():
    setup = ArSetup(family="conv", strict=False, steps=150)
    last = at_its_end(train(setup))
    assert last.metrics["train_bits"] < 0.01
    assert last.metrics["bits"] > 1  # no cost below the entropy under the true law
    drawn = restore(setup, last.checkpoint).sample(400, 24, torch.Generator().manual_seed(1))
    x = torch.stack(list(drawn), dim=1)
    changes = (x[:, 1:] != x[:, :-1]).double().mean().item()
    assert changes == pytest.approx(0.5, abs=0.03)  # and not 0.1


def test_a_training_goes_on_exactly_as_if_it_had_never_stopped():
    setup = ArSetup(steps=40, width=8, layers=2)
    frames = list(train(setup))
    assert [frame.step for frame in frames][-1] == 40
    half = next(frame for frame in frames if frame.step >= 20)
    last = at_its_end(train(setup, half))
    assert np.array_equal(last.checkpoint["parameters"], frames[-1].checkpoint["parameters"])
    assert last.metrics == frames[-1].metrics


def test_a_gradient_that_is_clipped_is_not_longer():
    loose, tight = (at_its_end(train(ArSetup(steps=10, clip=clip))) for clip in (1000.0, 0.01))
    mean = np.linalg.norm(tight.resume["adam_mean"])
    assert mean <= 0.01 + 1e-6
    assert np.linalg.norm(loose.resume["adam_mean"]) > mean


def test_a_network_of_no_numbers_has_diverged():
    first = next(train(ArSetup(steps=10)))
    lost = {name: np.full_like(values, np.nan) for name, values in first.checkpoint.items()}
    with pytest.raises(Diverged, match="learning rate"):
        next(train(ArSetup(steps=10), Frame(0, {}, {}, lost, first.resume)))


def test_a_checkpoint_of_another_network_is_refused():
    first = next(train(ArSetup(width=8)))
    with pytest.raises(ModelError, match="another network"):
        restore(ArSetup(width=16), first.checkpoint)


@pytest.mark.long
def test_a_race_is_each_ones_own_training():
    setup = RaceSetup(steps=12, width=8, layers=2)
    frames = list(train_race(setup))
    assert len(frames) <= FRAMES + 1
    for family, own in runners(setup).items():
        alone = at_its_end(train(own))
        parameters = frames[-1].checkpoint[f"{family}_parameters"]
        assert np.array_equal(parameters, alone.checkpoint["parameters"])
        assert frames[-1].metrics[f"{family}_bits"] == alone.metrics["bits"]
    half = next(frame for frame in frames if frame.step >= 6)
    last = at_its_end(train_race(setup, half))
    for name, values in frames[-1].checkpoint.items():
        assert np.array_equal(last.checkpoint[name], values)


def test_the_judge_knows_the_entropy_of_every_place():
    exact = judge_of(ArSetup(source="echo", distance=4, flip=0.1)).exact
    assert exact is not None
    assert exact[:4].tolist() == pytest.approx([1] * 4)
    assert exact[4:].tolist() == pytest.approx([0.468996] * 28, abs=1e-6)
    assert judge_of(ArSetup(source="words")).exact is None
