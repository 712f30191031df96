"""The pictures of table and page in README.md, made anew: ``python -m tests.formats.picture``. Needs Chromium."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
from contextlib import chdir
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text
from selenium.webdriver import Chrome

from factx.cli import app
from tests import readme
from tests.formats import browser as chromium

FIXTURES = readme.ROOT / "fixtures"
_WIDTH, _LINES = 100, 20


def main() -> None:
    """Have a fixture shown as a table and as a page, one of its facts chosen, and the upper part of both drawn."""
    with tempfile.TemporaryDirectory() as folder:
        page, table = Path(folder) / "report.html", Path(folder) / "table.html"
        with chdir(readme.ROOT):
            app(["extract", "fixtures/press-release.md", "-o", str(page)], standalone_mode=False)
        table.write_text(_as_page(_on_a_terminal("fixtures/press-release.md")), encoding="utf-8")
        with chromium.opened(Path(folder) / "profile", 1240, 1300) as browser:
            chromium.media(browser, prefers_color_scheme="light", prefers_reduced_motion="reduce")
            browser.get(page.as_uri())
            browser.execute_script("document.querySelector('#d1-f5 .go').click(); scrollTo(0, 0)")
            browser.save_screenshot(str(FIXTURES / "report.png"))
            browser.get(table.as_uri())
            _draw(browser, "pre", FIXTURES / "table.png")


def _on_a_terminal(path: str) -> str:
    """What the table of ``path`` writes to a terminal, with its control sequences."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(_WIDTH), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "factx", "extract", path, "--format", "table"]
    with subprocess.Popen(command, stdout=theirs, cwd=readme.ROOT, env=environment):
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 4096):
                written += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def _as_page(written: str) -> str:
    console = Console(record=True, width=_WIDTH, file=StringIO())
    console.print(Text.from_ansi("\n".join(written.split("\n")[:_LINES])))
    return console.export_html(theme=DEFAULT_TERMINAL_THEME, inline_styles=True)


def _draw(browser: Chrome, selector: str, picture: Path) -> None:
    browser.find_element("css selector", selector).screenshot(str(picture))


if __name__ == "__main__":
    main()
