"""The topics of the chapter on transformers."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="next_token",
        chapter="attention",
        title="Next token",
        icon=":material/edit_note:",
        promise=(
            "A real language model, word by word: what it thought possible, how one word is "
            "chosen, and where in the machine it was decided."
        ),
        notes="Sections 5 and 5.1",
        modules=("models.language",),
        keeps=("view", "look", "begin", "heads_head", "heads_words", "repeat_head", "repeat_words"),
        sections=("language", "5.1"),
        words="LLM GPT SmolLM2 Llama decoder temperature nucleus top-p beam greedy logit lens "
        "perplexity surprise BPE token n-gram training text",
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
        slug="theorems",
        chapter="attention",
        title="Tasks with a theorem",
        icon=":material/rule:",
        promise=(
            "Small transformers beside the best that can be known: chains never met before, sums "
            "made of waves, brackets, and a parity that no single look can count."
        ),
        notes="Section 5.1",
        modules=("models.attention",),
        trains=True,
        keeps=("view", "maps_head", "maps_words"),
        sections=("5.1", "positions"),
        words="in-context learning Laplace smoothing induction head grokking Fourier modular "
        "arithmetic Dyck parity Hahn length extrapolation ALiBi rotary RoPE sinusoidal positions",
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
        slug="universal",
        chapter="attention",
        title="What a transformer can compute",
        icon=":material/function:",
        promise=(
            "The proof that blocks of two narrow heads come near any continuous function, as a "
            "network you can watch: cells, ids, values. Then the same function learnt."
        ),
        notes="Section 5.1, Theorems 2 and 3",
        modules=("models.expressivity",),
        keeps=("view", "x"),
        sections=("universal", "positions", "5.1"),
        words="universal approximation theorem Yun permutation equivariant contextual mapping "
        "selective shift expressivity",
    ),
    Topic(
        slug="engines",
        chapter="attention",
        title="Universal computation engines",
        icon=":material/memory:",
        promise=(
            "A net that was trained on sentences, frozen, computes XOR, remembers bits and reads "
            "digits. And how much of that random weights can do."
        ),
        notes="Section 5.1, Universal computation engine",
        modules=("models.attention.engines",),
        trains=True,
        keeps=("look",),
        sections=("5.1",),
        words="Lu Grover Abbeel Mordatch frozen pretrained transformer FPT transfer ListOps XOR "
        "bit memory layer norm random features",
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
        keeps=("view", "head", "words"),
        sections=("block", "positions", "5.1"),
    ),
)
