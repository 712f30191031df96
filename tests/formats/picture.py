"""The picture of the page in README.md, made anew: ``python -m tests.formats.picture``. Needs Chromium."""

from __future__ import annotations

import tempfile
from contextlib import chdir
from pathlib import Path

from factx.cli import app
from tests import readme
from tests.formats import browser as chromium

PICTURE = readme.ROOT / "fixtures" / "report.png"


def main() -> None:
    """Have the page made from a fixture, one of its facts chosen, and its upper part drawn."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        with chdir(readme.ROOT):
            app(["extract", "fixtures/press-release.md", "-o", str(page)], standalone_mode=False)
        with chromium.opened(Path(folder) / "profile", 1240, 1300) as browser:
            chromium.media(browser, prefers_color_scheme="light", prefers_reduced_motion="reduce")
            browser.get(page.as_uri())
            browser.execute_script("document.querySelector('#d1-f5 .go').click(); scrollTo(0, 0)")
            browser.save_screenshot(str(PICTURE))


if __name__ == "__main__":
    main()
