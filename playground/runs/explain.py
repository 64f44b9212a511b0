"""An exception of a training, as a sentence for a person and a trace for the log."""

import traceback

from playground.recording import RecordingError
from playground.runs.messages import Ended


def explain(error: Exception) -> Ended:
    """Turn an exception into a sentence. Classes of models and torch are known by name only."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "ModelError" in names or isinstance(error, RecordingError):
        return Ended("failed", str(error))
    if names & {"MemoryError", "OutOfMemoryError"} or "can't allocate memory" in str(error):
        sentence = "The training ran out of memory. Choose a smaller model or a smaller batch."
    else:
        sentence = (
            f"The training stopped on an unexpected {type(error).__name__}. "
            "The details are in the server's log."
        )
    return Ended("failed", sentence, "".join(traceback.format_exception(error)))
