"""How fast factx is, as ratios measured side by side in one run.

    python tests/bench/speed.py [--corpus FOLDER] [--quick] [--rivals PYTHON] [PART ...]

Parts (all, where none is named):

    throughput  one process over the corpus: factx from bytes to facts against plain `nlp.pipe` of the same model,
                against its named entities alone, and against quantulum3 and Recognizers-Text, where --rivals has them
    lengths     one document of 1 kB to 100 MB, made by repeating the corpus: time a character, and memory
    cold        `factx --help`; an article of 3 kB against import, load and one call of the model; the first facts of a
                record on a standard input that stays open
    gate        the facts of the corpus with the gate on and with every sentence parsed: they must be the same
    memory      `memory.py` with 20,000 short documents

Times are CPU seconds, so that neighbours on the machine matter little; the two sides of a ratio take turns. The rivals:

    python -m venv /tmp/rivals && /tmp/rivals/bin/pip install quantulum3 recognizers-text-suite 'emoji<2'
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from factx.engine import Engine
from factx.model import Article, Document
from factx.options import DEFAULT_MODEL, Options
from factx.reading import files
from factx.reading.article import from_text

ROOT = Path(__file__).parents[2]
SIZES = [10**n for n in range(3, 9)]
# As many characters are read for each length: short documents are read many times over.
ENOUGH = 2_000_000
# What a length is held against is measured in the same process, before and after: documents of the first length.
BESIDE = 300_000
BLOCK = 50
ARTICLE = 3000
PARTS = ("throughput", "lengths", "cold", "gate", "memory")
# As after an installation: what is imported has been compiled.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

RIVALS = {
    "quantulum3": "from quantulum3 import parser; run = lambda t: parser.parse(t)",
    "Recognizers-Text": (
        "from recognizers_number import recognize_number; from recognizers_number_with_unit import recognize_currency;"
        "from recognizers_date_time import recognize_datetime;"
        "run = lambda t: (recognize_number(t, 'en-us'), recognize_currency(t, 'en-us'), recognize_datetime(t, 'en-us'))"
    ),
}
RIVAL = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
{setup}
run("A warm-up: 5 dollars.")
start, chars, failed = time.process_time(), 0, 0
for text in json.load(sys.stdin):
    for line in filter(str.strip, text.splitlines()):
        try:
            run(line)
        except Exception:
            failed += 1
    chars += len(text)
    if time.process_time() - start > {budget}:
        break
print(json.dumps([chars, time.process_time() - start, failed]))
"""


def paths(corpus: Path) -> list[Path]:
    """The articles of a folder, in order."""
    return sorted(p for p in corpus.rglob("*") if p.suffix in (".md", ".txt", ".html"))


def articles(chosen: list[Path], options: Options) -> Iterator[Article]:
    for path in chosen:
        yield from files.read(path, str(path), options)


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def throughput(corpus: Path, quick: bool, rivals: Path) -> None:
    """One process over the corpus, block by block in turns."""
    import spacy

    chosen = paths(corpus)[:: 10 if quick else 1]
    texts = [a.text for a in articles(chosen, Options())]
    chars = sum(map(len, texts))
    engine = Engine(Options())
    plain, names = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL)
    names.select_pipes(enable=["ner"])
    warm = from_text("Police arrested 12 people in Spain.", "warm")
    list(engine.pipe([warm])), list(plain.pipe([warm.text])), list(names.pipe([warm.text]))
    took = {"factx": 0.0, "read": 0.0, "plain": 0.0, "names": 0.0}
    for n in range(0, len(chosen), BLOCK):
        block = chosen[n : n + BLOCK]
        took["read"] += timed(lambda block=block: list(articles(block, Options())))
        took["factx"] += timed(lambda block=block: list(engine.pipe(articles(block, Options()))))
        took["plain"] += timed(lambda n=n: [None for _ in plain.pipe(texts[n : n + BLOCK])])
        took["names"] += timed(lambda n=n: [None for _ in names.pipe(texts[n : n + BLOCK])])
    print(f"throughput: {len(texts)} articles, {chars:,} characters, one process, CPU seconds")
    print(f"  factx, bytes to facts        {chars / took['factx']:>10,.0f} characters a second")
    print(f"    of which reading           {took['read'] / took['factx']:>10.0%}")
    for label, key in (("plain nlp.pipe", "plain"), ("its named entities alone", "names")):
        rate = chars / took[key]
        print(
            f"  {label:<28} {rate:>10,.0f} characters a second: factx is {took[key] / took['factx']:.1f} times as fast"
        )
    for label, setup in RIVALS.items():
        _rival(label, setup, rivals, texts, chars / took["factx"], 5 if quick else 30)


def _rival(label: str, setup: str, python: Path, texts: list[str], rate: float, budget: int) -> None:
    """Another tool on the same texts, line by line, until its ``budget`` of seconds is spent."""
    script = [python, "-c", RIVAL.format(setup=setup, budget=budget)]
    try:
        run = subprocess.run(script, input=json.dumps(texts), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        print(f"  {label:<28} not installed in {python}")
        return
    chars, seconds, failed = json.loads(run.stdout)
    _print_rate(label, chars / seconds, rate * seconds / chars, f" ({failed} lines made it raise)" if failed else "")


def _print_rate(label: str, rate: float, times: float, note: str = "") -> None:
    print(f"  {label:<28} {rate:>10,.0f} characters a second: factx is {times:.1f} times as fast{note}")


def stream(corpus: Path, size: int, signs: bool) -> Iterator[str]:
    """The first articles of the corpus over and over, ``size`` characters in all.

    They are ASCII, or have their ``signs`` such as quotes, dashes and emoji, for which Python takes two or four bytes a
    character.
    """
    for path in cycle(paths(corpus)[::10] or paths(corpus)):
        text = path.read_text(encoding="utf-8", errors="replace") + "\n\n"
        text = f"\U0001f6a8 {text}" if signs else text.encode("ascii", "ignore").decode()
        yield text[:size]
        size -= len(text)
        if size <= 0:
            return


def lengths(corpus: Path, quick: bool) -> None:
    """One document of each length, each length in a process of its own, held against short documents there."""
    print(f"lengths: one document, CPU seconds from bytes to facts; beside it documents of {SIZES[0]:,} characters")
    sizes = SIZES[: 5 if quick else 6]
    for size, signs in [*((size, False) for size in sizes), (sizes[-1], True)]:
        with tempfile.TemporaryDirectory() as folder:
            script = [sys.executable, __file__, "--corpus", str(corpus), "--one", str(size), "--folder", folder]
            run = subprocess.run([*script, *["--signs"] * signs], capture_output=True, text=True, check=True)
        rate, beside, facts, before, peak = json.loads(run.stdout)
        print(
            f"  {size:>11,} characters {rate:>8.3f} s a million ({rate / beside:.2f} of short ones), "
            f"{facts:>7,} mentions, {peak:>4.0f} MB at most ({before:.0f} MB before)"
            + (", with quotes, dashes and emoji" if signs else "")
        )


def one(corpus: Path, size: int, signs: bool, folder: Path) -> None:
    """Read documents of ``size`` characters, as many as make `ENOUGH`.

    Prints seconds a million characters, of short documents too, mentions, and memory before and at most.
    """
    short = _cut(stream(corpus, BESIDE, signs), SIZES[0], BESIDE, folder / "short")
    made = _cut(stream(corpus, max(size, ENOUGH), signs), size, ENOUGH, folder / "made")
    engine = Engine(Options())
    list(engine.pipe([from_text("Police arrested 12 people in Spain.", "warm")]))
    list(engine.pipe(articles(short[:50], Options())))
    before, mentions = _peak(), 0

    def work() -> None:
        nonlocal mentions
        mentions = sum(_mentions(d) for d in engine.pipe(articles(made, Options())))

    beside = [timed(lambda: list(engine.pipe(articles(short, Options()))))]
    seconds = timed(work)
    peak = _peak()
    beside.append(timed(lambda: list(engine.pipe(articles(short, Options())))))
    of_short = sum(beside) / 2 / (len(short) * SIZES[0])
    print(json.dumps([seconds / (len(made) * size) * 1e6, of_short * 1e6, mentions, before, peak]))


def _cut(source: Iterator[str], size: int, enough: int, folder: Path) -> list[Path]:
    """Files of ``size`` characters each that make ``enough``, or one of ``size``."""
    folder.mkdir()
    if size >= enough:
        made = [folder / "one.md"]
        with made[0].open("w", encoding="utf-8") as out:
            out.writelines(source)
        return made
    whole = "".join(source)
    made = [folder / f"{start:09}.md" for start in range(0, len(whole) - size + 1, size)]
    for number, path in enumerate(made):
        path.write_text(whole[number * size : (number + 1) * size], encoding="utf-8")
    return made


def _mentions(document: Document) -> int:
    assert document.problem is None, document.problem
    return sum(len(f.mentions) for f in document.facts)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cold(corpus: Path, quick: bool) -> None:
    """Processes from their start to their end, wall and CPU seconds, the best of several turns."""
    article = _middling(corpus)
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.txt"
        bare.write_text("Nothing happened.\n\nIt went on all day.\n")
        call = f"import spacy; spacy.load({DEFAULT_MODEL!r})(open({str(article)!r}).read())"
        runs = {
            "python -c pass": ["-c", "pass"],
            "factx --help": ["-m", "factx", "--help"],
            "an article without candidates": ["-m", "factx", "extract", str(bare)],
            "one article": ["-m", "factx", "extract", str(article)],
            "import, load and one call": ["-c", call],
        }
        best = dict.fromkeys(runs, (1e9, 1e9))
        for turn in range(4 if quick else 11):
            for label, arguments in runs.items():
                took = _process([sys.executable, *arguments])
                if turn:  # the first one compiles what the others import
                    best[label] = (min(best[label][0], took[0]), min(best[label][1], took[1]))
    print(f"cold start: seconds of a process, the best of several; the article has {article.stat().st_size:,} bytes")
    for label, (wall, cpu) in best.items():
        print(f"  {label:<32} {wall:.3f} wall  {cpu:.3f} CPU")
    (wall, cpu), (other_wall, other_cpu) = best["one article"], best["import, load and one call"]
    print(f"  one article is {wall / other_wall:.2f} (wall), {cpu / other_cpu:.2f} (CPU) of import, load and one call")
    for label, idle in (("given at its start", 0.0), ("given later", 5.0)):
        first = min(_first_facts(idle) for _ in range(2 if quick else 5))
        print(
            f"  first facts of a record {label:<18} {first:.3f} wall after it, standard input still open "
            f"({first / other_wall:.2f} of import, load and one call)"
        )


def _middling(corpus: Path) -> Path:
    """The article nearest to 3 kB that counts people, which needs the model."""
    engine = Engine(Options())
    for path in sorted(paths(corpus), key=lambda each: abs(each.stat().st_size - ARTICLE)):
        for document in engine.pipe(articles([path], Options())):
            if any(fact.kind in ("arrests", "people") for fact in document.facts):
                return path
    raise SystemExit(f"{corpus}: no article counts people")


def _process(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a process."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=ENVIRONMENT)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime


def _first_facts(idle: float) -> float:
    """Seconds from a record on standard input to its Document, in a process started ``idle`` seconds before."""
    command = [sys.executable, "-m", "factx", "extract", "-", "-f", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdin and process.stdout
        time.sleep(idle)
        start = time.perf_counter()
        process.stdin.write(b'{"text": "Police arrested 12 people in Spain."}\n')
        process.stdin.flush()
        assert b"arrests" in process.stdout.readline()
        took = time.perf_counter() - start
        process.stdin.close()
    return took


def gate(corpus: Path, quick: bool) -> None:
    """The same facts with and without the gate."""
    chosen = paths(corpus)[:: 10 if quick else 1]
    gated, bare = (list(Engine(o).pipe(articles(chosen, o))) for o in (Options(), Options(gate=False)))
    other = [a.source for a, b in zip(gated, bare, strict=True) if a != b]
    facts = sum(len(d.facts) for d in gated)
    print(
        f"gate: {len(gated)} documents, {facts} facts, {len(other)} documents differ without the gate",
        *other,
        sep="\n  ",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []])
    parser.add_argument("--corpus", type=Path, default=ROOT / "fixtures", help="folder of articles (default: fixtures)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the corpus, fewer turns, no 100 MB")
    parser.add_argument("--rivals", type=Path, default=Path("/tmp/rivals/bin/python"), help="Python with the rivals")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--signs", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.corpus, given.one, given.signs, given.folder)
        return
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    wanted = given.parts or PARTS
    if "throughput" in wanted:
        throughput(given.corpus, given.quick, given.rivals)
    for part in (lengths, cold, gate):
        if part.__name__ in wanted:
            part(given.corpus, given.quick)
    if "memory" in wanted:
        script = Path(__file__).with_name("memory.py")
        subprocess.run([sys.executable, script, "--documents", "3000" if given.quick else "20000"], check=True)


if __name__ == "__main__":
    main()
