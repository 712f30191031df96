"""The registry: every module that can write is in it, and it says the truth about each."""

import inspect
from pathlib import Path

import pytest

import factx.formats
from factx.formats import FORMATS, Format, for_file
from factx.options import Options
from tests.formats.sample import BAD, GOOD, written

FOLDER = Path(factx.formats.__file__).parent


def test_every_module_with_a_write_function_is_registered() -> None:
    writing = {path.stem for path in FOLDER.glob("*.py") if "\ndef write(" in path.read_text(encoding="utf-8")}
    assert {f"factx.formats.{name}" for name in writing} == {format.module for format in FORMATS.values()}


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_every_format_keeps_the_interface(format: Format) -> None:
    assert list(inspect.signature(format.load()).parameters) == ["documents", "out", "options"]
    assert format.about
    if format.makes_file:
        return
    assert GOOD.title and GOOD.title in written(format.name, GOOD, BAD)
    assert "no such file" in written(format.name, GOOD, BAD), "every format prints failed inputs"
    assert (
        "\\n\\nPolice in Porto" in written(format.name, GOOD, options=Options(with_text=True))
    ) == format.carries_text


@pytest.mark.parametrize("format", [each for each in FORMATS.values() if each.makes_file], ids=lambda each: each.name)
def test_formats_that_make_files(format: Format, tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / f"facts{format.suffixes[0]}"
    made.touch()
    format.check(target)
    format.load()([GOOD, BAD], made, Options())
    format.settle(made, target)
    assert sorted(tmp_path.iterdir()) == [target]
    assert b"no such file" in target.read_bytes() or format.name == "parquet"


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.NDJSON", "jsonl"),
        ("x/a.b.csv", "csv"),
        ("a.txt", None),
        ("json", None),
    ],
)
def test_format_by_suffix(name: str, format: str | None) -> None:
    assert for_file(Path(name)) is (FORMATS[format] if format else None)


def test_suffixes_are_unique() -> None:
    suffixes = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(set(suffixes)) == len(suffixes)
