"""The story of autoregressive networks: a race, who sees whom, what is kept, what a table costs."""

from models.autoregressive import ArSetup, RaceSetup, TableSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A chain",
        RaceSetup(),
        "Each symbol is the one before, or with probability 0.1 its flip. All four kinds of "
        "network come down to the dashed line, the entropy rate of 0.469 bits.",
        "The first symbol of every sequence costs one bit, however long they train. Why?",
        "It has no past: it is a fair coin. The entropy rate is what a symbol costs whose past is "
        "known.",
    ),
    Preset(
        "A long memory",
        RaceSetup(source="echo", steps=400),
        "Now each symbol repeats the one eight places before. The MLP with its two symbols stays "
        "at one bit; convolutions see exactly 2³ = 8 symbols and find it.",
        "What would the convolutions reach if the echo came from nine places back?",
        "One bit, as the MLP: beyond the receptive field the derivative is exactly 0. Try *Echo "
        "from* 9, and then a fourth layer.",
    ),
    Preset(
        "Who sees whom",
        ArSetup(layers=4),
        "Play the outputs: below each one its receptive field lights up through the layers. "
        "Two inputs, four, eight, sixteen: it doubles with every layer.",
        "What do undilated convolutions see with as many layers?",
        "L + 1 = 5 symbols instead of 2ᴸ = 16: switch *Dilated* off.",
        {"view": "network", "look": "wiring"},
    ),
    Preset(
        "The cheat",
        ArSetup(source="words", strict=False),
        "Without option A the network is shown the symbol that it has to foretell. Its cost falls "
        "to 0, in training and held out; what it writes is rubbish.",
        "How could it be found out by somebody who only looks at the loss?",
        "It is below the entropy rate, which no honest predictor can be. When it writes, nobody "
        "can show it the next symbol: it is told one at random, and copies that.",
        {"view": "network"},
    ),
    Preset(
        "Factor by factor",
        ArSetup(source="words", layers=4, steps=800),
        "A word's probability is a product, and each factor has a bar. Within a word the bars "
        "shrink: after its first letters there is less and less to choose.",
        "Why does the sum of the bars say the same as the product of the factors?",
        "Each bar is −log₂ of a factor, and the logarithm of a product is the sum of logarithms.",
        {"view": "network", "look": "word"},
    ),
    Preset(
        "Vanishing",
        ArSetup(family="rnn", cell="plain"),
        "The gradient of the last symbol's cost with respect to the one k places before falls "
        "with k, on a logarithmic axis.",
        "What changes for *First recurrent weights* of 2, and what does clipping do about it?",
        "The gradient fades more slowly, or grows. Clipping shortens a gradient that is too long "
        "before an update; it gives nothing back to one that has vanished.",
        {"view": "network", "look": "memory"},
    ),
    Preset(
        "The ledger",
        ArSetup(family="memory", memory=4, source="manual", steps=400),
        "Every cell is −ln P of one symbol given those before it. Rows add up to −ln P(x_n); the "
        "sum over all sequences, divided by the number of symbols, is what the training lowers.",
        "The notes print Σ_n P(x_n) where this table has Σ_n ln P(x_n). What would their sum say?",
        "Hardly anything: the probabilities of long sequences are tiny, and their sum is that of "
        "the likeliest one. The logarithm of the product of all is what is maximised.",
        {"view": "network", "look": "ledger"},
    ),
    Preset(
        "A table bursts",
        TableSetup(),
        "Each letter more multiplies the cells by 27, and the samples stay. Held-out text is "
        "foretold better up to a few letters, then worse and worse.",
        "Why do fewer cells than samples not yet make a good table?",
        "They are not hit evenly. With three letters there are 19,683 cells for 20,000 pieces, and "
        "still some held-out texts were never seen.",
        {"view": "table"},
    ),
    Preset(
        "Any order",
        TableSetup(factor_order="312"),
        "The factors in another order: other bars, the same product. A table can answer in any "
        "order, for it has all marginals.",
        "Which of these orders can a causal network answer?",
        "Only the one that it was trained for: its factors are $P(x_d \\mid x_{<d})$ from left to "
        "right.",
        {"view": "table"},
    ),
]
