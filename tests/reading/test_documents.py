"""PDF, Word and mail through the same door as text: what is read, what is left out, what is said where it fails."""

from __future__ import annotations

import gzip
import io
import random
import sys
import tracemalloc
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from factx.model import Article
from factx.options import Options
from factx.reading import files, pieces
from factx.reading.pdf import CHAR_LIMIT, PAGE_LIMIT
from factx.reading.pieces import Piece
from tests.reading import made
from tests.reading.made import column, docx, paragraph, pdf, run, style

HERE = Path(__file__).parent / "documents"
RAID = (
    "Police in the port of Westmark arrested 27 people on Tues-",
    "day in raids on a ring of car thieves and seized twenty-",
    "two cars and \u20ac1.2 million in cash from a well-known dealer.",
)


def read(data: bytes, name: str) -> Article:
    """The Article of a file of this name, read in memory."""
    from factx.reading.article import failed, from_extracted
    from factx.reading.documents import extract, kind
    from factx.reading.files import InputError

    which = kind(data, Path(name).suffix)
    assert which
    try:
        return from_extracted(extract(which, data, name), name)
    except InputError as error:
        return failed(name, error.code, error.message)


def problem(data: bytes, name: str) -> str:
    found = read(data, name).problem
    assert found
    assert found.message.startswith(name)
    return found.code


# --- PDF ------------------------------------------------------------------------------------------------------------


def test_pdf() -> None:
    head = [("Police hold 27 in raids", 60.0, 760.0, 20.0)]
    article = read(pdf(head + column(*RAID, "", "They will see a judge on Friday.")), "a.pdf")
    assert article.title == "Police hold 27 in raids"
    assert article.text == f"# Police hold 27 in raids\n\n{chr(10).join(RAID)}\n\nThey will see a judge on Friday."
    assert "on Tuesday in raids" in article.view.text
    assert "seized twenty-two cars" in article.view.text
    at = article.view.text.index("Tuesday")
    start, end = article.view.span(at, at + 7)
    assert article.text[start:end] == "Tues-\nday"
    assert (article.problem, article.warnings) == (None, ())


def test_pdf_columns_and_pages() -> None:
    left = column("The first column tells that 5", "men were held in Nice for ques-", "tioning on Monday")
    right = column("and the second one that 6", "women were held in Rome.", x=320)
    shown = read(pdf(left + right), "a.pdf").view.text.replace("\n", " ")
    assert shown == (
        "The first column tells that 5 men were held in Nice for questioning on Monday and the second one that 6 women "
        "were held in Rome."
    )


def test_pdf_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [("Harbour Times", 60.0, 800.0, 9.0), *column(f"In town {n} police held {n + 30} men that day."), foot]
        for n, foot in ((n, (f"Page {n} of 4", 280.0, 40.0, 9.0)) for n in range(1, 5))
    ]
    text = read(pdf(*pages), "a.pdf").text
    assert text.splitlines()[0] == "In town 1 police held 31 men that day."
    assert "Harbour" not in text
    assert "Page" not in text


def test_pdf_title_of_the_document_only_where_the_text_says_it() -> None:
    lines = column("Nine held after raid", "", *RAID)
    assert read(pdf(lines, title="Nine held after raid"), "a.pdf").title == "Nine held after raid"
    assert read(pdf(column(*RAID), title="Microsoft Word - draft7.docx"), "a.pdf").title is None


def test_pdf_that_cannot_be_read() -> None:
    assert problem(pdf([], []), "scan.pdf") == "no-text"
    assert problem((HERE / "locked.pdf").read_bytes(), "a.pdf") == "encrypted"
    assert read((HERE / "restricted.pdf").read_bytes(), "a.pdf").text == "Police arrested 27 men in Nice."
    assert problem(b"%PDF-1.7\nnothing", "a.pdf") == "broken"


def test_pdf_page_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    from factx.reading import pdf as reader

    monkeypatch.setattr(reader, "PAGE_LIMIT", 2)
    article = read(pdf(column("One."), column("Two."), column("Three.")), "a.pdf")
    assert "Three" not in article.text
    assert article.warnings == ("a.pdf: only the first 2 of 3 pages were read",)


def test_broken_pdf_and_word_never_crash() -> None:
    chance = random.Random(7)
    for name, whole in (("a.pdf", pdf(column(*RAID))), ("a.docx", docx(paragraph("Nine held.")))):
        for _ in range(40):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 20)):
                data[chance.randrange(10, len(data))] = chance.randrange(256)
            article = read(bytes(data[: chance.randint(60, len(data))]), name)
            assert article.text or article.problem


# --- Word -----------------------------------------------------------------------------------------------------------


def test_docx() -> None:
    body = (
        paragraph("Police hold 27 in raids", "Titel")
        + paragraph("LYON, 29 November 2024", "")
        + f"<w:p>{run('Police arrested ')}<w:del><w:r><w:delText>26</w:delText></w:r></w:del><w:ins>{run('27')}</w:ins>"
        + f"{run('99', '<w:vanish/>')}{run(' people')}<w:r><w:br/></w:r>{run('in Nice.')}</w:p>"
        + paragraph("What was found", "H2")
        + paragraph("12 guns", properties='<w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("Germany")
        + "</w:tc><w:tc>"
        + paragraph("12")
        + paragraph("arrests")
        + "</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>"
        + paragraph("One.")
        + paragraph("Two.")
        + "</w:tc></w:tr></w:tbl>"
    )
    article = read(docx(body, style("Titel", "Title") + style("H2", "heading 2")), "a.docx")
    assert article.text.split("\n\n") == [
        "# Police hold 27 in raids",
        "LYON, 29 November 2024",
        "Police arrested 27 people\nin Nice.",
        "## What was found",
        "- 12 guns",
        "| Germany | 12 arrests |",
        "One.",
        "Two.",
    ]
    assert article.title == "Police hold 27 in raids"
    assert "27 people in Nice." in article.view.text


def test_notes_of_docx_come_last() -> None:
    note = f'<w:footnote w:id="2">{paragraph("In 2023, 17 were held.")}</w:footnote>'
    article = read(docx(paragraph("Nine held."), notes=note), "a.docx")
    assert article.text == "Nine held.\n\nIn 2023, 17 were held."


def test_docx_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from factx.reading import word

    whole = docx(paragraph("Nine held."))
    assert problem(whole[:200], "a.docx") == "broken"
    assert problem(made.packed({"a.txt": "x"}), "a.docx") == "broken"
    assert problem(docx("<w:p>"), "a.docx") == "broken"
    assert problem(docx(""), "a.docx") == "no-text"
    bomb = '<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert problem(docx("<w:p>&b;</w:p>", before=bomb), "a.docx") == "broken"
    outside = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert problem(docx("<w:p>&x;</w:p>", before=outside), "a.docx") == "broken"
    monkeypatch.setattr(word, "PART_LIMIT", 1 << 20)
    assert problem(docx(" " * (1 << 20)), "a.docx") == "too-large"


# --- mail -----------------------------------------------------------------------------------------------------------

MAIL = b"""Return-Path: <press@harbour.example>
From: Press Office <press@harbour.example>
Subject: Fwd: =?utf-8?q?Police_seize_=E2=82=AC1=2E2_million?=
Date: Tue, 26 Nov 2024 23:30:00 -0500
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=X

--X
Content-Type: multipart/alternative; boundary=Y

--Y
Content-Type: text/plain; charset=iso-8859-15
Content-Transfer-Encoding: quoted-printable

Police seized =A41.2 million on Tuesday =
and held nine men.
--Y
Content-Type: text/html

<p>Police seized 900 on Tuesday.</p>
--Y--
--X
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

800 arrests
--X--
"""


def test_mail() -> None:
    article = read(MAIL, "a.eml")
    assert article.title == "Police seize \u20ac1.2 million"
    assert article.published == date(2024, 11, 26)
    assert article.text.strip() == (
        "# Police seize \u20ac1.2 million\n\nPolice seized \u20ac1.2 million on Tuesday and held nine men."
    )
    assert article.warnings == ("a.eml: 1 attachment not read; give them as files of their own",)
    assert [s.name for s in article.sections] == ["headline"]


def test_mail_of_html_alone() -> None:
    data = (
        b"Subject: Nine held\r\nDate: Tue, 26 Nov 2024 10:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<html><body><p>Police held nine men in Nice &amp; Rome on Monday after a long search.</p></body>"
    )
    article = read(data, "a.eml")
    assert article.title == "Nine held"
    assert "nine men in Nice & Rome" in article.view.text
    assert "<p>" not in article.text


def mail(*parts: tuple[str, str]) -> bytes:
    """A message with the parts, each a type of text and what it says, as versions of one another."""
    message = EmailMessage()
    message["Subject"] = "Raids"
    (_, text), *others = parts
    message.set_content(text)
    for kind, text in others:
        message.add_alternative(text, subtype=kind)
    return message.as_bytes()


_PROSE = "Police in Valmoro arrested 42 people on Tuesday and seized a lot of money there.\n"


@pytest.mark.parametrize(
    "over",
    [
        "On Tue, 5 Nov 2024 at 10:12, Ann Lee <ann@courier.example> wrote:\n> ",
        "On Nov 5, 2024, at 10:12 AM, Ann Lee wrote:\n\n> ",
        "-----Original Message-----\nFrom: Ann Lee\nSubject: Raids\n\n",
    ],
)
def test_a_message_that_is_answered_is_related(over: str) -> None:
    article = read(mail(("plain", f"{_PROSE}\n{over}We heard that 30 people were arrested?\n")), "a.eml")
    related = "".join(article.text[s.start : s.end] for s in article.sections if s.name == "related")
    assert related.endswith("We heard that 30 people were arrested?")
    assert "42" not in related


@pytest.mark.parametrize(
    "text",
    [
        "---------- Forwarded message ---------\nFrom: Ann Lee\nDate: Tue, 5 Nov 2024\n\n" + _PROSE,
        "FYI\n\n-----Original Message-----\nFrom: Ann Lee\n\n" + _PROSE,
        _PROSE + "\nOn 5 November 2024, the minister wrote:\n\n> We froze money on 14 accounts in four weeks.\n",
    ],
)
def test_a_message_that_is_passed_on_is_read(text: str) -> None:
    article = read(mail(("plain", text)), "a.eml")
    assert all(section.name != "related" for section in article.sections)


def test_a_plain_text_that_only_points_to_the_html() -> None:
    page = f"<html><body><p>{_PROSE}</p><p>At least 380 victims lost their savings over the years.</p></body></html>"
    assert "42 people" in read(mail(("plain", "Please view this mail in HTML."), ("html", page)), "a.eml").text
    both = read(mail(("plain", _PROSE + _PROSE), ("html", "<html><body><p>Hello.</p></body></html>")), "a.eml")
    assert "42 people" in both.text


def test_saved_page() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/nine\r\nSubject: Nine held\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: text/html\r\n"
        b"\r\n<html><body><h1>Nine held</h1><p>Police held nine men in Nice on Monday after a search.</p></body></html>"
        b"\r\n--X--\r\n"
    )
    article = read(data, "a.mhtml")
    assert (article.title, article.url) == ("Nine held", "https://a.example/nine")


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\n\n",
        b"\xff\xfe\x00",
        b"Content-Type: multipart/mixed\n\nx",
        b"Date: 5\n\na",
        b"Subject: \xff\xfe\n\na",
    ],
)
def test_odd_mail(data: bytes) -> None:
    article = read(data, "a.eml")
    assert article.text or article.problem


_HEAD = b"From: a@b.example\nMIME-Version: 1.0\nSubject: Nine held\n"
_NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000))


@pytest.mark.parametrize("data", [_HEAD + _NESTED, _HEAD + b"Content-Type: message/rfc822\n\n" * 2000])
def test_mail_in_mail_without_end(data: bytes) -> None:
    problem = read(data, "a.eml").problem
    assert problem
    assert problem.code == "broken"
    assert "nested too deeply" in problem.message


@pytest.mark.parametrize(
    "name", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Date", "Subject"]
)
def test_mail_with_brackets_in_brackets(name: str) -> None:
    assert "nine" in read(_HEAD + name.encode() + b": " + b"(" * 20_000 + b"\n\nPolice held nine.\n", "a.eml").text


@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "unicode_escape", "rot13", "no-such"])
def test_charsets_that_are_none(charset: str) -> None:
    mail = _HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + "Nine held in N\u00eemes.\n".encode()
    assert "N\u00eemes" in read(mail, "a.eml").text
    page = f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><body><p>'.encode()
    page += "Police held nine men in N\u00eemes after a long search there.".encode("cp1252")
    article = files.article(Piece("a.html", "a.html", "html", Path("a.html")), page)
    assert "N\u00eemes" in article.text


# --- what unpacks to more -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body", ["<w:a/>" * 8_000_000, "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 2_000_000 + "</w:p>", " " * (33 << 20)]
)
def test_a_word_document_that_unpacks_to_more_than_the_limit(body: str) -> None:
    packed = docx(body)
    assert len(packed) < 300_000
    problem = read(packed, "a.docx").problem
    assert problem
    assert problem.code == "too-large"


def test_a_word_document_of_many_small_elements_takes_little_memory() -> None:
    packed = docx("<w:a/>" * 60_000 + paragraph("Nine held."))
    tracemalloc.start()
    article = read(packed, "a.docx")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert article.text == "Nine held."
    assert most < 3_000_000  # a tree of them takes twice as much


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
    ],
)
def test_entities_are_refused(before: str) -> None:
    article = read(docx(paragraph("Nine &a; held."), before=before), "a.docx")
    assert article.problem
    assert article.problem.code == "broken"
    assert not article.text


def test_a_gzip_file_that_unpacks_to_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LIMIT", 1 << 20)
    for content in (b"a" * (8 << 20), b"\0" * (8 << 20)):
        data = gzip.compress(content)
        problem = files.article(Piece("a.txt.gz", "a.txt.gz", "plain", Path("a.txt.gz")), data).problem
        assert problem
        assert problem.code == "too-large"


def test_a_pdf_of_ten_thousand_pages() -> None:
    article = read(pdf(*[column("Nine held in Nice.")] * 10_000), "a.pdf")
    assert article.text.count("Nine held") == PAGE_LIMIT
    assert f"only the first {PAGE_LIMIT} of 10000 pages" in article.warnings[0]


def test_a_page_of_a_pdf_that_prints_without_end() -> None:
    article = read(pdf([("Nine held. ", 60, 700, 11)] * 30_000), "a.pdf")
    assert 0 < len(article.text) <= 2 * CHAR_LIMIT


# --- the door -------------------------------------------------------------------------------------------------------


def test_by_bytes_whatever_the_name(tmp_path: Path) -> None:
    for name, data in {
        "paper": pdf(column("Nine held in Nice.")),
        "b.txt": docx(paragraph("Nine held in Nice.")),
        "c.eml": b"Subject: \n\nNine held in Nice.",
    }.items():
        (tmp_path / name).write_bytes(data)
        (article,) = files.read(tmp_path / name, name, Options())
        assert article.text.strip() == "Nine held in Nice."


def test_standard_input() -> None:
    for data in (pdf(column("Nine held in Nice.")), docx(paragraph("Nine held in Nice.")), MAIL):
        (article,) = files.read_stream(io.BytesIO(data), Options())
        assert article.problem is None
        assert "%PDF" not in article.text
        assert "MIME" not in article.text


def test_text_that_only_looks_so() -> None:
    for text in (b"Subject: raids\nPolice held nine men.", b"From: a\nThe %PDF- sign", b"Date: 5 May\n\nNine held."):
        (article,) = files.read_stream(io.BytesIO(text), Options())
        assert article.text == text.decode()


@pytest.mark.parametrize(
    ("extra", "library", "data"),
    [("pdf", "pypdfium2", pdf(column("Nine."))), ("docx", "defusedxml", docx(paragraph("Nine.")))],
    ids=["pdf", "docx"],
)
def test_missing_extra(extra: str, library: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*sys.modules]:
        if name.partition(".")[0] == library or name in ("factx.reading.pdf", "factx.reading.word"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    found = read(data, f"a.{extra}").problem
    assert found
    assert found.code == "missing-extra"
    assert f"pip install 'factx[{extra}]'" in found.message
