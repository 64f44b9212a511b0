"""The formulas beside the measured curves, and the three advantages that add up."""

import math

import numpy as np
import pytest
import scipy.stats
from numpy.testing import assert_allclose

from models.errors import ModelError
from models.quantization import lloyd_max
from models.quantization.bounds import CUBE, LATTICES, LIMIT, theory
from models.quantization.gains import (
    decompose,
    gaussian_codebook,
    product_quantizer,
)
from models.quantization.sources import Discrete, Gaussian, Laplacian, Mixture, Uniform, as_source


def test_panter_dites_constants():
    assert_allclose(theory.panter_dite(Gaussian(), 1), math.sqrt(3) * math.pi / 2)
    assert_allclose(theory.panter_dite(Laplacian(), 1), 4.5)
    assert_allclose(theory.panter_dite(Uniform(), 8), 1 / 64)
    assert_allclose(
        theory.panter_dite(as_source(scipy.stats.norm(0, 2)), 4),
        4 * theory.panter_dite(Gaussian(), 4),
    )


@pytest.mark.parametrize("name", ["gaussian", "laplacian"])
def test_panter_dite_is_approached_from_below(name):
    source = as_source(name)
    ratios = [
        lloyd_max(source, n).distortion / theory.panter_dite(source, n)
        for n in (2, 4, 8, 16, 32, 64, 256)
    ]
    assert np.diff(ratios).min() > 0
    assert ratios[-1] < 1
    assert_allclose(ratios[-1], 1, atol=0.02)


def test_six_decibels_for_each_bit():
    one, two = (lloyd_max("gaussian", n).sqnr_db for n in (128, 256))
    assert_allclose(two - one, 20 * math.log10(2), atol=0.05)


def test_shannons_bound_is_the_gaussians_rate_distortion_function():
    for rate in (1, 2, 3, 4, 5):
        assert_allclose(theory.shannon_bound(Gaussian(0, 2), rate), 4 * 2.0 ** (-2 * rate))
    for name in ("gaussian", "laplacian", "uniform"):
        source = as_source(name)
        for levels in (2, 4, 16, 64):
            found = lloyd_max(source, levels)
            assert found.distortion > theory.shannon_bound(source, found.entropy_bits)


def test_entropy_coding_is_a_quarter_bit_from_the_bound():
    for source in (Gaussian(), Laplacian(), Uniform()):
        ratio = theory.entropy_coded(source, 3) / theory.shannon_bound(source, 3)
        assert_allclose(theory.decibels(ratio), 1.5329, atol=5e-5)
        assert_allclose(math.log2(ratio) / 2, 0.25461, atol=5e-6)


def test_the_table_of_lattices():
    gains = {row.name: row.gain_db for row in LATTICES}
    expected = {"Z": 0, "A2": 0.16712, "A3*": 0.257, "D4": 0.366, "E8": 0.654, "Λ16": 0.864}
    for name, gain in expected.items():
        assert_allclose(gains[name], gain, atol=6e-4)
    assert_allclose(gains["Λ24"], 1.028, atol=6e-4)
    moments = {row.name: row.second_moment for row in LATTICES}
    assert_allclose(moments["A2"], 0.0801875373, atol=5e-11)
    assert_allclose(moments["A3*"], 0.0785433, atol=5e-8)
    assert_allclose(moments["D4"], 0.0766032, atol=5e-8)
    assert_allclose(moments["E8"], 0.0716821, atol=5e-8)
    assert theory.best_second_moment(12) == 0.070034
    assert all(LIMIT < row.second_moment <= 1 / 12 for row in LATTICES)
    assert_allclose(LIMIT, 0.0585498, atol=5e-8)
    assert_allclose(theory.decibels(CUBE / LIMIT), 1.53293, atol=5e-6)


@pytest.mark.parametrize(
    ("dimension", "gaussian", "laplacian"),
    [
        (1, 0, 0),
        (2, 1.13622, 2.27244),
        (4, 1.87408, 3.74816),
        (8, 2.31132, 4.62264),
        (math.inf, 2.81387, 5.627748),
    ],
)
def test_the_shape_gain(dimension, gaussian, laplacian):
    assert_allclose(theory.shape_gain_db(Gaussian(0, 3), dimension), gaussian, atol=6e-6)
    assert_allclose(theory.shape_gain_db(Laplacian(), dimension), laplacian, atol=6e-6)
    assert_allclose(theory.shape_gain_db(Uniform(), dimension), 0, atol=1e-9)


def test_the_memory_gain():
    for correlation, gain in ((0.5, 1.2494), (0.8, 4.4370), (0.9, 7.2125), (0.95, 10.1100)):
        assert_allclose(theory.memory_gain_db(correlation, math.inf), gain, atol=6e-5)
        assert_allclose(theory.memory_gain_db(-correlation, 2), gain / 2, atol=6e-5)
    assert theory.memory_gain_db(0.9, 1) == 0


def test_all_gains_lead_from_panter_dite_to_the_rate_distortion_function():
    total = theory.shape_gain_db(Gaussian(), math.inf) + theory.decibels(CUBE / LIMIT)
    assert_allclose(total, 4.34681, atol=5e-6)
    assert_allclose(
        theory.decibels(theory.panter_dite(Gaussian(), 8) / theory.shannon_bound(Gaussian(), 3)),
        total,
    )


def test_zador():
    assert_allclose(2 * theory.zador(Gaussian(), 1), 4.03067, atol=5e-6)
    assert_allclose(theory.zador(Laplacian(), 7, dimension=1), theory.panter_dite(Laplacian(), 7))
    assert_allclose(theory.zador(Uniform(), 16, 2, 1 / 12), 1 / 16)
    gain = theory.zador(Gaussian(), 64) / theory.zador(Gaussian(), 64, correlation=0.9)
    assert_allclose(theory.decibels(gain), 3.6062, atol=6e-5)


def test_product_quantizers():
    for size, expected in ((4, 0.726760), (8, 0.480862), (9, 0.380348), (16, 0.234964)):
        found = product_quantizer(Gaussian(), size)
        assert_allclose(found.distortion, expected, atol=5e-7)
        assert found.codebook.shape == (size, 2)
        assert len(np.unique(found.codebook, axis=0)) == size
    assert product_quantizer(Gaussian(), 8).shape == (4, 2)
    assert product_quantizer(Gaussian(), 7).shape == (7, 1)


@pytest.mark.long
def test_the_advantages_add_up_to_what_is_measured():
    independent, correlated = gaussian_codebook(16), gaussian_codebook(16, 0.9)
    product = product_quantizer(Gaussian(), 16).distortion
    found = decompose(Gaussian(), product, independent.distortion, correlated.distortion, 0.9)
    assert_allclose(sum(term.decibels for term in found.terms), found.total_db, atol=1e-12)
    assert_allclose(found.total_db, 10 * math.log10(product / correlated.distortion))
    assert [term.kind for term in found.terms] == [
        "asymptotic", "asymptotic", "measured", "asymptotic", "measured",
    ]  # fmt: skip
    sizes = [term.decibels for term in found.terms]
    assert_allclose(sizes[:2], [0.16712, 1.13622], atol=5e-6)
    assert_allclose(sizes[3], 3.6062, atol=5e-5)
    # numbers.md: 16 codewords gain 0.382 dB over 4 x 4 without memory.
    assert_allclose(sum(sizes[:3]), 0.382, atol=0.022)
    assert 3 < sizes[3] + sizes[4] < 4.5


@pytest.mark.long
def test_memory_pays_more_the_more_there_is():
    costs = [gaussian_codebook(8, rho, count=6).distortion for rho in (0, 0.5, 0.8, 0.95)]
    assert np.diff(costs).max() < 0
    assert_allclose(
        gaussian_codebook(8, -0.8, count=6).distortion, costs[2], rtol=0.01
    )  # the sign does not matter


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: theory.panter_dite(Discrete([1, 2]), 2), "Smooth it"),
        (lambda: theory.shannon_bound(Discrete([1, 2]), 2), "Smooth it"),
        (lambda: theory.best_second_moment(5), "no lattice of dimension 5"),
        (lambda: theory.memory_gain_db(1.0, 2), "strictly between"),
        (lambda: theory.decibels(0), "above zero"),
        (lambda: product_quantizer(Mixture([Gaussian()]), 0), "1 to 1,024"),
    ],
)
def test_what_theory_cannot_say_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ModelError, match=sentence):
        call()
