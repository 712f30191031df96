"""PDF and Word documents made by hand, as small as their readers take them."""

from __future__ import annotations

import io
import zipfile

#: A line of a page: its text, x and y in points from the lower left corner, size of print.
Line = tuple[str, float, float, float]
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: list[Line], title: str = "") -> bytes:
    """A PDF with one stretch of Helvetica for each line."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids: list[int] = []
    for lines in pages:
        drawn = b"".join(_drawn(*line) for line in lines)
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(parts)
        )
        kids.append(len(parts))
    parts[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    parts.append(b"<< /Title (%s) >>" % title.encode("cp1252"))
    out, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(parts) + 1, table, len(parts) + 1, len(parts), len(out))
    )


def _drawn(text: str, x: float, y: float, size: float) -> bytes:
    shown = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, shown)


def column(*texts: str, x: float = 60, y: float = 720, size: float = 11, step: float = 14) -> list[Line]:
    """Lines one below the other; an empty text leaves half a line of room."""
    lines: list[Line] = []
    for text in texts:
        if text:
            lines.append((text, x, y, size))
        y -= step if text else step / 2
    return lines


def docx(body: str, styles: str = "", before: str = "", notes: str = "") -> bytes:
    """A Word document with this XML in its body; ``before`` stands before its root."""
    document = f'<?xml version="1.0"?>{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    parts = {"word/document.xml": document, "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>"}
    return packed(parts | ({"word/footnotes.xml": f"<w:footnotes {_WORD}>{notes}</w:footnotes>"} if notes else {}))


def packed(parts: dict[str, str]) -> bytes:
    """A ZIP archive, the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # With a day of its own: tests are named after what they are given, and each process collects them anew.
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text within a paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(identifier: str, name: str) -> str:
    """A style by its name in every language's Word."""
    return f'<w:style w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
