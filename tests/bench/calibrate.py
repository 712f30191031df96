"""Measure how often each rule is right and write factx/lexicon/confidence.toml.

    python tests/bench/calibrate.py fixtures/gold.jsonl fixtures [GOLD ARTICLES ...]

Each pair is gold in the form that factx.gold reads and its articles: a folder of files, or JSON lines with id,
text and published. Articles that the rules were not written on give honest figures; those they were written on flatter.
The share measured is that of facts whose value, role and bound are the gold's. `--check` only prints how well the
present figures fit: mean confidence against the share that is right, and the share that is right of those above 0.9.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factx import gold as gold_of
from factx import scoring
from factx.engine import Engine
from factx.model import DEFAULT_KINDS, Article
from factx.options import Options
from factx.reading import files
from factx.reading.article import from_text

TARGET = Path(__file__).parents[2] / "factx" / "lexicon" / "confidence.toml"
HEAD = """\
# How often each rule was right: [right, given], counted in facts whose value, role and bound were compared with gold.
# Made by tests/bench/calibrate.py; do not edit by hand. Smoothing: factx/rules/confidence.py.
"""


def articles(path: Path) -> Iterator[Article]:
    """The articles of a folder, or the records of a JSON lines file."""
    if path.is_dir():
        for file in sorted(p for p in path.iterdir() if p.suffix in (".md", ".txt", ".html")):
            yield from files.read(file, file.stem, Options())
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        day = record.get("published")
        yield from_text(record["text"], record["id"], published=date.fromisoformat(day) if day else None)


def entries(path: Path) -> dict[str, tuple[scoring.Entry, ...]]:
    """The gold of a file by article."""
    return {each.id: each.entries for each in gold_of.read(path)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path, metavar="GOLD ARTICLES")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    counts: dict[str, Counter[tuple[str, bool]]] = {
        name: Counter() for name in ("all", "sections", "families", "rules")
    }
    engine = Engine(Options())
    for gold, source in zip(given.pairs[::2], given.pairs[1::2], strict=True):
        scores = scoring.compare(engine.pipe(articles(source)), entries(gold), DEFAULT_KINDS)
        _report(str(gold), scores)
        for _, fact, right in scores.judged:
            family = f"{fact.kind}/{fact.role}" if fact.role else fact.kind
            for name, key in (("all", "all"), ("sections", fact.section), ("families", family), ("rules", fact.rule)):
                counts[name][key, right] += 1
    if not given.check:
        TARGET.write_text(HEAD + _toml(counts), encoding="utf-8")


def _report(name: str, scores: scoring.Scores) -> None:
    n = len(scores.judged) or 1
    mean = sum(f.confidence for _, f, _ in scores.judged) / n
    right = sum(r for _, _, r in scores.judged) / n
    high = [r for _, f, r in scores.judged if f.confidence > 0.9]
    above = sum(high) / (len(high) or 1)
    print(f"{name}: {n} facts, mean confidence {mean:.3f}, right {right:.3f}; {len(high)} above 0.9, right {above:.3f}")


def _toml(counts: dict[str, Counter[tuple[str, bool]]]) -> str:
    def row(name: str, key: str) -> str:
        right, wrong = counts[name][key, True], counts[name][key, False]
        return f"{json.dumps(key)} = [{right}, {right + wrong}]"

    parts = [row("all", "all").replace('"all"', "all")]
    for name in ("sections", "families", "rules"):
        parts += ["", f"[{name}]", *(row(name, key) for key in sorted({k for k, _ in counts[name]}))]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
