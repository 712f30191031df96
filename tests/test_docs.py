"""The pages of factx/docs: their examples give what they show, and their links lead somewhere."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from tests import readme

PAGES = sorted((readme.ROOT / "factx" / "docs").glob("*.md"))
_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(page: Path) -> doctest.DocTest:
    """All examples of a page, which build on one another."""
    text = page.read_text(encoding="utf-8")
    shown = "\n".join(block for block in _EXAMPLE.findall(text) if ">>>" in block)
    return doctest.DocTestParser().get_doctest(shown, {}, page.name, str(page), 0)


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page).examples], ids=lambda page: page.name)
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name in ("press-release.md", "court-story.txt"):
        shutil.copy(readme.ROOT / "fixtures" / name, tmp_path / "news")
    shutil.copytree(readme.ROOT / "fixtures" / "compare" / "exchange-theft", tmp_path / "exchange-theft")
    told: list[str] = []
    runner = doctest.DocTestRunner()
    assert runner.run(examples(page), out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize("block", _EXAMPLE.findall(readme.README.read_text(encoding="utf-8")), ids=("factx", "spacy"))
def test_examples_of_the_readme(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block, "README.md", "exec"), {})
    assert "5500" in capsys.readouterr().out


@pytest.mark.parametrize("page", [readme.README, *PAGES], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            path, _, part = target.partition("#")
            found = (page.parent / path).resolve() if path else page
            assert found.exists(), target
            headings = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.MULTILINE) if part else []
            names = [re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings]
            assert not part or part in names, target


def test_every_page_is_linked_from_the_readme() -> None:
    text = readme.README.read_text(encoding="utf-8")
    for page in PAGES:
        assert f"](factx/docs/{page.name})" in text


def test_the_page_on_python_names_everything_public() -> None:
    import factx

    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in factx.__all__:
        if name not in ("__version__", "DEFAULT_KINDS", "Mention", "Problem", "Fact"):
            assert re.search(rf"\b{name}\b", text), name
