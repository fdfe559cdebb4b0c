"""Business time against a slow, obvious second implementation, and against cases by hand."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.clock import clock_of
from desktop_app.kpi.working import working_seconds

WEEKENDS = {"": {5, 6}, "DE": {5, 6}, "IN": {5, 6}, "SA": {4, 5}, "US": {5, 6}}
HOURS = {
    "Mon-Fri 09:00-17:30": {d: [(9 * 60, 17 * 60 + 30)] for d in range(5)},
    "Mon-Thu 08:00-12:00, Mon-Thu 13:00-17:00, Fri 8-14": {
        **{d: [(480, 720), (780, 1020)] for d in range(4)},
        4: [(480, 840)],
    },
    "24x7": {d: [(0, 1440)] for d in range(7)},
    "Sun-Thu 22:00-06:00": {
        d: ([(0, 360)] if d in (0, 1, 2, 3, 4) else [])
        + ([(1320, 1440)] if d in (6, 0, 1, 2, 3) else [])
        for d in range(7)
    },
    "09:00-18:00": None,
}


def minutes_open(calendar: WorkCalendar, start: dt.datetime, end: dt.datetime) -> int:
    """Count open minutes one by one, on the clock of the calendar's zone."""
    zone = ZoneInfo(calendar.zone) if calendar.zone else None
    written = ZoneInfo(calendar.log_zone) if calendar.log_zone else zone
    weekly = HOURS[calendar.hours]
    if weekly is None:
        weekly = {d: [(540, 1080)] for d in range(7) if d not in WEEKENDS[calendar.country]}
    off = holidays.country_holidays(calendar.country) if calendar.country else {}

    def local(moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(zone) if zone else moment

    now, last = (
        m.replace(tzinfo=written).astimezone(dt.UTC) if written else m for m in (start, end)
    )
    if calendar.cut_off:
        cut = dt.time.fromisoformat(calendar.cut_off)
        here = local(now)
        if here.time() > cut:
            midnight = dt.datetime.combine(here.date() + dt.timedelta(1), dt.time())
            now = midnight.replace(tzinfo=zone).astimezone(dt.UTC) if zone else midnight
    total = 0
    while now < last:
        here = local(now)
        day = here.date()
        minute = here.hour * 60 + here.minute
        if day not in off and day not in calendar.closed:
            total += any(a <= minute < b for a, b in weekly.get(day.weekday(), []))
        now += dt.timedelta(minutes=1)
    return total


def seconds_open(calendar: WorkCalendar, start: dt.datetime, end: dt.datetime) -> float:
    moments = np.array([m.replace(tzinfo=dt.UTC).timestamp() for m in (start, end)])
    clock = clock_of(calendar, moments.min(), moments.max())
    begin = clock.seconds(moments[:1], arriving=True)[0]
    return max(float(clock.seconds(moments[1:])[0] - begin), 0.0)


@settings(max_examples=60, deadline=None)
@given(
    hours=st.sampled_from(sorted(HOURS)),
    country=st.sampled_from(sorted(WEEKENDS)),
    zones=st.sampled_from(
        [
            ("", ""),
            ("Europe/Berlin", ""),
            ("Asia/Kolkata", "UTC"),
            ("America/New_York", "Asia/Manila"),
        ]
    ),
    cut_off=st.sampled_from(["", "15:00"]),
    start=st.datetimes(dt.datetime(2025, 3, 20), dt.datetime(2025, 4, 10)),
    length=st.timedeltas(dt.timedelta(0), dt.timedelta(days=9)),
    autumn=st.booleans(),
)
def test_same_as_counting_minutes(hours, country, zones, cut_off, start, length, autumn) -> None:
    start = start.replace(second=0, microsecond=0)
    if autumn:
        start += dt.timedelta(days=208)
    end = start + dt.timedelta(minutes=length // dt.timedelta(minutes=1))
    calendar = WorkCalendar(
        hours, country, "", (dt.date(2025, 4, 2),), cut_off, zone=zones[0], log_zone=zones[1]
    )
    for moment in (start, end):
        zone = ZoneInfo(zones[1] or zones[0] or "UTC")
        wall = moment.replace(tzinfo=zone)
        if wall.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != moment:
            return  # an hour that the zone leaves out has no agreed meaning
    assert seconds_open(calendar, start, end) == 60 * minutes_open(calendar, start, end)


def test_friday_to_monday_over_a_holiday() -> None:
    calendar = WorkCalendar("Mon-Fri 09:00-17:00", "DE")
    start, end = dt.datetime(2025, 4, 17, 16), dt.datetime(2025, 4, 22, 10)  # Easter between
    assert seconds_open(calendar, start, end) == 2 * 3_600


def test_weekend_is_the_countrys() -> None:
    start, end = dt.datetime(2025, 1, 10), dt.datetime(2025, 1, 12)  # a Friday and a Saturday
    assert seconds_open(WorkCalendar("09:00-17:00", "SA"), start, end) == 0
    assert seconds_open(WorkCalendar("09:00-17:00", "DE"), start, end) == 8 * 3_600


def test_a_region_has_its_own_holidays() -> None:
    start, end = dt.datetime(2025, 1, 6), dt.datetime(2025, 1, 7)  # Epiphany
    assert seconds_open(WorkCalendar("09:00-17:00", "DE", "BY"), start, end) == 0
    assert seconds_open(WorkCalendar("09:00-17:00", "DE", "BE"), start, end) == 8 * 3_600


def test_the_night_summer_time_begins_is_an_hour_shorter() -> None:
    start, end = dt.datetime(2025, 3, 30), dt.datetime(2025, 3, 31)
    assert seconds_open(WorkCalendar("24x7", zone="Europe/Berlin"), start, end) == 23 * 3_600
    assert seconds_open(WorkCalendar("24x7"), start, end) == 24 * 3_600


def test_after_the_cut_off_the_clock_starts_with_the_next_opening() -> None:
    calendar = WorkCalendar("Mon-Fri 09:00-18:00", cut_off="15:00")
    at = dt.datetime(2025, 6, 5)
    assert seconds_open(calendar, at.replace(hour=15), at.replace(hour=17)) == 2 * 3_600
    late = at.replace(hour=15, minute=1)
    assert seconds_open(calendar, late, at.replace(hour=17)) == 0
    assert seconds_open(calendar, late, dt.datetime(2025, 6, 6, 10)) == 3_600


@pytest.mark.parametrize("zones", [("", ""), ("Europe/Berlin", "Asia/Manila")])
@pytest.mark.parametrize("cut_off", ["", "14:07"])
def test_a_span_too_long_for_equal_cells_gives_the_same(zones, cut_off) -> None:
    calendar = WorkCalendar(
        "Mon-Fri 09:01-17:32", "DE", cut_off=cut_off, zone=zones[0], log_zone=zones[1]
    )
    rng = np.random.default_rng(5)
    year = dt.datetime(2025, 1, 1, tzinfo=dt.UTC).timestamp()
    moments = np.floor(year + rng.uniform(0, 365 * 86_400, 2_000))
    moments[:2] = dt.datetime(2025, 6, 5, 14, 7, tzinfo=dt.UTC).timestamp() + np.array([0, 1])
    near = clock_of(calendar, moments.min(), moments.max())
    far = clock_of(calendar, -1e12, 1e12)
    assert near.times.step == 60
    assert far.times.step == 0
    for arriving in (False, True):
        passed = [clock.seconds(moments, arriving=arriving) for clock in (near, far)]
        assert np.ptp(passed[1] - passed[0]) == 0


def test_clocks_set_back_take_an_hour_that_work_at_three_has_behind_it() -> None:
    calendar = WorkCalendar("24x7", cut_off="15:00", zone="Europe/Berlin")
    night = dt.datetime(2025, 10, 26)
    assert seconds_open(calendar, night.replace(hour=1), night.replace(hour=3)) == 3 * 3_600
    assert seconds_open(calendar, night.replace(hour=3), night.replace(hour=4)) == 3_600


def test_missing_and_absurd_moments_are_missing() -> None:
    clock = clock_of(WorkCalendar("24x7"), -1e12, 1e12)
    given_moments = np.array([np.nan, -1e12, 0.0, 1.7e9, 1e12])
    assert np.isnan(clock.seconds(given_moments)).tolist() == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("hours", ""),
        ("hours", "always"),
        ("hours", "Mon-Fri 9-9"),
        ("hours", "Foo 9-17"),
        ("hours", "Mon 25:00-26:00"),
        ("cut_off", "half past four"),
    ],
)
def test_what_cannot_be_read_is_named(entry: str, value: str) -> None:
    entries = {"hours": "Mon-Fri 9-17", entry: value}
    with pytest.raises(CalendarError) as caught:
        WorkCalendar(**entries)
    assert value in str(caught.value)
    assert "like" in caught.value.suggestion


@pytest.mark.parametrize(
    "calendar",
    [
        WorkCalendar("24x7", country="XX"),
        WorkCalendar("24x7", country="DE", region="Atlantis"),
        WorkCalendar("24x7", zone="Europe/Atlantis"),
        WorkCalendar("24x7", zone="UTC", log_zone="nowhere"),
    ],
)
def test_unknown_places_are_named(calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarError):
        clock_of(calendar, 1.7e9, 1.7e9)


TWO_AT_ONCE = [
    WorkCalendar("Mon-Fri 09:00-17:30", "DE", zone="Europe/Berlin", log_zone="UTC"),
    WorkCalendar("Sun-Thu 08:00-16:00", "IN", zone="Asia/Kolkata", log_zone="UTC", cut_off="15:00"),
    WorkCalendar("24x7"),
    None,
]


def test_several_calendars_at_once_are_each_its_own() -> None:
    rng = np.random.default_rng(3)
    year = dt.datetime(2025, 1, 1, tzinfo=dt.UTC).timestamp()
    start = np.floor(year + rng.uniform(0, 300 * 86_400, 4_000))
    end = start + np.floor(rng.exponential(3 * 86_400, 4_000))
    start[5], end[9], end[11] = np.nan, np.nan, start[11] - 60
    start[13] = dt.datetime(2025, 6, 5, 9, 30, tzinfo=dt.UTC).timestamp()  # 15:00 in Kolkata
    codes = rng.integers(0, 4, 4_000)
    codes[13] = 1
    found = working_seconds(start, end, codes, TWO_AT_ONCE)
    for place, calendar in enumerate(TWO_AT_ONCE):
        rows = codes == place
        alone = working_seconds(start[rows], end[rows], codes[rows], [calendar] * 4)
        np.testing.assert_array_equal(found[rows], alone)
    assert np.isnan(found[codes == 3]).all()


@pytest.mark.parametrize("hours", ["Mon-Fri 09:01-17:32", "Mon-Fri 09:00-17:30"])
def test_calendars_without_a_table_in_common_are_taken_one_by_one(hours: str) -> None:
    """Over a century the cells of a minute would be too many."""
    calendars = [WorkCalendar(hours, "DE"), WorkCalendar("Sat 10:00-12:00", "FR")]
    start = np.array([-1e9, 1.7e9, 1.7e9, 1.71e9])
    end = np.array([1.69e9, 1.7004e9, 1.7004e9, 4e9])
    codes = np.array([0, 1, 0, 1])
    found = working_seconds(start, end, codes, calendars)
    for row, code in enumerate(codes):
        one = slice(row, row + 1)
        alone = working_seconds(start[one], end[one], np.zeros(1, np.int64), [calendars[code]])
        np.testing.assert_array_equal(found[one], alone)


def test_two_vendors_by_hand() -> None:
    """Friday 15:00 to Monday 10:00 in UTC, in Berlin and in Kolkata."""
    friday, monday = (dt.datetime(2025, 1, day, hour) for day, hour in ((10, 15), (13, 10)))
    moments = [moment.replace(tzinfo=dt.UTC).timestamp() for moment in (friday, monday)]
    start, end = (np.repeat(moment, 2) for moment in moments)
    found = working_seconds(start, end, np.array([0, 1]), TWO_AT_ONCE[:2])
    # Berlin: Friday 16:00 to 17:30 and Monday 09:00 to 11:00. Kolkata: it is Friday 20:30, closed
    # until Sunday, all of which is worked, and Monday 08:00 to 15:30.
    assert (found / 3_600).tolist() == [1.5 + 2.0, 8.0 + 7.5]
