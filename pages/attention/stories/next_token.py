"""The story of the next token, in order."""

from models.language.learnt import WriterSetup
from models.language.next_token import (
    AnatomySetup,
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    RepeatSetup,
    SearchSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A product",
        FactorsSetup(),
        "The sentence of the notes, factor by factor. Each row is one conditional probability; "
        "the last row is what may come next.",
        "Why is the first factor so small?",
        "Nothing stands before it, so nearly every beginning is possible. A text costs most where "
        "it is least foretold.",
    ),
    Preset(
        "Surprise",
        FactorsSetup(prompt="The cat sat on the theorem."),
        "The word theorem costs more bits than any other by far: after the cat sat on the, nobody "
        "foretold it.",
        "What would a model without surprise be?",
        "One that knows the text by heart: every factor 1, no bits at all.",
    ),
    Preset(
        "Warm and cold",
        ChoiceSetup(prompt="The best thing about the sea is", temperature=0.5, top_k=8),
        "Drag the temperature: below 1 the tallest bar grows, above 1 all become alike. Top-k "
        "then cuts the tail off, and what is left is made to sum to 1 again.",
        "What does temperature 0 say?",
        "Always the likeliest word: greedy. At an infinite temperature all 49,152 are alike.",
        opens={"view": "choice"},
    ),
    Preset(
        "A nucleus",
        ChoiceSetup(prompt="The capital of France is", top_p=0.9),
        "Top-p keeps ten words here, where the model is sure. Type *The best thing about the sea "
        "is*, where it is not: it keeps more than twice as many. Top-k would keep as many in "
        "both.",
        "Why cut the tail at all?",
        "Each of its words is unlikely, but there are tens of thousands: together they are drawn "
        "about every tenth word, and a text seldom comes back from one.",
        opens={"view": "choice"},
    ),
    Preset(
        "Three ways",
        SearchSetup(prompt="Once upon a time, there was", beams=4),
        "Lower is likelier. The beam looks ahead and so finds a text that is at least as likely "
        "as the greedy one here; the draws cost more bits, and read more alive.",
        "Should one write the likeliest text?",
        "Not a person's: people do not say what is most foretold. Likeliest texts repeat "
        "themselves (Holtzman et al. 2020).",
        opens={"view": "search"},
    ),
    Preset(
        "The machine",
        AnatomySetup(prompt="The capital of France is", opened=4),
        "Press play: the stream of each token grows from its embedding, layer by layer. Stop at "
        "layer 23: head 4 fetches from France, and adds more to Paris than any other head. Then "
        "silence that layer, and read the next word.",
        "Where does Paris come from?",
        "One head brings it, from the token France. Until late the machine would not yet say it: "
        "the last five MLPs add most of its logit. Ask for ten other capitals: the same head looks "
        "at the land each time, and without layer 23 each answer is another word.",
        opens={"view": "whole"},
    ),
    Preset(
        "Layer by layer",
        MachineSetup(prompt="The capital of France is"),
        "From below: what would be said if the model ended there. Paris appears late. Beside it "
        "who speaks for it: the logit is a sum over heads and MLPs.",
        "Where is the answer decided?",
        "In no single place: the stream collects it. Silence a head or a layer below, and see "
        "whether the word survives.",
        opens={"view": "machine"},
    ),
    Preset(
        "Said twice",
        RepeatSetup(),
        "Random words cost many bits, until they are said again: then the model finds them in its "
        "own past. The diagonal is an induction head at work.",
        "Did it learn this string?",
        "No: no training text had it. Some heads look for what came after the same word the last "
        "time, and copy that.",
        opens={"view": "repeat"},
    ),
    Preset(
        "It learns to write",
        WriterSetup(),
        "Noise, then the right letters, then words, then lines that look like the text. Every "
        "moment writes with the same draws. The curve falls past what counting single letters, "
        "pairs, triples can know.",
        "How can it beat a count of triples that has read the same text?",
        "It looks further back than three, and it need not have seen a group to foretell what "
        "follows: groups that are alike share their weights. A count knows nothing of what it has "
        "not met.",
        opens={"view": "learns"},
    ),
]
