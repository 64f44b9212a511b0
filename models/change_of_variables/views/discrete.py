"""What there is to tell and to draw of a discrete law and its image."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.change_of_variables import discrete
from models.change_of_variables.setup import DiscreteSetup
from models.change_of_variables.views.view import Arrays, Numbers


@dataclass(frozen=True)
class DiscreteView:
    """Masses, before and after."""

    setup: DiscreteSetup

    def numbers(self) -> Numbers:
        """How many values have a mass, and what the masses add up to."""
        law = discrete.pmf(self.setup)
        pushed = discrete.push(law, discrete.sources(self.setup))
        total = float(sum(pushed.values()))
        found = {
            "Values of x": float(sum(mass > 0 for mass in law.values())),
            "Values of y": float(sum(mass > 0 for mass in pushed.values())),
            "Sum over y": total,
        }
        return found | ({"Divided by |f′| = 2": total / 2} if self.setup.rule == "double" else {})

    def arrays(self) -> Arrays:
        """Values and masses as fractions, of x and of y."""
        before = discrete.pmf(self.setup)
        after = discrete.push(before, discrete.sources(self.setup))
        found: dict[str, NDArray[np.generic]] = {}
        for name, law in (("x", before), ("y", after)):
            found[name] = np.array(list(law))
            found[f"numerator_{name}"] = np.array([mass.numerator for mass in law.values()])
            found[f"denominator_{name}"] = np.array([mass.denominator for mass in law.values()])
        return found
