"""Where the people counted were: the narrowest place that the sentence gives for them, or None.

In go a parsed sentence with its entities, a counted phrase and the word that counts it; out comes the place as written.
"""

from __future__ import annotations

from factx.lexicon.territories import country_names
from factx.rules.around import TIMES, after_place, no_verb_between
from factx.rules.phrases import Chunk, climb
from factx.rules.place_names import Span, named_places, title_case
from factx.rules.words import listed
from factx.syntax import Parsed

_INTO = listed("places", "into")
_UNITS = listed("places", "units")
_SIDES = listed("places", "sides")
_UNITS_BEHIND = listed("places", "units_behind")
_CAPITALS = listed("places", "capitals")
_STRIKES = listed("places", "strikes")
_SCENES = listed("places", "scenes")
_ASSAULTS = listed("places", "assaults")
_CRIMES = listed("places", "crimes")
_CLAUSE_OPENERS = listed("places", "clause_openers")
_POLICE = listed("ties", "police")
_ACCUSING = ("for", "over")
_LATER = ("after", "following")
_ACCUSED = listed("places", "accused")
_SAYING = listed("places", "saying")
_WHERE = listed("places", "where")
_OWNING = ("'s", "\u2019s")
_TAKEN = listed("places", "taken")
_SITTING = ("sitting", "meeting", "convened")
# Parts of a country.
_PARTS = frozenset(["province", "state", "county", "region", "district", "prefecture", "oblast", "governorate"])
# Tokens between an opening bracket and a number in it, or between a place and the bracket, at most.
_BRACKET, _BEFORE_BRACKET = 10, 3
# Tokens between a preposition and the capital that a name behind a comma names, at most.
_APPOSITION = 6
# Tokens from a place to the end of a dateline, at most.
_DATELINE = 12
_DASHES = ("-", "--", "\u2013", "\u2014")
_ANCHORING = frozenset(
    ["conj", "acl", "xcomp", "advcl", "relcl", "nsubj", "nsubjpass", "dobj", "pobj", "prep", "ccomp"]
)


def place_of(sentence: Parsed, c: Chunk, trigger: int | None, chunks: list[Chunk], scene: bool = False) -> str | None:
    """The place of chunk ``c``, which the token ``trigger`` counts (None where it leans on another count).

    Args:
        scene: it happened to them all at once, as in a crash: then the only place of the sentence is theirs.
    """
    places = [place for place in named_places(sentence) if not _filed(sentence, place)]
    if not places:
        return None
    beside = _before_bracket(sentence, c, places) or _elliptic(sentence, c, places) or _where(sentence, c, places)
    if beside is not None:
        return _named(sentence, beside, places)
    left, right = _region(sentence, c, trigger, chunks)
    anchors = _anchors(sentence, c, trigger)
    mine = [p for p in places if _in_phrase(sentence, p, anchors, c, trigger) and not _dateline(sentence, p)]
    if not scene:
        mine = [p for p in mine if not _of_the_crime(sentence, p, c)]
    after = _past_modifier(sentence, c, trigger, [p for p in mine if c.end <= p[0] < right])
    before = [p for p in mine if p[0] < c.first and (p[0] >= left or _sets_scene(sentence, p))]
    for group in (after, before):
        if group:
            return _named(sentence, group[0], places)
    listed = _list_item(sentence, c, places)
    if listed is not None:
        return listed
    actor = next((p for p in places if trigger is not None and _acts(sentence, p, trigger)), None)
    if actor:
        return _named(sentence, actor, places)
    only = _only_one(sentence, places) if scene else None
    aside = trigger is not None and sentence.deps[trigger] == "relcl" and only is not None and only[0] >= right
    only = None if aside else only
    return _named(sentence, only, places) if only else None


def place_around(sentence: Parsed, place: str | None) -> str | None:
    """The place in which the sentence says that ``place`` is: "Westminster in [London]", "Nice, [France]"."""
    spans = named_places(sentence) if place else []
    for n, (start, end) in enumerate(spans[:-1]):
        between = sentence.words[end : spans[n + 1][0]]
        told = sentence.text[sentence.starts[start] : sentence.ends[end - 1]] == place
        if told and between in ([","], ["in"], ["of"], ["in", "the"], [",", "in"]):
            first, last = spans[n + 1]
            return sentence.text[sentence.starts[first] : sentence.ends[last - 1]]
    return None


def _past_modifier(sentence: Parsed, c: Chunk, trigger: int | None, after: list[Span]) -> list[Span]:
    """ "Two men wanted for murder in Lagos were arrested in Rome": the place behind the verb, if there is one."""
    if trigger is None or trigger <= c.end or not sentence.tags[c.end].startswith(("VB", "WP")):
        return after
    return [p for p in after if p[0] > trigger] or after


def _only_one(sentence: Parsed, places: list[Span]) -> Span | None:
    """The one place in which the sentence says that anything was, however far from the count: where it all happened."""
    if title_case(sentence):
        return None
    where = [p for p in places if (k := _preposition(sentence, p[0])) >= 0 and sentence.words[k] in _INTO]
    where = [p for p in where if sentence.tags[p[1] : p[1] + 1] != ["POS"]]
    where = [p for p in where if not _speaks(sentence, sentence.heads[_preposition(sentence, p[0])])]
    apart = [p for n, p in enumerate(where) if not n or not _inside(sentence, where[n - 1], p)]
    return apart[0] if len(apart) == 1 else None


def _dateline(sentence: Parsed, place: Span) -> bool:
    """ "Dubai: Police have arrested seven": where the report was written."""
    return place[0] == 0 and sentence.words[place[1] : place[1] + 1] == [":"]


def _filed(sentence: Parsed, place: Span) -> bool:
    """ "ROME, Feb 26 (AGI) - Nine sailors died", "PARIS, Feb 12 - Police": where an agency's report was written."""
    words, end = sentence.words, place[1]
    if place[0] > 2 or not sentence.raw(place[0]).isupper() or words[end : end + 1] not in ([","], ["("]):
        return False
    ahead = words[end : end + _DATELINE]
    dash = next((k for k, w in enumerate(ahead) if w in _DASHES), None)
    return dash is not None and (ahead[dash - 1] == ")" or ahead[dash - 1].isdecimal())


def _inside(sentence: Parsed, place: Span, other: Span) -> bool:
    """ "at Hillsborough in Sheffield": the second place says where the first one is."""
    return other[0] - place[1] <= 2


def _list_item(sentence: Parsed, c: Chunk, places: list[Span]) -> str | None:
    """ "Benin: 54 arrests"."""
    for start, end in places:
        if start == 0 and sentence.words[end : end + 1] == [":"] and c.first - end <= 2:
            return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]
    return None


def _elliptic(sentence: Parsed, c: Chunk, places: list[Span]) -> Span | None:
    """ "Germany led with 112 arrests", "followed by Belgium with three", ", Belgium three", "; in Belgium, three"."""
    if after_place(sentence, c) is not None:
        return next((place for place in places if place[1] <= c.first <= place[1] + 1), None)
    with_it = sentence.words[c.first - 1 : c.first] == ["with"]
    for place in places:
        start, end = place
        told = with_it and start <= 1 and sentence.deps[end - 1] == "nsubj" and end <= c.first - 2
        if told and sentence.heads[end - 1] < c.first and no_verb_between(sentence, sentence.heads[end - 1], c.first):
            return place
    return None


def _before_bracket(sentence: Parsed, c: Chunk, places: list[Span]) -> Span | None:
    """ "Italy (9,000 cases, 463 deaths)", "Asia recorded 90 cases (32 deaths)": the place that the bracket is about."""
    words = sentence.words
    opening = next((k for k in range(c.first - 1, max(-1, c.first - _BRACKET), -1) if words[k] in ("(", ")")), None)
    if opening is None or words[opening] == ")":
        return None
    about = [p for p in places if 0 <= opening - p[1] <= _BEFORE_BRACKET and "," not in words[p[1] : opening]]
    if not about:
        return None
    ahead = words[max(0, about[-1][0] - 3) : about[-1][0]]
    joined = any(w in ("and", "&") for w in ahead) and ")" not in ahead
    return None if joined else about[-1]


def _where(sentence: Parsed, c: Chunk, places: list[Span]) -> Span | None:
    """ "the siege at Beslan when 300 people died", "in Peru, where 12 were hurt": the clause is about the place."""
    for place in places:
        opener = place[1] + (sentence.words[place[1] : place[1] + 1] == [","])
        opened = opener < c.first <= opener + 3 and sentence.words[opener] in _CLAUSE_OPENERS
        if opened and (opener == place[1] or sentence.words[opener] == "where"):
            return _narrowest(sentence, place, places)
    return None


def _narrowest(sentence: Parsed, place: Span, places: list[Span]) -> Span:
    """ "[Serkam], Jasin", "[Beslan] in Ossetia": the first of the names that lead to this one."""
    for other in reversed(places):
        if other[1] < place[0] and sentence.words[other[1] : place[0]] in ([","], ["in"], ["of"], ["in", "the"]):
            place = other
    return place


def _sets_scene(sentence: Parsed, place: Span) -> bool:
    """A place that opens the sentence or belongs to its subject holds for every count in it."""
    k = place[0] - 1
    while k > 0 and (
        sentence.words[k] in ("the", "of", "a") or sentence.words[k] in _UNITS or sentence.tags[k] == "JJ"
    ):
        k -= 1
    subject = k if sentence.words[k] in _ASSAULTS else sentence.heads[k]
    if _speaks(sentence, subject):
        return False
    return k == 0 or (k > 0 and sentence.deps[subject] in ("nsubj", "nsubjpass"))


def _region(sentence: Parsed, c: Chunk, trigger: int | None, chunks: list[Chunk]) -> tuple[int, int]:
    """The stretch of tokens in which a place can belong to this chunk rather than to another one."""
    right = min((_begin(sentence, o) for o in chunks if o.first > c.end), default=len(sentence))
    left = max((o.end for o in chunks if o.end <= c.first), default=0)
    if trigger is not None and trigger > right:
        right = len(sentence)
    if trigger is not None and trigger < left:
        left = 0
    for i in range(c.end, right):
        if sentence.words[i] == ";":
            return left, i
    return left, right


def _begin(sentence: Parsed, c: Chunk) -> int:
    """Where the chunk begins, or the place that stands before it for it."""
    begin = after_place(sentence, c)
    return c.first if begin is None else begin


def _anchors(sentence: Parsed, c: Chunk, trigger: int | None) -> set[int]:
    """The tokens to which a place of this chunk may be attached."""
    token = climb(sentence, c)
    anchors = {token, c.number}
    if c.head is not None:
        anchors.add(c.head)
    for start in (trigger, token):
        while start is not None:
            anchors.add(start)
            above = sentence.heads[start]
            joined = sentence.deps[start] in _ANCHORING
            if above == start or not joined or len(anchors) > 10:
                break
            if sentence.deps[start] == "relcl" and sentence.deps[above] == "pobj" and above != token:
                anchors.add(above)
                break
            resulting = sentence.words[start] == "resulting"
            if sentence.deps[start] in ("ccomp", "advcl") and start != trigger and not resulting:
                break
            start = above
    return anchors


def _in_phrase(sentence: Parsed, place: Span, anchors: set[int], c: Chunk, trigger: int | None) -> bool:
    """True where a preposition ties the place to one of the anchors, straight or through one or two nouns."""
    start, end = place
    if end - 1 in anchors:
        return True
    if _struck(sentence, end - 1, anchors, trigger):
        return True
    unit = sentence.words[end : end + 1] and sentence.words[end] in _UNITS_BEHIND
    owned = end < len(sentence) and sentence.tags[end] == "POS"
    modifies = sentence.deps[end - 1] in ("compound", "nmod", "poss", "amod")
    if end < len(sentence) and not unit and (owned or modifies):
        return False
    k = _preposition(sentence, start)
    assault = k > 0 and sentence.words[k] == "of" and sentence.words[k - 1] in _ASSAULTS
    if k < 0 or not (assault or sentence.words[k] in _INTO or _from_there(sentence, k)):
        return False
    if k == c.end or (trigger is not None and k == trigger + 1) or k == 0:
        return True
    return _tied(sentence, sentence.heads[k], anchors, c, trigger)


def _from_there(sentence: Parsed, k: int) -> bool:
    """ "were reported [from] Kerala", "rescued [from] Kabul": the verb makes it where they were."""
    return sentence.words[k] == "from" and sentence.words[k - 1] in _TAKEN


def _struck(sentence: Parsed, last: int, anchors: set[int], trigger: int | None) -> bool:
    """ "A storm hit Cuba, killing two": the place is what was hit by that which made the victims."""
    verb = sentence.heads[last]
    if sentence.deps[last] != "dobj" or sentence.words[verb] not in _STRIKES or trigger == verb:
        return False
    noun = sentence.heads[verb]
    clause = sentence.heads[noun] if sentence.deps[noun] == "conj" else noun
    if verb in anchors or (sentence.deps[verb] == "advcl" and (noun in anchors or clause in anchors)):
        return True
    if sentence.deps[verb] not in ("acl", "relcl") or sentence.deps[noun] != "pobj":
        return False
    above = sentence.heads[sentence.heads[noun]]
    return above in anchors or (sentence.deps[above] == "conj" and sentence.heads[above] in anchors)


def _preposition(sentence: Parsed, start: int) -> int:
    """The token before the name at ``start``, past articles, "downtown" and "the city of"; -1 where none stands."""
    words, tags = sentence.words, sentence.tags
    k = start - 1
    if k > 1 and words[k] == "," and words[k - 1] in _CAPITALS:
        k = next((i for i in range(k - 2, max(-1, k - _APPOSITION), -1) if words[i] in _INTO), k)
    k -= tags[k] == "JJ" and words[k - 1] in _OWNING
    if words[k] in _OWNING and k > 1:
        k -= 1
        while k > 0 and tags[k] == "NNP":
            k -= 1
    while k > 0 and (words[k] in _SIDES or tags[k] == "JJ" or (words[k] in _CAPITALS and words[k - 1] not in _INTO)):
        k -= 1
    if k > 1 and words[k] == "of" and words[k - 1] in _UNITS:
        k -= 2
        while k > 0 and (words[k] in ("the", "a") or tags[k] in ("JJ", "NNP", "POS", "NN", "HYPH")):
            k -= 1
    return k


def _tied(sentence: Parsed, head: int, anchors: set[int], c: Chunk, trigger: int | None) -> bool:
    """Whether ``head``, to which the place's preposition is attached, is an anchor or leads to one."""
    deps, heads = sentence.deps, sentence.heads
    if sentence.words[head] in _SAYING and head != trigger:
        return False
    for _ in range(4):
        if head in anchors:
            behind = trigger is not None and head > trigger and head > c.end
            return not (sentence.tags[head].startswith("VB") and behind and deps[head] in ("relcl", "acl", "xcomp"))
        if deps[head] in ("nsubj", "nsubjpass", "dobj", "conj") and heads[head] in anchors:
            if _speaks(sentence, head):
                return False
            return head < c.first or deps[head] == "conj"
        if deps[head] in ("dobj", "nsubj", "nsubjpass") and _scene(sentence, heads[head]):
            head = heads[head]
        if _scene(sentence, head) and heads[head] in anchors:
            return True
        beside = deps[head] == "conj" and sentence.tags[head] == "NN" and deps[heads[head]] == "pobj"
        if beside or _modifying(sentence, head, c) or deps[head] == "acomp":
            head = heads[head]
        elif deps[head] == "pobj":
            head = heads[heads[head]]
        else:
            return False
    return False


def _modifying(sentence: Parsed, verb: int, c: Chunk) -> bool:
    """ "brothels [raided] by police in Luton", "a court [sitting] in Kano": a participle that says where a noun was."""
    noun = sentence.heads[verb]
    if sentence.deps[verb] != "acl" or c.first <= noun < c.end:
        return False
    if sentence.deps[noun] == "pobj":
        return sentence.tags[verb] == "VBN" and sentence.words[sentence.heads[noun]] in _WHERE
    return sentence.deps[noun] == "nsubj" and sentence.words[verb] in _SITTING


def _of_the_crime(sentence: Parsed, place: Span, c: Chunk) -> bool:
    """ "arrested over the murder of a man in Delhi": where what they are said to have done was done."""
    deps, heads = sentence.deps, sentence.heads
    last = place[1] - 1
    last = heads[last] if deps[last] in ("compound", "nmod") else last
    head = heads[heads[last]] if deps[last] == "pobj" else last
    for _ in range(4):
        prep = heads[head]
        if deps[head] != "pobj" or head < c.end:
            return False
        if sentence.words[prep] in _LATER and sentence.words[head] in _CRIMES:
            return True
        for_it = sentence.words[prep] in _ACCUSING
        for_it |= sentence.words[prep] != "in" and sentence.words[heads[prep]] in _ACCUSED
        if for_it and any(heads[k] == head and sentence.tags[k] == "DT" for k in range(prep + 1, head)):
            return True
        head = heads[prep]
    return False


def _speaks(sentence: Parsed, i: int) -> bool:
    """ "The [envoy] in Doha said that nine were freed": who tells of it elsewhere, as the local police do not."""
    said = sentence.deps[i] == "nsubj" and sentence.words[sentence.heads[i]] in _SAYING
    return said and sentence.words[i] not in _POLICE


def _scene(sentence: Parsed, verb: int) -> bool:
    """ "killed when a bomb hit": whether the verb heads a clause that tells how and where it happened."""
    opened = range(sentence.heads[verb] + 1, verb)
    return sentence.deps[verb] == "advcl" and any(sentence.words[k] in _SCENES for k in opened)


def _acts(sentence: Parsed, place: Span, trigger: int) -> bool:
    """ "Germany nabbed 47 others": the country itself is the subject."""
    last = place[1] - 1
    if sentence.deps[last] == "nsubj":
        verb = trigger
        for _ in range(4):
            if sentence.heads[last] == verb:
                return True
            if sentence.deps[verb] not in ("conj", "xcomp", "advcl"):
                break
            verb = sentence.heads[verb]
    return place[0] == 0 and trigger == place[1]


def _named(sentence: Parsed, place: Span, places: list[Span]) -> str | None:
    """The place as written, or None where it is one of several."""
    start, end = place
    if _unit_of(sentence, end) and any(p[0] in (end + 2, end + 3) for p in places):
        if sentence.text[sentence.starts[start] : sentence.ends[end - 1]] in country_names():
            return _named(sentence, next(p for p in places if p[0] > end), places)
        article = sentence.words[start - 1 : start] == ["the"]
        return sentence.text[sentence.starts[start] : sentence.ends[end - article]]
    follows = sentence.words[end : end + 1] == [","] and next((p for p in places if p[0] == end + 1), None)
    if follows and _verb_at(sentence, follows[1]) and sentence.words[follows[0]] != sentence.words[start]:
        return None
    if sentence.words[end : end + 1] in (["and"], ["&"]) and sentence.tags[end + 1 : end + 2] == ["NNP"]:
        return None
    if _beside_another(sentence, end, places) or (not title_case(sentence) and _one_of_names(sentence, end)):
        return None
    following = [p for p in places if p[0] > start][:2]
    if following and _listed_with(sentence, place, following):
        return None
    return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]


def _unit_of(sentence: Parsed, i: int) -> bool:
    """ "Baraki [district of] Logar": the narrower name stands before "of"."""
    return sentence.words[i + 1 : i + 2] == ["of"] and sentence.words[i] in _UNITS


def _beside_another(sentence: Parsed, i: int, places: list[Span]) -> bool:
    """ "in Mosul [and in the province of] Diyala": another place beside the one that ends before token ``i``."""
    if sentence.words[i : i + 1] != ["and"] or sentence.words[i + 1 : i + 2] not in (["in"], ["near"], ["at"]):
        return False
    following = next((p for p in places if p[0] > i), None)
    return following is not None and following[0] <= i + 5 and "CD" not in sentence.tags[i : following[0]]


def _one_of_names(sentence: Parsed, i: int) -> bool:
    """ "in Imus[, Silang, Naic and Indang]": at token ``i`` goes on a list of names that ends in "and" and a name."""
    words, names = sentence.words, 0
    while words[i : i + 1] == [","] and (last := _capitals(sentence, i + 1)) > i + 1 and words[i + 1] not in TIMES:
        i, names = last, names + 1
    i += words[i : i + 1] == [","]
    if not names or words[i : i + 1] not in (["and"], ["&"]):
        return False
    last = _capitals(sentence, i + 1)
    return last > i + 1 and not _verb_at(sentence, last)


def _capitals(sentence: Parsed, i: int) -> int:
    """One past the words with a capital from token ``i`` on."""
    while i < len(sentence) and sentence.raw(i)[0].isupper():
        i += 1
    return i


def _verb_at(sentence: Parsed, i: int) -> bool:
    return i < len(sentence) and sentence.tags[i].startswith("VB")


def _ever_wider(sentence: Parsed, place: Span, following: list[Span]) -> bool:
    """ "Wuyi County, Hebei province, China": names behind a comma that say where the first one is."""
    names = [sentence.text[sentence.starts[a] : sentence.ends[b - 1]] for a, b in (place, *following)]
    first, second = following[0], following[-1]
    joined = sentence.words[first[1] : second[0]]
    if len(following) == 2 and (("and" in joined and second[0] - first[1] <= 3) or "or" in joined):
        return False
    unit = sentence.words[first[1] - 1] in _PARTS or sentence.words[first[1] : first[1] + 1][:1] in (
        [w] for w in _PARTS
    )
    return names[0] not in country_names() and (unit or any(n in country_names() for n in names[1:]))


def _listed_with(sentence: Parsed, place: Span, following: list[Span]) -> bool:
    """ "in Spain, Italy and France": whether the place is one of a list with the next ones."""
    between = sentence.words[place[1] : following[0][0]]
    if not 1 <= len(between) <= 3 or not all(w in ("and", "&", ",", "the", "or") for w in between):
        return False
    if between == [","] and _ever_wider(sentence, place, following):
        return False
    further = sentence.words[following[0][1] : following[1][0]] if len(following) > 1 else ["."]
    return any(w in ("and", "&", "or") for w in between) or set(further) <= {"and", ",", "the"}
