"""Whether two statements are of one quantity as they stand: two statements in, how sure it is out, in points.

Here figures agree, or can both be true. Those that cannot are for `differences`. Points are given for the digits that
agree, the role, what the sentences share, the story; a tie needs `ENOUGH` of them.
"""

from __future__ import annotations

from factx.comparing import figures
from factx.comparing.groups import NEAR, RARE, Groups, Known
from factx.comparing.names import same_operation
from factx.comparing.room import ROUNDED, comparable, one_side
from factx.comparing.statements import LEAD, OPENING, Statement, fit, is_vague, same_money
from factx.comparing.stories import SURE, telling

#: Points from which two statements are of one quantity.
ENOUGH = 4.0
#: Stems of words that sentences about one thing share at least, unless one is a mere item of a list.
WORDS, ITEM = 2, 3
#: Counts that many reports share by chance, and the points against them.
_SMALL, _BY_CHANCE = 10, -0.5
#: Points for equal figures, and against those that only may be of one thing.
_EQUAL, _UNEQUAL = 0.5, -0.5
#: Digits in which figures agree that are within a twentieth.
_NEARLY = 1.3
#: The most digits that give a point each.
_DIGITS = 4.0
#: Points for one role, for two sums of no role, for roles of one side, for roles that no one sum has.
_ROLE, _OTHER, _SIDE, _OTHERWISE = 1.0, 0.5, -0.5, -1.0
#: Points for a shared word, the most for words and for names.
_WORD, _MOST_WORDS, _MOST_NAMES = 0.5, 2.0, 1.0
#: The share of its words that a sentence has in common with one that it retells.
_RETOLD = 0.5
#: Points for sentences of which one holds all words of the other.
_ALIKE = 0.5
#: Points for one story, and the most for documents that are about like things at different times.
_STORY, _ABOUT = 2.0, 1.0
#: Points for documents of two stories that share more than one other figure.
_SHARED = 1.0
#: Points for figures beside which one page is cited.
_CITED = 2.0
#: Points for what documents are about by which reports of two stories may retell one figure, and a sure one.
_LIKE, _LIKE_SURE = 3.0, 1.5
#: Points for one place, for two titles, for figures given once, for two that stand beside a tied pair.
_PLACE, _TITLES, _LONE, _BESIDE = 0.5, 1.0, 0.5, 1.5
#: Weight of a name that tells one figure of one role from another.
_KNOWN = 0.3
#: Points against a whole and a part, and against sentences that name what the other document does not know.
_PART, _STRANGE = -1.0, -2.0


def strength(a: Statement, b: Statement, known: Known, groups: Groups) -> float:
    """How sure it is that both are of one quantity; 0 where it is not.

    Args:
        a, b: of two documents.
        known: of the run.
        groups: statements that are of one quantity so far.
    """
    if not comparable(a, b) or not fit(a, b):
        return 0
    same = figures.same_figure(a.fact, b.fact)
    if _is_stray(a, b, known) and not (same and telling(a)):
        return 0
    cited = known.cited(a, b)
    told = bool(a.operation and b.operation) or known.one_story(a, b) or cited
    if a.fact.value is None:
        return 10 * same + ENOUGH if told and _ranges_fit(a, b, known) else 0
    if not told and not _may_be_retold(a, b, known, same):
        return 0
    beside = _beside(a, b, groups)
    if not same and (figures.ratio(a.fact, b.fact) > NEAR or not (beside or _may_be_one(a, b, known))):
        return 0
    points = _of_figures(a, b, known, same) + _of_roles(a, b) + _of_sentences(a, b, known) + _BESIDE * beside
    if told:
        points += _of_stories(a, b, known) + _CITED * cited
    else:
        points += min(_ABOUT, known.about(a, b) / 2) + _SHARED * (known.sharing(a, b) > 1)
    points += _PLACE * bool(a.place and a.place == b.place) + _PART * (not same and a.part != b.part)
    points += _TITLES * (a.titled and b.titled)
    points += _LONE * ((known.lone(a) and known.lone(b)) + (same and known.sole(a) and known.sole(b)))
    return points if points >= ENOUGH else 0


def _of_stories(a: Statement, b: Statement, known: Known) -> float:
    """Points for one story, more of them the surer it is one."""
    return _STORY + min(1, max(0, known.surety(a, b) / SURE - 1))


def _of_figures(a: Statement, b: Statement, known: Known, same: bool) -> float:
    """Points for the digits in which figures agree: "76 billion" and "75.87 billion" in two."""
    if is_vague(a.fact) or is_vague(b.fact):
        return 0
    if a.fact.value is not None and a.fact.kind != "money" and a.fact.value <= _SMALL:
        named = known.named(a, b)
        told = same and (max(a.at, b.at) < LEAD or len(a.words & b.words) >= WORDS or named)
        return _BY_CHANCE + _EQUAL * told
    agreed = max((figures.agreement(x, y) for x in a.sums for y in b.sums if same_money(x, y)), default=0)
    return min(_DIGITS, agreed) + (_UNEQUAL if not same else _EQUAL if agreed > 1 else 0)


def _of_roles(a: Statement, b: Statement) -> float:
    """Points for one role. A sum of two that is round or told in other words is one where both begin with it."""
    if a.fact.role == b.fact.role:
        return _OTHER if a.fact.role == "other" else _ROLE
    round_ = any(figures.digits(f.value) < ROUNDED for f in (a.fact, b.fact) if f.value is not None)
    bare = a.words.isdisjoint(b.words) and a.names.isdisjoint(b.names)
    begun = max(a.at, b.at) < OPENING or _is_retold(a, b)
    return (_SIDE if one_side(a, b) else _OTHERWISE) + _OTHERWISE * (not begun and (round_ or bare))


def _is_retold(a: Statement, b: Statement) -> bool:
    """Whether one sentence holds most words of the other."""
    return len(a.words & b.words) >= max(ITEM, _RETOLD * min(len(a.words), len(b.words)))


def _of_sentences(a: Statement, b: Statement, known: Known) -> float:
    names = known.vocabulary.shared(a.names | a.hints, b.names | b.hints)
    shared = len(a.words & b.words)
    words = min(_MOST_WORDS, _WORD * shared) + _ALIKE * shared / max(1, min(len(a.words), len(b.words)))
    strange = names < RARE <= min(known.strange(a, b), known.strange(b, a))
    strange = strange or (names < RARE and known.of_others(a, b))
    return words + min(_MOST_NAMES, names) + _STRANGE * strange


def _beside(a: Statement, b: Statement, groups: Groups) -> bool:
    """Whether a sum beside the one is tied to a sum beside the other: "1,500 bitcoin, worth $356,000"."""
    return any(groups.of(x) is groups.of(y) for x in a.beside for y in b.beside)


def _may_be_retold(a: Statement, b: Statement, known: Known, same: bool) -> bool:
    """Whether reports of two stories may speak of one figure: a telling one, said of the same with the same names."""
    if not telling(a) or not telling(b) or not one_side(a, b):
        return False
    agreed, shared = figures.agreement(a.fact, b.fact), len(a.words & b.words)
    equal = same and a.fact.bound == b.fact.bound and agreed >= ROUNDED and a.fact.role == b.fact.role != "other"
    named = known.named(a, b, _KNOWN if equal else RARE)
    if _is_one_more(a, b, known, same):
        return True
    if not same and agreed < ROUNDED and not (named and a.fact.role == b.fact.role != "other"):
        return False
    if shared < WORDS and min(len(a.words), len(b.words)) > ITEM and not (named and equal):
        return False
    if not named and (known.foreign(a, b) or known.foreign(b, a)):
        return False
    sure = agreed > ROUNDED or (same and agreed >= ROUNDED and shared >= WORDS)
    return named or known.about(a, b) >= (_LIKE_SURE if sure else _LIKE)


def _is_one_more(a: Statement, b: Statement, known: Known, same: bool) -> bool:
    """Whether documents that share other figures share this one too: of one role, equal or two of whose digits are."""
    sharing = known.sharing(a, b)
    if not sharing or not known.unrivalled(a, b):
        return False
    if known.foreign(a, b) or known.foreign(b, a):
        return False
    agreed = figures.agreement(a.fact, b.fact)
    return a.fact.role == b.fact.role and (agreed >= ROUNDED or (same and sharing > 1))


def _may_be_one(a: Statement, b: Statement, known: Known) -> bool:
    """Whether more than a story says that figures which differ are one: digits, titles, words or names."""
    agreed = max((figures.agreement(x, y) for x in a.sums for y in b.sums if same_money(x, y)), default=0)
    if agreed < 1 or known.of_two(a, b):
        return False
    if agreed >= ROUNDED or (a.titled and b.titled):
        return True
    if known.named(a, b) and a.fact.role == b.fact.role:
        return True
    if not known.unrivalled(a, b):
        return False
    alike = len(a.words & b.words) >= WORDS
    one_role = a.fact.role == b.fact.role != "other"
    at_home = not (known.foreign(a, b) or known.foreign(b, a)) or (a.operation is not None and b.operation is not None)
    if known.one_story(a, b) and at_home:
        return alike or one_role or agreed >= _NEARLY
    return one_role and alike


def _is_stray(a: Statement, b: Statement, known: Known) -> bool:
    """Whether one is of an operation that the other's document, which names others, does not name."""
    if bool(a.operation) == bool(b.operation):
        return False
    named, other = (a, b) if a.operation else (b, a)
    operations = known.stories[other.document].operations
    return bool(operations) and not any(same_operation(named.operation or "", each) for each in operations)


def _ranges_fit(a: Statement, b: Statement, known: Known) -> bool:
    """Ranges of one operation or story are one where the days are, or, its only ones, where one holds the other."""
    if a.fact.start is None and a.fact.end is None and not a.fact.duration:
        return False
    one_operation = bool(a.operation and b.operation)
    if "duration" in (a.fact.kind, b.fact.kind):
        ends = b.fact if a.fact.kind == "duration" else a.fact
        closed = ends.start is not None and ends.end is not None
        return one_operation and a.fact.kind != b.fact.kind and closed
    if any(same(a.fact, b.fact) for same in (figures.same_figure, figures.same_months, figures.same_years)):
        alike = len(a.words & b.words) >= WORDS or not a.names.isdisjoint(b.names)
        return one_operation or alike or not figures.is_period(a.fact)
    closed = None not in (a.fact.start, a.fact.end, b.fact.start, b.fact.end)
    alike = len(a.words & b.words) >= WORDS
    if alike and figures.one_end(a.fact, b.fact) and (closed or known.named(a, b)):
        return True
    return closed and (one_operation or (alike and known.sole(a) and known.sole(b)))
