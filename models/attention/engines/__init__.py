"""Transformers as engines: what a frozen one can learn to compute (Lu et al. 2021).

K. Lu, A. Grover, P. Abbeel, I. Mordatch, "Pretrained transformers as universal computation
engines", arXiv:2103.05247; the notes link to it in section 5.1.
"""

from models.attention.engines.judge import EXAMPLES, HELD_OUT, even_guess, judge
from models.attention.engines.matrices import available, build
from models.attention.engines.net import Engine, Line
from models.attention.engines.race import running, train_engines, unavailable
from models.attention.engines.setup import (
    KINDS,
    TASKS,
    EngineSetup,
    EnginesSetup,
    Kind,
    TaskSetup,
    runners,
)
from models.attention.engines.tasks import PATTERNS, SIGNS, Shape, Task, scans, task
from models.attention.engines.training import MOMENTS, parameters_of, restore_engine, train_engine

__all__ = [
    "EXAMPLES",
    "HELD_OUT",
    "KINDS",
    "MOMENTS",
    "PATTERNS",
    "SIGNS",
    "TASKS",
    "Engine",
    "EngineSetup",
    "EnginesSetup",
    "Kind",
    "Line",
    "Shape",
    "Task",
    "TaskSetup",
    "available",
    "build",
    "even_guess",
    "judge",
    "parameters_of",
    "restore_engine",
    "runners",
    "running",
    "scans",
    "task",
    "train_engine",
    "train_engines",
    "unavailable",
]
