"""Where a long text is cut, and what the parts of an article hold."""

from __future__ import annotations

import pytest

from factx.reading import parts
from factx.reading.article import from_text, later_parts


def _cuts(text: str) -> list[str]:
    found, start = [], 0
    while start < len(text):
        end = parts.end(text, start)
        found.append(text[start:end])
        start = end
    return found


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 40)


@pytest.mark.parametrize(
    "mark", ["\n\n", "\n", ". ", " ", "\n\r\n", ""], ids=["blank line", "line", "stop", "blank", "CRLF", "none"]
)
def test_the_parts_are_the_text(mark: str) -> None:
    text = mark.join(["word" * 4] * 30)
    found = _cuts(text)
    assert "".join(found) == text
    assert all(part.endswith(mark) for part in found[:-1])
    assert all(20 <= len(part) <= 42 for part in found[:-1])


def test_a_short_text_is_one_part() -> None:
    assert _cuts("x" * 40) == ["x" * 40]
    assert list(later_parts(from_text("Police left.", "x"))) == []


def test_later_parts_of_an_article() -> None:
    text = "\n\n".join(f"Paragraph {n} says nothing at all." for n in range(9))
    article = from_text(text, "x", title="A title")
    rest = list(later_parts(article))
    assert "".join(part.text for _, part in rest) == text[parts.end(text, 0) :]
    assert all(text[start:].startswith(part.text) for start, part in rest)
    assert "\n".join([article.view.text.strip(), *(p.view.text.strip() for _, p in rest)]) == text.replace("\n\n", "\n")
    assert {part.title for _, part in rest} == {"A title"}
