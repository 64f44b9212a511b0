"""Trainings in progress: warm worker processes, one run per setup, shared and bounded.

No Streamlit here, and no model: pages hand in a setup and a ``train`` function.

    pool = Pool(imports=["torch", "models.flows"])
    pool.warm()
    run = pool.start(train, setup, viewer=session_id)
    run.state, run.progress, run.recording.view("samples", first=n)
"""

from playground.runs.group import is_parted
from playground.runs.pool import Pool
from playground.runs.run import Progress, Run, State

__all__ = ["Pool", "Progress", "Run", "State", "is_parted"]
