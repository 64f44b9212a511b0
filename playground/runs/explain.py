"""An exception of a training, as a sentence for a person and a trace for the log."""

import traceback

from playground.recording import RecordingError
from playground.runs.messages import Ended


def refuses(error: BaseException) -> bool:
    """Whether a model refuses a choice, in a sentence; its class is known by name only."""
    return any(kind.__name__ == "ModelError" for kind in type(error).__mro__)


def explain(error: Exception) -> Ended:
    """Turn an exception into a sentence. Classes of torch are known by name only."""
    if refuses(error) or isinstance(error, RecordingError):
        return Ended("failed", str(error))
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"MemoryError", "OutOfMemoryError"} or "can't allocate memory" in str(error):
        sentence = "The training ran out of memory. Choose a smaller model or a smaller batch."
    else:
        sentence = (
            f"The training stopped on an unexpected {type(error).__name__}. "
            "The details are in the server's log."
        )
    return Ended("failed", sentence, "".join(traceback.format_exception(error)))
