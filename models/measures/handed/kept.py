"""What is kept of a recording, or of a link, that is handed over to be measured."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from models.errors import ModelError
from models.measures.handed.trained import TRAINED, Moment
from models.measures.measured import Floats

MOMENTS = 8  # of a training, at most
WHICH = (
    "Only trainings of the pages “Generative adversarial networks”, “Normalizing flows”, "
    "“Variational autoencoder”, “VQ-VAE”, “Pixels” and “Glow on images” can be measured here."
)


class Handed(NamedTuple):
    """What is kept of a training.

    Attributes:
        topic: Where it was made.
        setup: What was trained there.
        steps: (T,) at which its generator is measured; none where it is still to be trained.
        samples: (T, n, 2) points or (T, n, side, side) pictures that it made.
    """

    topic: str
    setup: dict[str, Any]
    steps: Floats
    samples: Floats


def slug_of(topic: str) -> str:
    """The page that something was trained on, by its slug or, as recordings have it, by the module
    of its training.

    Raises:
        ModelError: Nothing that can be measured.
    """
    for slug, page in TRAINED.items():
        if topic in (slug, page.train.__module__):
            return slug
    raise ModelError(WHICH)


def hand_over(topic: str, setup: Mapping[str, Any], moments: Sequence[Moment] = ()) -> bytes:
    """What the knob ``own`` keeps of a training: a name, a setup, and samples of eight moments.

    Args:
        topic: Where it was made: the slug of a page, or the module of a training.
        setup: The knobs of what was trained.
        moments: Of its recording; without any it is to be trained anew.

    Raises:
        ModelError: It is of another page, or what is in it does not fit together.
    """
    slug = slug_of(topic)
    page = TRAINED[slug]
    known = page.read(setup)
    page.law(known)
    last = len(moments) - 1
    chosen = sorted(
        {round(last * part / (MOMENTS - 1)) for part in range(MOMENTS)} if moments else ()
    )
    drawn = [(moments[at].step, page.draw(known, moments[at])) for at in chosen]
    sound = [(step, each) for step, each in drawn if np.isfinite(each).all()]
    if drawn and not sound:
        raise ModelError("No frame of the recording has samples that are all finite.")
    samples = np.array([each for _, each in sound])
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        topic=np.array(slug),
        setup=np.array(json.dumps(dict(setup))),
        steps=np.array([step for step, _ in sound], dtype=np.int64),
        samples=np.rint(255 * samples).astype(np.uint8)
        if samples.ndim == 4
        else samples.astype(np.float32),
    )
    return buffer.getvalue()


@lru_cache(maxsize=8)
def unpacked(content: bytes) -> Handed:
    """What :func:`hand_over` kept.

    Raises:
        ModelError: Nothing was brought, or it is not what was kept.
    """
    if not content:
        raise ModelError(
            "Save a recording on the page where something was trained, and bring it here; or "
            "paste the link of that page, and it is trained again."
        )
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            setup: dict[str, Any] = json.loads(str(kept["setup"]))
            samples = kept["samples"]
            floats = samples / 255 if samples.dtype == np.uint8 else samples.astype(np.float64)
            return Handed(str(kept["topic"]), setup, kept["steps"], floats)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise ModelError("This is not what was kept of a training.") from error
