"""What there is to tell and to draw of a map of the line."""

from dataclasses import dataclass

import numpy as np

from models.change_of_variables import along
from models.change_of_variables.line_maps import lotus
from models.change_of_variables.line_maps.fold import fold
from models.change_of_variables.line_maps.line import line
from models.change_of_variables.setup import CurveSetup, FoldSetup, LotusSetup
from models.change_of_variables.views.view import Arrays, Numbers, fine


@dataclass(frozen=True)
class CurveView:
    """A one-to-one map, and a strip that it carries along."""

    setup: CurveSetup

    def numbers(self) -> Numbers:
        """Areas under the density with and without its factor, and a strip's mass on both sides."""
        one = line(self.setup)
        strip = one.strip(along.place(self.setup.probe, one.z_window))
        return {
            "Area without factor": one.area_without(),
            "Area with factor": one.area(),
            "Mass of the strip": strip.mass,
            "Mass of its image": strip.image_mass,
        }

    def arrays(self) -> Arrays:
        """The map, both densities, and samples, along z and along x."""
        one = line(self.setup)
        z, x = fine(one.z_window), fine(one.x_window)
        return {
            "z": z,
            "g": one.forward(z),
            "base_density": one.base.pdf(z),
            "x": x,
            "density": one.density(x),
            "without_factor": one.without_factor(x),
            "samples": one.sample(self.setup.samples, self.setup.seed),
        }


@dataclass(frozen=True)
class FoldView:
    """A map that meets a value more than once."""

    setup: FoldSetup

    def numbers(self) -> Numbers:
        """A term for each source, their sum beside the exact density, a probability estimated."""
        one = fold(self.setup)
        y = along.place(self.setup.level, one.y_window)
        terms = dict(zip(one.piece_names, one.pieces(y).tolist(), strict=True))
        share, known, error = one.below(y, self.setup.samples, self.setup.seed)
        return {f"f(y), {name}": term for name, term in terms.items()} | {
            "Their sum": sum(terms.values()),
            "Density by its own formula": float(one.exact.pdf(y)),
            "P[Y ≤ y]": share,
            "Its exact value": known,
            "Its standard error": error,
        }

    def arrays(self) -> Arrays:
        """A density for each source, their sum, and samples, along y."""
        one = fold(self.setup)
        y = fine(one.y_window)
        return {
            "y": y,
            "pieces": one.pieces(y),
            "density": one.density(y),
            "exact": one.exact.pdf(y),
            "samples": one.sample(self.setup.samples, self.setup.seed),
        }


@dataclass(frozen=True)
class LotusView:
    """The mean of a function of what has been mapped, without its density."""

    setup: LotusSetup

    def numbers(self) -> Numbers:
        """The estimated mean beside its exact value, and its error in units of σ/√n."""
        one = line(self.setup, self.setup.layers)
        function = lotus.FUNCTIONS[self.setup.test_function]
        mean = lotus.estimate(lotus.values(one, function, self.setup.samples, self.setup.seed))
        exact, spread = lotus.quadrature(one, function), lotus.deviation(one, function)
        found = {
            "Mean of h": mean.value,
            "Its exact value": exact,
            "Its standard error": mean.error,
            "σ of h(X)": spread,
        }
        off = mean.value - exact
        return found | ({"Error over σ/√n": off / (spread / mean.n**0.5)} if spread else {})

    def arrays(self) -> Arrays:
        """The running mean, and errors at a few sizes, root mean square over repetitions."""
        one = line(self.setup, self.setup.layers)
        function = lotus.FUNCTIONS[self.setup.test_function]
        exact = lotus.quadrature(one, function)
        sizes, means = lotus.running(
            lotus.values(one, function, self.setup.samples, self.setup.seed)
        )
        return {
            "n": sizes,
            "running_mean": means,
            "sizes": np.array(lotus.SIZES),
            "rms_error": lotus.root_mean_square(one, function, exact, self.setup.seed),
        }
