"""Bytes of every form to Articles: the first byte tells the form, the others are the input."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from factx.reading import files, pieces
from factx.reading.article import from_text
from factx.reading.pieces import Piece
from tests import fuzz, invariants
from tests.reading import made

LONGEST = 2000

#: Name of the input by its first byte; texts stand for several bytes, for most of the code is behind them.
NAMES = ("a.txt", "a.md", "a.html", "a.eml", "a.mhtml", "a.pdf", "a.docx", "a.txt.gz", "a.md", "a.html", "a.jsonl", "-")


def check(data: bytes) -> None:
    """Whatever the input, there is one Article an input or record, and it holds."""
    name, content = NAMES[data[0] % len(NAMES)] if data else "-", data[1:]
    if name == "-":
        import io

        for read in files.read_stream(io.BytesIO(content), _options()):
            invariants.article(read)
        invariants.article(from_text(fuzz.text(content), "x"))
        return
    path = Path(name)
    suffix, _ = pieces.kind_of(path)
    form = "record" if suffix in pieces.RECORDS else pieces.form_of(suffix)
    invariants.article(files.article(Piece(name, name, form, path), content))  # type: ignore[arg-type]


def _options() -> object:
    from factx.options import Options

    return Options()


def seeds() -> list[bytes]:
    """A fixture in every form."""
    texts = [part for part in fuzz.fixtures() if len(part) > 150]
    page = "<!DOCTYPE html><html lang='en'><head><title>{0}</title><meta name='date' content='2024-05-01'></head><body>"
    page += "<h1>{0}</h1><p>{1}</p><table><tr><td>12 held</td></tr></table><ul><li>{1}</li></ul></body></html>"
    mail = "From: a@b.example\r\nSubject: =?utf-8?q?{0}?=\r\nDate: Wed, 1 May 2024 09:00:00 +0000\r\n"
    mail += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{1}\r\n"
    found = [bytes([n]) + text.encode() for text in texts for n in (0, 1, 11)]
    for text in texts[::8]:
        title = text.split(".")[0][:60].replace("\n", " ")
        whole = page.format(title, text)
        contents = {
            2: whole,
            3: mail.format("Nine_held", text),
            4: mail.replace("plain", "html").format("Nine_held", whole),
            8: f'---\ntitle: "{title}"\ndate: 2024-05-01\ntags:\n  - a\n---\n\n![{title}](a.png)\n\n{text}\n',
            10: json.dumps(
                {"id": "a/../b", "text": text, "published": "2024-05-01", "title": title, "url": "http://a.b"}
            ),
            11: json.dumps({"text": text}) + "\n" + json.dumps({"text": title}),
        }
        found += [bytes([n]) + content.encode() for n, content in contents.items()]
    text = "Police held nine men in Nice on Monday and seized $4 million in cash."
    found.append(bytes([5]) + made.pdf(made.column("Nine held", text)))
    found.append(bytes([6]) + made.docx(made.paragraph("Nine held", "Title") + made.paragraph(text)))
    found.append(bytes([7]) + gzip.compress(text.encode(), mtime=0))
    return found
