"""Which data a newcomer meets: MNIST where it is here, and the small digits where it is not."""

import os
import subprocess
import sys

import pytest

from models.autoencoders import CollapseSetup, VaeSetup
from models.wheels import MNIST

ASK = "from models.autoencoders import VaeSetup; print(VaeSetup().data)"


def asked(**environment: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        env=os.environ | environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout.strip()


@pytest.mark.long
def test_without_mnist_the_small_digits_are_met(tmp_path):
    assert asked(PLAYGROUND_DATA=str(tmp_path)) == "digits"
    folder = tmp_path / f"{MNIST.name}-{MNIST.version}"
    folder.mkdir()
    (folder / "mnist_5k.csv.gz").touch()
    assert asked(PLAYGROUND_DATA=str(tmp_path)) == "mnist"


def test_what_is_met_is_what_is_here():
    assert VaeSetup().data == ("mnist" if MNIST.here else "digits")
    assert CollapseSetup().data == "digits", "the closed forms are compared on the same set always"
