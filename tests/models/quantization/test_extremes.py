"""What a damaged or forged link may hold: every text is a result of numbers or a sentence."""

from contextlib import suppress

import numpy as np
import pytest
from pydantic import ValidationError

from models.brought.column import column_of
from models.errors import ModelError
from models.quantization import (
    ScalarSetup,
    VectorSetup,
    evaluate,
    lloyd_max,
    scalar_ending,
    scalar_walk,
    stacked,
    vector_ending,
    vector_walk,
)
from models.quantization.scalar import build_source, promised, reached
from models.quantization.vector import build_cloud
from tests.models.damaged import TEXTS

COLUMNS = (
    (1e308, -1e308),
    (1e200, 0),
    (0, 1e-300),
    (1, 1 + 1e-15),
    (1e14, 1e14 + 1),
    (0, 0, 0, 1e14),
    (-9999, *range(40)),
)


def sound_scalar(setup: ScalarSetup) -> None:
    with suppress(ModelError):
        source, frames = build_source(setup), list(scalar_walk(setup))
        assert all(np.isfinite(frame.metrics["distortion"]) for frame in frames)
        views = frames[-1].views
        optimum = lloyd_max(source, len(views["levels"])).distortion
        last = evaluate(source, views["levels"], views["boundaries"])
        scalar_ending(source, last, optimum)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("source", ["gaussian", "uniform", "mixture"])
def test_any_levels_and_boundaries_of_a_link(source, text):
    for dragged in ({"own": text}, {"own": "-1,0,1", "own_boundaries": text}):
        with suppress(ValidationError):
            sound_scalar(ScalarSetup.model_validate({"source": source, "start": "own", **dragged}))


@pytest.mark.parametrize("text", TEXTS)
def test_any_codewords_of_a_link(text):
    with suppress(ModelError, ValidationError):
        setup = VectorSetup.model_validate({"points": 200, "own": text})
        cloud = build_cloud(setup)
        walk = stacked(list(vector_walk(setup)), cloud.bounds)
        assert np.isfinite(walk["distortion"]).all()
        vector_ending(cloud.points, walk["codebook"][-1])


@pytest.mark.parametrize("values", COLUMNS)
@pytest.mark.parametrize("law", ["smooth", "discrete"])
def test_any_column(law, values):
    setup = ScalarSetup(source="column", law=law, column=column_of(values), levels=2)
    sound_scalar(setup)
    with suppress(ModelError):
        source = build_source(setup)
        reached(source)
        promised(source, [0.0, 3.0])
