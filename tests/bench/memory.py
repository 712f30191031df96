"""Memory over very many documents: one line at 1,000, 2,000, 5,000, 10,000 ... documents, and how much it grew.

    python tests/bench/memory.py [--documents 200000] [--jobs 1] [stream] [short] [folder]

    stream  records of JSON Lines on the standard input of `factx extract -`
    short   the same with records of a sentence or two, for a million of them
    folder  a folder of files, a thousand in each folder below it

The articles are short (400 to 700 characters) and each has names, numbers, sums and days of its own, so that whatever
remembers words, values or patterns is put to the test; one in ten needs the model, as in a crawl of news. The same
number of documents gives the same articles.
Memory is what is resident of all processes of the run: the largest of some looks around each mark.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import BinaryIO

_PAGE = os.sysconf("SC_PAGE_SIZE")
_HEADS = (
    "Bra",
    "Cor",
    "Dal",
    "Fen",
    "Gor",
    "Hal",
    "Ist",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Ost",
    "Pel",
    "Ruk",
    "Sil",
    "Tor",
)
_MIDDLES = ("a", "an", "en", "i", "ir", "o", "ol", "u", "un", "ar", "eb", "ad")
_TAILS = (
    "bury",
    "dale",
    "ev",
    "field",
    "gard",
    "holm",
    "ic",
    "kin",
    "mont",
    "ova",
    "ren",
    "sson",
    "ton",
    "vik",
    "well",
)
_COUNTRIES = ("Spain", "Brazil", "Nigeria", "the Netherlands", "Japan", "Canada", "Poland", "Kenya", "India", "Peru")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_SIGNS = ("$", "€", "£", "US$", "EUR ", "CHF ")
_OPENINGS = (
    "Police in {place} arrested {few} people on {day} in raids on a ring led by {name}.",
    "{few} suspects were detained in {place} and {country}, prosecutor {name} said on {day}.",
    "Officers of {place} have taken {few} men into custody, among them {name}, a court was told on {day}.",
    "Operation {place}, led by {name}, ended on {day} with {few} arrests in {number} countries.",
)
_MONEY = (
    "They seized {sum} in cash and froze {sum} in accounts at {place} Bank.",
    "The victims lost {sum}, of which {sum} was recovered from a wallet in {country}.",
    "{place} Holdings was fined {sum} and has to pay back {sum}.",
    "The group demanded {sum} and laundered more than {sum} through {country}.",
)
_PEOPLE = (
    "At least {many} victims were identified between {month} {year} and {month} {later}, {name} added.",
    "{few} people were injured and {number} killed when officers entered a house in {place} in {month} {year}.",
    "Some {many} people in {country} had been cheated since {month} {year}, according to {name}.",
)
_FILLINGS = (
    "{name} of {place} declined to comment.",
    "A lawyer for {name} called the charges unfounded.",
    "The trial before Judge {name} opens in {place} on {number} {month}.",
    "Neighbours in {place} spoke of vans that came at night.",
)


def article(number: int) -> str:
    """The article of a number: 400 to 700 characters, always the same; one in ten tells of arrests and people."""
    luck = Random(number)

    def word() -> str:
        return luck.choice(_HEADS) + "".join(luck.choices(_MIDDLES, k=luck.randint(1, 4))) + luck.choice(_TAILS)

    def filled(template: str) -> str:
        year = luck.randint(1998, 2023)
        out = template.replace("{later}", str(year + 1)).replace("{year}", str(year))
        for blank, fill in (
            ("{name}", lambda: f"{word()} {word()}"),
            ("{place}", word),
            ("{country}", lambda: luck.choice(_COUNTRIES)),
            ("{day}", lambda: luck.choice(_DAYS)),
            ("{month}", lambda: luck.choice(_MONTHS)),
            ("{few}", lambda: str(luck.randint(13, 999))),
            ("{number}", lambda: str(luck.randint(2, 28))),
            ("{many}", lambda: f"{luck.randint(1_000, 999_999):,}"),
            ("{sum}", lambda: f"{luck.choice(_SIGNS)}{luck.randint(11, 9_999) / 10:,} million"),
        ):
            while blank in out:
                out = out.replace(blank, fill(), 1)
        return out

    told = (_OPENINGS, _MONEY, _PEOPLE) if number % 10 == 0 else (_MONEY,)
    sentences = [filled(luck.choice(each)) for each in told]
    aim = luck.randint(400, 600)
    while len(" ".join(sentences)) < aim:
        sentences.append(filled(luck.choice(_FILLINGS)))
    return " ".join(sentences)


def note(number: int) -> str:
    """The record of a number for `short`: the beginning of its article, the whole of it for one in a hundred."""
    whole = article(number)
    return whole if number % 100 == 0 else ". ".join(whole.split(". ")[:1]) + "."


def marks(documents: int) -> Iterator[int]:
    """1,000, 2,000, 5,000, 10,000 ... up to ``documents``, and that."""
    for power in count(3):
        for step in (1, 2, 5):
            if step * 10**power >= documents:
                yield documents
                return
            yield step * 10**power


def resident(process: int) -> float:
    """MB resident of a process and its children; 0 once it is gone."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in (process, *children)]
    except OSError:
        return 0.0
    return sum(pages) * _PAGE / 1e6


def follow(process: subprocess.Popen[bytes], out: BinaryIO, documents: int) -> None:
    """Print a line at each mark while the run's documents come, and what it all came to."""
    begun = time.perf_counter()
    looks: dict[int, float] = {}
    wanted = list(marks(documents))
    failed = done = 0
    for done, line in enumerate(out, 1):
        failed += b'"error":null' not in line.replace(b" ", b"")
        mark = next((each for each in wanted if done <= each), documents)
        # Memory goes up and down with what is on its way: the largest of the last tenth before a mark tells.
        if done > mark * 0.9 and done % max(1, mark // 100) == 0:
            looks[mark] = max(looks.get(mark, 0.0), resident(process.pid))
        if done == mark:
            first = looks[wanted[0]]
            print(
                f"  {done:>9,} documents: {looks[mark]:>6.0f} MB, {looks[mark] / first:.2f} of that at {wanted[0]:,}; "
                f"{done / (time.perf_counter() - begun):,.0f} documents a second",
                flush=True,
            )
    process.wait()
    print(f"  {done:,} came back, {failed} of them failed, exit code {process.returncode}", flush=True)


def run(arguments: Iterable[str], jobs: str, records: int = 0) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "factx", "extract", *arguments, "-f", "jsonl", "-q", "--jobs", jobs]
    return subprocess.Popen(command, stdin=subprocess.PIPE if records else None, stdout=subprocess.PIPE)


def short(documents: int, jobs: str) -> None:
    """Short records through standard input."""
    stream(documents, jobs, note)


def stream(documents: int, jobs: str, text: Callable[[int], str] = article) -> None:
    """Records through standard input."""
    print(f"{text.__name__}s: {documents:,} records of JSON Lines, --jobs {jobs}")
    with run(["-"], jobs, documents) as process:

        def feed() -> None:
            assert process.stdin
            with process.stdin:
                for number in range(documents):
                    process.stdin.write(json.dumps({"text": text(number)}).encode() + b"\n")

        threading.Thread(target=feed, daemon=True).start()
        assert process.stdout
        follow(process, process.stdout, documents)  # type: ignore[arg-type]


def folder(documents: int, jobs: str) -> None:
    """Files of a folder."""
    with tempfile.TemporaryDirectory() as name:
        for number in range(documents):
            below = Path(name) / f"{number // 1000:05}"
            if number % 1000 == 0:
                below.mkdir()
            (below / f"{number:08}.txt").write_text(article(number))
        print(f"folder: {documents:,} files, --jobs {jobs}")
        with run([name], jobs) as process:
            assert process.stdout
            follow(process, process.stdout, documents)  # type: ignore[arg-type]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=["stream", "short", "folder", []])
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--jobs", default="1", help="as that of factx: 0 is one a core")
    given = parser.parse_args()
    for part in (stream, short, folder):
        if not given.parts or part.__name__ in given.parts:
            part(given.documents, given.jobs)


if __name__ == "__main__":
    main()
