"""What factx is made of: no code out of data, the model's own files, a wheel with the package and nothing else."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import factx
from factx import pinned
from factx.errors import ModelError
from factx.options import DEFAULT_MODEL
from factx.syntax import Parser

_ROOT = Path(__file__).parents[1]
_FOLDER = Path(factx.__file__).parent
_MODULES = sorted(_FOLDER.rglob("*.py"))
#: They make objects or code of bytes, or take strings for commands.
_MODULES_OF_CODE = frozenset(("pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "code", "codeop", "pty"))
_CALLS_OF_CODE = frozenset(("eval", "exec", "compile", "__import__", "breakpoint"))
_METHODS_OF_CODE = frozenset(
    ("system", "popen", "unsafe_load", "full_load", "load_pickle", "mktemp", "execv", "execvp", "spawnv")
)
#: They open connections.
_MODULES_OF_NETWORKS = frozenset(
    (
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "requests",
        "httpx",
        "urllib3",
        "aiohttp",
        "xmlrpc",
    )
)


def _imports(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: str(path.relative_to(_FOLDER)))
def test_nothing_is_run_that_is_not_in_the_package(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in _imports(tree):
        assert name.partition(".")[0] not in _MODULES_OF_CODE, name
        assert not any(name == each or name.startswith(f"{each}.") for each in _MODULES_OF_NETWORKS), name
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            assert node.func.id not in _CALLS_OF_CODE, ast.unparse(node)
        if isinstance(node.func, ast.Attribute):
            assert node.func.attr not in _METHODS_OF_CODE, ast.unparse(node)
        assert not any(each.arg == "shell" for each in node.keywords), ast.unparse(node)


# --- the model ------------------------------------------------------------------------------------------------------


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the installed model's package."""
    spec = find_spec(DEFAULT_MODEL)
    assert spec is not None and spec.submodule_search_locations
    return shutil.copytree(spec.submodule_search_locations[0], tmp_path / DEFAULT_MODEL)


def test_the_installed_model_is_the_pinned_one(model: Path) -> None:
    pinned.compare(model)


def test_every_file_that_is_loaded_is_pinned(model: Path) -> None:
    left_out = ("lemmatizer/", "attribute_ruler/", "senter/", "README", "LICENSE", "accuracy.json", "__pycache__")
    files = {path.relative_to(model).as_posix() for path in model.rglob("*") if path.is_file()}
    assert {name for name in files if not any(part in name for part in left_out)} == set(pinned.FILES)


@pytest.mark.parametrize("name", pinned.FILES)
def test_a_changed_file_is_an_error(name: str, model: Path) -> None:
    path = model / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        pinned.compare(model)
    assert str(path) in caught.value.message
    assert "pip install" in caught.value.message
    path.unlink()
    with pytest.raises(ModelError):
        pinned.compare(model)


def test_a_changed_model_is_never_loaded(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (model / "__init__.py").write_text("raise SystemExit('the package was run')\n")
    monkeypatch.syspath_prepend(model.parent)
    monkeypatch.delitem(sys.modules, DEFAULT_MODEL, raising=False)
    with pytest.raises(ModelError, match="not the one that factx was tested with"):
        Parser(DEFAULT_MODEL).load()


def test_other_models_are_not_looked_at() -> None:
    pinned.check("en_core_web_lg")


# --- the wheel ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the backend alone, so that nothing is asked for."""
    folder = tmp_path_factory.mktemp("wheel")
    build = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=_ROOT, capture_output=True, text=True, check=True)
    return folder / done.stdout.splitlines()[-1]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        metadata = next(packed.read(name).decode() for name in names if name.endswith("/METADATA"))
    about = f"factx-{factx.__version__}.dist-info/"
    known = {f"{about}{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    source = {
        f"factx/{path.relative_to(_FOLDER).as_posix()}"
        for path in _FOLDER.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set(names) == source | known
    assert {Path(name).suffix for name in source} <= {
        ".py",
        ".toml",
        ".json",
        ".typed",
        ".css",
        ".html",
        ".js",
        ".md",
        "",
    }
    wanted = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert len(required) == len(wanted)
