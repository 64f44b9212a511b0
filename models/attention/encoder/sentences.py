"""Pairs of plain English sentences over which a head's habits are measured."""

PAIRS = (
    (
        "I went to the store.",
        "At the store, I bought fresh strawberries (red ones).",
    ),
    (
        "The cat slept on the warm roof.",
        "When the rain began, the cat left the roof.",
    ),
    (
        "My sister plays the violin in an old orchestra.",
        "The orchestra lost its violin last summer.",
    ),
    (
        "We walked along the river until the bridge.",
        "From the bridge we could see the whole river.",
    ),
    (
        "The doctor wrote a letter to the hospital.",
        "The hospital never answered the letter of the doctor.",
    ),
    (
        "A young engineer repaired the broken engine.",
        "The engine was so old that the engineer laughed.",
    ),
    (
        "They drank coffee in the kitchen before work.",
        "After work the kitchen still smelled of coffee.",
    ),
    (
        "The moon rose over the quiet village.",
        "In the village nobody looked at the moon.",
    ),
    (
        "Our teacher explained the theorem with a simple drawing.",
        "The drawing made the theorem easy to remember.",
    ),
    (
        "He left the keys on the table near the window.",
        "Later he found the window open and the keys gone.",
    ),
    (
        "The children built a castle of sand on the beach.",
        "A wave from the sea destroyed the castle of the children.",
    ),
    (
        "She sold her car to a friend in London.",
        "The friend drove the car from London to the coast.",
    ),
    (
        "The judge read the verdict to a silent court.",
        "The court listened while the judge spoke.",
    ),
    (
        "Farmers in the valley grow apples and pears.",
        "The apples of the valley are famous, but the pears are better.",
    ),
    (
        "The train to the mountains leaves at noon.",
        "If you miss the train, you can walk to the mountains.",
    ),
    (
        "An artist painted the harbor in bright colors.",
        "The colors of the harbor change with the light.",
    ),
)
