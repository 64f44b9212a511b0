"""Finds a Chromium for the browser tests, and brings one where there is none.

``python -m tests.browser.chromium`` looks for one already on the machine, else for Playwright's
own, else installs Debian's package. Without any, it says so loudly and fails under ``CI=true``.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

SHELL = "chromium-headless-shell"  # the browser without its windows: a fifth less to compute
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """
############################################################################
  No Chromium could be found or installed, so the browser tests cannot run.
  Install one:   sudo apt-get install chromium
  or:            .venv/bin/python -m playwright install chromium
############################################################################
"""


def find() -> str | None:
    """Path of a Chromium on this machine, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def runs(path: str) -> bool:
    """Whether that Chromium really starts; a browser with missing libraries does not."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).close()
    except Error:
        return False
    return True


def _attempts() -> list[list[str]]:
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        install = [*prefix, "apt-get", "install", "-y", "-q", "--no-install-recommends"]
        attempts.append([*prefix, "apt-get", "update", "-q"])
        attempts += [[*install, SHELL], [*install, "chromium"]]
    return attempts


def install() -> str | None:
    """Try each way to get a Chromium; the path of the first that starts, or None."""
    for command in _attempts():
        print("Looking for a Chromium:", " ".join(command), flush=True)
        try:
            subprocess.run(command, check=False, timeout=600, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"  did not work: {error}")
        if (path := find()) and runs(path):
            return path
    return None


def main() -> None:
    """Make sure there is one, or say loudly that there is none."""
    path = find()
    if path is None or not runs(path):
        path = install()
    if path is None:
        print(MISSING, file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
    print(f"Browser tests use {path}")


if __name__ == "__main__":
    main()
