"""Amounts of money: a grid of marks and suffixes, phrases with their readings, near-misses, the article's dollar.

A reading is written as `span = value [bound] currency`, readings separated by ` ; `.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from factx.values import money
from factx.values.span import Quantity
from tests.growth import is_linear


def reading(text: str, q: Quantity) -> str:
    """One amount as the tables write it."""
    value = str(q.value) if q.value_max is None else f"{q.value}-{q.value_max}"
    bound = "" if q.bound in ("exact", "between") else f" {q.bound}"
    return f"{text[q.start : q.end]} = {value}{bound} {q.currency}"


def readings(text: str) -> str:
    """All amounts of a text as the tables write them."""
    return " ; ".join(reading(text, q) for q in money.find(text))


MARKS = {
    "$": "USD", "US$": "USD", "USD": "USD", "USD ": "USD", "U.S. $": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CAD$": "CAD", "HK$": "HKD", "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "€": "EUR", "€ ": "EUR", "EUR": "EUR",
    "EUR ": "EUR", "£": "GBP", "GBP ": "GBP", "¥": "JPY", "CN¥": "CNY", "₹": "INR", "Rs": "INR", "Rs. ": "INR",
    "₩": "KRW", "₦": "NGN", "₿": "BTC", "฿": "THB", "CHF ": "CHF", "SEK ": "SEK", "RM": "MYR", "RM ": "MYR",
    "R": "ZAR", "kr ": "SEK", "zł": None,
}  # fmt: skip
STYLES = {"5": 5, "12.5": Decimal("12.5"), "1,250": 1250, "3,400.5": Decimal("3400.5")}
SUFFIXES = {
    "k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "mn": 10**6, " mn": 10**6, "mln": 10**6, " mil": 10**6, "MM": 10**6,
    " million": 10**6, "million": 10**6, "-million": 10**6, " MILLION": 10**6, "b": 10**9, "bn": 10**9, " bn": 10**9,
    " bln": 10**9, "billion": 10**9, "tn": 10**12, "trn": 10**12, "T": 10**12, " trillion": 10**12, " crore": 10**7,
    "-crore": 10**7, " lakh": 10**5, " thousand": 10**3, " hundred million": 10**8,
}  # fmt: skip
NAMES = {
    "dollars": "USD", "U.S. dollars": "USD", "US dollars": "USD", "Australian dollars": "AUD", "euros": "EUR",
    "pounds": "GBP", "pounds sterling": "GBP", "quid": "GBP", "bucks": "USD", "yuan": "CNY", "renminbi": "CNY",
    "roubles": "RUB", "rubles": "RUB", "rupees": "INR", "won": "KRW", "yen": "JPY", "reais": "BRL", "naira": "NGN",
    "rand": "ZAR", "dirhams": "AED", "baht": "THB", "ringgit": "MYR", "hryvnia": "UAH", "zloty": "PLN",
    "Swiss francs": "CHF", "Hong Kong dollars": "HKD", "Mexican pesos": "MXN", "Kuwaiti dinars": "KWD",
    "bitcoin": "BTC",
    "Bitcoins": "BTC", "BTC": "BTC", "ETH": "ETH", "USDT": "USDT", "Monero": "XMR", "EUR": "EUR", "SEK": "SEK",
    "€": "EUR",
    "zł": "PLN", "kr": "SEK",
}  # fmt: skip


@pytest.mark.parametrize(("mark", "code"), [(m, c) for m, c in MARKS.items() if c])
def test_grid_of_marks(mark: str, code: str) -> None:
    for digits, number in STYLES.items():
        for suffix, scale in SUFFIXES.items():
            text = f"They lost {mark}{digits}{suffix}, police said."
            (q,) = money.find(text)
            assert (q.value, q.currency, q.bound) == (number * scale, code, "exact"), text
            assert text[q.start : q.end] == f"{mark}{digits}{suffix}"


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_grid_of_names(name: str, code: str) -> None:
    for digits, number in {"1,250": 1250, "3.5 million": 3500000, "417m": 417000000, "2bn": 2 * 10**9}.items():
        text = f"They lost {digits} {name}, police said."
        (q,) = money.find(text)
        assert (q.value, q.currency) == (number, code), text
        assert text[q.start : q.end] == f"{digits} {name}"


PEERS = [
    ("could lose $5m", "$5m = 5000000 USD"),
    ("pay us $10k now", "$10k = 10000 USD"),
    ("a us $ 150 million loan", "us $ 150 million = 150000000 USD"),
    ("paid US $5 million", "US $5 million = 5000000 USD"),
    ("earning £10,000-a-week", "£10,000 = 10000 GBP"),
    ("a £2.5million-a-year deal", "£2.5million = 2500000 GBP"),
    ("a £1million-plus house", "£1million-plus = 1000000 at_least GBP"),
    ("$1 = 111.25 yen", "$1 = 1 USD ; 111.25 yen = 111.25 JPY"),
    ("oil rose $1.20 to $72 a barrel", "$1.20 = 1.2 USD ; $72 = 72 USD"),
    ("£1 in every £5", "£1 = 1 GBP ; £5 = 5 GBP"),
    ("up to £3.2bn", "up to £3.2bn = 3200000000 at_most GBP"),
    ("Between $10 million and $15 million", "Between $10 million and $15 million = 10000000-15000000 USD"),
    ("$10-15 million", "$10-15 million = 10000000-15000000 USD"),
    ("120 BTC, 3,000 ETH", "120 BTC = 120 BTC ; 3,000 ETH = 3000 ETH"),
    ("A$7.5 million", "A$7.5 million = 7500000 AUD"),
    ("HK$60m", "HK$60m = 60000000 HKD"),
    ("Rs 500 crore", "Rs 500 crore = 5000000000 INR"),
    ("EUR 1.234.567,89", "EUR 1.234.567,89 = 1234567.89 EUR"),
    ("$1.2tn", "$1.2tn = 1200000000000 USD"),
    ("USD34.6 million", "USD34.6 million = 34600000 USD"),
    ("a US$4.7 billion company[3]", "US$4.7 billion = 4700000000 USD"),
    ("two $ 500 checks", "$ 500 = 500 USD"),
    ("$1.8 bln", "$1.8 bln = 1800000000 USD"),
    ("Rs16,189-crore", "Rs16,189-crore = 161890000000 INR"),
    ("$728 mil", "$728 mil = 728000000 USD"),
    ("RM10 million", "RM10 million = 10000000 MYR"),
    ("approximately USD 3 million", "approximately USD 3 million = 3000000 about USD"),
    (
        "more than £2 million ($2.5 million)",
        "more than £2 million = 2000000 more_than GBP ; $2.5 million = 2500000 USD",
    ),
    ("more than sixty were held; about 650 left", ""),
    ("5 million km at 20 m, 3k runners and 4 b", ""),
]


@pytest.mark.parametrize(("text", "expected"), PEERS)
def test_what_other_tools_get_wrong(text: str, expected: str) -> None:
    assert readings(text) == expected


PHRASES = [
    ("paid $5 to 3 men", "$5 = 5 USD"),
    ("a fine of £50 and fifty pounds in cash", "£50 = 50 GBP ; fifty pounds = 50 GBP"),
    ("a $100 million bill", "$100 million = 100000000 USD"),
    ("a $5-million home", "$5-million = 5000000 USD"),
    ("a 10 million-dollar fraud", "10 million-dollar = 10000000 USD"),
    ("50 bitcoin and 3,000 ether", "50 bitcoin = 50 BTC ; 3,000 ether = 3000 ETH"),
    ("It cost 50p.", "50p = 0.5 GBP"),
    ("50 Cent performed", ""),
    ("COP 26 million", "COP 26 million = 26000000 COP"),
    ("in 2019 $5 million was lost", "$5 million = 5000000 USD"),
    ("in 2019 USD 5 million was lost", "USD 5 million = 5000000 USD"),
    ("between $5 million and $10 million was lost", "between $5 million and $10 million = 5000000-10000000 USD"),
    ("between May and $5 million", "$5 million = 5000000 USD"),
    ("lost $5 million and $10 million", "$5 million = 5000000 USD ; $10 million = 10000000 USD"),
    ("$3,000-$5,000", "$3,000-$5,000 = 3000-5000 USD"),
    ("$300 to $400", "$300 to $400 = 300-400 USD"),
    ("from $300 to $400", "from $300 to $400 = 300-400 USD"),
    ("rose from $300 to $400", "$300 = 300 USD ; $400 = 400 USD"),
    ("down from $400 to $300", "$400 = 400 USD ; $300 = 300 USD"),
    ("$1.5 billion to $2 billion", "$1.5 billion to $2 billion = 1500000000-2000000000 USD"),
    ("$500,000 to $1 million", "$500,000 to $1 million = 500000-1000000 USD"),
    ("$1-2bn", "$1-2bn = 1000000000-2000000000 USD"),
    ("€1.2m-€1.5m", "€1.2m-€1.5m = 1200000-1500000 EUR"),
    ("two to three million dollars", "two to three million dollars = 2000000-3000000 USD"),
    ("five or six dollars", "five or six dollars = 5-6 USD"),
    ("20 to 30 thousand euros", "20 to 30 thousand euros = 20000-30000 EUR"),
    ("handed over $5 million", "$5 million = 5000000 USD"),
    ("added up to $5 million", "$5 million = 5000000 USD"),
    ("up to $5 million", "up to $5 million = 5000000 at_most USD"),
    ("an estimated $5m or more", "an estimated $5m or more = 5000000 about USD"),
    ("$5m or more", "$5m or more = 5000000 at_least USD"),
    ("$5 million-plus", "$5 million-plus = 5000000 at_least USD"),
    ("$5m+ in losses", "$5m+ = 5000000 at_least USD"),
    ("some 5 million euros or so", "some 5 million euros or so = 5000000 about EUR"),
    ("as much as $3bn", "as much as $3bn = 3000000000 at_most USD"),
    ("no less than €40", "no less than €40 = 40 at_least EUR"),
    ("just over $2m", "just over $2m = 2000000 more_than USD"),
    ("just under $2m", "just under $2m = 2000000 nearly USD"),
    (">$1m and <$2m", ">$1m = 1000000 more_than USD ; <$2m = 2000000 less_than USD"),
    ("US$ 5 million", "US$ 5 million = 5000000 USD"),
    ("U.S. $5 million", "U.S. $5 million = 5000000 USD"),
    ("U.S.$5 million", "U.S.$5 million = 5000000 USD"),
    ("$US5 million", "$US5 million = 5000000 USD"),
    ("$A7.5m", "$A7.5m = 7500000 AUD"),
    ("USD$500", "USD$500 = 500 USD"),
    ("NZ$12", "NZ$12 = 12 NZD"),
    ("S$1.2m", "S$1.2m = 1200000 SGD"),
    ("R$ 3 milhoes", "R$ 3 = 3 BRL"),
    ("R500,000 was paid", "R500,000 = 500000 ZAR"),
    ("N500 million", "N500 million = 500000000 NGN"),
    ("Rs. 2,50,000", "Rs. 2,50,000 = 250000 INR"),
    ("Rs 2 lakh crore", "Rs 2 lakh crore = 2000000000000 INR"),
    ("₹1.5 crore", "₹1.5 crore = 15000000 INR"),
    ("2.3 crore rupees", "2.3 crore rupees = 23000000 INR"),
    ("40 lakh rupees", "40 lakh rupees = 4000000 INR"),
    ("500 kr and 500 SEK and SEK 500", "500 kr = 500 SEK ; 500 SEK = 500 SEK ; SEK 500 = 500 SEK"),
    ("1,500 zł", "1,500 zł = 1500 PLN"),
    ("¥500 million", "¥500 million = 500000000 JPY"),
    ("CN¥5", "CN¥5 = 5 CNY"),
    ("500,000 hryvnias", "500,000 hryvnias = 500000 UAH"),
    ("500,000 UAH", "500,000 UAH = 500000 UAH"),
    ("50,000 Hong Kong dollars", "50,000 Hong Kong dollars = 50000 HKD"),
    ("50,000 U.S. dollars", "50,000 U.S. dollars = 50000 USD"),
    ("50,000 US dollars.", "50,000 US dollars = 50000 USD"),
    ("5 million Swedish kronor", "5 million Swedish kronor = 5000000 SEK"),
    ("3 million Danish kroner", "3 million Danish kroner = 3000000 DKK"),
    ("10 million Kuwaiti dinars", "10 million Kuwaiti dinars = 10000000 KWD"),
    ("10,000 Egyptian pounds", "10,000 Egyptian pounds = 10000 EGP"),
    ("2 million Philippine pesos", "2 million Philippine pesos = 2000000 PHP"),
    ("2 million Argentine pesos", "2 million Argentine pesos = 2000000 ARS"),
    ("$5 million dollars", "$5 million dollars = 5000000 USD"),
    ("$5 million AUD", "$5 million AUD = 5000000 AUD"),
    ("£50 GBP", "£50 GBP = 50 GBP"),
    ("hundreds of millions of dollars", "hundreds of millions of dollars = 200000000 at_least USD"),
    ("more than a million dollars", "more than a million dollars = 1000000 more_than USD"),
    ("several million dollars", "several million dollars = 2000000 at_least USD"),
    ("a few hundred euros", "a few hundred euros = 200 at_least EUR"),
    ("a couple of dollars", "a couple of dollars = 2 USD"),
    ("half a million pounds", "half a million pounds = 500000 GBP"),
    ("one and a half million dollars", "one and a half million dollars = 1500000 USD"),
    ("two and a half billion euros", "two and a half billion euros = 2500000000 EUR"),
    ("$1.459 a litre", "$1.459 = 1.459 USD"),
    ("$10.000", "$10.000 = 10000 USD"),
    ("€1.500", "€1.500 = 1500 EUR"),
    ("€ 1 500,50", "€ 1 500,50 = 1500.5 EUR"),
    ("£.50", "£.50 = 0.5 GBP"),
    ("$50k-a-year job", "$50k = 50000 USD"),
    ("$1,000,000.00", "$1,000,000.00 = 1000000 USD"),
    ("$1m-$2m", "$1m-$2m = 1000000-2000000 USD"),
    ("$20 million-a-year deal", "$20 million = 20000000 USD"),
    ("zero dollars", "zero dollars = 0 USD"),
    ("$10 million (€9 million)", "$10 million = 10000000 USD ; €9 million = 9000000 EUR"),
    ('"$10m," he said', "$10m = 10000000 USD"),
    ("cost $5.", "$5 = 5 USD"),
    ("$5,", "$5 = 5 USD"),
    ("12,000 USDT and 3 XMR", "12,000 USDT = 12000 USDT ; 3 XMR = 3 XMR"),
    ("0.5 BTC ($20,000)", "0.5 BTC = 0.5 BTC ; $20,000 = 20000 USD"),
    ("₿2.5", "₿2.5 = 2.5 BTC"),
    ("$4bn-plus", "$4bn-plus = 4000000000 at_least USD"),
    ("a $2,000-to-$3,000 fee", "$2,000-to-$3,000 = 2000-3000 USD"),
    ("AUD 5m and 5m AUD", "AUD 5m = 5000000 AUD ; 5m AUD = 5000000 AUD"),
    ("25-30 million pounds", "25-30 million pounds = 25000000-30000000 GBP"),
    ("exceeding a $4 billion", "exceeding a $4 billion = 4000000000 more_than USD"),
    ("fined 3 million euro", "3 million euro = 3000000 EUR"),
    ("30,000-euro fine", "30,000-euro = 30000 EUR"),
    ("5 dollar", "5 dollar = 5 USD"),
    ("in the $5 million to $10 million range", "$5 million to $10 million = 5000000-10000000 USD"),
    ("ranging from $5 to $10", "from $5 to $10 = 5-10 USD"),
    ("from 5 euros up to 10 euros", "from 5 euros up to 10 euros = 5-10 EUR"),
    ("$200m to 300m", "$200m to 300m = 200000000-300000000 USD"),
    ("5 million people paid $3", "$3 = 3 USD"),
    ("ten million U.S. dollars", "ten million U.S. dollars = 10000000 USD"),
    ("1.5 million Canadian dollars", "1.5 million Canadian dollars = 1500000 CAD"),
    ("paid 3 ETH each", "3 ETH = 3 ETH"),
    ('"$120,000.00" and $ 45', "$120,000.00 = 120000 USD ; $ 45 = 45 USD"),
    ("under $1 million and above €2m", "under $1 million = 1000000 less_than USD ; above €2m = 2000000 more_than EUR"),
    ("on the order of $2m", "on the order of $2m = 2000000 about USD"),
    ("reports of $5m to 2020 buyers", "$5m = 5000000 USD"),
    ("from $25 in 2019 to $40 in 2020", "$25 = 25 USD ; $40 = 40 USD"),
    ("EUR5,000", "EUR5,000 = 5000 EUR"),
    ("5,000€", "5,000€ = 5000 EUR"),
    ("the euro rose to $1.1234", "$1.1234 = 1.1234 USD"),
    ("$3 trillion-$4 trillion", "$3 trillion-$4 trillion = 3000000000000-4000000000000 USD"),
    ("a 2-million-euro fine", "2-million-euro = 2000000 EUR"),
    ("17 million rand and 3m rand", "17 million rand = 17000000 ZAR ; 3m rand = 3000000 ZAR"),
    ("50 quid and 100 bucks", "50 quid = 50 GBP ; 100 bucks = 100 USD"),
    ("$0.00035", "$0.00035 = 0.00035 USD"),
    ("Rs 90 crore (about $11 million)", "Rs 90 crore = 900000000 INR ; about $11 million = 11000000 about USD"),
    ("plans from $9.99 to as high as $89.99", "from $9.99 to as high as $89.99 = 9.99-89.99 USD"),
    ("between $30 and as much as $140", "between $30 and as much as $140 = 30-140 USD"),
    ("gold added 12 cents to $31.40", "12 cents = 0.12 USD ; $31.40 = 31.4 USD"),
    ("the share lost 12 cents to $31.40", "12 cents = 0.12 USD ; $31.40 = 31.4 USD"),
    ("fares of 50 cents to $3", "50 cents to $3 = 0.5-3 USD"),
    ("closer to $70 million", "closer to $70 million = 70000000 nearly USD"),
    ("up to a $7m reward", "up to a $7m = 7000000 at_most USD"),
    ("at least an £8m fine", "at least an £8m = 8000000 at_least GBP"),
    ("rowed over a £3m debt", "£3m = 3000000 GBP"),
    ("a 120 bitcoin ransom", "120 bitcoin = 120 BTC"),
    ("billions of Iranian rial", "billions of Iranian rial = 2000000000 at_least IRR"),
    ("thousands of yen, millions of dollar bills", "thousands of yen = 2000 at_least JPY"),
    ("up by 30 sen", "30 sen = 0.3 MYR"),
    ("a 2.5 million-pound prize", "2.5 million-pound = 2500000 GBP"),
    ("an estimated hundreds of dollars", "an estimated hundreds of dollars = 200 at_least USD"),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_phrase(text: str, expected: str) -> None:
    assert readings(text) == expected


NEAR_MISSES = [
    "tickets for UEFA EURO 2020, Euro 2024 and Euro 96",
    "a Euro 6 engine",
    "20 bitcoin ransom demands and a bitcoin ransom",
    "He won 3 games and 1,200 won the prize",
    "seized 50 pounds of cocaine and 12 pounds",
    "He lost 20 pounds in weight",
    "the $100 bill was fake",
    "a million-dollar home and a multi-million-dollar fraud",
    "bought $TSLA and $GME",
    "three bitcoin wallets and two bitcoin exchanges",
    "video in 1080p and 720p",
    "COP 26 in Glasgow",
    "ALL 50 states",
    "TOP 10 list",
    "PEN 2.0",
    "R2 zoning and R 5",
    "N95 masks",
    "tens of millions in losses",
    "billions in damage",
    "the five-pound bag",
    "the 99-cent store",
    "worth at least two million",
    "10 grand",
    "Mr Rand 5",
    "oil at five per barrel and 50 rand() calls",
    "in $20, $50 and $100 bills",
    "variables $x, ${5}, {$1}",
    "he weighed 180 pounds",
    "a 12-pound bag of heroin",
    "the AK-47 and MH370",
    "a 960p camera",
    "PHP 5 and PHP 7.4 applications",
    "no dollars",
    "no money at all",
    "$",
    "$$$$",
    "5",
    "",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_miss(text: str) -> None:
    assert readings(text) == ""


def test_bare_dollar_is_the_callers() -> None:
    text = "They paid $5, 20 cents, 30 dollars and US$7."
    assert [(q.currency, q.dollar) for q in money.find(text, "AUD")] == [
        ("AUD", True), ("AUD", True), ("AUD", True), ("USD", False),
    ]  # fmt: skip


SHARED_NAMES = [
    ("In Morocco it cost 90 dirhams.", "MAD"),
    ("Dubai and Abu Dhabi are far from Morocco: 90 dirhams.", "AED"),
    ("It cost 90 dirhams.", "AED"),
    ("Swedish police in Malmo found 900 kroner.", "SEK"),
    ("Norway took 900 kroner.", "NOK"),
    ("The Danish grocer sold for 4.2 billion crowns.", "DKK"),
    ("Czech police found 61,000 crowns.", "CZK"),
    ("A court in Egypt fined the Egyptian 900 pounds.", "EGP"),
    ("A Briton in Egypt, Egyptian police said, lost 900 pounds.", "GBP"),
    ("Argentina's banks hold 900 pesos.", "ARS"),
    ("Manila paid 900 pesos.", "PHP"),
    ("Pakistan lost Rs 900 crore.", "PKR"),
    ("They lost Rs 900 crore.", "INR"),
    ("Senegal paid 900 million francs.", "XOF"),
    ("Kuwait paid 900 Iraqi dinars.", "IQD"),
]


@pytest.mark.parametrize(("text", "code"), SHARED_NAMES)
def test_a_shared_name_is_that_of_the_country_named_most(text: str, code: str) -> None:
    assert [q.currency for q in money.find(text)] == [code]


def test_head_and_tail_leave_the_bound_out() -> None:
    text = "worth more than $400 million or so"
    (q,) = money.find(text)
    assert text[q.head : q.tail] == "$400 million"
    assert text[q.start : q.end] == "more than $400 million or so"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("All figures are in Canadian dollars. Sales were $5m.", "CAD"),
        ("Amounts are in Australian dollars unless noted.", "AUD"),
        ("C$5, then C$6, then C$7 and finally $8.", "CAD"),
        ("CAD$5 and CAD$6; $8.", None),
        ("A$5, A$6 and A$100m ($62m).", None),
        ("C$5, C$6, C$7 and US$8; $9", None),
        ("It cost $5.", None),
        ("Nobody paid.", None),
    ],
)
def test_article_dollar(text: str, code: str | None) -> None:
    assert money.article_dollar(text) == code


def test_values_are_exact_decimals() -> None:
    assert money.find("$39.3 million")[0].value == Decimal(39300000)
    assert str(money.find("$0.35")[0].value) == "0.35"
    assert str(money.find("$2,500,000.50")[0].value) == "2500000.5"


def test_tight_amounts_go_through_price_parser() -> None:
    assert money.tight_amount("1.234,50", ",") == Decimal("1234.50")
    assert money.tight_amount("1,234.50", ".") == Decimal("1234.50")


@pytest.mark.parametrize(
    "unit", ["$", "1,", "$5-", "between 5 and ", "USD ", "5 dollars ", "tens of ", "a million ", "$1."]
)
def test_long_repetitions_stay_linear(unit: str) -> None:
    assert is_linear(money.find, unit, 5_000)


@pytest.mark.parametrize("text", ["The dentist fitted 1,200 crowns.", "She has won two crowns in Norway."])
def test_crowns_of_teeth_and_queens_are_no_money(text: str) -> None:
    assert not money.find(text)
