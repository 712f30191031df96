"""Runs targets with atheris; see the package's docstring."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import atheris

from tests import fuzz

#: Seconds after which one input counts as a hang.
_PATIENCE = 30


def main() -> None:
    """Run one target in this process, or each of several in one of its own."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("targets", nargs="*", help=f"of {', '.join(fuzz.TARGETS)}; all if none is given")
    asked.add_argument("--minutes", type=float, default=7)
    asked.add_argument("--corpus", type=Path, help="folder to keep inputs that reach new code in")
    given = asked.parse_args()
    names = given.targets or fuzz.TARGETS
    if len(names) == 1:
        _run(names[0], given.minutes, given.corpus or Path(tempfile.mkdtemp()))
    for name in names:
        more = ["--corpus", str(given.corpus)] if given.corpus else []
        subprocess.run([sys.executable, "-m", "tests.fuzz", name, "--minutes", str(given.minutes), *more], check=False)


def _run(name: str, minutes: float, corpus: Path) -> None:
    with atheris.instrument_imports(include=["factx"]):
        target = fuzz.target(name)
        target.check(b"Police arrested 27 suspects and seized $1.2 million between July and November 2024.")
    known: set[tuple[str, str, int]] = set()

    def one(data: bytes) -> None:
        try:
            target.check(data)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = (type(error).__name__, Path(where.filename).name, where.lineno or 0)
            if place not in known:
                known.add(place)
                _keep(name, data, error)

    own = corpus / name
    own.mkdir(parents=True, exist_ok=True)
    for seed in [*target.seeds(), *(path.read_bytes() for path in fuzz.finds(name))]:
        (own / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = Path(tempfile.mkdtemp()) / "words"
    words.write_text("".join(f'"{word}"\n' for word in _dictionary()), encoding="utf-8")
    limits = [f"-max_total_time={int(minutes * 60)}", f"-max_len={target.LONGEST}", f"-timeout={_PATIENCE}"]
    atheris.Setup([name, *limits, f"-dict={words}", "-print_final_stats=1", "-rss_limit_mb=4096", str(own)], one)
    print(f"fuzzing {name}", flush=True)
    atheris.Fuzz()  # ends the process itself, with the number of runs as its last word


def _keep(name: str, data: bytes, error: Exception) -> None:
    folder = fuzz.FINDS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:12]
    path.write_bytes(data)
    print(f"\nfound {path}", flush=True)
    traceback.print_exception(error)
    sys.stderr.flush()


def _dictionary() -> list[str]:
    """Words of the lexicon as libFuzzer takes them: letters, digits and signs of ASCII as they are, others escaped."""
    words: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, str) and 0 < len(value) <= 24 and "\\" not in value:
            words.add(value)
        elif isinstance(value, dict):
            for key, each in value.items():
                gather(key)
                gather(each)
        elif isinstance(value, list | tuple | frozenset):
            for each in value:
                gather(each)

    import tomllib

    import factx.lexicon

    for path in sorted(Path(factx.lexicon.__file__).parent.glob("*.toml")):
        gather(tomllib.loads(path.read_text(encoding="utf-8")))
    return ["".join(_escaped(byte) for byte in word.encode()) for word in sorted(words)]


def _escaped(byte: int) -> str:
    return chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"


main()
