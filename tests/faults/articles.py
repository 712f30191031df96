"""Short articles by the thousand, no two alike, the same every time: for runs that are about how many they are."""

from __future__ import annotations

import random
from collections.abc import Iterator

_PLACES = (
    "Nice", "Porto", "Cardiff", "Lagos", "Hobart", "Quito", "Pune", "Oslo", "Tampa", "Graz", "Accra", "Leeds",
    "Osaka", "Turin", "Dakar", "Bergen", "Cusco", "Malmo", "Perth", "Lodz",
)  # fmt: skip
_NAMES = ("Greyheron", "Tallow", "Nightjar", "Saltmarsh", "Copperbeech", "Lodestar", "Windrose", "Quickthorn")
_WRONGS = ("an investment scam", "a smuggling ring", "a chain of burglaries", "forged invoices", "stolen card data")
_CURRENCIES = ("$", "€", "£", "A$", "CHF ", "USD ")
_SENTENCES = (
    "Police in {place} arrested {n} people over {wrong} on {day} May {year}.",
    "Officers seized {money} in cash and {n} phones, the force said.",
    "At least {n} victims lost a total of {money} between {month} and November {year}.",
    "The raids in {place} were part of Operation {name}, in which {few} countries took part.",
    "{n} suspects have been charged, and {few} of them pleaded guilty in {month}.",
    "A court in {place} fined the company {money} for its part in {wrong}.",
    "Nobody was hurt, a spokesman said; the searches had gone on since {year}.",
    "Residents said that the street was quiet again by the afternoon.",
    "The mayor of {place} thanked everyone who had helped, and asked for patience.",
)
_MONTHS = ("January", "March", "April", "June", "August", "September")


def text(number: int) -> str:
    """Article ``number``: a title and four to eight sentences, 400 to 900 characters."""
    chosen = random.Random(number)
    lines = [f"{chosen.choice(_PLACES)} police act against {chosen.choice(_WRONGS)}, report {number}", ""]
    for _ in range(chosen.randint(4, 8)):
        sentence = chosen.choice(_SENTENCES)
        lines.append(
            sentence.format(
                place=chosen.choice(_PLACES),
                name=chosen.choice(_NAMES),
                wrong=chosen.choice(_WRONGS),
                month=chosen.choice(_MONTHS),
                n=chosen.choice((chosen.randint(13, 99), chosen.randint(100, 9_999))),
                few=chosen.randint(2, 12),
                day=chosen.randint(1, 28),
                year=chosen.randint(2015, 2024),
                money=f"{chosen.choice(_CURRENCIES)}{chosen.randint(1, 999)}{chosen.choice((' million', ',000', ''))}",
            )
        )
    return "\n".join(lines) + "\n"


def texts(number: int) -> Iterator[str]:
    """The first ``number`` articles."""
    return map(text, range(number))
