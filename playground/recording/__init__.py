"""What a run leaves: its frames in order, saved and loaded as one file. No Streamlit.

The file is an ordinary ``.npz``, so that a notebook reads it without this project::

    with numpy.load("flows.npz") as file:
        file["steps"]                # (T,) int64
        file["metrics/nll"]          # (T,) float64
        file["views/samples"]        # (T, ...)
        file["checkpoint/weight"]    # (T, ...)
        file["header.json"]          # bytes: topic, setup, origin, state
"""

from playground.recording.file import Origin
from playground.recording.moment import FrameLike, Moment, RecordingError
from playground.recording.recording import Ending, Recording

__all__ = ["Ending", "FrameLike", "Moment", "Origin", "Recording", "RecordingError"]
