"""Experience, resolution and service: sections A and B of the catalogue, worked out by hand."""

from __future__ import annotations

from desktop_app.domain.work_calendar import WorkCalendar
from tests.reference.catalogue_case import HOUR, MINUTE, MONEY, Case, N, days

CSAT = Case(
    "csat",
    {"csat_score": [5, 4, 4, 2, 1, N]},
    {
        "top_two_box": (3, 5),
        "mean_5": (16, 5),
        "percent_of_maximum": (16, 25),
        "net": 20.0,  # three satisfied less two dissatisfied of five
    },
    {"scales": {"csat_score": (1, 5)}},
)
CSAT_10 = Case(
    "csat",
    {"csat_score": [10, 9, 8, 3]},
    {"top_two_box": (2, 4), "mean_10": 7.5, "percent_of_maximum": 0.75, "net": 50.0},
    {"scales": {"csat_score": (1, 10)}},
)
NPS = [
    Case(
        "nps",
        {"nps_score": [10, 9, 8, 6, 0]},
        {"nps_0_10": 0.0},
        {"scales": {"nps_score": (0, 10)}},
    ),
    Case(
        "nps",
        {"nps_score": [10, 9, 8, 1]},
        {"nps_1_10": 25.0},
        {"scales": {"nps_score": (1, 10)}},
    ),
    Case("nps", {"nps_score": [5, 5, 4, 3]}, {"nps_1_5": 25.0}, {"scales": {"nps_score": (1, 5)}}),
]
CALLS = {
    "answered": [1, 1, 1, 1, 0, 0, 0],
    "abandoned": [0, 0, 0, 0, 1, 1, 1],
    "wait_time": [5.0, 15.0, 25.0, 70.0, 3.0, 18.0, 40.0],
}
ASKED = [
    Case(
        "survey_response_rate",
        {"survey_sent": [1, 1, 1, 0], "survey_answered": [1, N, 0, N], "csat_score": [5, N, N, 4]},
        {"of_surveys": (1, 3)},
        {"scales": {"csat_score": (1, 5)}},
    ),
    Case(
        "survey_response_rate",
        {"survey_sent": [1, 1, 1, 0], "csat_score": [5, N, 2, 4]},
        {"of_surveys": (2, 3)},
        {"scales": {"csat_score": (1, 5)}},
    ),
    Case(
        "survey_response_rate",
        {"handle_time": [60.0, 90.0, 30.0, N], "csat_score": [5, N, N, 4]},
        {"of_contacts": (1, 3)},
        {"scales": {"csat_score": (1, 5)}},
    ),
    Case("cancellation_rate", {"cancelled": [1, 0, 0, 0, N]}, {"of_planned": (1, 4)}),
    Case(
        "volume",
        CALLS,
        {"offered": 7, "handled": 4},
    ),
    Case(
        "volume",
        {
            "record_id": list("abc"),
            "created_at": days("2026-03-02", "2026-03-02", "2026-03-03"),
            "closed_at": days("2026-03-03", None, "2026-03-04"),
        },
        {"total": 3, "received": 3, "closed": 2},
    ),
    # Two lines of one invoice are one, and a line without a number none.
    Case(
        "volume",
        {"invoice_id": ["I1", "I1", "I2", None], "invoiced": [100.0, 50.0, 250.0, 10.0]},
        {"invoices": 2},
    ),
]
SERVICE = [
    Case(
        "service_level",
        CALLS,
        {
            "answered_20s_of_offered": (2, 7),
            "answered_or_abandoned_20s_of_offered": (4, 7),
            "answered_20s_of_answered": (2, 4),
            "answered_20s_without_quick_abandons": (2, 5),
            "answered_20s_with_short_abandons": (3, 7),
            "answered_10s_of_offered": (1, 7),
            "answered_30s_of_offered": (3, 7),
            "answered_60s_of_offered": (3, 7),
        },
    ),
    Case("answer_rate", CALLS, {"standard": (4, 7)}),
    Case("abandonment", CALLS, {"all": (3, 7), "without_short": (2, 6)}),
    Case("asa", CALLS, {"answered": (115, 4)}),
]
TICKETS = {
    "created_at": days("2026-03-02 09:00", "2026-03-02 10:00", "2026-03-03 09:00", "2026-03-04"),
    "first_reply_at": days("2026-03-02 09:30", "2026-03-02 12:00", "2026-03-03 09:10", None),
    "resolved_at": days("2026-03-02 11:00", "2026-03-02 16:00", "2026-03-04 09:00", None),
}
HOURS = WorkCalendar("Mon-Fri 09:00-17:00")
TIMES = [
    Case(
        "response_time",
        TICKETS,
        {
            "mean_calendar": (160 * MINUTE, 3),  # 30, 120 and 10 minutes
            "median_calendar": 30 * MINUTE,
            "p90_calendar": 102 * MINUTE,  # 30 + 0.8 x 90
            "mean_business": (160 * MINUTE, 3),
            "median_business": 30 * MINUTE,
            "p90_business": 102 * MINUTE,
        },
        calendar=HOURS,
    ),
    Case(
        "resolution_time",
        TICKETS,
        {
            "mean_calendar": (32 * HOUR, 3),  # 2, 6 and 24 hours
            "median_calendar": 6 * HOUR,
            "p90_calendar": 20.4 * HOUR,
            "mean_business": (16 * HOUR, 3),  # 2, 6 and 8 hours
            "median_business": 6 * HOUR,
            "p90_business": 7.6 * HOUR,
        },
        calendar=HOURS,
    ),
]
PROJECTS = {
    "project_id": ["P1", "P2", "P3", "P4"],
    "received_at": days("2026-03-02 09:00", "2026-03-02 09:00", "2026-03-06 13:00", "2026-03-09"),
    "delivered_at": days("2026-03-03 09:00", "2026-03-05 09:00", "2026-03-09 11:00", None),
    "due_at": days("2026-03-04 09:00", "2026-03-04 09:00", "2026-03-09 12:00", "2026-03-31"),
    "redue_at": days(None, "2026-03-05 12:00", None, None),
    "pause_time": [HOUR, N, N, N],
}
DELIVERY = [
    Case(
        "tat",
        PROJECTS,
        {
            "mean_calendar": ((23 + 72 + 70) * HOUR, 3),
            "median_calendar": 70 * HOUR,
            "p90_calendar": 71.6 * HOUR,
            "mean_business": ((7 + 24 + 6) * HOUR, 3),
            "median_business": 7 * HOUR,
            "p90_business": 20.6 * HOUR,
        },
        calendar=HOURS,
    ),
    # Stopped from Friday 15:00 to Monday 10:00: 67 hours, of which 3 are working hours.
    Case(
        "tat",
        {
            "received_at": days("2026-03-06 13:00", "2026-03-03 09:00"),
            "paused_at": days("2026-03-06 15:00", None),
            "resumed_at": days("2026-03-09 10:00", None),
            "delivered_at": days("2026-03-10 11:00", "2026-03-03 12:00"),
        },
        {"mean_calendar": ((94 - 67 + 3) * HOUR, 2), "mean_business": ((14 - 3 + 3) * HOUR, 2)},
        calendar=HOURS,
    ),
    # P4 is not due by 9 March, the last day that the log speaks of.
    Case("on_time", PROJECTS, {"due": (2, 3), "redue": (3, 3)}),
    *(
        Case(
            "on_time",
            {"due_at": PROJECTS["due_at"], end: PROJECTS["delivered_at"]},
            {"due": (2, 3)},
        )
        for end in ("resolved_at", "closed_at")
    ),
]
DESK = {
    "record_id": [f"T{number}" for number in range(6)],
    "created_at": days(*(f"2026-03-0{day}" for day in range(1, 7))),
    "resolved": [1, 1, 1, 1, 0, N],
    "resolved_first_contact": [1, 1, 0, N, 0, 0],
    "escalated": [0, 1, 0, 0, N, 0],
    "transferred": [1, 0, 0, 0, 0, N],
    "reopened": [0, 1, 0, 0, 0, 0],
    "sla_met": [1, 1, 0, 1, N, N],
    "complained": [0, 1, 0, 0, 0, 0],
    "cost": [2.0, 3.0, 4.0, 3.0, N, N],
    "channel": ["Voice", "Voice", "Chat", "Chat", "Chat", "Voice"],
}
SERVICE_DESK = [
    Case("fcr", DESK, {"agent_logged": (2, 5)}),
    Case("resolution_rate", DESK, {"standard": (4, 5)}),
    # What nobody answered was not handled, whatever stands under "resolved".
    Case(
        "resolution_rate",
        {"answered": [1, 1, 1, 0, 0, N], "resolved": [1, 1, 0, 0, 1, 1]},
        {"standard": (3, 4)},
    ),
    Case(
        "fcr",
        {"survey_resolved_first": [1, 1, 0, N], "resolved_first_contact": [1, 1, 1, 1]},
        {"survey": (2, 3), "agent_logged": (4, 4)},
    ),
    # Solved at the second contact is solved, but not at the first; c did not say how often.
    Case(
        "fcr",
        {"survey_resolved": [1, 1, 1, 0, N], "contacts_needed": [1.0, 2.0, N, 1.0, 1.0]},
        {"survey": (1, 3)},
    ),
    Case("resolution_rate", {"survey_resolved": [1, 1, 1, 0, N]}, {"survey": (3, 4)}),
    Case("escalation_rate", DESK, {"standard": (1, 5)}),
    Case("transfer_rate", DESK, {"standard": (1, 5)}),
    Case("reopen_rate", DESK, {"standard": (1, 4)}),
    Case("sla_compliance", DESK, {"by_volume": (3, 4)}),
    Case("complaint_rate", DESK, {"per_contacts": 1_000 / 6}),
    Case("cost_per_contact", DESK, {"per_handled": (12, 4)}, MONEY),
    Case("cost_per_resolution", DESK, {"standard": (12, 4)}, MONEY),
    Case("volume", DESK, {"total": 6}),
    Case(
        "backlog",
        {
            "record_id": list("abcde"),
            "created_at": days(*["2026-03-01"] * 5),
            "due_at": days(*["2026-03-05", "2026-03-05", "2026-03-20", "2026-03-04", None]),
            "closed_at": days("2026-03-08", None, None, None, None),
        },
        {"standard": (2, 3)},  # b and d are late, c is not, a is done, e has no date
    ),
    Case(
        "fcr",
        {
            "customer_id": list("aaabbc"),
            "category": ["bill", "bill", "move", "bill", "bill", "bill"],
            "date": days(
                "2026-01-01",
                "2026-01-05",
                "2026-01-02",
                "2026-01-01",
                "2026-01-20",
                "2026-03-31",
            ),
        },
        # a is back about the bill after 4 days, b after 19; c's window is open at the log's end.
        {"repeat_7d": (4, 5), "repeat_30d": (3, 5)},
    ),
]
EXPERIENCE = [
    CSAT,
    CSAT_10,
    *NPS,
    Case(
        "ces",
        {"ces_score": [1, 2, 6, N]},
        {"low_effort_is_1": (9, 3)},
        {"scales": {"ces_score": (1, 7)}},
    ),
    Case("ces", {"ease_score": [7, 6, 2]}, {"made_easy": 5}, {"scales": {"ease_score": (1, 7)}}),
    Case("ces", {"ces_score": [1, 2, 4]}, {"effort_5": (7, 3)}, {"scales": {"ces_score": (1, 5)}}),
    Case("ces", {"ease_score": [5, 1]}, {"ease_5": (6, 2)}, {"scales": {"ease_score": (1, 5)}}),
    Case("ces", {"ces_score": [1, 10]}, {"effort_10": 5.5}, {"scales": {"ces_score": (0, 10)}}),
    Case("ces", {"ease_score": [9, 10]}, {"ease_10": 9.5}, {"scales": {"ease_score": (0, 10)}}),
    Case("sentiment", {"sentiment_score": [0.5, -0.1, N]}, {"standard": 0.2}),
    Case("sentiment", {"comment_mood": [0.5, -0.1, N]}, {"vader": 0.2}),
    Case("referral_rate", {"referred": [1, 0, 0, 0, 0]}, {"standard": (1, 5)}),
    Case("retention_rate", {"retained": [1, 1, 1, 0]}, {"standard": (3, 4)}),
    Case("churn_rate", {"retained": [1, 1, 1, 0]}, {"standard": (1, 4)}),
]
SERVICE_CASES = [*EXPERIENCE, *ASKED, *SERVICE, *TIMES, *DELIVERY, *SERVICE_DESK]
