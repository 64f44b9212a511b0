"""What the page of the next token is asked, and what it shows of that."""

from models.language.next_token.here import Here, decoder_here, tokens_of
from models.language.next_token.instead import Turned, instead
from models.language.next_token.setups import (
    MOST_NODES,
    AnatomySetup,
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    PromptSetup,
    RepeatSetup,
    SearchSetup,
    WritingSetup,
)
from models.language.next_token.views import (
    AXES,
    Choice,
    Machine,
    chosen,
    dissected,
    factored,
    logits_of,
    machine,
    next_token,
    repeated,
    searched,
)

__all__ = [
    "AXES",
    "MOST_NODES",
    "AnatomySetup",
    "Choice",
    "ChoiceSetup",
    "FactorsSetup",
    "Here",
    "Machine",
    "MachineSetup",
    "PromptSetup",
    "RepeatSetup",
    "SearchSetup",
    "Turned",
    "WritingSetup",
    "chosen",
    "decoder_here",
    "dissected",
    "factored",
    "instead",
    "logits_of",
    "machine",
    "next_token",
    "repeated",
    "searched",
    "tokens_of",
]
