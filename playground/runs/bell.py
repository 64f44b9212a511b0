"""The lock that runs and pool share, and the bell that wakes the pool's thread."""

import threading
from multiprocessing.connection import Pipe


class Bell:
    """One lock for all runs of a pool, and a way to wake the pool's thread."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.reader, self._writer = Pipe(duplex=False)
        self._rung = False

    def ring(self) -> None:
        """Something has changed that the pool's thread should look at."""
        with self.lock:
            if not self._rung and not self._writer.closed:
                self._rung = True
                self._writer.send_bytes(b"!")

    def answer(self) -> None:
        """Be ready to hear the next ring."""
        with self.lock:
            self.reader.recv_bytes()
            self._rung = False

    def close(self) -> None:
        """No more rings."""
        with self.lock:
            self.reader.close()
            self._writer.close()
