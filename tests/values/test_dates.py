"""Spans of dates: what is one, where it starts and ends, and on which days.

Each case is a sentence with the expression in double brackets, its kind and its two days; ``-`` is an open or unknown
end. Sentences without brackets give no span of that kind.
"""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest

from factx.values.dates import find
from factx.values.span import DateSpan

PUBLISHED = date(2022, 3, 15)  # a Tuesday


def spans(text: str, kind: str, published: date | None = PUBLISHED) -> list[DateSpan]:
    return [span for span in find(text, published) if span.kind == kind]


def check(marked: str, kind: str, days: str, published: date | None = PUBLISHED) -> None:
    start = marked.index("[[")
    text = marked.replace("[[", "").replace("]]", "")
    words = marked[start + 2 : marked.index("]]")]
    found = spans(text, kind, published)
    assert [text[s.start : s.end] for s in found] == [words]
    first, last = (s and s.isoformat() for s in (found[0].first, found[0].last))
    assert f"{first or '-'} {last or '-'}" == days


TWO_ENDS = [
    ("Raids took place [[between July and November 2024]].", "2024-07-01 2024-11-30"),
    ("It spanned [[between September 2020 and March 2021]].", "2020-09-01 2021-03-31"),
    ("Six were held [[between September 8 and 21, 2021]].", "2021-09-08 2021-09-21"),
    ("He stole cars [[between 27 April and 3 May]].", "2021-04-27 2021-05-03"),
    ("Sold [[between late April and early May last year]].", "2021-04-21 2021-05-10"),
    ("Seen [[between 6am on September 8 and 4pm September 21, 2020]].", "2020-09-08 2020-09-21"),
    ("Staff left [[between December 2020 and March]].", "2020-12-01 2022-03-31"),
    ("Staff left [[between December 2012 and March]].", "2012-12-01 2013-03-31"),
    ("He lied [[between on or about March 5, 2018 and on or about June 7, 2019]].", "2018-03-05 2019-06-07"),
    ("Paid [[between the dates of Jan. 1, 1998 and June 30, 2010]].", "1998-01-01 2010-06-30"),
    ("Growth slowed [[between the third and fourth quarters of 2004]].", "2004-07-01 2004-12-31"),
    ("It ran [[between 2017 and the first half of this year]].", "2017-01-01 2022-06-30"),
    ("She was mayor [[from 2013 to 2014]].", "2013-01-01 2014-12-31"),
    ("The scheme ran [[from June 2020 until January 2021]].", "2020-06-01 2021-01-31"),
    ("The scheme ran [[from June 23, 2020, to January 18, 2021]].", "2020-06-23 2021-01-18"),
    ("[[From in or around January 2015 through in or about March 2017]] he lied.", "2015-01-01 2017-03-31"),
    ("[[Starting in 2008 and continuing until 2014]], he sold plans.", "2008-01-01 2014-12-31"),
    ("[[From 19 to 22 May 2021]] the sites were down.", "2021-05-19 2021-05-22"),
    ("They met [[from the 13th to the 15th of July, 2021]].", "2021-07-13 2021-07-15"),
    ("The car was popular [[from the 1960s to the mid 1990s]].", "1960-01-01 1996-12-31"),
    ("It was open [[from January to date]].", "2022-01-01 2022-03-15"),
    ("A trip of [[July 22 to August 7, 2021]] cost more.", "2021-07-22 2021-08-07"),
    ("Listing set for [[July 14-15]].", "2022-07-14 2022-07-15"),
    ("A plan for [[2013-2014]] was made.", "2013-01-01 2014-12-31"),
    ("The target for [[2005-6]] was missed.", "2005-01-01 2006-12-31"),
    ("In the [[2019/20]] season they won.", "2019-01-01 2020-12-31"),
    ("In the war ([[1914–18]]) many fell.", "1914-01-01 1918-12-31"),
    ("King [[July 8, 1307–January 20, 1327]].", "1307-07-08 1327-01-20"),
    ("Open [[12/03/2020 - 15/03/2020]].", "2020-03-12 2020-03-15"),
    ("Open [[2021-03-05 to 2021-03-09]].", "2021-03-05 2021-03-09"),
    ("It lasted [[Nov-Feb 2017]].", "2016-11-01 2017-02-28"),
    ("Editor, [[2015-present]].", "2015-01-01 2022-03-15"),
    ("Held [[from 18 December 2021 for 10 days]].", "2021-12-18 2021-12-28"),
    ("They were held [[from Monday to Wednesday]].", "2022-03-07 2022-03-09"),
    ("Two were hurt [[between Friday evening and Sunday morning]].", "2022-03-11 2022-03-13"),
    ("Two were hurt [[between late Friday night and early on Sunday]].", "2022-03-11 2022-03-13"),
    ("They got in [[beginning on May 7 and through the day of the sale on May 12]].", "2021-05-07 2021-05-12"),
    ("He taught there [[from the 1970s until his death in 1998]].", "1970-01-01 1998-12-31"),
    ("He was abroad [[from 2001-03]].", "2001-01-01 2003-12-31"),
    ("A strike was called for [[Wednesday and Thursday]].", "2022-03-16 2022-03-17"),
    ("Away [[from 7/12-7/20/2021]].", "2021-07-12 2021-07-20"),
    ("Sales in the [[October-December]] quarter beat forecasts.", "2021-10-01 2021-12-31"),
]
ONE_END = [
    ("Active [[since at least January 2017]].", "2017-01-01 -"),
    ("Five held [[since the beginning of 2022]].", "2022-01-01 -"),
    ("[[Since the start of the year]], raids rose.", "2022-01-01 -"),
    ("In custody [[since his arrest in May 2013]].", "2013-05-01 -"),
    ("Tariffs [[since the trade war started in 2018]] fell.", "2018-01-01 -"),
    ("Two wins [[since they joined the league in 2000]].", "2000-01-01 -"),
    ("Missing [[since last November]].", "2021-11-01 -"),
    ("It has halved [[since August last year]].", "2021-08-01 -"),
    ("Up by half [[since November]].", "2021-11-01 -"),
    ("Missing [[since Friday]].", "2022-03-11 -"),
    ("Champions [[since 2015-16]].", "2015-01-01 -"),
    ("Known [[since about three weeks ago]].", "2022-02-22 -"),
    ("Popular [[since the late 1990s]].", "1997-01-01 -"),
    ("Needed [[from September 2017 onward]].", "2017-09-01 -"),
    ("He led it [[until March 2021]].", "- 2021-03-31"),
    ("In service [[until at least 2060]].", "- 2060-12-31"),
    ("Stay off the streets [[until Friday]].", "- 2022-03-18"),
    ("It will run [[until April 1]].", "- 2022-04-01"),
    ("[[Up until the 1980s]] few had one.", "- 1989-12-31"),
    ("Signed [[until summer 2008]].", "- 2008-08-31"),
    ("Funds last [[through February 2023]].", "- 2023-02-28"),
    ("Version 10 is kept [[through October 14, 2025]].", "- 2025-10-14"),
    ("He stays [[until the end of 2025]].", "- 2025-12-31"),
    ("It has declared a curfew [[until the end of October]].", "- 2022-10-31"),
    ("He was remanded [[until 5 January]].", "- 2023-01-05"),
    ("It has sold well [[since its September launch]].", "2021-09-01 -"),
    ("Quiet [[since the June 5 raid]].", "2021-06-05 -"),
    ("Quiet [[since 1700 GMT on June 5]].", "2021-06-05 -"),
    ("He was remanded [[until 0600 hours on 5 January]].", "- 2023-01-05"),
]
FEASTS = [
    ("Closed [[since Christmas]].", "2021-12-25 -"),
    ("Closed [[between Christmas and New Year]].", "2021-12-25 2022-01-01"),
    ("Closed [[from Easter 2019 until Thanksgiving 2020]].", "2019-04-21 2020-11-26"),
    ("It will be closed [[until Easter]].", "- 2022-04-17"),
]
WINDOWS = [
    ("It sprang up [[over the past year]].", "2021-03-15 2022-03-15"),
    ("Damage [[in the last 15 years]] was high.", "2007-03-15 2022-03-15"),
    ("She spent [[the past nine years]] there.", "2013-03-15 2022-03-15"),
    ("Tests [[during the last two weeks]] failed.", "2022-03-01 2022-03-15"),
    ("Sales [[over the past year and a half]] fell.", "2020-09-15 2022-03-15"),
    ("Seen [[over the last couple of months]].", "2022-01-15 2022-03-15"),
    ("Cash for [[the first six months of 2005]].", "2005-01-01 2005-06-30"),
    ("In [[the last four months of 2021]] it rose.", "2021-09-01 2021-12-31"),
    ("In [[the first three quarters of 2004]] it fell.", "2004-01-01 2004-09-30"),
    ("Loans due in [[the first half of 2022]].", "2022-01-01 2022-06-30"),
    ("Growth in [[Q3 2024]] was flat.", "2024-07-01 2024-09-30"),
    ("Growth in [[Q1-Q3 2021]] was flat.", "2021-01-01 2021-09-30"),
    ("Growth in [[3Q 2020]] was flat.", "2020-07-01 2020-09-30"),
    ("It topped [[last year's third quarter]].", "2021-07-01 2021-09-30"),
    ("It grew [[between fiscal 2015 and fiscal 2017]].", "2015-01-01 2017-12-31"),
    ("Growth in [[H1 2024]] was flat.", "2024-01-01 2024-06-30"),
    ("[[In spring and summer 2020]] bikes were stolen.", "2020-03-01 2020-08-31"),
    ("It was closed [[from spring to autumn 2020]].", "2020-03-01 2020-11-30"),
    ("In [[the first quarter of the year]] it grew.", "2022-01-01 2022-03-31"),
    ("Its [[third-quarter]] profit rose.", "2021-07-01 2021-09-30"),
    ("Shown in [[summer 2019]].", "2019-06-01 2019-08-31"),
    ("Done in [[the spring of 2015]].", "2015-03-01 2015-05-31"),
    ("Cold in [[winter 2020-21]].", "2020-12-01 2021-02-28"),
    ("Costs in [[the year to March 2005]] fell.", "2004-04-01 2005-03-31"),
    ("Profit in [[the three months ended June 30, 2021]].", "2021-04-01 2021-06-30"),
    ("The survey ran [[in July and August 2021]].", "2021-07-01 2021-08-31"),
    ("Loaders were used [[in 2008 and 2009]].", "2008-01-01 2009-12-31"),
    ("Sold [[during 2000 and 2001]].", "2000-01-01 2001-12-31"),
    ("Cut off [[on Sunday and Monday]].", "2022-03-13 2022-03-14"),
    ("Lost [[in 2018, 2019 and 2020]].", "2018-01-01 2020-12-31"),
    ("Cases [[over the past half-decade]] rose.", "2017-03-15 2022-03-15"),
    ("The maker reported [[Q2]] bookings of 5 million.", "2021-04-01 2021-06-30"),
    ("Shipments beat forecasts for [[Q4]].", "2021-10-01 2021-12-31"),
    ("Profit rose in [[the first half]].", "2022-01-01 2022-06-30"),
    ("It stopped 900 boats [[in the first two months]].", "2022-01-01 2022-02-28"),
]


@pytest.mark.parametrize(("marked", "days"), [*TWO_ENDS, *ONE_END, *FEASTS, *WINDOWS])
def test_range(marked: str, days: str) -> None:
    check(marked, "date_range", days)


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("It began [[since June 2001]].", "2001-06-01 -"),
        ("Up [[over the past five years]].", "- -"),
        ("Halted [[until Wednesday]].", "- -"),
        ("Seen [[between 1997 and 2002]].", "1997-01-01 2002-12-31"),
        ("[[Since March]] it grew.", "- -"),
    ],
)
def test_range_without_a_day_of_publication(marked: str, days: str) -> None:
    check(marked, "date_range", days, None)


@pytest.mark.parametrize(
    "text",
    [
        "He was arrested on March 5, 2024.",
        "Both 2019 and 2021 were dry.",
        "Dry in 2019 and 2021.",
        "A six-month operation ended.",
        "It took more than two years.",
        "A case from 2013 was shown.",
        "Early 2024, late March, this week and the 1990s.",
        "It will be done by the end of 2025.",
        "Before 2010 and after 2012 there were none.",
        "Over the next decade it will double.",
        "So far this year it has doubled.",
        "Over the past few years it doubled.",
        "Over the past 18 to 24 months it doubled.",
        "Since he was ill, they left.",
        "Since they can, they do.",
        "It lasted until the war was over.",
        "It was not until November 4 that they saw it.",
        "Between 2,000-2,500 people came.",
        "Between 1800 and 2000 people came.",
        "A crowd of 2000-2500 people came.",
        "Call 555-2015-2020 or 1-800-2015.",
        "Sold for $10-15 million, then $2000-2005.",
        "They won 2-1 on 9-11 and were open 24/7.",
        "Pages 1990-1995 in Room 2000-2005.",
        "Aged between 20 and 27, they ran from 9am to 5pm.",
        "It rose from 20 to 35 in May.",
        "A quarter of sites did it in the fourth quarter of the match.",
        "The last two games and the first half ended 1-1.",
        "She may march to the second Sunday Times office.",
        "The photo sign-up-2021-08-18-22-06-36 was kept.",
        "In the last year of his life he wrote.",
        "It fell compared to the previous quarter.",
        "It fell compared to the previous three months.",
        "Windows 11 last month gained a clock.",
        "They won in 2001, 2003 and 2004.",
        "They raided homes last year and earlier this year.",
        "It is open from 0900 to 1700 GMT.",
        "Seen in March 2019 and April 2020.",
        "It rose from 1100 to 1850.",
        "In a post this week and pre-2010 notes.",
        "Christmas shopping and Easter eggs.",
        "Free calls for the first two months.",
        "Use an H2 for headings. Q2: Why?",
        "A touchdown in the fourth quarter lifted the team's market value.",
    ],
)
def test_no_range(text: str) -> None:
    assert spans(text, "date_range") == []


@pytest.mark.parametrize(
    ("marked", "days"),
    [
        ("On [[5 March 2024]] it", "2024-03-05 2024-03-05"),
        ("On [[March 5th, 2024]] it", "2024-03-05 2024-03-05"),
        ("On [[2024-03-05]] it", "2024-03-05 2024-03-05"),
        ("On [[05/03/2024]] it", "2024-05-03 2024-05-03"),
        ("On [[25/03/2024]] it", "2024-03-25 2024-03-25"),
        ("On [[5.3.2024]] it", "2024-03-05 2024-03-05"),
        ("On [[05-Aug-2016]] it", "2016-08-05 2016-08-05"),
        ("On [[Mar. 5, 2024]] it", "2024-03-05 2024-03-05"),
        ("On [[the 5th of March 2024]] it", "2024-03-05 2024-03-05"),
        ("[[Dec 02, 2024]]Ravie wrote", "2024-12-02 2024-12-02"),
        ("Written [[20 Nov, 2019]] in town", "2019-11-20 2019-11-20"),
        ("On [[Monday, March 7]], he", "2022-03-07 2022-03-07"),
        ("On [[Thursday (March 10)]] he", "2022-03-10 2022-03-10"),
        ("In [[March 2024]] it", "2024-03-01 2024-03-31"),
        ("It was [[2014 - 10]].", "2014-10-01 2014-10-31"),
        ("In [[2014]] - 10 people came", "2014-01-01 2014-12-31"),
        ("In [[early 2024]] it", "2024-01-01 2024-04-30"),
        ("In [[the 1990s]] it", "1990-01-01 1999-12-31"),
        ("He said on [[Monday]] that", "2022-03-14 2022-03-14"),
        ("It rained [[this week]] again", "2022-03-14 2022-03-20"),
        ("It rained [[last month]] again", "2022-02-01 2022-02-28"),
        ("It rained [[yesterday]] again", "2022-03-14 2022-03-14"),
        ("It began [[three weeks ago]] there", "2022-02-22 2022-02-22"),
        ("It began [[two years ago]] there", "2020-01-01 2020-12-31"),
        ("It met on [[the first Monday of March 2014]] there", "2014-03-03 2014-03-03"),
        ("It met on [[the last day of October 2015]] there", "2015-10-31 2015-10-31"),
    ],
)
def test_date(marked: str, days: str) -> None:
    check(marked, "date", days)


@pytest.mark.parametrize(
    "text",
    [
        "A 2000 people crowd made 1500 arrests in 1500 towns.",
        "He may march there.",
        "The Sunday Times and Black Friday.",
        "February 30, 2021 is no day.",
        "Flight 2019 left gate 5.",
        "Theresa May spoke to an august man.",
        "An increase of 2024 units.",
        "Nearly $2019 was paid.",
    ],
)
def test_no_date(text: str) -> None:
    assert [s for s in spans(text, "date") if s.first] == []


@pytest.mark.parametrize(
    ("text", "words", "duration"),
    [
        ("a five-month operation", "five-month", "P5M"),
        ("jailed for two years and six months", "two years and six months", "P2Y6M"),
        ("in just 10 days", "10 days", "P10D"),
        ("for 36 hours", "36 hours", "PT36H"),
        ("for three decades", "three decades", "P30Y"),
    ],
)
def test_duration(text: str, words: str, duration: str) -> None:
    (found,) = spans(text, "duration")
    assert (text[found.start : found.end], found.duration) == (words, duration)


@pytest.mark.parametrize("text", ["a 23-year-old man", "a child aged 12 months", "5 years old", "five to ten years"])
def test_ages_and_spreads_claim_their_words(text: str) -> None:
    assert spans(text, "duration") == []
    assert spans(text, "none")


def test_tense_moves_a_missing_year() -> None:
    past = spans("They were caught between July 22 and August 7.", "date_range")[0]
    ahead = spans("It will be held from July 22 to August 7.", "date_range")[0]
    assert (past.first, ahead.first) == (date(2021, 7, 22), date(2022, 7, 22))


def test_a_year_nearby_lends_itself() -> None:
    found = spans("In 2019 it grew. From June to August it fell.", "date_range")[0]
    assert (found.first, found.last) == (date(2019, 6, 1), date(2019, 8, 31))


def test_a_number_far_from_publication_lends_nothing() -> None:
    found = spans("Its helpline, 1930, took 50 calls in October and November.", "date_range")[0]
    assert (found.first, found.last) == (date(2021, 10, 1), date(2021, 11, 30))


def test_a_date_before_the_text_lends_its_year() -> None:
    (found,) = find("between June and August", None, date(2019, 1, 1))
    assert (found.first, found.last) == (date(2019, 6, 1), date(2019, 8, 31))


def test_offsets_are_code_points() -> None:
    text = "\u0130zmir \U0001f600 since June 2001 \u2014 caf\u00e9"
    (found,) = find(text, None)
    assert text[found.start : found.end] == "since June 2001"


def test_spans_are_sorted_and_apart_in_a_long_line() -> None:
    text = "They met on March 5, 2021, and since 2019 it was so until Friday. " * 2000
    found = find(text, PUBLISHED)
    assert len(found) == 6000
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        "March 5 to ",
        "q1 ",
        "2018, 2019 and ",
        "since a b c in ",
        "5-",
        "05/05/",
        "1970s until a b in ",
        "in the first two ",
        "may ",
    ],
)
def test_hostile_text_is_read(unit: str) -> None:
    find(unit * 2000, PUBLISHED)


_WORDS = """
 since until between and from to the first last past next this of in on March May Jan. Dec 31 5 29 30 2019
2020 1000 2199 0 12 Monday week month years quarter Q1 H2 half decade centuries days hours summer winter - – /
, . ( ) ' 1990s 5th second twenty two a half early late end start at least 05/06/2021 31/02/2020 1.2.2020
0001-01-01 9999-12-31 today ago Easter new year that both 9999 few 6am ended up for over February fiscal third
weekend
"""
SALAD = [*_WORDS.split(), "\n"]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("published", [None, PUBLISHED, date.min, date.max, date(2024, 2, 29)])
def test_word_salad_gives_spans_in_order(seed: int, published: date | None) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.choice(SALAD) for _ in range(60))
    found = find(text, published)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.start < s.end and not (s.first and s.last and s.first > s.last) for s in found)


def test_dateparser_is_imported_late() -> None:
    code = "import sys, factx.values.dates; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
