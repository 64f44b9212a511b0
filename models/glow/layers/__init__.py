"""The layers of Glow: from data to latent each is called ``inverse``, as in all flows here.

Images lie as (n, height, width, channels): a 1x1 convolution is then one matrix product.
"""

from models.glow.layers.affine import Top
from models.glow.layers.coupling import Coupling, Pair, Split
from models.glow.layers.level import Level
from models.glow.layers.logit import Logit
from models.glow.layers.mixing import Mixing, MixingKind
from models.glow.layers.squeeze import squeeze, unsqueeze

__all__ = [
    "Coupling",
    "Level",
    "Logit",
    "Mixing",
    "MixingKind",
    "Pair",
    "Split",
    "Top",
    "squeeze",
    "unsqueeze",
]
