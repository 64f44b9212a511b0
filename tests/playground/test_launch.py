"""Starting: ports, configuration, and what the first page does not wait for."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st
import torch

from models.wheels import WHEELS
from playground import __main__ as launcher
from playground import catalog

ROOT = Path(__file__).resolve().parents[2]
GPU_BUILD = torch.version.cuda is not None


def occupied() -> socket.socket:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return server


def test_a_taken_port_gives_the_next_free_one():
    with occupied() as server:
        taken = server.getsockname()[1]
        assert not launcher.is_free("127.0.0.1", taken)
        assert launcher.free_port("127.0.0.1", taken) > taken


def test_no_free_port_is_a_sentence(monkeypatch):
    monkeypatch.setattr(launcher, "PORTS_TO_TRY", 1)
    with occupied() as server, pytest.raises(SystemExit, match="--port"):
        launcher.free_port("127.0.0.1", server.getsockname()[1])


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host"])
def test_a_host_that_is_not_this_machine_is_a_sentence(host):
    with pytest.raises(SystemExit, match="no address of this machine"):
        launcher.free_port(host, 8501)


@pytest.mark.parametrize("port", [1, 8501, 65535])
def test_a_port_is_taken_as_it_is_typed(port):
    assert launcher.arguments([f"--port={port}"]).port == port


@pytest.mark.parametrize("typed", ["65536", "0", "-1", "http"])
def test_what_is_no_port_is_a_sentence(typed, capsys):
    with pytest.raises(SystemExit):
        launcher.arguments([f"--port={typed}"])
    assert "between 1 and 65535" in capsys.readouterr().err


def test_the_launcher_says_which_port_it_took(capsys, monkeypatch):
    started = []
    monkeypatch.setattr("streamlit.web.cli.main", lambda: started.append(list(sys.argv)))
    monkeypatch.setattr(sys, "argv", ["playground"])
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.chdir(ROOT)
    with occupied() as server:
        taken = server.getsockname()[1]
        launcher.main(["--port", str(taken)])
    printed = capsys.readouterr().out
    assert f"Port {taken} is taken" in printed
    assert "http://localhost:" in printed
    assert str(ROOT) in os.environ["PYTHONPATH"].split(os.pathsep), "models/ would not hot-reload"
    assert any(argument.endswith("playground/serving.py") for argument in started[0])
    assert not set(launcher.DEVELOPING) & set(started[0])


def test_files_are_watched_only_for_whoever_develops(monkeypatch):
    started = []
    monkeypatch.setattr("streamlit.web.cli.main", lambda: started.append(list(sys.argv)))
    monkeypatch.setattr(sys, "argv", ["playground"])
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.chdir(ROOT)
    launcher.main(["--dev"])
    assert set(launcher.DEVELOPING) <= set(started[0])
    assert st.config.get_option("server.fileWatcherType") == "none"


def test_streamlit_still_knows_the_hidden_options():
    # postScriptGC is undocumented: if it goes, each rerun silently costs a quarter of a second;
    # without the other, a tab dies where more than two answers overtake the one it waits for.
    assert st.config.get_option("runner.postScriptGC") is False
    assert st.config.get_option("global.maxCachedMessageAge") == 50
    assert st.config.get_option("server.enableStaticServing") is True


@pytest.mark.long
def test_the_first_page_imports_no_heavy_library():
    code = (
        "import sys; from streamlit.testing.v1 import AppTest;"
        "import playground.warm; playground.warm.begin = lambda modules, then: None;"
        "at = AppTest.from_file('playground/app.py', default_timeout=60).run();"
        "assert not at.exception, at.exception;"
        "heavy = {'torch', 'sklearn', 'scipy'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True, timeout=120)


def test_every_topic_has_its_page_and_a_picture_in_both_themes():
    slugs = [topic.slug for topic in catalog.TOPICS]
    assert len(set(slugs)) == len(slugs)
    for topic in catalog.TOPICS:
        assert topic.page.exists()
        assert topic.card("light").exists()
        assert topic.card("dark").exists()
    with pytest.raises(KeyError):
        catalog.topic("nothing")


@pytest.mark.long
def test_the_doctor_says_what_is_here_and_what_is_missing(tmp_path: Path):
    def doctor(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "playground", "doctor"],
            cwd=ROOT,
            env=os.environ | {"PLAYGROUND_DATA": str(tmp_path)} | environment,
            capture_output=True,
            text=True,
        )

    told = doctor(PLAYGROUND_DEVICE="cpu")
    assert told.returncode == 0
    for word in ("Python", "torch", "the GPU is not wanted" if GPU_BUILD else "CPU only"):
        assert word in told.stdout
    assert told.stdout.count("missing") == len(WHEELS)
    assert "make data" in told.stdout
    wrong = doctor(PLAYGROUND_DEVICE="abacus")
    assert wrong.returncode == 1
    assert "must be auto, cpu or cuda" in wrong.stdout
    assert "Traceback" not in wrong.stdout + wrong.stderr
