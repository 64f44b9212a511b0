"""Grey images take as large a part of the height that is given as they ask for."""

import numpy as np
import pytest

from playground.charts import ink


@pytest.mark.parametrize(("height", "share"), [(140, 0.25), (280, 0.5), (900, 1.0)])
def test_an_image_takes_its_part_of_the_height(monkeypatch, height, share):
    shown = []
    monkeypatch.setattr("playground.scene.show", lambda *_, **how: shown.append(how["share"]))
    ink.show(np.zeros((2, 3)), "digit", "digit", "A digit.", height)
    assert shown == [share]
