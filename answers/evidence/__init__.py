"""What an answer rests on, for machines: one model per kind of the message contract.

Decimals are strings with a point ("98.27"), dates are ISO; codes are those of `data/`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from answers.evidence.dialogue import (
    Clarify,
    ClarifyOption,
    Denied,
    Fallback,
    File,
    Smalltalk,
    Subscription,
    UnknownUnit,
)
from answers.evidence.figures import (
    IndicatorBreakdown,
    IndicatorComparison,
    IndicatorDefinition,
    IndicatorRanking,
    IndicatorSource,
    IndicatorTrend,
    IndicatorValue,
    NoData,
    PeriodItem,
    TrendPoint,
    UnitItem,
)
from answers.evidence.parts import (
    Comparator,
    Computed,
    ComputedName,
    ExactString,
    Status,
    Target,
)
from answers.evidence.services import (
    DossierState,
    FaqAnswer,
    FeedbackGiven,
    FormStep,
    Handoff,
    PetitionState,
    PrivacyAction,
    ProcedureAnswer,
)
from answers.evidence.standing import (
    Adoption,
    AdoptionItem,
    Anomalies,
    AnomalyItem,
    IndicatorList,
    Overview,
    StandingItem,
    TaskItem,
    Tasks,
)

Evidence = Annotated[
    IndicatorBreakdown
    | IndicatorComparison
    | IndicatorDefinition
    | IndicatorRanking
    | IndicatorSource
    | IndicatorTrend
    | IndicatorValue
    | NoData
    | Adoption
    | Anomalies
    | IndicatorList
    | Overview
    | Tasks
    | Clarify
    | Denied
    | Fallback
    | File
    | Smalltalk
    | Subscription
    | UnknownUnit
    | DossierState
    | FaqAnswer
    | FeedbackGiven
    | FormStep
    | Handoff
    | PetitionState
    | PrivacyAction
    | ProcedureAnswer,
    Field(discriminator="kind"),
]

__all__ = [
    "Adoption",
    "AdoptionItem",
    "Anomalies",
    "AnomalyItem",
    "Clarify",
    "ClarifyOption",
    "Comparator",
    "Computed",
    "ComputedName",
    "Denied",
    "DossierState",
    "Evidence",
    "ExactString",
    "Fallback",
    "FaqAnswer",
    "FeedbackGiven",
    "File",
    "FormStep",
    "Handoff",
    "IndicatorBreakdown",
    "IndicatorComparison",
    "IndicatorDefinition",
    "IndicatorList",
    "IndicatorRanking",
    "IndicatorSource",
    "IndicatorTrend",
    "IndicatorValue",
    "NoData",
    "Overview",
    "PeriodItem",
    "PetitionState",
    "PrivacyAction",
    "ProcedureAnswer",
    "Smalltalk",
    "StandingItem",
    "Status",
    "Subscription",
    "Target",
    "TaskItem",
    "Tasks",
    "TrendPoint",
    "UnitItem",
    "UnknownUnit",
]
