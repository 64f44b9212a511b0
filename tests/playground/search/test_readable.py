"""Formulas as text: what is left of LaTeX, and how it reads."""

import pytest

from playground.search.readable import readable


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\log q_K(x) = \log q_0(z)", "log q_K(x) = log q_0(z)"),
        (r"\mathrm{KL}(q\,\|\,p) = \mathbb{E}_q[U(x)]", "KL(q ‖ p) = E_q[U(x)]"),
        (r"w_i^2 = \max(\lambda_i - \beta\sigma^2,\, 0)", "w_i^2 = max (λ_i - βσ^2, 0)"),
        (r"\tfrac12\int p_{data}\log D^*", "1/2∫p_data log D^*"),
        (r"\frac{p_{data}(x)}{p_{data}(x) + q}", "(p_data(x))/(p_data(x) + q)"),
        (r"\left|\det J_k\right|", "| det J_k |"),
        (r"J^{(D)} \\ \begin{gathered} W_1 \end{gathered}", "J^(D) W_1"),
    ],
)
def test_a_formula_reads_as_one_line(latex, text):
    assert readable(latex) == text
