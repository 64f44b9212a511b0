"""Plain autoencoders: r(x) = g(f(x)), kept from copying in one of four ways.

A setup for each way, ``train(setup)`` yields frames, ``restore(setup, checkpoint)`` gives back the
autoencoder of any frame. ``Principal`` is the best linear one, ``score_step`` and
``LinearDenoiser`` are the best denoisers, ``ista`` finds the exact sparse code, ``jacobian`` and
``contraction`` are the derivative of the encoder and its size.
"""

from models.autoencoders.plain.coding import (
    Coded,
    Coding,
    bars,
    coded,
    coded_orthonormally,
    cost,
    ista,
    soft_threshold,
)
from models.autoencoders.plain.denoise import (
    LinearDenoiser,
    corrupted,
    exact_arrows,
    explained,
    followed,
    followed_exactly,
    judged,
    linear_denoiser,
    noisy_law,
    score_step,
)
from models.autoencoders.plain.film import atoms_as_images, film
from models.autoencoders.plain.maps import crosses, given_back, map_stages, segments, window_around
from models.autoencoders.plain.network import Autoencoder, blank, data_of
from models.autoencoders.plain.penalties import activity_kl, contraction, jacobian
from models.autoencoders.plain.principal import (
    Principal,
    inside,
    principal,
    principal_angles,
    rotation,
    share_worse,
    squared_error,
)
from models.autoencoders.plain.rivals import (
    Between,
    Hole,
    between,
    hole,
    rivals,
    term_as_error,
    train_rival,
)
from models.autoencoders.plain.setup import (
    PICTURES,
    SPACE,
    AutoencoderSetup,
    ContractiveSetup,
    DenoisingSetup,
    SparseSetup,
    UndercompleteSetup,
)
from models.autoencoders.plain.space import seen_from, space
from models.autoencoders.plain.tables import around, axes_of
from models.autoencoders.plain.tangent import contraction_by_autograd, singular
from models.autoencoders.plain.training import build, learner, loss, restore, train
from models.autoencoders.plain.views import seen

__all__ = [
    "PICTURES",
    "SPACE",
    "Autoencoder",
    "AutoencoderSetup",
    "Between",
    "Coded",
    "Coding",
    "ContractiveSetup",
    "DenoisingSetup",
    "Hole",
    "LinearDenoiser",
    "Principal",
    "SparseSetup",
    "UndercompleteSetup",
    "activity_kl",
    "around",
    "atoms_as_images",
    "axes_of",
    "bars",
    "between",
    "blank",
    "build",
    "coded",
    "coded_orthonormally",
    "contraction",
    "contraction_by_autograd",
    "corrupted",
    "cost",
    "crosses",
    "data_of",
    "exact_arrows",
    "explained",
    "film",
    "followed",
    "followed_exactly",
    "given_back",
    "hole",
    "inside",
    "ista",
    "jacobian",
    "judged",
    "learner",
    "linear_denoiser",
    "loss",
    "map_stages",
    "noisy_law",
    "principal",
    "principal_angles",
    "restore",
    "rivals",
    "rotation",
    "score_step",
    "seen",
    "seen_from",
    "segments",
    "share_worse",
    "singular",
    "soft_threshold",
    "space",
    "squared_error",
    "term_as_error",
    "train",
    "train_rival",
    "window_around",
]
