"""Takes a while to import, and notes when: begin and end, in a file of this process."""

import os
import time
from pathlib import Path

_begin = time.monotonic()
time.sleep(0.3)
_note = Path(os.environ["NOTES_OF_IMPORTS"]) / f"{os.getpid()}.txt"
_note.write_text(f"{_begin} {time.monotonic()}")
