"""The outputs shown in README.md and on the pages of factx/docs, made by the commands that stand above them.

``python tests/readme.py`` writes them anew and prints what changed; `tests/test_readme.py` compares.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "factx" / "docs").glob("*.md")))
_SHOWN = re.compile(r"(?P<head><!-- output: (?P<command>.+?) -->\n```\w*\n)(?P<output>.*?)(?P<tail>```\n)", re.DOTALL)
_RECIPE = re.compile(r"<!-- recipe -->\n```sh\n(?P<commands>.+?)```", re.DOTALL)
_CI = re.compile(r"<!-- ci: (?P<name>\w+) -->\n```sh\n(?P<command>.+?)\n```", re.DOTALL)


def run(command: str, folder: Path = ROOT) -> str:
    """What ``command`` prints, run by bash in ``folder`` with this environment's ``factx``."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTX", "COLUMNS"))}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    environment["LC_ALL"] = "C.UTF-8"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    if done.returncode:
        raise RuntimeError(f"{command}\n{done.stderr}")
    return done.stdout


def commands() -> dict[str, str]:
    """The two commands that ``.ci/run`` takes from the page, by name."""
    return {m["name"]: m["command"] for m in _CI.finditer(README.read_text(encoding="utf-8"))}


def recipes() -> list[str]:
    """Commands to be run beside a folder ``news`` of articles."""
    return [m["commands"] for m in _RECIPE.finditer(README.read_text(encoding="utf-8"))]


def shown() -> list[tuple[str, str]]:
    """Pairs of a command and the output that a page shows for it."""
    return [(m["command"], m["output"]) for page in PAGES for m in _SHOWN.finditer(page.read_text(encoding="utf-8"))]


def main() -> None:
    """Write the outputs anew."""
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = _SHOWN.sub(lambda m: m["head"] + run(m["command"]) + m["tail"], old)
        page.write_text(new, encoding="utf-8")
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), page.name, page.name))


if __name__ == "__main__":
    main()
