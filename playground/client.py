"""How the browser gets a component: a small loader that fetches the modules of one version.

The loader travels with every update, so it only fetches the real thing. Modules and style sheets
lie under an address that changes with any byte of theirs: they import each other by their plain
names, and a browser never mixes two versions. The address is relative to the page, so that a base
path and proxies need nothing.
"""

import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
_ASKED = re.compile(r'^import\b[^"]*"(\.[^"]+)"', re.MULTILINE)


@cache
def version() -> str:
    """Changes with any byte of a module or a style sheet."""
    digest = hashlib.sha256()
    for file in sorted(path for kind in ("js", "css") for path in STATIC.rglob(f"*.{kind}")):
        digest.update(str(file.relative_to(STATIC)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


class Modules(StaticFiles):
    """Serves ``static/`` below an address that names its version, for a browser to keep."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; one of another version, which an old tab asks for, is not to be kept."""
        response = await super().get_response(path, scope)
        kept = scope["path_params"]["version"] == version()
        response.headers["Cache-Control"] = FOR_GOOD if kept else "no-store"
        return response


def route(base_path: str) -> Mount:
    """Where the server has the modules, below the ``base_path`` of the whole app."""
    at = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return Mount(f"{at}/modules/{{version}}", Modules(directory=STATIC))


def needed(module: str) -> list[str]:
    """The addresses below ``static/`` of a module and of all that it imports, itself first."""
    found = [module]
    for name in found:  # what is found here is looked at in its turn
        text = (STATIC / name).read_text(encoding="utf-8")
        asked = (os.path.normpath(f"{name}/../{other}") for other in _ASKED.findall(text))
        found += [other for other in dict.fromkeys(asked) if other not in found]
    return found


def loader(folder: str) -> str:
    """The JavaScript of a component, the default export of ``static/<folder>/main.js``."""
    main = f"{folder}/main.js"
    rooms: dict[str, list[str]] = {}
    for name in needed(main):
        room, file = os.path.split(name)
        rooms.setdefault(room, []).append(file.removesuffix(".js"))
    # All modules at once: by themselves each is asked for only when another one needs it.
    return f"""
const at = (name) => new URL("modules/{version()}/" + name, document.baseURI)
const rooms = {json.dumps(rooms, separators=(",", ":"))}
const fetched = Promise.allSettled(Object.entries(rooms).flatMap(([room, names]) =>
  names.map((name) => import(at(room + "/" + name + ".js")))))
export default async function (component) {{
  await fetched
  return (await import(at("{main}"))).default(component)
}}
"""
