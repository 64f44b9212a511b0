"""The one list of topics: the navigation, the gallery and the tests are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = {
    "flows": "Lectures 2-3 · Flows",
    "autoencoders": "Lectures 4-6 · VAE",
    "quantization": "Lecture 6 · Quantization",
    "gans": "Lectures 7-9 · GANs",
    "attention": "Lectures 12-13 · Transformers",
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


TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="flows",
        chapter="flows",
        title="Normalizing flows",
        icon=":material/air:",
        promise=(
            "Noise is bent, layer by layer, into your data, and you can read its exact density "
            "at every moment of the training."
        ),
        notes="Sections 1.1 to 1.3",
        modules=("models.flows", "models.densities"),
        trains=True,
        keeps=("view", "temperature"),
        sections=("1.2", "1.3", "1.1"),
    ),
    Topic(
        slug="xray",
        chapter="flows",
        title="Flow X-ray",
        icon=":material/radiology:",
        promise=(
            "One point, followed through every layer of a flow: where it goes, and what each "
            "layer does to its density, to the last digit."
        ),
        notes="Sections 1.2 and 1.3",
        modules=("models.flows", "models.densities"),
        trains=True,
        keeps=("view", "compare"),
        sections=("1.2", "infinitesimal", "1.3"),
    ),
    Topic(
        slug="change",
        chapter="flows",
        title="Change of variables",
        icon=":material/transform:",
        promise=(
            "Stretch a line or a plane with your own hands, and see why its density is divided "
            "by exactly the stretch."
        ),
        notes="Sections 1.1 and 1.2",
        modules=("models.change_of_variables",),
        sections=("1.1", "1.2", "discrete", "lotus"),
    ),
    Topic(
        slug="vae",
        chapter="autoencoders",
        title="Variational autoencoder",
        icon=":material/explore:",
        promise=(
            "Walk through a latent space with your finger: every point of the map is an image, "
            "and the bound says what the map costs."
        ),
        notes="Section 2.5",
        modules=("models.autoencoders", "models.images"),
        trains=True,
        keeps=("view", "z", "ends"),
        sections=("2.5", "infovae"),
    ),
    Topic(
        slug="ledger",
        chapter="autoencoders",
        title="The ELBO ledger",
        icon=":material/balance:",
        promise=(
            "Drag a point and see its exact log p(x) paid in full: the bound, what the encoder "
            "misses, and what no Gaussian could give."
        ),
        notes="Section 2.5",
        modules=("models.autoencoders", "models.densities"),
        trains=True,
        keeps=("view", "x"),
        sections=("2.5", "2.4"),
    ),
    Topic(
        slug="collapse",
        chapter="autoencoders",
        title="Beta and collapse",
        icon=":material/compress:",
        promise=(
            "Raise the price of information and watch latents switch off, one by one, where "
            "a line through the data's spectrum says they must."
        ),
        notes="Section 2.5",
        modules=("models.autoencoders", "models.images"),
        trains=True,
        keeps=("view", "away", "sd"),
        sections=("infovae", "gradient", "2.1", "2.5"),
    ),
    Topic(
        slug="scalar",
        chapter="quantization",
        title="Scalar quantization",
        icon=":material/stairs:",
        promise=(
            "Drag the levels of a quantizer, let Lloyd and Max put them right, and hold every "
            "decibel against theory."
        ),
        notes="Introduction to quantization",
        modules=("models.quantization",),
        keeps=("plot", "frame"),
        sections=("quantization",),
    ),
    Topic(
        slug="vector",
        chapter="quantization",
        title="Vector quantization",
        icon=":material/hexagon:",
        promise=(
            "Drag a codeword and its cell follows; then measure what vectors gain over numbers."
        ),
        notes="Vector quantization",
        modules=("models.quantization",),
        keeps=("view", "rho", "frame"),
        sections=("vector",),
    ),
    Topic(
        slug="gans",
        chapter="gans",
        title="Generative adversarial networks",
        icon=":material/sports_kabaddi:",
        promise=(
            "Two players train against each other in front of you: watch the samples collapse "
            "onto a few modes, rewind to just before, and cure them."
        ),
        notes="Sections 3 and 3.1",
        modules=("models.gans", "models.densities"),
        trains=True,
        keeps=("view", "axis", "hand"),
        sections=("3", "3.1", "likelihood", "collapse"),
    ),
    Topic(
        slug="duel",
        chapter="gans",
        title="GAN duel",
        icon=":material/swords:",
        promise=(
            "Two to four GANs side by side on one time axis, from the same data and the same "
            "seed: what each does differently, and what comes of it."
        ),
        notes="Mode collapse, sections 3.2 and 3.3",
        modules=("models.gans", "models.densities"),
        trains=True,
        keeps=("axis",),
        sections=("collapse", "3.2", "3.3"),
    ),
    Topic(
        slug="field",
        chapter="gans",
        title="A field of GANs",
        icon=":material/grid_on:",
        promise=(
            "Not one GAN but hundreds, over the two knobs you choose: how often each setup loses "
            "modes, with its interval."
        ),
        notes="Mode collapse, section 3.2",
        modules=("models.gans", "models.densities"),
        trains=True,
        keeps=("cell",),
        sections=("collapse", "3.2"),
    ),
    Topic(
        slug="line",
        chapter="gans",
        title="GAN on a line",
        icon=":material/show_chart:",
        promise=(
            "The figure of the notes, set in motion: two densities, the discriminator beside the "
            "optimal one, and the arrows from z to x."
        ),
        notes="Section 3.1, maximum likelihood",
        modules=("models.gans",),
        trains=True,
        sections=("likelihood", "3.1"),
    ),
    Topic(
        slug="distances",
        chapter="gans",
        title="Distances",
        icon=":material/straighten:",
        promise=(
            "Every divergence of the f-GAN table, learned from samples under its exact ceiling; "
            "and what Wasserstein sees where all of them are blind."
        ),
        notes="Sections 3.2 and 3.3",
        modules=("models.gans",),
        trains=True,
        keeps=("row",),
        sections=("3.2", "3.3"),
    ),
    Topic(
        slug="games",
        chapter="gans",
        title="Games",
        icon=":material/cyclone:",
        promise=(
            "Two players with one number each: why following two slopes spirals, by which exact "
            "factor, and what minimax and maximin ask for."
        ),
        notes="Nash equilibrium and mode collapse",
        modules=("models.games",),
        keeps=("view",),
        sections=("3.1", "collapse"),
    ),
    Topic(
        slug="attention",
        chapter="attention",
        title="Attention, head by head",
        icon=":material/visibility:",
        promise=(
            "Type a sentence, and see what each of the 72 heads of a real transformer does with "
            "it, down to the last number."
        ),
        notes="Section 5.1",
        modules=("models.attention",),
        keeps=("view", "pattern", "head", "words", "b_words"),
        sections=("5.1",),
    ),
    Topic(
        slug="transformer",
        chapter="attention",
        title="A transformer you train",
        icon=":material/model_training:",
        promise=(
            "Train one or two layers in front of everybody until they can copy, sort, or continue "
            "a pattern they have never seen."
        ),
        notes="Section 5.1",
        modules=("models.attention",),
        trains=True,
        keeps=("head", "words"),
        sections=("5.1",),
    ),
    Topic(
        slug="alignment",
        chapter="attention",
        title="Learning to align",
        icon=":material/translate:",
        promise=(
            "A small encoder-decoder learns to rewrite, and its attention turns from fog into a "
            "line from each output to its input."
        ),
        notes="Section 5.1",
        modules=("models.attention",),
        trains=True,
        keeps=("head", "words", "own_head", "own_words", "own_dates", "own_reverse"),
        sections=("5.1",),
    ),
    Topic(
        slug="block",
        chapter="attention",
        title="The transformer block",
        icon=":material/view_module:",
        promise=(
            "Shuffle the tokens and the block does not notice: until positions or a mask break "
            "the symmetry."
        ),
        notes="Section 5.1, equations (1) and (2)",
        modules=("models.attention",),
        keeps=("head", "words"),
        sections=("block", "positions", "5.1"),
    ),
)


@dataclass(frozen=True)
class Suggestion:
    """A preset that the gallery suggests to try.

    Attributes:
        slug: The topic.
        preset: Name of the preset.
        promise: One sentence: what will be seen.
        link: What the link to the preset says; the gallery does not wait for the page's knobs.
    """

    slug: str
    preset: str
    promise: str
    link: Mapping[str, str]


SUGGESTED = (
    Suggestion(
        "gans",
        "Collapse",
        "Watch a GAN lose its modes, rewind to just before, change a knob, and fork it.",
        {
            "gans_data": "easy_ring",
            "gans_steps": "2000",
            "gans_rate_ratio": "0.1",
            "gans_beta1": "0.5",
        },
    ),
    Suggestion(
        "distances",
        "Lines apart",
        "Drag two parallel lines apart: every f-divergence stays where it is, W₁ follows.",
        {"distances_view": "transport"},
    ),
    Suggestion(
        "ledger",
        "Two modes",
        "One latent for two moons: what the encoder cannot say, in nats, at the point you drag.",
        {"ledger_latents": "1", "ledger_view": "blur"},
    ),
)


def topic(slug: str) -> Topic:
    """The topic of that name.

    Raises:
        KeyError: If the catalog has none.
    """
    for candidate in TOPICS:
        if candidate.slug == slug:
            return candidate
    raise KeyError(slug)
