"""A catalogue of a few KPIs, so that tests of rules do not depend on the shipped data."""

from __future__ import annotations

from desktop_app.catalogue.model import Anchors, Catalogue, KpiDefinition, Profile, Variant
from desktop_app.catalogue.words import Words
from desktop_app.domain.unit import Direction, Unit


def kpi(
    kpi_id: str,
    unit: Unit = Unit.SHARE,
    direction: Direction = Direction.HIGHER,
    anchors: Anchors | None = None,
    category: str = "service",
    overlaps: tuple[str, ...] = (),
    counterweights: tuple[str, ...] = (),
    weight: bool = True,
) -> KpiDefinition:
    return KpiDefinition(
        id=kpi_id,
        title=kpi_id.upper(),
        short=kpi_id,
        section="B",
        category=category,
        unit=unit,
        direction=direction,
        description="",
        variants=(Variant("default", "Default", unit),),
        formulas=(),
        aliases=(kpi_id,),
        anchors=anchors,
        plausible=(0.0, 1.0) if unit is Unit.SHARE else None,
        overlaps=overlaps,
        counterweights=counterweights,
        weight=weight,
    )


def small_catalogue() -> Catalogue:
    kpis = [
        kpi("csat", anchors=Anchors(0.6, 0.85, 0.95), category="experience"),
        kpi("fcr", anchors=Anchors(0.55, 0.75, 0.85)),
        kpi(
            "aht",
            Unit.DURATION,
            Direction.BAND,
            category="efficiency",
            counterweights=("csat", "fcr"),
        ),
        kpi("compliance", anchors=Anchors(0.95, 0.99, 1.0), category="quality"),
        kpi("accuracy", anchors=Anchors(0.95, 0.985, 0.998), category="quality"),
        kpi(
            "errors",
            direction=Direction.LOWER,
            anchors=Anchors(0.05, 0.015, 0.002),
            category="quality",
            overlaps=("accuracy",),
        ),
        kpi("cost", Unit.MONEY, Direction.LOWER, category="cost"),
        kpi("volume", Unit.COUNT, Direction.NONE, weight=False),
    ]
    profiles = [
        Profile("balanced", "Balanced", "", {"csat": 3.0, "fcr": 2.0}, gates=("compliance",)),
        Profile("strict", "Strict", "", {"accuracy": 1.0}, gates=("errors",)),
    ]
    return Catalogue(
        kpis={definition.id: definition for definition in kpis},
        fields={},
        profiles={profile.id: profile for profile in profiles},
        words=Words(),
        default_profile="balanced",
    )
