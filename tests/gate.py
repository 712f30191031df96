"""The evaluation gate: scores may not fall below what is pinned here.

    python tests/gate.py

The fixtures are always scored; the shared development corpus where it lies beside the project. A floor is raised
when a score has risen for good, and lowered only together with the reason, in the commit that does it. Floors stand a
little below the measured figures, so that a change of the machine's arithmetic does not fail the gate.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "bench"))

from calibrate import articles, entries

from factx import scoring
from factx.engine import Engine
from factx.model import DEFAULT_KINDS
from factx.options import Options

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "corpus" / "dev"
#: gold, articles, floors: value F1 and fact F1 a kind, and accuracy of attributes.
SETS: list[tuple[str, Path, Path, dict[str, tuple[float, float]], dict[str, float]]] = [
    (
        "fixtures",
        ROOT / "fixtures" / "gold.jsonl",
        ROOT / "fixtures",
        {
            "arrests": (0.93, 0.88),
            "money": (0.97, 0.85),
            "countries": (0.92, 0.92),
            "date_range": (0.92, 0.92),
            "people": (0.88, 0.8),
        },
        {"role of money": 0.9, "role of people": 0.97, "bound": 0.97, "event": 0.97, "place": 0.93, "section": 0.98},
    ),
    (
        "development corpus",
        SHARED / "gold.jsonl",
        SHARED / "articles.jsonl",
        {
            "arrests": (0.97, 0.93),
            "money": (0.98, 0.93),
            "countries": (0.97, 0.97),
            "date_range": (0.97, 0.97),
            "people": (0.97, 0.95),
        },
        {"role of money": 0.95, "role of people": 0.97, "bound": 0.98, "event": 0.98, "place": 0.95, "section": 0.98},
    ),
    (
        "development paragraphs",
        SHARED / "gold-paragraphs.jsonl",
        SHARED / "paragraphs.jsonl",
        {"arrests": (0.97, 0.97), "money": (0.9, 0.85), "countries": (0.97, 0.97), "date_range": (0.97, 0.97)},
        {"event": 0.98, "section": 0.98},
    ),
]


def main() -> int:
    engine = Engine(Options())
    fallen = 0
    for name, gold, source, kinds, attributes in SETS:
        if not gold.exists():
            print(f"{name}: not here, left out")
            continue
        scores = scoring.compare(engine.pipe(articles(source)), entries(gold), DEFAULT_KINDS)
        rows = [(f"{kind} value F1", scores.values[kind].f1, floor[0]) for kind, floor in kinds.items()]
        rows += [(f"{kind} fact F1", scores.facts[kind].f1, floor[1]) for kind, floor in kinds.items()]
        rows += [(key, scores.attributes[key].precision, floor) for key, floor in attributes.items()]
        print(name)
        for label, got, floor in rows:
            low = got < floor
            fallen += low
            print(f"  {label:<22}{got:.3f}  floor {floor:.2f}{'  FELL' if low else ''}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
