"""A sample as the measures want it: points, classes, beliefs of a judge, and pictures."""

from dataclasses import dataclass

from models.measures.measured import Floats, Labelled, Labels


@dataclass(frozen=True, eq=False)
class Sample:
    """What is known of some real or generated points.

    Attributes:
        points: (N, D): the points of the plane, or a classifier's features of pictures.
        labels: (N,): the class that each was drawn from.
        beliefs: (N, K): p(y|x) of the judge.
        pictures: (P, side, side) of range 1: the pictures, or clouds drawn as pictures.
    """

    points: Floats
    labels: Labels
    beliefs: Floats
    pictures: Floats

    @property
    def labelled(self) -> Labelled:
        """Points and their classes."""
        return Labelled(self.points, self.labels)
