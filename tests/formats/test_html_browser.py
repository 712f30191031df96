"""html in a real browser: clicks, filters, keys, hostile articles, light, dark and narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from factx.model import Document, Problem
from tests.formats import browser as chromium
from tests.formats.sample import BAD, GOOD, document, fact, mention, written
from tests.formats.test_html import HOSTILE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (chromium.CHROMIUM and chromium.DRIVER), reason="chromium is not installed"),
]
Open = Callable[..., Chrome]

_FILL = "".join(
    f"\n\nNothing was counted in paragraph {word}.".replace("  ", " ") for word in "abcdefghijklmnopqrstuvwxyz" * 2
)
TWICE_TEXT = (
    f"Twelve held\n\nPolice in Porto arrested and charged 12 people.{_FILL}\n\nThe twelve were arrested at dawn.\n"
)
TWICE = document(
    replace(
        fact("arrests", "12", TWICE_TEXT, value="12", event="Operation Driftwood"),
        mentions=(mention("12", TWICE_TEXT), mention("The twelve", TWICE_TEXT)),
    ),
    fact("people", "12", TWICE_TEXT, value="12", role="charged"),
    text=TWICE_TEXT,
    title="Twelve held",
    source="twelve.txt",
)


@pytest.fixture(scope="module")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium.opened(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def show(_browser: Chrome, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of documents; at the end of the test, the console has to be silent."""

    def open_page(*documents: Document, hash: str = "") -> Chrome:
        path = tmp_path / "page.html"
        path.write_text(written("html", *documents), encoding="utf-8", newline="")
        _browser.get(f"{path.as_uri()}{hash}")
        return _browser

    chromium.media(_browser, prefers_reduced_motion="reduce", prefers_color_scheme="light")
    yield open_page
    assert _browser.get_log("browser") == []
    assert _browser.execute_script("return performance.getEntriesByType('resource').length") == 0


def one(page: Chrome, selector: str) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, selector)


def texts(page: Chrome, selector: str) -> list[str]:
    return [each.text for each in page.find_elements(By.CSS_SELECTOR, selector) if each.is_displayed()]


def focused(page: Chrome) -> str:
    found = page.execute_script(
        "return document.activeElement.closest('[id], mark')?.id || document.activeElement.textContent"
    )
    return str(found)


def in_sight(page: Chrome, selector: str) -> bool:
    script = (
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight"
    )
    return bool(page.execute_script(script, selector))


def press(page: Chrome, *keys: str) -> None:
    ActionChains(page).send_keys(*keys).perform()


def choose(page: Chrome, menu: str, value: str) -> None:
    one(page, f"#{menu} option[value='{value}']").click()


def test_a_click_on_a_fact_leads_to_its_mentions_in_turn(show: Open) -> None:
    page = show(TWICE)
    assert not in_sight(page, "#d1-f1-m2")
    one(page, "#d1-f1 .value").click()
    assert in_sight(page, "#d1-f1-m1")
    assert texts(page, "mark.current") == ["12", "The twelve"]
    one(page, "#d1-f1 .words").click()
    assert in_sight(page, "#d1-f1-m2")
    assert focused(page) == "The twelve"
    one(page, "#d1-f2 .go").click()
    assert texts(page, "mark.current") == ["12"]


def test_a_click_on_a_mention_leads_back(show: Open) -> None:
    page = show(TWICE)
    one(page, "[data-mention='2']").click()
    assert in_sight(page, "#d1-f1-m2")
    one(page, "mark:has(#d1-f1-m2) a").click()
    assert focused(page) == "d1-f1"
    assert in_sight(page, "#d1-f1")
    assert "current" in str(one(page, "#d1-f1").get_attribute("class"))


def test_words_of_two_facts_lead_to_both_in_turn(show: Open) -> None:
    page = show(TWICE)
    seen = []
    for _ in range(3):
        one(page, "mark:has(#d1-f1-m1) a").click()
        seen.append(focused(page))
    assert seen == ["d1-f1", "d1-f2", "d1-f1"]


def test_filter_by_kind(show: Open) -> None:
    page = show(GOOD)
    assert texts(page, "#shown") == ["all 4 facts"]
    one(page, "[name=kind][value=money]").click()
    assert texts(page, "#shown") == ["2 of 4 facts"]
    assert texts(page, ".fact .what") == ["arrests", "date range"]
    assert texts(page, "mark:not(.off)") == ["more than 1,500", "between July and November 2024"]
    one(page, "mark.off").click()
    assert texts(page, ".current") == []
    one(page, "button[type=reset]").click()
    WebDriverWait(page, 5).until(lambda _: texts(page, "#shown") == ["all 4 facts"])


def test_filter_by_event_and_part(show: Open) -> None:
    related = replace(GOOD.facts[3], section="related")
    page = show(replace(GOOD, facts=(*GOOD.facts[:3], related)))
    assert texts(page, ".group h3") == ["Operation Driftwood", "Other facts", "Not the article itself"]
    choose(page, "section", "article")
    assert texts(page, ".group h3") == ["Operation Driftwood", "Other facts"]
    choose(page, "event", "Operation Driftwood")
    assert texts(page, ".fact .value") == ["> 1,500"]
    choose(page, "event", "")
    assert texts(page, ".fact .what") == ["date range", "money · seized"]
    choose(page, "section", "related")
    assert texts(page, ".fact .value") == ["€1.2 million"]


def test_by_keyboard_alone(show: Open) -> None:
    page = show(TWICE)
    press(page, Keys.TAB)
    assert focused(page) == "Skip to the documents"
    press(page, Keys.TAB)
    assert focused(page) == "filters"
    press(page, Keys.SPACE)
    assert texts(page, "#shown") == ["1 of 2 facts"]
    press(page, Keys.SPACE)
    page.execute_script("document.querySelector('#d1-f1 .go').focus()")
    press(page, Keys.ARROW_DOWN)
    assert focused(page) == "d1-f2"
    press(page, Keys.HOME, Keys.ENTER)
    assert focused(page) == "12"
    press(page, Keys.ENTER)
    assert focused(page) == "d1-f1"
    press(page, Keys.ESCAPE)
    assert texts(page, ".current") == []


def test_charts_lead_to_facts(show: Open) -> None:
    page = show(GOOD)
    rows = page.find_elements(By.CSS_SELECTOR, "svg .row")
    assert len(rows) == 3
    rows[0].click()
    assert focused(page) == "d1-f2"
    one(page, "[name=kind][value=money]").click()
    assert len(page.find_elements(By.CSS_SELECTOR, "svg .row.off")) == 2


def test_an_index_of_several_documents(show: Open) -> None:
    page = show(GOOD, BAD, TWICE)
    assert texts(page, ".index td a") == ["Raid in the harbour", "gone.txt", "Twelve held"]
    page.find_elements(By.CSS_SELECTOR, ".index td a")[2].click()
    WebDriverWait(page, 5).until(lambda _: in_sight(page, "#d3-title"))
    assert "no such file" in one(page, "#d2").text


def test_where_documents_agree_leads_to_the_words(show: Open) -> None:
    other = replace(GOOD, source="b.txt", title="Other", text=f"{GOOD.text}{_FILL}")
    page = show(GOOD, other)
    assert texts(page, ".agreement tbody td")[:3] == ["> 1,500", "> 1,500", "agree"]
    one(page, ".agreement tbody td:nth-child(3) a").click()
    assert in_sight(page, "#d2-f1-m1")
    assert texts(page, "mark.current") == ["more than 1,500"]
    one(page, "[name=kind][value=arrests]").click()
    assert "> 1,500" not in texts(page, ".agreement td")
    one(page, "[name=kind][value=arrests]").click()
    assert "> 1,500" in texts(page, ".agreement td")


def test_filters_put_away_documents_without_the_facts_asked_for(show: Open) -> None:
    page = show(GOOD, BAD, replace(TWICE, facts=TWICE.facts[1:]))
    one(page, "[name=kind][value=people]").click()
    assert texts(page, ".doc h2") == texts(page, ".index td a") == ["Raid in the harbour"]
    one(page, "[name=kind][value=people]").click()
    assert len(texts(page, ".doc h2")) == len(texts(page, ".index td a")) == 3


def test_a_link_to_a_fact_opens_it(show: Open) -> None:
    page = show(TWICE, hash="#d1-f1-m2")
    assert texts(page, "mark.current") == ["12", "The twelve"]
    assert in_sight(page, "#d1-f1-m2")


def test_hostile_articles_do_nothing(show: Open) -> None:
    pages = []
    for hostile in HOSTILE:
        text = f"{hostile}\n\nPolice arrested 12 people {hostile} there.\n"
        found = fact("arrests", "12", text, value="12", event=hostile, place=hostile)
        pages.append(document(found, text=text, title=hostile, source=hostile))
        pages.append(replace(BAD, source=hostile, problem=Problem("x", hostile)))
    page = show(*pages)
    assert page.execute_script("return document.querySelectorAll('script, style, img, main svg').length") == 2
    for number in range(1, len(pages), 2):
        one(page, f"#d{number}-f1 .go").click()
        one(page, f"mark:has(#d{number}-f1-m1) a").click()
        assert focused(page) == f"d{number}-f1"
    choose(page, "section", "body")
    assert page.title == f"Facts of {len(pages)} documents"


def test_the_policy_is_in_force(_browser: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    hurt = written("html", GOOD).replace(
        "</main>", "<script>document.title = 'broken'</script><i onclick='x'>i</i></main>"
    )
    path.write_text(hurt, encoding="utf-8", newline="")
    _browser.get(path.as_uri())
    assert _browser.title == "Raid in the harbour"
    assert any("Content Security Policy" in entry["message"] for entry in _browser.get_log("browser"))


def test_right_to_left_articles(show: Open) -> None:
    text = "اعتقلت الشرطة 12 رجلا في الميناء يوم الاثنين\n\nPolice arrested 9 men.\n"
    found = fact("arrests", "12", text, value="12"), replace(fact("arrests", "9", text, value="9"), id="arrests-2")
    page = show(document(*found, text=text, title="ميناء"))
    direction = "return [...document.querySelectorAll('.story > *')].map((p) => getComputedStyle(p).direction)"
    assert page.execute_script(direction) == ["rtl", "ltr"]
    assert texts(page, "mark") == ["12", "9"]


def luminance(page: Chrome, selector: str, which: str) -> float:
    style: Any = page.execute_script(
        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, which
    )
    channels = [int(each) / 255 for each in style.strip("rgba()").split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(page: Chrome, over: str, under: str) -> float:
    light, dark = sorted([luminance(page, over, "color"), luminance(page, under, "backgroundColor")], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reads_well(show: Open, scheme: str) -> None:
    page = show(GOOD, TWICE)
    chromium.media(page, prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    assert (luminance(page, "body", "backgroundColor") < 0.1) == (scheme == "dark")
    for number in range(1, 5):
        page.execute_script("document.activeElement.blur()")
        assert contrast(page, f"mark:has(#d1-f{number}-m1)", f"mark:has(#d1-f{number}-m1)") >= 7
        assert contrast(page, f"#d1-f{number} .what", f"#d1-f{number}") >= 4.5
        one(page, f"#d1-f{number} .go").click()
        assert contrast(page, "mark.current", "mark.current") >= 4.5
        for words in (".value", ".what", ".rest"):
            assert contrast(page, f"#d1-f{number} {words}", f"#d1-f{number}") >= 4.5
    assert contrast(page, ".top .faint", "body") >= 4.5


def test_narrow_and_printed(show: Open) -> None:
    page = show(GOOD)
    for medium in ("", "print"):
        chromium.media(page, medium)
        page.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 640, "deviceScaleFactor": 1, "mobile": False}
        )
        assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        assert bool(texts(page, ".filters output")) == (medium != "print")
        assert texts(page, ".fact .value") == ["> 1,500", "Jul – Nov 2024", "$0.35", "€1.2 million"]
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
