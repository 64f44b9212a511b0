"""``python -m playground``: find a free port, say where the app is, and serve it.

``python -m playground doctor`` says what this machine has and what is missing.
"""

import argparse
import errno
import os
import platform
import runpy
import socket
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8501
PORTS_TO_TRY = 50
# Where Streamlit finds its settings: beside the sources, or where an installed copy has them.
SETTINGS = ROOT if (ROOT / ".streamlit").is_dir() else Path(sys.prefix) / "share" / "playground"
REPORT = "models.report"  # run by its name: the stage imports no model
# What .streamlit/config.toml turns off: for a class, watching files costs a third of the server.
DEVELOPING = ("--server.fileWatcherType=auto", "--client.showErrorDetails=full")


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen on ``host:port`` now.

    Raises:
        SystemExit: If the host is not this machine; the message says what to do.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # The server itself reuses a port whose last connections are still closing.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise SystemExit(
                f"{host} is no address of this machine: leave --host out, or use 0.0.0.0."
            ) from error
    return True


def free_port(host: str, wanted: int) -> int:
    """The first free port from ``wanted`` on.

    Raises:
        SystemExit: If none of the next ports is free; the message says what to do.
    """
    for port in range(wanted, min(wanted + PORTS_TO_TRY, 65536)):
        if is_free(host, port):
            return port
    raise SystemExit(
        f"No free port from {wanted} to {wanted + PORTS_TO_TRY - 1} on {host}. "
        "Close a program that listens there, or choose another with --port."
    )


def port(text: str) -> int:
    """A port as it is typed.

    Raises:
        ArgumentTypeError: If it is none.
    """
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is none: a port lies between 1 and 65535")


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """What a person may say on the command line."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument(
        "task",
        nargs="?",
        choices=("serve", "doctor"),
        default="serve",
        help="serve the app (default), or say what this machine has and what is missing",
    )
    parser.add_argument("--port", type=port, default=DEFAULT_PORT, help="first port to try")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on; 0.0.0.0 serves a whole class (default: this machine only)",
    )
    parser.add_argument(
        "--dev",
        action="store_true",
        help="look for edited sources, and show errors with their traces on the page",
    )
    return parser.parse_args(argv)


def doctor() -> None:
    """Print versions, then what the models find; exits with 1 if something is wrong."""
    print(f"  {'Python':<45} {platform.python_version()}")
    for package in ("streamlit", "plotly", "altair"):
        print(f"  {package:<45} {version(package)}")
    runpy.run_module(REPORT, run_name="__main__")


def main(argv: list[str] | None = None) -> None:
    """Serve the app until Ctrl-C."""
    chosen = arguments(argv)
    if chosen.task == "doctor":
        doctor()
        return
    free = free_port(chosen.host, chosen.port)
    if free != chosen.port:
        print(f"Port {chosen.port} is taken; using {free} instead.")

    # Streamlit reads .streamlit/config.toml from the working directory, and reloads edited
    # modules only from folders it watches: without PYTHONPATH an edit in models/ goes unseen.
    os.chdir(SETTINGS)
    inherited = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT)] + ([inherited] if inherited else []))
    os.environ.setdefault("OMP_NUM_THREADS", "1")

    from streamlit.web import cli

    shown = "localhost" if chosen.host in ("127.0.0.1", "0.0.0.0") else chosen.host
    print(f"\n  The playground is at  http://{shown}:{free}")
    print("  Stop it with Ctrl-C.\n", flush=True)
    sys.argv = [
        "streamlit",
        "run",
        str(ROOT / "playground" / "serving.py"),
        f"--server.port={free}",
        f"--server.address={chosen.host}",
        "--logger.hideWelcomeMessage=true",
        *(DEVELOPING if chosen.dev else ()),
    ]
    cli.main()


if __name__ == "__main__":
    main()
