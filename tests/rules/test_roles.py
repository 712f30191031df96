"""Roles of money: what is said beside an amount decides, then its list, then the same sum elsewhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from factx import lexicon
from factx.rules import roles
from factx.rules.role_words import ROLES, inflections, plural, words
from factx.scan import sentences
from factx.values import money
from factx.values.span import Quantity
from tests.rules import marked

_TABLES = Path(__file__).parent / "sentences"


def _found(text: str) -> list[str]:
    return [role for role, _ in roles.assign(text, money.find(text), sentences(text))]


def _amount(start: int, end: int, value: int) -> Quantity:
    return Quantity(start, end, start, end, Decimal(value), currency="USD")


def test_the_sentence_tables_are_nearly_all_right() -> None:
    right = judged = 0
    for table in sorted(_TABLES.glob("*.txt")):
        for example in marked.load(table):
            expected = [e for e in example.expected if e.kind == "money"]
            amounts = [
                Quantity(e.start, e.end, e.start, e.end, e.value, e.value_max, currency=e.currency) for e in expected
            ]
            given = roles.assign(example.text, amounts, sentences(example.text))
            judged += len(expected)
            right += sum(e.role == role for e, (role, _) in zip(expected, given, strict=True))
    assert right / judged >= 0.97


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union demanded a pay rise of £2 an hour.", ["other"]),
        ("The gang demanded £2 million for the hostages.", ["ransom"]),
        ("He paid £450,000 for the house.", ["other"]),
        ("He paid the extortionists £450,000.", ["ransom"]),
        ("The firm paid £450,000 to settle the lawsuit.", ["penalty"]),
        ("Victims paid £450,000 to the swindler.", ["lost"]),
        ("The airline made $3 million last year.", ["other"]),
        ("The drug ring made $3 million last year.", ["laundered"]),
        ("The start-up raised $30 million from a fund.", ["other"]),
        ("The conman raised $30 million from duped pensioners.", ["lost"]),
        ("The plant will cost $1.2 billion.", ["other"]),
        ("The outage cost the bank $1.2 billion.", ["lost"]),
        ("The attack tool cost $9,000 to build.", ["other"]),
        ("Shares lost $2 in early trading.", ["other"]),
        ("The trader lost $2 million.", ["lost"]),
        ("The euro recovered to $1.12.", ["other"]),
        ("The bank recovered $1.12 million from the thieves.", ["recovered"]),
        ("Regulators blocked the $40bn merger.", ["other"]),
        ("Regulators blocked payments of $40 million.", ["frozen"]),
        ("The driver was stopped with £900 on him.", ["other"]),
        ("The bank stopped a transfer of £900.", ["frozen"]),
        ("Police found £30,000 in a wall.", ["seized"]),
        ("The ministry found savings of £30,000.", ["other"]),
    ],
)
def test_a_weak_word_means_what_its_sentence_is_about(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The theft, involving $31 million of tokens, was found on Monday.", ["lost"]),
        ("The merger involving $90 million in shares was approved.", ["other"]),
        ("The free decryptors have saved firms $600 million in ransom payments.", ["ransom"]),
        ("Switching supplier could save families £300 a year.", ["other"]),
        ("Officers prevented losses of $5 million by halting the transfers.", ["frozen"]),
        ("Bank staff stopped the pensioner from sending £25,000 to the con artist.", ["frozen"]),
        ("The hackers are selling the source code for $80,000 on a forum.", ["other"]),
        ("The counterfeit boots were sold for £40 a pair.", ["other"]),
        ("Prosecutors had $6 million in ransom payments seized.", ["seized"]),
        ("The group pocketed $70 million in ransom payments.", ["laundered"]),
        ("Victims sent $17 million in ransom payments to the crew.", ["ransom"]),
        ("A hacker demanded $300,000 in Monero, threatening to leak files.", ["ransom"]),
        ("The retailer dropped its price to £4.40.", ["other"]),
        ("The kidnappers lowered the price to $50,000 for the hostages.", ["ransom"]),
        ("The platform has paid out $60 million in bounties to ethical hackers.", ["other"]),
        ("Customs men intercepted a parcel holding $75,000 in banknotes.", ["seized"]),
        ("Executives paid $12 million in bribes to officials.", ["other"]),
        ("The mayor paid $30,000 in hush money, the court heard.", ["other"]),
        ("The insurer agreed to pay $3.2bn for its rival.", ["other"]),
        ("The bank agreed to pay $35m for misleading clients, ending a lawsuit.", ["penalty"]),
        ("The firm still owes $5 million in damages to its rival.", ["penalty"]),
        ("The firm owes $5 million to its lenders.", ["other"]),
        ("The council froze parking charges at £2.10 an hour.", ["other"]),
        ("The court froze £8m of his assets.", ["frozen"]),
        ("The robbery netted the crew £1.2m in diamonds.", ["lost"]),
        ("The smuggling ring netted €4 million in a year.", ["laundered"]),
        ("The state has returned $21 million to defrauded investors.", ["recovered"]),
        ("The trust has returned $21 million to shareholders.", ["other"]),
        ("The scheme promised returns of $500 a day.", ["other"]),
        ("A detective found two suspects with $800 on them and they were held.", ["seized"]),
    ],
)
def test_who_acts_on_what_decides(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank froze $2 million of the $7 million that the firm had sent to the fraudsters.", ["frozen", "lost"]),
        ("Liquidators recovered £3m of the £44m the collapse cost creditors.", ["recovered", "lost"]),
        ("He bought a yacht with the £3m he had made from dealing.", ["laundered"]),
        ("Police seized €2 million that the gang had made from drugs.", ["seized"]),
        ("The painting, worth $9 million, was stolen from a museum.", ["lost"]),
        ("The ring, worth €8,000, was found in a drain and returned to the actress.", ["recovered"]),
        ("The start-up, valued at $4 billion, was hacked in May.", ["other"]),
        ("The airline, which made $800 million last year, was fined $2 million.", ["other", "penalty"]),
        ("A lost purse with £90 in it was returned to the driver.", ["recovered"]),
    ],
)
def test_clauses_tell_of_their_own_amount(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port was robbed of $5 million (£4 million; €4.5 million).", ["lost", "lost", "lost"]),
        ("Agents seized $600, €500 and two cars.", ["seized", "seized"]),
        ("Crooks took off with $9 million, of which $2 million was recovered.", ["lost", "recovered"]),
        ("The bank clawed back $4 million of the $9 million stolen by its clerk.", ["recovered", "lost"]),
        ("Damage came to $4 million in Chile and $3 million in Peru.", ["lost", "lost"]),
        ("The firm, with sales of $8 billion, was fined $3 million.", ["other", "penalty"]),
        ("They embezzled $1 million, laundered $800,000 and must forfeit $300,000.", ["lost", "laundered", "penalty"]),
        ("Crooks tricked a widow out of $80,000.", ["lost"]),
        ("Officers recovered stolen vans, a rifle and $7,000 from the suspects.", ["seized"]),
    ],
)
def test_amounts_of_a_sentence_share_or_part(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


def test_items_of_a_list_take_the_role_of_the_line_that_introduces_it() -> None:
    text = "The judge ordered restitution to these firms:\nAcme Ltd - $4,000\nBolt Inc - $5,000\nThe hall seats 40."
    assert _found(text) == ["penalty", "penalty"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("The ten biggest art thefts", ["lost", "lost", "lost"]),
        ("The record fines so far", ["penalty", "penalty", "penalty"]),
        ("Our largest branches, ranked by rent", ["other", "other", "other"]),
        ("The thieves were seen in", ["other", "other", "other"]),
    ],
)
def test_a_heading_names_the_role_of_its_list(heading: str, expected: list[str]) -> None:
    assert _found(f"{heading}\n1. Lima: $6 million\n2. Oslo - $5 million\n3. Bonn, $4 million") == expected


def test_an_item_with_a_word_of_its_own_keeps_its_role() -> None:
    text = "Officers seized these goods:\nten phones\n$4,000 in cash\n$5,000 frozen in bank accounts"
    assert _found(text) == ["seized", "frozen"]


def test_a_bare_sum_takes_the_role_that_it_has_elsewhere() -> None:
    text = "The $7 million question\nBurglars stole $7 million from the depot. A café nearby sells tea for $3."
    assert _found(text) == ["lost", "lost", "other"]


def test_no_amount_no_role() -> None:
    assert roles.assign("Nothing here.", [], sentences("Nothing here.")) == []


def test_an_amount_that_runs_over_the_end_of_a_sentence_is_judged_once() -> None:
    text = "He stole $5\nmillion."
    assert [role for role, _ in roles.assign(text, [_amount(9, 19, 5_000_000)], sentences(text))] == ["lost"]


def test_every_answer_is_a_role_with_the_name_of_its_rule() -> None:
    text = "Thieves stole $5. A hat is $6. Police found $7."
    for role, rule in roles.assign(text, money.find(text), sentences(text)):
        assert role in ROLES
        assert rule and not rule.startswith("money")


def test_the_same_text_gives_the_same_roles() -> None:
    text = "The gang laundered $5 million and paid a fine of $2 million."
    amounts, lines = money.find(text), sentences(text)
    assert roles.assign(text, amounts, lines) == roles.assign(text, amounts, lines)


def test_verbs_are_inflected() -> None:
    assert {form for form, _ in inflections("seize")} == {"seize", "seizes", "seized", "seizing"}
    assert ("claws back", False) in inflections("claw back")
    assert ("robbed", True) in inflections("rob")


def test_nouns_are_made_plural() -> None:
    assert [plural(noun) for noun in ("fine", "penalty", "loss")] == ["fines", "penalties", "losses"]


def test_the_lexicon_names_only_known_roles_and_classes() -> None:
    data = lexicon.load("roles")
    assert set(data["verbs"]) | set(data["nouns"]) <= set(ROLES)
    verbs = {verb for table in ("verbs", "weak_verbs") for listed in data[table].values() for verb in listed}
    assert set(data["forms"]) <= verbs
    assert words().verbs["stole"].role == "lost"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The couple defrauded Dr Grant of £445,000 over his roof.", ["lost"]),
        ("The trust gave the couple a grant of £445,000.", ["other"]),
        ("Mr Grant won a grant of £5,000.", ["other"]),
        ("A Channel crossing run by smugglers now costs £450.", ["other"]),
        ("The ring's couriers channel £450,000 of dirty money through casinos.", ["laundered"]),
    ],
)
def test_a_name_that_looks_like_a_word_says_nothing(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank, which settled a lawsuit in May, will pay $4 million for a stake in a rival.", ["other"]),
        ("The bank, which owns a stake in a rival, will pay $4 million to settle a lawsuit.", ["penalty"]),
        ("The bank, which paid $4 million to settle a lawsuit, employs 800 people.", ["penalty"]),
        ("The bank was fined $4 million. Its dividend rose to $2.", ["penalty", "other"]),
        ("The bank was fined for its lapses. It will pay $4 million within a month.", ["penalty"]),
    ],
)
def test_a_court_is_heard_in_its_own_clause(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The floods destroyed maize worth $5 million.", ["lost"]),
        ("The floods destroyed a $5 million school.", ["other"]),
        ("The heatwave cost growers $5 million.", ["lost"]),
        ("The bridge cost the town $5 million.", ["other"]),
        ("The town set up a $5 million recovery fund.", ["other"]),
        ("The town announced the recovery of $5 million.", ["recovered"]),
        ("The savers got their $5 million back.", ["recovered"]),
        ("The savers got a rate of $5 back in May.", ["other"]),
        ("Victims lost $9 million, $5 million of which was recovered.", ["lost", "recovered"]),
        ("The fund holds $9 million, $5 million of which is in gold.", ["other", "other"]),
        ("The clinic is to pay $5 million over improper disposal of records.", ["penalty"]),
        ("The clinic is to pay $5 million over five years for the scanner.", ["other"]),
        ("Coins worth $5 million, two cars and a boat seized", ["seized"]),
        ("Coins worth $5 million, two cars and a boat on show", ["other"]),
        ("The ministry announced compensation of $5 million for the herders.", ["other"]),
        ("The court announced compensation of $5 million for the herders.", ["penalty"]),
        ("Regulators imposed $5 million on the broker.", ["penalty"]),
        ("Ministers imposed a $5 toll on lorries.", ["other"]),
        ("The authorities secured $5 million in the raid on the gang.", ["seized"]),
        ("The start-up secured $5 million from a fund.", ["other"]),
    ],
)
def test_loss_redress_and_custody_need_their_own_evidence(text: str, expected: list[str]) -> None:
    assert _found(text) == expected
