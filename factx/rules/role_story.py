"""What a story is about, and what a weak word ("paid", "made", "demanded") means in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factx.rules.role_words import Words

_OPENING = 4000
_WORD = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True, slots=True)
class Story:
    """Worlds of an article with the number of their words, those of the sentence before, and of the sentence."""

    article: Mapping[str, int]
    around: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()

    def near(self, *names: str) -> bool:
        """True where the sentence speaks of one of the worlds."""
        return any(name in self.sentence for name in names)

    def close(self, *names: str) -> bool:
        """True where this sentence or the one before speaks of one of the worlds."""
        return any(name in self.sentence or name in self.around for name in names)

    def about(self, *names: str) -> bool:
        """True where the article as a whole speaks of one of the worlds."""
        return any(name in self.article for name in names)

    def weight(self, name: str) -> int:
        """How many words of the article's opening belong to a world; 0 where they are few."""
        return self.article.get(name, 0)


def article_worlds(text: str, words: Words) -> dict[str, int]:
    """The worlds that the opening of the article speaks of: more than one word in a hundred, and three at least."""
    opening = _WORD.findall(text[:_OPENING].lower())
    counts: Counter[str] = Counter()
    for word in opening:
        for world in words.worlds.get(word, ()):
            counts[world] += 1
    least = max(3, len(opening) // 100)
    return {world: n for world, n in sorted(counts.items()) if n >= least}


def _gain(story: Story) -> str:
    if story.near("extorted", "insider"):
        return "laundered"
    if story.near("trade") and not story.near("illicit"):
        return "other"
    if story.near("prey") and story.near("fraud"):
        return "lost"
    if story.about("pharma"):
        return "other"
    return "laundered" if story.close("crime", "fraud", "theft") or story.about("illicit") else "other"


def _collect(story: Story) -> str:
    if story.near("fines"):
        return "penalty"
    if story.close("ransom"):
        return "ransom"
    return "lost" if story.near("fraud", "theft") else _gain(story)


def _receive(story: Story) -> str:
    if story.near("fines"):
        return "penalty"
    return "laundered" if story.close("illicit", "ransom", "theft", "fraud", "bribery") else "other"


def _obtain(story: Story) -> str:
    if story.near("ransom"):
        return "laundered"
    if story.near("fraud", "theft") or (story.about("fraud") and story.close("crime", "court", "fraud")):
        return "lost"
    return "laundered" if story.near("crime") else "other"


def _ransomed(story: Story) -> bool:
    return story.weight("ransom") > 0 and story.weight("ransom") * 2 >= max(
        story.weight("fraud"), story.weight("theft")
    )


def _pay(story: Story) -> str:
    extorted = story.near("extorter") and (story.near("captive", "threats") or story.about("ransom"))
    if story.close("ransom") or extorted or (story.near("freeing") and not story.near("contracts")):
        return "ransom"
    if story.near("bribery") and not story.near("fines"):
        return "other"
    if story.near("verdict") or story.close("fines") or (story.close("accord") and story.about("court")):
        return "penalty"
    if story.near("bidden") and (story.near("court") or story.about("court")):
        return "penalty"
    if story.near("bounty"):
        return "other"
    if story.near("duping") or (story.near("lure") and story.close("prey", "fraud")):
        return "lost"
    if story.near("insurers"):
        return "other"
    if _ransomed(story):
        return "ransom"
    if story.near("fraud"):
        return "lost"
    if story.near("theft"):
        return "ransom"
    return "lost" if story.about("fraud") and not story.about("court") else "other"


def _send(story: Story) -> str:
    if story.near("fraud"):
        return "lost"
    if story.near("ransom"):
        return "ransom"
    if story.near("theft") and not story.near("mixing"):
        return "lost"
    if story.near("theft", "crime"):
        return "laundered"
    return "lost" if story.about("fraud") else "other"


def _move(story: Story) -> str:
    if story.near("mixing", "illicit"):
        return "laundered"
    if story.close("theft"):
        return "lost"
    return "laundered" if story.close("crime", "fraud") or story.about("crime") else "other"


def _demand(story: Story) -> str:
    if story.near("offered"):
        return "other"
    if story.close("ransom"):
        return "ransom"
    if story.near("fines"):
        return "penalty"
    if story.near("court"):
        return "other"
    extorting = story.close("illicit", "extorter") or (story.close("theft") and story.near("payup"))
    if _ransomed(story) or (extorting and not story.near("fraud")):
        return "ransom"
    return "lost" if story.close("fraud") else "other"


def _raise(story: Story) -> str:
    return "lost" if story.near("duping") or (story.near("lure") and story.near("prey")) else "other"


def _seizing(story: Story) -> bool:
    """Whether authorities take something, in a story of crime."""
    return story.near("seizing") and (story.near("crime", "catch") or story.about("crime", "raid"))


def _take(story: Story) -> str:
    if _seizing(story):
        return "seized"
    if story.near("parting") and story.about("theft", "fraud"):
        return "lost"
    if story.near("offered") and story.near("illicit", "fraud"):
        return "laundered"
    return "lost" if story.close("theft", "fraud") or story.near("accused") else "other"


def _get(story: Story) -> str:
    return "lost" if story.near("theft", "fraud", "accused") else "other"


def _find(story: Story) -> str:
    return "seized" if story.close("raid") or story.about("crime") else "other"


def _cost(story: Story) -> str:
    if story.near("shedding"):
        return "other"
    return "lost" if story.near("harm", "fraud", "theft") else "other"


def _expense(story: Story) -> str:
    if story.near("making", "thrift"):
        return "other"
    if story.near("fines") or (story.near("forced", "owed") and story.near("court")):
        return "penalty"
    return _cost(story)


def _order(story: Story) -> str:
    return "penalty" if story.near("court") else "other"


def _damages(story: Story) -> str:
    if story.near("claimed") and not story.near("owed", "fines"):
        return "other"
    return "penalty" if story.near("court", "owed", "forced", "paying") else "lost"


def _give(story: Story) -> str:
    if story.near("fraud", "theft"):
        return "recovered"
    return "other" if story.near("owners") else "recovered"


def _deal(story: Story) -> str:
    if story.near("fraud", "theft"):
        return "lost"
    return "laundered" if story.near("crime") else ""


def _sell(story: Story) -> str:
    if story.near("fraud"):
        return "lost"
    return "laundered" if story.near("illicit") and not story.about("pharma") else "other"


def _wares(story: Story) -> str:
    return "seized" if story.near("raid") or story.about("raid") else "other"


def _yield(story: Story) -> str:
    return "laundered" if story.near("illicit") else "other"


def _bribes(story: Story) -> str:
    return "laundered" if story.near("taking") else "other"


def _avert(story: Story) -> str:
    if story.close("ransom") or _ransomed(story):
        return "ransom"
    kept = story.near("fraud", "theft", "banking", "harm", "crime", "raid") or story.about("fraud", "theft", "crime")
    return "frozen" if kept else "other"


def _intercept(story: Story) -> str:
    return "seized" if story.near("freight") else "frozen"


def _save(story: Story) -> str:
    if story.close("ransom") or _ransomed(story):
        return "ransom"
    return "frozen" if story.near("fraud", "theft", "banking") else "other"


def _attack(story: Story) -> str:
    if story.close("ransom"):
        return ""
    return "lost" if story.close("theft", "fraud") or story.about("theft", "fraud") else ""


def _price(story: Story) -> str:
    return "ransom" if story.near("ransom", "extorter") else "other"


def _haul(story: Story) -> str:
    return "lost" if story.near("robbery", "theft") and not story.near("officials", "seizing") else "seized"


def _accept(story: Story) -> str:
    return "laundered" if story.near("accused") else _gain(story)


def _attach(story: Story) -> str:
    return "seized" if story.near("attachable") else ""


def _contain(story: Story) -> str:
    if story.near("robbery", "theft"):
        return "lost"
    return "seized" if story.close("officials") and story.close("raid") else "other"


def _hide(story: Story) -> str:
    if story.near("taxes"):
        return "lost"
    return "seized" if story.close("officials", "catch", "freight") or story.about("raid") else _gain(story)


def _forfeit(story: Story) -> str:
    return "penalty" if story.near("ruling") or story.about("court") else "seized"


def _dock(story: Story) -> str:
    return "penalty"


def _pay_back(story: Story) -> str:
    return "penalty" if story.near("bidden", "forced", "court") else "recovered"


def _savings(story: Story) -> str:
    return "lost" if story.near("fraud", "theft") else "other"


def _net(story: Story) -> str:
    if story.near("sweep"):
        return "seized"
    return "lost" if story.near("robbery") else _gain(story)


def _recover(story: Story) -> str:
    stolen = story.near("fraud") or (story.near("theft", "robbery") and not story.near("contraband"))
    return "seized" if story.near("catch") and not stolen else "recovered"


def _recovery(story: Story) -> str:
    return "seized" if story.near("contraband") else "recovered"


def _confiscation(story: Story) -> str:
    return "penalty" if story.near("court") and story.near("verdict") else "seized"


def _stop(story: Story) -> str:
    return "frozen" if story.near("banking") else "other"


def _payment(story: Story) -> str:
    if story.near("wages") and not story.near("ransom"):
        return "other"
    if story.close("ransom") or _ransomed(story) or (story.near("extorter") and story.near("captive")):
        return "ransom"
    if story.near("mixing"):
        return "laundered"
    return "lost" if story.near("fraud") or (story.about("fraud") and story.close("fraud", "illicit")) else "other"


def _fee(story: Story) -> str:
    return "penalty" if story.near("forced") else "other"


def _street(story: Story) -> str:
    return "seized"


def _repay(story: Story) -> str:
    if story.near("verdict"):
        return "penalty"
    return "recovered" if story.close("fraud", "theft", "crime") or story.about("fraud", "theft") else "other"


def _transaction(story: Story) -> str:
    if story.near("ransom"):
        return "ransom"
    return "laundered" if story.close("illicit", "crime", "mixing", "banking") and story.about("crime") else "other"


def _suffer(story: Story) -> str:
    return "lost"


def _settle(story: Story) -> str:
    return "ransom" if _ransomed(story) and not story.near("court") else "penalty"


def _charge(story: Story) -> str:
    return "lost" if story.close("fraud") and not story.near("court") else "other"


def _raid(story: Story) -> str:
    return "lost" if story.near("armed") and not story.near("officials") else ""


def _compensate(story: Story) -> str:
    if story.near("claimed") and not story.near("forced"):
        return "other"
    return "penalty" if story.near("court", "forced", "fines") else "other"


def _secure(story: Story) -> str:
    return "seized" if _seizing(story) else _obtain(story)


def _levy(story: Story) -> str:
    return "other" if story.near("duties") else "penalty"


def _win(story: Story) -> str:
    return "penalty" if story.near("suits", "owed") else "other"


def _destroy(story: Story) -> str:
    return "lost"


_MEANINGS: Mapping[str, Callable[[Story], str]] = {
    "gain": _gain,
    "collect": _collect,
    "receive": _receive,
    "obtain": _obtain,
    "pay": _pay,
    "send": _send,
    "move": _move,
    "demand": _demand,
    "raise": _raise,
    "take": _take,
    "get": _get,
    "find": _find,
    "cost": _cost,
    "cause": _cost,
    "expense": _expense,
    "destroy": _destroy,
    "win": _win,
    "secure": _secure,
    "levy": _levy,
    "order": _order,
    "damages": _damages,
    "give": _give,
    "deal": _deal,
    "sell": _sell,
    "wares": _wares,
    "yield": _yield,
    "bribes": _bribes,
    "compensate": _compensate,
    "raid": _raid,
    "charge": _charge,
    "settle": _settle,
    "suffer": _suffer,
    "transaction": _transaction,
    "repay": _repay,
    "street": _street,
    "fee": _fee,
    "payment": _payment,
    "stop": _stop,
    "recover": _recover,
    "recovery": _recovery,
    "confiscation": _confiscation,
    "net": _net,
    "avert": _avert,
    "intercept": _intercept,
    "save": _save,
    "attack": _attack,
    "price": _price,
    "savings": _savings,
    "accept": _accept,
    "haul": _haul,
    "hide": _hide,
    "attach": _attach,
    "contain": _contain,
    "forfeit": _forfeit,
    "pay_back": _pay_back,
    "dock": _dock,
}


def meaning(weak: str, story: Story) -> str:
    """The role that a weak class has in a story; empty where it says nothing."""
    return _MEANINGS[weak](story)
