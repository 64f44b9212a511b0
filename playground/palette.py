"""The visual language: one colour per concept, on every page, in scenes, charts and words.

The hexadecimal values stand once, as the theme colours of ``.streamlit/config.toml``
(``chartCategoricalColors``, light and dark). Here is only their order. Scenes read the colours
from the theme's CSS variables and charts from the theme's category range, so that a switch
between light and dark needs nothing from the server.
"""

from typing import Literal, get_args

Concept = Literal["data", "model", "base", "codeword", "gradient", "query", "key", "exact"]
CONCEPTS: tuple[Concept, ...] = get_args(Concept)
