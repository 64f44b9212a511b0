"""Measures that train a classifier: on real against generated, or on the classes."""

from models.measures.classifiers.classifier import Classifier, apart, fit, real_share
from models.measures.classifiers.labelled import adversarial, boundary, classification
from models.measures.classifiers.two_sample import two_sample

__all__ = [
    "Classifier",
    "adversarial",
    "apart",
    "boundary",
    "classification",
    "fit",
    "real_share",
    "two_sample",
]
