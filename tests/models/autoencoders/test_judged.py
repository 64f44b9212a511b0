"""What is said about a training and about an input: overfitting, likeness, grey values."""

import math

import numpy as np
import pytest
import torch
from scipy.stats import norm

from models.autoencoders import VaeSetup, build, restore, train
from models.autoencoders.bounds import discrete, gap
from models.autoencoders.bounds.overfitting import change, peak
from models.autoencoders.codes import Standard
from models.autoencoders.model import Mlp, source

BRIEF = VaeSetup(data="digits", width=16, steps=150)


@pytest.fixture(scope="module")
def trained():
    frames = list(train(BRIEF))
    return [restore(BRIEF, frame.checkpoint) for frame in (frames[0], frames[-1])]


def test_a_difference_of_bounds_is_paired(trained):
    before, after = trained
    x = source(BRIEF).tested
    assert change(after, after, x).mean == 0
    assert not change(after, after, x).real
    forth, back = change(before, after, x), change(after, before, x)
    assert forth.mean == pytest.approx(-back.mean)
    assert forth.mean > 0
    assert forth.real
    assert peak([1.0, math.nan, 3.0, 2.0]) == 2


def test_a_lead_of_the_inputs_trained_on_is_measured_with_its_error(trained):
    x = source(BRIEF).tested
    same = gap(trained[1], x, x)
    assert same.mean == 0
    lead = gap(trained[1], x, torch.rand(50, 64, generator=torch.Generator().manual_seed(0)))
    assert lead.mean > 0, "noise is explained worse"
    assert lead.real


def test_noise_is_outside_and_held_out_images_are_not(trained):
    data = source(BRIEF)
    standard = Standard(trained[1], data)
    ranks = [standard.of(x).below for x in data.test[:40].numpy()]
    assert np.mean(ranks) == pytest.approx(0.5, abs=0.2)
    noise = standard.of(np.random.default_rng(0).random(64))
    assert noise.outside
    assert noise.below == 0
    assert 0 < standard.changes < 0.9


def test_a_code_among_another_class_than_its_picture_is_told(trained):
    data = source(BRIEF)
    standard = Standard(trained[1], data)
    found = [standard.of(x) for x in data.test.numpy()]
    assert np.mean([each.changed for each in found]) == pytest.approx(standard.changes, abs=0.01)
    looks = np.array([each.picture.label for each in found])
    assert (looks == data.test_labels.numpy()).mean() > 0.9, "the nearest pictures know the class"


def test_grey_values_cost_at_most_what_the_density_says():
    setup = VaeSetup(data="digits", learned=False, sigma=0.3)
    model, x = build(setup), source(setup).tested
    assert isinstance(model.decoder, Mlp)
    with torch.no_grad():
        model.decoder.w3.zero_()  # the decoder says one mean, whatever the code
    found = discrete(model, setup, x)
    assert found is not None
    assert (found.pixels, found.step) == (64, 1 / 16)
    law = norm(model.decoder.bias.detach().numpy(), 0.3)
    exact = -np.log2(law.cdf(x.numpy() + 1 / 16) - law.cdf(x.numpy())).mean()
    assert exact <= found.bits + 2 * found.error
    assert found.bits == pytest.approx(exact, abs=0.05), "cells are small beside the noise"
    assert found.bits - found.printed == pytest.approx(2 * math.log2(16))
    bernoulli = VaeSetup(data="digits", likelihood="bernoulli")
    assert discrete(build(bernoulli), bernoulli, x) is None
