"""How a served playground answers a class, over Streamlit's own protocol.

``python -m benchmarks.class_load`` serves the app and lets 1, 10 and 30 people open pages and move
sliders, thinking 1.5 seconds in between. With ``--beside FOLDER``, another checkout of the
playground is measured in turns with this one, and the last columns are ratios.

The people do what a browser does: one websocket each, messages taken in, and a picture that ticks
asked for again at its own pace. They draw nothing.
"""

import argparse
import asyncio
import contextlib
import math
import random
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from playground import catalog
from playground.__main__ import free_port

ROOT = Path(__file__).resolve().parents[1]
THINKING = 1.5  # seconds between two acts
MOVES = 4  # sliders moved on a page before the next is opened
PATIENCE = 60.0  # seconds after which an answer counts as lost


@dataclass
class Times:
    """Seconds that answers took."""

    sliders: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)


class Person:
    """Somebody in the class, with one connection."""

    def __init__(self, connection: ClientConnection, seed: int) -> None:
        self._connection = connection
        self._random = random.Random(seed)
        self._done = asyncio.Event()
        self._page = ""
        self._sliders: dict[str, Slider] = {}
        self._query: dict[str, str] = {}
        self._ticking: dict[str, asyncio.Task[None]] = {}

    async def attend(self, times: Times, end: float) -> None:
        """Open pages and move sliders until ``end`` (``time.monotonic``)."""
        async with asyncio.TaskGroup() as tasks:
            listening = tasks.create_task(self._listen())
            await asyncio.sleep(self._random.uniform(0, THINKING))
            while time.monotonic() < end:
                self._page = self._random.choice(catalog.TOPICS).slug
                self._query.clear()
                times.pages.append(await self._ask(BackMsg()))
                for _ in range(MOVES):
                    await asyncio.sleep(self._random.uniform(0.5, 1.5) * THINKING)
                    if self._sliders and time.monotonic() < end:
                        times.sliders.append(await self._ask(self._moved()))
            self._stop_ticking()
            listening.cancel()

    def _moved(self) -> BackMsg:
        """One slider elsewhere."""
        slider = self._random.choice(list(self._sliders.values()))
        steps = round((slider.max - slider.min) / slider.step)
        value = slider.min + self._random.randint(0, steps) * slider.step
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add(id=slider.id)
        state.double_array_value.data.append(value)
        if slider.query_param_key:
            whole = slider.data_type == Slider.INT
            self._query[slider.query_param_key] = str(round(value)) if whole else f"{value:g}"
        return message

    async def _ask(self, message: BackMsg) -> float:
        """Seconds until the whole page has answered."""
        self._done.clear()
        start = time.perf_counter()
        await self._send(message)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._done.wait()
        except TimeoutError:
            raise TimeoutError(f"no answer of {self._page}?{urlencode(self._query)}") from None
        return time.perf_counter() - start

    async def _send(self, message: BackMsg) -> None:
        message.rerun_script.page_name = self._page
        message.rerun_script.query_string = urlencode(self._query)
        await self._connection.send(message.SerializeToString())

    async def _listen(self) -> None:
        async for data in self._connection:
            if isinstance(data, bytes):
                self._take(ForwardMsg.FromString(data))

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "new_session" if not message.metadata.run.fragment_ids:
                self._stop_ticking()
                self._sliders.clear()
            case "delta" if message.delta.new_element.WhichOneof("type") == "slider":
                slider = message.delta.new_element.slider
                plain = slider.type == Slider.SLIDER and not slider.disabled
                if plain and not message.delta.fragment_id:
                    self._sliders[slider.id] = slider
            case "auto_rerun":
                wanted = message.auto_rerun
                self._ticking[wanted.fragment_id] = asyncio.create_task(
                    self._tick(wanted.fragment_id, wanted.interval)
                )
            case "script_finished" if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._done.set()

    async def _tick(self, fragment: str, seconds: float) -> None:
        with contextlib.suppress(ConnectionClosed):  # whoever waits for an answer tells of it
            while True:
                await asyncio.sleep(seconds)
                message = BackMsg()
                message.rerun_script.fragment_id = fragment
                message.rerun_script.is_auto_rerun = True
                await self._send(message)

    def _stop_ticking(self) -> None:
        for task in self._ticking.values():
            task.cancel()
        self._ticking.clear()


async def _class(address: str, people: int, seconds: float, seed: int) -> Times:
    times = Times()
    end = time.monotonic() + seconds

    async def one(number: int) -> None:
        try:
            async with connect(
                f"{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
            ) as connection:
                await Person(connection, seed + number).attend(times, end)
        except* (ConnectionClosed, TimeoutError) as lost:
            print(f"Somebody was lost: {lost.exceptions}", file=sys.stderr)

    await asyncio.gather(*(one(number) for number in range(people)))
    return times


@dataclass
class Served:
    """A checkout of the playground that is being served."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int

    @classmethod
    def start(cls, folder: Path) -> "Served":
        """Serve a checkout, and return when it answers."""
        port = free_port("127.0.0.1", random.randint(20_000, 40_000))
        command = [sys.executable, "-m", "playground", "--port", str(port)]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        served = cls(folder, process, port)
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                    return served
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"No playground of {folder} at port {port}.")

    def busy(self) -> float:
        """Seconds of processor time that the server has used (Linux)."""
        used = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return sum(map(int, used)) / 100

    def measure(self, people: int, seconds: float, seed: int) -> list[float]:
        """Slider p50 and p95, opening p50 and p95 in milliseconds, processor time per act."""
        before = self.busy()
        times = asyncio.run(_class(f"ws://127.0.0.1:{self.port}", people, seconds, seed))
        answers = (times.sliders or [math.nan], times.pages or [math.nan])
        quantiles = [np.quantile(each, [0.5, 0.95]) for each in answers]
        cost = (self.busy() - before) / max(len(times.sliders) + len(times.pages), 1)
        return [*(1000 * np.concatenate(quantiles)).tolist(), 1000 * cost]


def main() -> None:
    """Measure, and print one line for each size of class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1, 10, 30])
    parser.add_argument("--seconds", type=float, default=30.0, help="for each size of class")
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turns")
    chosen = parser.parse_args()
    folders = [ROOT, *([chosen.beside.resolve()] if chosen.beside else [])]
    served = [Served.start(folder) for folder in folders]
    try:
        for each in served:
            each.measure(3, 20.0, 0)  # imports
        columns = ("slider p50", "p95", "page p50", "p95", "CPU per act")
        print(f"{'ms':<34}" + "".join(f"{name:>12}" for name in columns))
        for people in chosen.people:
            rows = [each.measure(people, chosen.seconds, people) for each in served]
            for each, row in zip(served, rows, strict=True):
                name = f"{people} people, {each.folder.name}"
                print(f"{name:<34}" + "".join(f"{value:>12.0f}" for value in row), flush=True)
            if len(rows) == 2:
                ratios = [here / there for here, there in zip(*rows, strict=True)]
                print(f"{'  this one / the other':<34}" + "".join(f"{r:>12.2f}" for r in ratios))
    finally:
        for each in served:
            each.process.terminate()
            each.process.wait(timeout=20)


if __name__ == "__main__":
    main()
