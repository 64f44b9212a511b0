"""The sets of grey images."""

import gzip
import pickle

import numpy as np
import pytest

from models import wheels
from models.errors import ModelError
from models.images import images, missing


def test_the_digits_are_always_there():
    found = images("digits")
    assert found.train.shape == (1500, 64)
    assert found.test.shape == (297, 64)
    assert found.side == 8
    assert float(found.train.max()) == 1
    assert missing("digits") is None
    total = np.concatenate((found.train, found.test)).var(axis=0).sum()
    assert total == pytest.approx(4.6932763, abs=1e-5)
    with pytest.raises(ModelError, match="no images called"):
        images("cats")


def test_missing_sets_name_the_command_that_gets_them(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    monkeypatch.setenv("PLAYGROUND_FASHION", str(tmp_path))
    images.cache_clear()
    assert "make data" in (missing("mnist") or "")
    assert "apt-get install dataset-fashion-mnist" in (missing("fashion") or "")
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(b"not the file"))
    with pytest.raises(ModelError, match="not the published file"):
        images("fashion")
    images.cache_clear()
    error = wheels.Missing("Data", "a command")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
