"""The account of a distortion, written out."""

from models.quantization import Account


def terms(account: Account) -> list[tuple[str, float]]:
    """The three terms with their signs, each after its formula in LaTeX."""
    return [
        (r"\operatorname{Var} U", account.variance),
        (r"-\textstyle\sum_j p_j\,\lVert m_j-\mathrm{E}\,U\rVert^2", -account.explained),
        (r"\textstyle\sum_j p_j\,\lVert a_j-m_j\rVert^2", account.wasted),
    ]
