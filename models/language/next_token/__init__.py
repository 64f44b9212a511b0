"""What the page of the next token is asked, and what it shows of that."""

from models.language.next_token.instead import Turned, instead
from models.language.next_token.setups import (
    MOST_NODES,
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
    Here,
    Machine,
    chosen,
    decoder_here,
    factored,
    logits_of,
    machine,
    next_token,
    repeated,
    searched,
    tokens_of,
)

__all__ = [
    "AXES",
    "MOST_NODES",
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
    "factored",
    "instead",
    "logits_of",
    "machine",
    "next_token",
    "repeated",
    "searched",
    "tokens_of",
]
