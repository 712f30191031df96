"""What a story is about, and what a weak word ("paid", "made", "demanded") means in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from factx.rules.role_words import Words

_OPENING = 4000
_WORD = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True, slots=True)
class Story:
    """Worlds of an article (those with enough words in its opening) and of the sentence at hand."""

    article: frozenset[str]
    sentence: frozenset[str] = frozenset()

    def near(self, *names: str) -> bool:
        """True where the sentence speaks of one of the worlds."""
        return any(name in self.sentence for name in names)

    def told(self, *names: str) -> bool:
        """True where the sentence or the article as a whole speaks of one of the worlds."""
        return any(name in self.sentence or name in self.article for name in names)


def article_worlds(text: str, words: Words) -> frozenset[str]:
    """The worlds that the opening of the article speaks of: more than one word in a hundred, and three at least."""
    opening = _WORD.findall(text[:_OPENING].lower())
    counts: Counter[str] = Counter()
    for word in opening:
        for world in words.worlds.get(word, ()):
            counts[world] += 1
    least = max(3, len(opening) // 100)
    return frozenset(world for world, n in counts.items() if n >= least)


def gain(story: Story) -> str:
    if story.near("ransom") and not story.near("raid"):
        return "laundered"
    return "laundered" if story.near("crime", "fraud", "theft") or story.told("crime") else "other"


def pay(story: Story) -> str:
    if story.near("ransom"):
        return "ransom"
    if story.near("court"):
        return "penalty"
    if story.near("fraud"):
        return "lost"
    if "ransom" in story.article:
        return "ransom"
    if "fraud" in story.article and "court" not in story.article:
        return "lost"
    return "other"


def send(story: Story) -> str:
    if story.near("fraud"):
        return "lost"
    if story.near("ransom"):
        return "ransom"
    if story.near("theft", "crime"):
        return "laundered"
    return "lost" if "fraud" in story.article else "other"


def move(story: Story) -> str:
    return "laundered" if story.told("crime", "fraud", "theft") else "other"


def demand(story: Story) -> str:
    if story.near("ransom"):
        return "ransom"
    if story.near("court"):
        return "other"
    return "ransom" if "ransom" in story.article else "other"


def raised(story: Story) -> str:
    return "lost" if story.near("fraud") else "other"


def take(story: Story) -> str:
    return "lost" if story.near("theft", "fraud") else "other"


def found(story: Story) -> str:
    return "seized" if story.near("raid") or story.told("crime") else "other"


def cost(story: Story) -> str:
    return "lost" if story.near("harm", "fraud", "theft") else "other"


def cause(story: Story) -> str:
    return "lost" if story.near("harm", "fraud", "theft") else "other"


def order(story: Story) -> str:
    return "penalty" if story.near("court") else "other"


def damages(story: Story) -> str:
    return "penalty" if story.near("court") else "lost"


def give(story: Story) -> str:
    return "recovered" if story.told("crime", "fraud", "theft", "court") else "other"


def deal(story: Story) -> str:
    if story.near("fraud", "theft"):
        return "lost"
    return "laundered" if story.near("crime") else "other"


def sell(story: Story) -> str:
    return "laundered" if story.near("crime") else "other"


def wares(story: Story) -> str:
    return "seized" if story.near("raid") else "other"


MEANING = {
    "gain": gain,
    "pay": pay,
    "send": send,
    "move": move,
    "demand": demand,
    "raise": raised,
    "take": take,
    "find": found,
    "cost": cost,
    "cause": cause,
    "order": order,
    "damages": damages,
    "give": give,
    "deal": deal,
    "sell": sell,
    "wares": wares,
}
