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
    address = f"app/static/{folder}/{module}?v={version(folder, *filter(None, [borrows]))}"
    if borrows:
        address += f"&{borrows}={version(borrows)}"
    return f"""
export default async function (component) {{
  const main = await import(new URL("{address}", document.baseURI))
  return main.default(component)
}}
"""
