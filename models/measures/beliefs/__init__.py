"""Measures of what a classifier believes of the samples: p(y|x), a row for each."""

from models.measures.beliefs.am import am_score
from models.measures.beliefs.inception import inception_score, modified_score
from models.measures.beliefs.mode import mode_score

__all__ = ["am_score", "inception_score", "mode_score", "modified_score"]
