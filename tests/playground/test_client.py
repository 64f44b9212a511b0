"""How the browser gets the modules: one version under one address, to be kept for good."""

import asyncio
import re

import pytest
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from playground import client

MODULES = sorted(client.STATIC.rglob("*.js"))
IMPORTED = re.compile(r'^(?:import|export)\b[^"]*?\bfrom "([^"]+)"', re.MULTILINE)


@pytest.fixture
def other_files(tmp_path, monkeypatch):
    (tmp_path / "scene").mkdir()
    (tmp_path / "scene" / "main.js").write_text("export default 1\n")
    (tmp_path / "scene" / "scene.css").write_text("p { color: red }\n")
    monkeypatch.setattr(client, "STATIC", tmp_path)
    client.version.cache_clear()
    yield tmp_path
    client.version.cache_clear()


def answered(path: str, version: str) -> Response:
    scope: Scope = {
        "type": "http", "method": "GET", "headers": [], "path_params": {"version": version}
    }  # fmt: skip
    return asyncio.run(client.Modules(directory=client.STATIC).get_response(path, scope))


def test_what_is_of_this_version_is_kept_for_good_and_nothing_else():
    kept = answered("scene/main.js", client.version())
    assert kept.headers["Cache-Control"] == client.FOR_GOOD
    assert kept.headers["Content-Type"].startswith("text/javascript")
    assert answered("scene/main.js", "older").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["scene/none.js", "../client.py", "scene/../../client.py"])
def test_only_files_below_the_folder_are_served(path):
    with pytest.raises(HTTPException) as refused:
        answered(path, client.version())
    assert refused.value.status_code == 404


@pytest.mark.parametrize("file", ["scene/main.js", "scene/scene.css"])
def test_a_byte_of_a_module_or_a_sheet_is_another_version(other_files, file):
    before, (path,) = client.version(), other_files.glob(file)
    client.version.cache_clear()
    assert client.version() == before
    path.write_text(path.read_text().replace("1", "2").replace("red", "tan"))
    client.version.cache_clear()
    assert client.version() != before
    loader = client.loader("scene")
    assert f"modules/{client.version()}/" in loader
    assert "scene/main.js" in loader


@pytest.mark.parametrize(("base", "path"), [("", "/modules/x"), ("/class/", "/class/modules/x")])
def test_the_route_lies_below_the_apps_own_path(base, path):
    assert client.route(base).path_regex.match(f"{path}/scene/main.js")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_modules_import_each_other_by_plain_names_that_are_there(path):
    text = path.read_text()
    assert "await import(" not in text
    for name in IMPORTED.findall(text):
        assert (path.parent / name).resolve() in MODULES


def test_a_component_asks_at_once_for_all_that_its_modules_import():
    asked = client.needed("scene/main.js")
    assert asked[0] == "scene/main.js"
    assert len(asked) == len(set(asked))
    known = {path.relative_to(client.STATIC).as_posix(): path for path in MODULES}
    assert {"component/dom.js", "scene/wire/blob.js", "scene/voice/announcer.js"} < set(asked)
    for name in asked:
        for other in IMPORTED.findall(known[name].read_text()):
            target = (known[name].parent / other).resolve()
            assert target.relative_to(client.STATIC.resolve()).as_posix() in asked
    assert not [name for name in asked if name.startswith("take_home/")]


def test_rooms_are_small_and_no_type_is_given_up():
    for folder in {path.parent for path in MODULES}:
        files = [path for path in folder.iterdir() if path.is_file()]
        assert len(files) <= 12, f"{folder.relative_to(client.STATIC)} has {len(files)} files"
    for path in [*MODULES, *client.STATIC.rglob("*.d.ts")]:
        assert not re.search(r"\bany\b[\]>}|)]|: any\b|@ts-", path.read_text()), path
