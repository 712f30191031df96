"""The output contract as pydantic models: what every JSON that factx prints must look like, and how its parts agree.

`Output` is the object of ``--format json``, `Document` a line of ``--format jsonl``, `Row` what both give with
``--flat``. Extra fields are refused, and so are numbers that went through binary floating point: read JSON with
``parse_float=Decimal`` to check. `json_schema` says the same as JSON Schema, as far as that can say it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from factx.comparing.model import Verdict
from factx.formats.record import SCHEMA
from factx.model import BOUND_ORDER, DEFAULT_KINDS, EXTRA_KINDS, Bound, SectionName

Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
MONEY_ROLES = frozenset(("seized", "recovered", "frozen", "lost", "laundered", "penalty", "ransom", "other"))
PEOPLE_ROLES = frozenset(("victims", "suspects", "charged", "convicted", "killed", "injured", "rescued"))
DATES = frozenset(("date_range", "date", "duration"))
#: The kinds whose fields SPEC lays down; all others are declared and say what is counted.
BUILT_IN = frozenset((*DEFAULT_KINDS, *EXTRA_KINDS))
_ROLELESS = BUILT_IN - {"money", "people"}
_PLACELESS = BUILT_IN - {"arrests", "people"}


def _rules(schema: dict[str, Any]) -> None:
    """What a kind asks of a fact's other fields, as JSON Schema."""
    quantity = {"value": {"type": "number"}, "bound": {"type": "string"}}
    dateless = {name: {"type": "null"} for name in ("start", "end", "duration")}
    valueless = {name: {"type": "null"} for name in ("value", "value_max", "bound")}
    money = {"role": {"enum": sorted(MONEY_ROLES)}, "currency": {"type": "string"}}
    people = {"role": {"enum": sorted(PEOPLE_ROLES)}}
    schema["allOf"] = [
        _where({"kind": {"const": "money"}}, money, {"currency": {"type": "null"}}),
        _where({"kind": {"const": "people"}}, people),
        _where({"kind": {"enum": sorted(_ROLELESS)}}, {"role": {"type": "null"}}),
        _where({"kind": {"enum": sorted(DATES)}}, valueless, quantity | dateless),
        _where({"kind": {"enum": sorted(_PLACELESS)}}, {"place": {"type": "null"}}),
        {
            "if": {"properties": {"kind": {"enum": sorted(BUILT_IN)}}},
            "then": {"not": {"anyOf": [{"required": ["counted"]}, {"required": ["unit"]}]}},
            "else": {"required": ["counted", "unit"]},
        },
        _where({"bound": {"const": "between"}}, {"value_max": {"type": "number"}}, {"value_max": {"type": "null"}}),
    ]


def _where(given: dict[str, Any], then: dict[str, Any], otherwise: dict[str, Any] | None = None) -> dict[str, Any]:
    rule: dict[str, Any] = {"if": {"properties": given}, "then": {"properties": then}}
    return rule | ({"else": {"properties": otherwise}} if otherwise else {})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mention(_Strict):
    """A place where the document states the fact."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    text: Annotated[str, Field(min_length=1)]
    sentence: str
    section: SectionName

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError("end - start is not the length of text")
        return self


class Fact(_Strict):
    """One fact; every field is there, ``counted`` and ``unit`` on facts of declared kinds alone."""

    model_config = ConfigDict(json_schema_extra=_rules)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+-[1-9][0-9]*$")]
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    role: Name | None
    value: Decimal | None
    value_max: Decimal | None
    bound: Bound | None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,6}$")] | None
    start: date | None
    end: date | None
    duration: Annotated[str, StringConstraints(pattern=r"^P[0-9A-Z.]+$")] | None
    event: str | None
    place: str | None
    section: SectionName
    text: Annotated[str, Field(min_length=1)]
    mentions: Annotated[list[Mention], Field(min_length=1)]
    rule: Annotated[str, Field(min_length=1)]
    confidence: Annotated[Decimal, Field(ge=0, le=1, decimal_places=3)]
    counted: Annotated[str, Field(min_length=1)] = ""
    unit: Annotated[str, Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """The fields agree with the kind and with one another."""
        for wrong, why in (
            (not self.id.startswith(f"{self.kind}-"), "the id is not KIND-N"),
            (self.kind in DATES and (self.value is not None or self.bound is not None), "a date with a value"),
            (
                self.kind not in DATES and (self.value is None or self.bound is None),
                "a quantity without value or bound",
            ),
            (self.kind not in DATES and (self.start or self.end or self.duration), "a quantity with dates"),
            ((self.kind == "money") != (self.currency is not None), "currency and kind disagree"),
            (self.kind == "money" and self.role not in MONEY_ROLES, "no role of money"),
            (self.kind == "people" and self.role not in PEOPLE_ROLES, "no role of people"),
            (self.kind in _ROLELESS and self.role is not None, "a role where there is none"),
            ((self.bound == "between") != (self.value_max is not None), "between and value_max disagree"),
            (self.place is not None and self.kind in _PLACELESS, "a place where there is none"),
            (("counted" in self.model_fields_set) == (self.kind in BUILT_IN), "counted and kind disagree"),
            (("unit" in self.model_fields_set) == (self.kind in BUILT_IN), "unit and kind disagree"),
            (self.start and self.end and self.start > self.end, "starts after its end"),
            (self.bound not in (None, *BOUND_ORDER), "no bound"),
        ):
            if wrong:
                raise ValueError(why)
        return self


class Error(_Strict):
    """Why an input gave no facts."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$")]
    message: Annotated[str, Field(min_length=1)]


class Document(_Strict):
    """One input."""

    source: str
    title: str | None
    published: date | None
    url: str | None
    site: str | None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    chars: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    facts: list[Fact]
    error: Error | None
    text: str | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.error and self.facts:
            raise ValueError("a failed input with facts")
        firsts = [fact.mentions[0].start for fact in self.facts]
        if firsts != sorted(firsts):
            raise ValueError("facts are not in order of first mention")
        if len({fact.id for fact in self.facts}) != len(self.facts):
            raise ValueError("two facts with one id")
        if any(mention.end > self.chars for fact in self.facts for mention in fact.mentions):
            raise ValueError("a mention outside the text")
        return self


class Output(_Strict):
    """What ``--format json`` prints."""

    factx: str
    version: Literal[1] = Field(alias="schema")
    documents: list[Document]


class Row(_Strict):
    """One fact as ``--flat`` gives it, with its first mention; a failed input is a row too."""

    source: str
    title: str | None
    published: date | None
    id: str | None
    kind: str | None
    role: Name | None
    value: Decimal | None
    value_max: Decimal | None
    bound: Bound | None
    currency: str | None
    start: date | None
    end: date | None
    duration: str | None
    event: str | None
    place: str | None
    section: SectionName | None
    text: str | None
    sentence: str | None
    mention_start: Annotated[int, Field(ge=0)] | None
    mention_end: Annotated[int, Field(gt=0)] | None
    mentions: Annotated[int, Field(ge=1)] | None
    rule: str | None
    confidence: Annotated[Decimal, Field(ge=0, le=1)] | None
    error: str | None
    counted: str | None
    unit: str | None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.error is None) == (self.id is None):
            raise ValueError("neither a fact nor a failure")
        return self


class Spot(_Strict):
    """Where a source states a value."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]


class Value(_Strict):
    """What one source says of a quantity: a fact of it, with the places where it does, in whichever currency."""

    source: str
    fact: Annotated[str, StringConstraints(pattern=r"^[a-z_]+-[1-9][0-9]*$")]
    value: Decimal | None
    value_max: Decimal | None
    bound: Bound | None
    start: date | None
    end: date | None
    text: Annotated[str, Field(min_length=1)]
    mentions: Annotated[list[Spot], Field(min_length=1)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,6}$")] | None
    duration: Annotated[str, StringConstraints(pattern=r"^P[0-9A-Z.]+$")] | None
    published: date | None


class Quantity(_Strict):
    """One thing that sources put a figure on."""

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    role: Name | None
    currency: str | None
    place: str | None
    counted: str | None
    verdict: Verdict
    values: Annotated[list[Value], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_its_verdict(self) -> Self:
        sources = {value.source for value in self.values}
        if (self.verdict == "single" and len(sources) > 1) or (
            self.verdict in ("agree", "consistent") and len(sources) < 2
        ):
            raise ValueError("the verdict does not fit the number of sources")
        return self


class Event(_Strict):
    """What several documents report, or what one contradicts itself on."""

    name: str | None
    aliases: list[str]
    label: Annotated[str, Field(min_length=1)]
    documents: Annotated[list[str], Field(min_length=1)]
    quantities: Annotated[list[Quantity], Field(min_length=1)]

    @model_validator(mode="after")
    def _sources_are_known(self) -> Self:
        if {value.source for quantity in self.quantities for value in quantity.values} - set(self.documents):
            raise ValueError("a source that is no document of the event")
        return self


class Comparison(_Strict):
    """What ``factx compare --format json`` prints."""

    factx: str
    version: Literal[1] = Field(alias="schema")
    events: list[Event]


class Moment(_Strict):
    """An event in its place in time."""

    name: str | None
    label: Annotated[str, Field(min_length=1)]
    start: date | None
    end: date | None
    dated: Literal["stated", "published"] | None
    documents: Annotated[list[str], Field(min_length=1)]
    figures: list[Quantity]


class Timeline(_Strict):
    """What ``factx timeline --format json`` prints."""

    factx: str
    version: Literal[1] = Field(alias="schema")
    timeline: list[Moment]


Share = Annotated[Decimal, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Shares(_Strict):
    """How much of what was given is right, and how much of what the gold wants was given."""

    precision: Share
    recall: Share
    f1: Share
    gold: Count
    predicted: Count


class KindScores(_Strict):
    """Of one kind: mentions by place, mentions by value, whole facts."""

    found: Shares
    value: Shares
    fact: Shares


class Accuracy(_Strict):
    """Of how many mentions an attribute is right."""

    accuracy: Share
    n: Count


class Claim(_Strict):
    """What factx or the gold says of a mention."""

    text: str
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    role: str | None
    value: Decimal | None
    value_max: Decimal | None
    bound: Bound | None
    currency: str | None
    start: date | None
    end: date | None
    event: str | None
    place: str | None
    section: SectionName
    unit: str | None = None
    rule: str | None = None


class Difference(_Strict):
    """A place where factx and the gold differ, with the text around it."""

    source: str
    what: Literal["missed", "extra", "value", "role", "bound", "section", "event", "place"]
    start: Count
    end: Count
    given: Claim | None
    wanted: Claim | None
    before: str
    text: str
    after: str


class Evaluation(_Strict):
    """What ``factx evaluate --format json`` prints."""

    factx: str
    version: Literal[1] = Field(alias="schema")
    documents: Count
    missing: list[str]
    kinds: dict[str, KindScores]
    attributes: dict[str, Accuracy]
    differences: list[Difference]


class _Plain(GenerateJsonSchema):
    """JSON Schema of what is printed: a Decimal is a number."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> dict[str, Any]:
        limits = {"ge": "minimum", "le": "maximum"}
        return {"type": "number"} | {limits[name]: int(schema[name]) for name in ("ge", "le") if name in schema}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``--format json``; the other outputs are among its definitions."""
    models: list[Any] = [(model, "validation") for model in (Output, Document, Row, Comparison, Timeline, Evaluation)]
    _, made = models_json_schema(models, schema_generator=_Plain)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:factx:schema:{SCHEMA}",
        "title": "The output of factx",
        "description": "--format json prints #/$defs/Output, a line of --format jsonl is #/$defs/Document; with --flat "
        "jsonl prints #/$defs/Row a line, and json an array of them. factx compare prints #/$defs/Comparison, factx "
        "timeline #/$defs/Timeline, factx evaluate #/$defs/Evaluation.",
        "$ref": "#/$defs/Output",
        "$defs": made["$defs"],
    }
