"""What a topic is, and the chapters that topics stand in."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CHAPTERS = {
    "sampling": "Lecture 2 · Sampling and density estimation",
    "flows": "Lectures 2-3 · Flows",
    "autoencoders": "Lectures 4-6 · VAE",
    "quantization": "Lecture 6 · Quantization",
    "gans": "Lectures 7-9 · GANs",
    "evaluation": "Lectures 7-9 · Evaluation",
    "autoregressive": "Lectures 10-11 · Autoregressive networks",
    "processes": "Lectures 10-11 · Random processes",
    "attention": "Lectures 12-13 · Transformers",
    "scaling": "Lecture 13 · Scaling laws",
}
"""Folder in ``pages/`` and heading in the navigation, in the order of the lectures."""


@dataclass(frozen=True)
class Topic:
    """One page of the playground.

    Attributes:
        slug: Name in the address, prefix of the URL parameters, and name of the page's file
            (``pages/<chapter>/<slug>.py``) and card picture.
        chapter: Folder of its page, and its group in the navigation (a name in ``CHAPTERS``).
        title: Title of the page.
        icon: Material icon, as Streamlit writes it.
        promise: One sentence: what will be seen.
        notes: Where the lecture notes treat it.
        modules: Model packages the page needs, imported ahead behind the first page.
        trains: Whether the page trains a model live; others compute as their knobs are turned.
        keeps: What its link carries beside the knobs: parameters ``<slug>_<name>``.
        sections: Keys of the sections of the notes that it treats (``playground/notes.py``);
            the one that it is most about comes first.
        words: What else somebody may type to find it, beside all that the page itself says.
    """

    slug: str
    chapter: str
    title: str
    icon: str
    promise: str
    notes: str
    modules: tuple[str, ...]
    trains: bool = False
    keeps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    words: str = ""

    @property
    def in_link(self) -> tuple[str, ...]:
        """What its link carries beside the knobs: its own words, and the layers of its pictures."""
        return *self.keeps, "switched"

    @property
    def section(self) -> str:
        """The heading it stands under in the navigation."""
        return CHAPTERS[self.chapter]

    @property
    def page(self) -> Path:
        """The page's script."""
        return ROOT / "pages" / self.chapter / f"{self.slug}.py"

    @property
    def story(self) -> str:
        """Name of the module that tells the page's story; its presets are ``STATIONS``."""
        return f"pages.{self.chapter}.stories.{self.slug}"

    def card(self, theme: str, *, moving: bool = False) -> Path:
        """The picture on the gallery's card, or the frames that move there.

        Args:
            theme: ``"light"`` or ``"dark"``.
            moving: Whether the frames are meant.
        """
        name = f"{self.slug}-{theme}{'-moving' if moving else ''}.webp"
        return ROOT / "playground" / "static" / "cards" / name
