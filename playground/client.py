"""How the browser gets a component: a small loader that fetches the modules of one version.

The loader travels with every update, so it only fetches the real thing. Its address is relative
to the page, so that a base path and proxies need nothing.
"""

import hashlib
from pathlib import Path

STATIC = Path(__file__).parent / "static"


def version(*folders: str) -> str:
    """Changes with any byte of these folders, so that a browser never mixes two versions."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted((STATIC / folder).iterdir()):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def loader(folder: str, *, module: str = "main.js", borrows: str = "") -> str:
    """The JavaScript of a component whose modules lie in ``static/<folder>``.

    Args:
        folder: Where the modules are.
        module: The one whose default export Streamlit is to call.
        borrows: Another folder whose modules these use; they are told its version.
    """
    search = f"?v={version(folder, *filter(None, [borrows]))}"
    if borrows:
        search += f"&{borrows}={version(borrows)}"
    names = " ".join(sorted(file.stem for file in (STATIC / folder).glob("*.js")))
    # All modules at once: by themselves each is asked for only when another one needs it.
    return f"""
const at = (name) => new URL(`app/static/{folder}/${{name}}{search}`, document.baseURI)
const fetched = Promise.allSettled("{names}".split(" ").map((name) => import(at(name + ".js"))))
export default async function (component) {{
  await fetched
  const main = await import(at("{module}"))
  return main.default(component)
}}
"""
