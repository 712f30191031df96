"""``python tests/platforms.py [3.11 3.12 3.13] [--only oldest|newest]``: the tests on every Python and both ends of the
dependencies; then the wheel alone, without what the tests need, does the main job.

Needs uv (``pip install uv``) and those versions of Python, which uv or pyenv has. One environment at a time, in a
temporary folder. Prints a table; exit code 1 where anything failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
ENDS = {"oldest": "lowest-direct", "newest": "highest"}


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder; what it prints is kept."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment})


def made(folder: Path, python: str) -> str:
    """A new environment; its interpreter."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    installed = sorted(versions.glob(f"{python}.*/bin/python"))
    run("uv", "venv", "--python", str(installed[-1]) if installed else python, str(folder)).check_returncode()
    return str(folder / "bin" / "python")


def tested(python: str, end: str) -> str:
    """How the quick tests end on one Python with the oldest or newest dependencies."""
    with tempfile.TemporaryDirectory() as folder:
        interpreter = made(Path(folder) / "venv", python)
        wanted = ("uv", "pip", "install", "--python", interpreter, "--resolution", ENDS[end], "--only-binary", ":all:")
        done = run(*wanted, "--no-binary", "factx", "-e", ".[dev]")
        if done.returncode:
            return f"cannot be installed: {done.stderr.strip()[-600:]}"
        done = run(interpreter, "-m", "pytest", "-q", "-p", "no:cacheprovider", PYTHONPATH="")
        return done.stdout.strip().rpartition("\n")[2] if not done.returncode else done.stdout[-3000:]


def alone(python: str) -> str:
    """Whether the wheel by itself, in an empty environment, finds the facts of a fixture."""
    with tempfile.TemporaryDirectory() as folder:
        run("uv", "build", "--wheel", "--out-dir", folder).check_returncode()
        (wheel,) = Path(folder).glob("*.whl")
        interpreter = made(Path(folder) / "venv", python)
        run("uv", "pip", "install", "--python", interpreter, str(wheel)).check_returncode()
        command = str(Path(interpreter).parent / "factx")
        fixture = ROOT / "fixtures" / "press-release.md"
        done = subprocess.run([command, "extract", str(fixture)], cwd=folder, capture_output=True, text=True)
        facts = done.stdout.count('"id": "')
        return f"{facts} facts" if done.returncode == 0 and facts else f"failed: {done.stderr[-500:]}"


def main() -> int:
    """Run what is asked for and print as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="*", default=PYTHONS)
    parser.add_argument("--only", choices=ENDS)
    given = parser.parse_args()
    failed = 0
    for python in given.pythons or PYTHONS:
        for end in [given.only] if given.only else ENDS:
            outcome = tested(python, end)
            failed += "passed" not in outcome.rpartition("\n")[2] or "failed" in outcome
            print(f"Python {python}, {end} dependencies: {outcome}", flush=True)
        outcome = alone(python)
        failed += outcome.startswith("failed")
        print(f"Python {python}, the wheel alone: {outcome}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
