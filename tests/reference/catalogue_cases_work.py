"""Efficiency, quality, expertise and money: sections C to F of the catalogue, by hand."""

from __future__ import annotations

from tests.reference.catalogue_case import HOUR, MONEY, Case, N, days, hours
from tests.reference.catalogue_cases_service import DESK

AGENT_DAYS = {
    "agent_id": ["x", "y", "z"],
    "date": days("2026-03-02", "2026-03-02", "2026-03-02"),
    "talk_time": [4 * HOUR, 3 * HOUR, 2 * HOUR],
    "hold_time": [HOUR, HOUR, 0.0],
    "wrap_time": [HOUR, HOUR, 2 * HOUR],
    "login_time": [7 * HOUR, 7 * HOUR, 6 * HOUR],
    "productive_time": [6 * HOUR, 6 * HOUR, 4 * HOUR],
    "paid_time": [8 * HOUR, 8 * HOUR, 8 * HOUR],
    "scheduled_time": [8 * HOUR, 8 * HOUR, 6 * HOUR],
    "adherent_time": [8 * HOUR, 7 * HOUR, 6 * HOUR],
    "unavailable_time": [HOUR, HOUR, 2 * HOUR],
    "absent_time": [0.0, HOUR, 0.0],
    "hours": [5 * HOUR, 5 * HOUR, 2 * HOUR],
    "items_done": [20.0, 20.0, 8.0],
}
EFFICIENCY = [
    Case(
        "aht",
        AGENT_DAYS,
        {
            "full": (15 * HOUR, 48),
            "talk_only": (9 * HOUR, 48),
            "without_wrap": (11 * HOUR, 48),
        },
    ),
    Case("aht", {"record_id": list("abc"), "handle_time": [300, 200, N]}, {"full": (500, 2)}),
    Case("occupancy", AGENT_DAYS, {"standard": hours(15, 20)}),
    Case(
        "utilization",
        AGENT_DAYS,
        {
            "productive_of_paid": hours(16, 24),
            "productive_of_logged_in": hours(16, 20),
            "productive_of_scheduled": hours(16, 22),
            "billable_of_paid": hours(12, 24),
        },
    ),
    Case("shrinkage", AGENT_DAYS, {"of_paid": hours(4, 24), "of_scheduled": hours(4, 22)}),
    Case("throughput", AGENT_DAYS, {"per_productive_hour": 48 / 16, "per_paid_hour": 48 / 24}),
    Case("schedule_adherence", AGENT_DAYS, {"standard": hours(21, 22)}),
    Case("absenteeism", AGENT_DAYS, {"standard": hours(1, 22)}),
]
# January: a, b and d; February: b, half of c and half of d, who left in the middle of it.
JOINERS_AND_LEAVERS = {
    "agent_id": ["a", "b", "c", "d", "e"],
    "hired_at": days("2025-01-01", "2025-06-01", "2026-02-15", "2024-03-01", "2027-01-01"),
    "left_at": days("2026-01-31", None, None, "2026-02-14", None),
}
EFFICIENCY += [
    Case(
        "attrition",
        JOINERS_AND_LEAVERS,
        {"annualised": (2 * 12, 5), "monthly": (2, 5)},
        {"period": "2026-01-01/2026-02-28"},
    ),
]
REVIEWED = {
    "project_id": ["P1", "P2", "P3", "P4"],
    "delivered_at": days(*["2026-03-02"] * 4),
    "checked_units": [100.0, 50.0, 50.0, N],
    "error_opportunities": [400.0, 200.0, 200.0, N],
    "critical_errors": [0.0, 1.0, 0.0, N],
    "major_errors": [0.0, 0.0, 1.0, N],
    "minor_errors": [2.0, 0.0, 0.0, N],
}
QUALITY = [
    Case(
        "qa_score",
        {"date": days("2026-03-02", "2026-03-02"), "qa_points": [18, 30], "qa_max": [20, 40]},
        {"standard": (48, 60)},
    ),
    Case("compliance_rate", {"compliant": [1, 1, 0, N]}, {"standard": (2, 3)}),
    Case(
        "accuracy",
        REVIEWED,
        {
            "per_item": (0, 3),
            "per_field": (196, 200),
            "per_opportunity": (796, 800),
            "severity_weighted": (200 - 0.2 - 1 - 0.5, 200),
            "critical": (2, 3),
        },
    ),
    Case("accuracy", {"has_critical_error": [0, 1, 0, N]}, {"critical": (2, 3)}),
    Case("error_rate", {"has_critical_error": [0, 1, 0, N]}, {"critical": (1, 3)}),
    Case(
        "accuracy",
        {"project_id": list("ab"), "checked_items": [10, 40], "correct_items": [9, 38]},
        {"per_item": (47, 50)},
    ),
    Case(
        "error_rate",
        REVIEWED,
        {
            "per_item": (3, 3),
            "per_field": (4, 200),
            "per_opportunity": (4, 800),
            "critical": (1, 3),
        },
    ),
    Case(
        "error_rate",
        {"project_id": list("abc"), "error_count": [0, 3, 1]},
        {"per_item": (2, 3), "errors_per_item": (4, 3)},
    ),
    Case(
        "data_quality",
        {"complete": [1, 1, 1, 0], "valid": [1, 1, 0, 0], "unique": [1, 1, 1, 1]},
        {"standard": (3 + 2 + 4) / 12},
    ),
    Case("completeness", {"complete": [1, 1, 1, 0]}, {"standard": (3, 4)}),
    Case("validity", {"valid": [1, 1, 0, 0]}, {"standard": (2, 4)}),
    Case("uniqueness", {"unique": [1, 1, 1, 1]}, {"standard": (4, 4)}),
    Case(
        "peer_review", {"peer_score": [8.0, 18.0], "peer_max": [10.0, 20.0]}, {"standard": (26, 30)}
    ),
    Case(
        "client_feedback",
        {"feedback_score": [4.0, 5.0, N]},
        {"standard": (9, 10)},
        {"scales": {"feedback_score": (1, 5)}},
    ),
    Case("rework_rate", {"reworked": [1, 0, 0, 0, N]}, {"standard": (1, 4)}),
    Case("mqm_score", {"mqm_penalty": [0.0, 5.0, 1.0, N]}, {"standard": (6, 3)}),
    Case("call_drop_rate", {"dropped": [1, 0, 0, 0]}, {"standard": (1, 4)}),
]
STAFF = {
    "agent_id": ["a", "b", "c", "d"],
    "qualified": [1, 1, 1, 0],
    "years_experience": [2.0, 4.0, 6.0, N],
    "certificate_expiry": days("2026-06-30", "2026-03-31", "2026-03-30", None),
}
ROSTER = {"period": "2026-03"}
EXPERTISE = [
    Case("qualifications", STAFF, {"standard": (3, 4)}, ROSTER),
    Case("experience", STAFF, {"standard": (12, 3)}, ROSTER),
    # Valid at the end of March: a's and b's; c's ran out the day before, d has none.
    Case("certifications", STAFF, {"standard": (2, 4)}, ROSTER),
    # 75 points at 0.8 and 0 at 0.5: 62.5; 75 at 4 years; 0 at 0.2 and 75 at 0.6: 56.25.
    Case("expertise", STAFF, {"equal_weights": (62.5 + 75 + 56.25) / 3}, ROSTER),
]
INVOICES = {
    "project_id": ["P1", "P2", "P3"],
    "delivered_at": days("2026-03-02", "2026-03-05", "2026-03-09"),
    "invoiced": [100.0, 300.0, 500.0],
    "hours": [2 * HOUR, 4 * HOUR, 12 * HOUR],
}
COST = [
    Case("cost_per_project", INVOICES, {"mean": (900, 3), "median": 300}, MONEY),
    Case("cost_per_hour", INVOICES, {"billed": 900 / 18}, MONEY),
    Case(
        "cost_per_analysis",
        {"analysis_id": list("abc"), "invoiced": [10.0, 20.0, 60.0], "pages": [5.0, 5.0, 20.0]},
        {"mean": (90, 3), "median": 20, "per_page": (90, 30)},
        MONEY,
    ),
    Case(
        "cost_per_analysis",
        {
            "analysis_id": ["a", "b", None],
            "invoiced": [30.0, 60.0, 500.0],
            "words_count": [1_000.0, 500.0, 100.0],
            "records_count": [90.0, 0.0, 100.0],
        },
        {"per_word": (90, 1_500), "per_record": (90, 90)},
        MONEY,
    ),
    Case(
        "cost_per_project",
        {
            "project_id": ["P1", "P2", "P3"],
            "delivered_at": days("2026-03-02", "2026-03-05", None),
            "invoiced": [100.0, 300.0, 500.0],
            "pages": [10.0, 30.0, 5.0],
            "words_count": [1_000.0, 3_000.0, 500.0],
            "records_count": [N, 600.0, 50.0],
        },
        {"per_page": (400, 40), "per_word": (400, 4_000), "per_record": (300, 600)},
        MONEY,
    ),
    Case(
        "cost_per_customer",
        {"customer_id": ["x", "y", "x", None], "cost": [5.0, 7.0, 9.0, 100.0]},
        {"standard": (21, 2)},  # the cost of an unknown customer is nobody's
        MONEY,
    ),
    Case(
        "cost_per_hour",
        {"agent_id": ["x", "y"], "cost": [200.0, 100.0], "paid_time": [9 * HOUR, 6 * HOUR]},
        {"paid": 20},
        MONEY,
    ),
    Case(
        "cost_per_call",
        DESK,
        {"standard": (5, 2)},  # of the three calls one has no cost
        MONEY,
    ),
    Case(
        "cost_per_hour",
        {"agent_id": ["x", "y"], "cost": [200.0, 100.0], "productive_time": [8 * HOUR, 4 * HOUR]},
        {"productive": 25},
        MONEY,
    ),
    Case(
        "invoices_total",
        {"invoice_id": ["I1", "I2"], "invoiced": [100.0, 250.0]},
        {"standard": 350},
        MONEY,
    ),
    Case("contacts_logged", {"record_id": list("abc"), "answered": [1, 0, N]}, {"standard": 2}),
    Case("total_cost", INVOICES, {"to_date": 900}, MONEY),
    Case(
        "upsells",
        {"upsell": [1, 0, 1, 0], "eligible": [1, 1, 0, 0]},
        {"count": 2, "of_eligible": (1, 2)},
    ),
    Case(
        "cross_sells",
        {"cross_sell": [1, 1, 1, 0], "eligible": [1, 1, 1, 1]},
        {"count": 3, "of_eligible": (3, 4)},
    ),
    Case(
        "revenue_increase",
        {"revenue": [10.0, 0.0, N]},
        {"total": 10, "per_contact": (10, 2)},
        MONEY,
    ),
    Case(
        "clv",
        {
            "purchase_value": [50.0, 100.0],
            "purchase_frequency": [4.0, 6.0],
            "customer_lifespan": [5.0, 8.0],
        },
        # 200 a year for 5 years and 600 for 8, at 10 %: 200 x 3.790787 and 600 x 5.334926.
        {"undiscounted": 2_900, "discounted": (200 * 3.790786769 + 600 * 5.334926198) / 2},
        {"currencies": {"purchase_value": "EUR"}},
    ),
]
WORK_CASES = [*EFFICIENCY, *QUALITY, *EXPERTISE, *COST]
