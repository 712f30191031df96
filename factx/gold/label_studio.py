"""Label Studio's JSON: tasks with predictions to correct, and exports with what people made of them.

A mention is a region with a label ``kind`` or ``kind/role``; what else a fact says stands in controls of that region,
which the labeling config declares. Offsets are code points, as Label Studio has counted since 2022; an export whose
regions only stand where their words are in UTF-16 units, as it counted before, is read by those.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

import factx
from factx import lexicon
from factx.formats import exact
from factx.gold import marked
from factx.gold.marked import Marked, Problems, Row
from factx.model import BOUND_ORDER, DEFAULT_KINDS, EXTRA_KINDS, SHIPPED_KINDS, Document
from factx.options import Options
from factx.reading import metadates

#: What stands for a field that is meant to be empty, where an empty one would be taken from the words.
NONE = "-"
_LABELS, _TEXT = "fact", "text"
#: Controls of a region with a line of text each, and what they say while empty.
_LINES = {
    "value": "value in figures: 1200000 (empty: as the words say)",
    "value_max": "upper end, of two numbers",
    "currency": "currency: USD, EUR, BTC (empty: as the words say)",
    "start": "first day: 2024-07-01 (- for none)",
    "end": "last day: 2024-11-30 (- for none)",
    "event": "operation, as written",
    "place": "place of these people, as written",
    "same": "same word for mentions of one fact",
}
#: The same for kinds that rules files declare.
_OF_DECLARED = {"counted": "what is counted: cocaine, server", "unit": "unit, where there is one: kg"}
_BUILT_IN = frozenset(DEFAULT_KINDS + EXTRA_KINDS)
_COLOURS = ("#7cb5ec", "#f7a35c", "#90ed7d", "#8085e9", "#f15c80", "#e4d354", "#2b908f", "#f45b5b", "#91e8e1")


def write(documents: Iterable[Document], out: BinaryIO) -> None:
    """A list of tasks, each with the facts as predictions."""
    head = "["
    for number, document in enumerate(documents, 1):
        out.write(f"{head}\n{exact.dumps(_task(document, number))}".encode())
        head = ","
    out.write(b"[]\n" if head == "[" else b"\n]\n")


def config(options: Options) -> str:
    """The labeling config of a project for tasks made with these options, as XML."""
    roles = _roles(options)
    labels = []
    for number, kind in enumerate(options.kinds):
        names = [f"{kind}/{role}" if role else kind for role in roles.get(kind, [None])]
        colour = quoteattr(_COLOURS[number % len(_COLOURS)])
        labels += [f"    <Label value={quoteattr(name)} background={colour}/>" for name in names]
    lines = [
        f'    <TextArea name="{name}" toName="{_TEXT}" perRegion="true" editable="true" maxSubmissions="1" rows="1" '
        f"placeholder={quoteattr(hint)}/>"
        for name, hint in {**_LINES, **({} if set(options.kinds) <= _BUILT_IN else _OF_DECLARED)}.items()
    ]
    choices = [
        f'    <Choices name="{name}" toName="{_TEXT}" perRegion="true" choice="single" showInline="true">'
        + "".join(f"<Choice value={quoteattr(each)}/>" for each in allowed)
        + "</Choices>"
        for name, allowed in _choices().items()
    ]
    return "\n".join(
        [
            "<View>",
            "  <Style>.htx-text { white-space: pre-wrap; }</Style>",
            '  <Header value="$id"/>',
            f'  <Labels name="{_LABELS}" toName="{_TEXT}">',
            *labels,
            "  </Labels>",
            f'  <Text name="{_TEXT}" value="$text"/>',
            '  <View visibleWhen="region-selected">',
            *choices,
            *lines,
            "  </View>",
            "</View>",
            "",
        ]
    )


def _roles(options: Options) -> dict[str, list[str | None]]:
    """The roles of each kind that has any; None among them where a declared kind is also counted without one."""
    pairs: list[tuple[str, str | None]] = [(role["kind"], role["name"]) for role in lexicon.load("kinds")["role"]]
    declared = [options.rules.tables] if options.rules else []
    for tables in (*declared, *map(lexicon.tables, SHIPPED_KINDS)):
        pairs += [(table.kind, table.role) for table in tables]
    return {kind: list(dict.fromkeys(role for each, role in pairs if each == kind)) for kind, _ in pairs}


def _choices() -> dict[str, tuple[str, ...]]:
    return {"bound": BOUND_ORDER, "section": marked.SECTIONS, "optional": ("yes",)}


# --- tasks ------------------------------------------------------------------------------------------------------------


def _task(document: Document, number: int) -> dict[str, Any]:
    about = {name: getattr(document, name) for name in ("title", "published", "url")}
    data = {"id": document.source, "text": str(document.text), **{name: each for name, each in about.items() if each}}
    results = [
        result for n, row in enumerate(marked.rows(document), 1) for result in _results(row, f"factx-{number}-{n}")
    ]
    return {"data": data, "predictions": [{"model_version": f"factx {factx.__version__}", "result": results}]}


def _results(row: Row, name: str) -> Iterator[dict[str, Any]]:
    """What Label Studio keeps of a region: a result for its label, and one for each control."""
    mention = row["mention"]
    place = {"start": mention["start"], "end": mention["end"]}
    label = f"{row['kind']}/{row['role']}" if row["role"] else row["kind"]

    def result(control: str, type: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": name, "from_name": control, "to_name": _TEXT, "type": type, "value": {**place, **value}}

    yield result(_LABELS, "labels", {"text": mention["text"], "labels": [label]})
    for control in ("bound", "section"):
        if row[control]:
            yield result(control, "choices", {"choices": [row[control]]})
    for control, said in _said(row).items():
        yield result(control, "textarea", {"text": [said]})


def _said(row: Row) -> dict[str, str]:
    """The lines of text of a region."""
    said = {"same": str(row["fact"])}
    for name in ("value", "value_max"):
        if row[name] is not None:
            said[name] = exact.number(row[name])
    for name in ("currency", "event", "place", "counted", "unit"):
        if row[name]:
            said[name] = row[name]
    if row["kind"] in ("date_range", "date"):
        said |= {name: row[name].isoformat() if row[name] else NONE for name in ("start", "end")}
    return said


# --- exports ----------------------------------------------------------------------------------------------------------


def read(data: bytes, name: str, problems: Problems) -> list[Marked]:
    """The annotated tasks of an export; where no task is annotated, as in what `write` wrote, the predicted ones."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        problems.append(f"this is not valid JSON ({error})")
        return []
    tasks = whole if isinstance(whole, list) else [whole]
    known = [task for task in tasks if isinstance(task, dict) and isinstance(task.get("data"), dict)]
    if len(known) < len(tasks):
        problems.append("some tasks have no data; export as JSON, not as JSON-MIN or CSV")
        return []
    annotated = any(task.get("annotations") for task in known)
    found = []
    for number, task in enumerate(known, 1):
        results = _annotation(task) if annotated else _prediction(task)
        if results is not None:
            found.append(_marked(task, results, number, name, problems))
    return found


def _annotation(task: Mapping[str, Any]) -> list[Any] | None:
    """What people made of the task: what is marked as ground truth, or else the latest; None where they skipped it."""
    done = [each for each in task.get("annotations") or () if not each.get("was_cancelled")]
    ranked = sorted(done, key=lambda each: (bool(each.get("ground_truth")), str(each.get("updated_at") or "")))
    return list(ranked[-1].get("result") or ()) if ranked else None


def _prediction(task: Mapping[str, Any]) -> list[Any] | None:
    made = [each for each in task.get("predictions") or () if isinstance(each, dict)]
    return list(made[-1].get("result") or ()) if made else None


def _marked(task: Mapping[str, Any], results: list[Any], number: int, name: str, problems: Problems) -> Marked:
    data, where = task["data"], f"task {task.get('id', number)}"
    text = data.get(_TEXT)
    if not isinstance(text, str):
        problems.append(f"{where}: its data has no text")
        text = ""
    said = data.get("published")
    published = metadates.parse(said) if isinstance(said, str) else None
    regions: dict[str, Row] = {}
    for result in results:
        if isinstance(result, dict) and isinstance(result.get("value"), dict) and result.get("type") != "relation":
            _take(result, regions.setdefault(str(result.get("id")), {}), text, where, problems)
    given = sorted((row for row in regions.values() if "kind" in row), key=lambda row: row["mention"]["start"])
    return Marked(
        id=str(data.get("id") or f"{name}#{number}"),
        entries=marked.complete(given, where, published, problems),
        text=text,
        title=data.get("title") if isinstance(data.get("title"), str) else None,
        published=published,
        url=data.get("url") if isinstance(data.get("url"), str) else None,
    )


def _take(result: Mapping[str, Any], row: Row, text: str, where: str, problems: Problems) -> None:
    """Add to the row what one result says of its region."""
    value, control = result["value"], str(result.get("from_name"))
    if result.get("type") == "labels":
        label = next(iter(value.get("labels") or ()), None)
        if not isinstance(label, str):
            return
        row["kind"], _, role = label.partition("/")
        row["role"] = role or None
        span = _span(text, value)
        if span is None:
            problems.append(f"{where}: the region of {label} at {value.get('start')} does not stand on its words")
            span = (0, 1)
        row["mention"] = {"start": span[0], "end": span[1], "text": text[span[0] : span[1]]}
        return
    given = value.get("choices") or value.get("text") or [None]
    said = given if isinstance(given, str) else next(iter(given))
    if said is None:
        return
    if control == "optional":
        row["optional"] = said == "yes"
    elif control == "same":
        row["fact"] = said
    elif control in {**_LINES, **_OF_DECLARED, **_choices()}:
        row[control] = None if str(said).strip() == NONE else said


def _span(text: str, value: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where a region stands in the text, in code points; None where its words stand at neither reading of its offsets.

    What Label Studio keeps of the words has line breaks as a backslash and an n, and no blanks that a browser drops.
    """
    start, end = value.get("start"), value.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        return None
    words = value.get("text")
    for first, last in ((start, end), (_point(text, start), _point(text, end))):
        if last <= len(text) and (not isinstance(words, str) or _bare(text[first:last]) == _bare(words)):
            return first, last
    return None


def _point(text: str, unit: int) -> int:
    """The offset in code points of an offset in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "ignore"))


def _bare(words: str) -> str:
    return "".join(words.replace("\\n", "").replace("\ufffd", "").split())
