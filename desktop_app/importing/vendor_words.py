"""Words of file, title and sheet names that are about the report, not about a vendor."""

from __future__ import annotations

REPORTING = frozenset(
    (
        *("report", "reports", "reporting", "monthly", "weekly", "daily", "quarterly", "annual"),
        *("yearly", "kpi", "kpis", "scorecard", "scorecards", "performance", "dashboard", "sla"),
        *("slas", "final", "draft", "copy", "version", "rev", "revised", "review", "qbr", "mbr"),
        *("wbr", "pack", "deck", "summary", "overview", "statistics", "stats", "metrics", "metric"),
        *("update", "updated", "latest", "new", "result", "results", "export", "extract", "list"),
        *("extracted", "log", "logs", "data", "dataset", "raw", "file", "sheet", "workbook", "xl"),
        *("excel", "template", "sample", "ytd", "mtd", "qtd", "business", "month", "week", "year"),
        *("quarter", "for", "of", "the", "to", "from", "by", "and", "in", "on", "until", "table"),
        *("over", "per", "with", "merged"),
        *("key", "figures", "vendor", "vendors", "provider", "supplier", "submission", "approved"),
        *("resend", "resent", "re-sent", "resubmitted", "resubmission", "amended", "correction"),
        *("part", "rep", "dump", "korrigiert", "korrektur", "corrigé", "corrigée", "corregido"),
        *("signed", "clean", "corrected", "bericht", "monatsbericht", "kennzahlen", "auswertung"),
        *("rapport", "mensuel", "tableau", "bord", "indicateurs", "informe", "mensual", "reporte"),
        *("indicadores", "service-level", "bis", "von", "à", "au", "du", "hasta", "de", "del", "a"),
    )
)
"""Words about the report; they are no part of a name when they stand at its edge."""
TRADE = frozenset(
    (
        *(
            "call",
            "calls",
            "center",
            "centre",
            "centers",
            "centres",
            "contact",
            "contacts",
            "customer",
        ),
        *("customers", "service", "services", "support", "care", "ticket", "tickets", "case"),
        *("cases", "project", "projects", "invoice", "invoices", "survey", "surveys", "qa"),
        *("quality", "agent", "agents", "voice", "chat", "email", "emails", "inbound", "outbound"),
        *("operation", "operations", "operator", "operators", "op", "outsourcing", "bpo", "kpo"),
        *(
            "analytics",
            "research",
            "legal",
            "finance",
            "back",
            "office",
            "helpdesk",
            "help",
            "desk",
        ),
        *("csat", "nps", "fcr", "aht", "volume", "volumes", "cost", "costs", "staff", "team"),
    )
)
"""Words of the trade: part of many names, but no name by themselves."""
LISTS = frozenset({"log", "logs", "data", "export", "extract", "list", "volumes", "dump", "roster"})
"""Words that take the word of the trade ahead of them along: "call log", "Ticket Data"."""
CONTENTS = frozenset(
    (
        *("workforce", "errors", "billing", "invoicing", "commercial", "people", "quality"),
        *("staffing", "productivity", "delivery", "accuracy", "financials", "costs", "volumes"),
        *("surveys", "survey", "tickets", "calls", "contacts", "cases", "projects", "indicadores"),
        *("kennzahlen", "indicateurs", "satisfaction", "benchmarks", "targets", "actuals"),
    )
)
"""What a report is about: small at the end of a file's name, it is no part of the vendor's."""
RECORDS = frozenset(
    (
        *("tickets", "invoices", "surveys", "calls", "chats", "emails", "contacts", "interactions"),
        *("projects", "cases", "audits", "timesheets", "attendance", "roster", "headcount"),
        *(
            "incidents",
            "requests",
            "errors",
            "responses",
            "feedback",
            "processed",
            "evaluations",
            "anrufe",
        ),
        *("conversations", "claims", "jobs", "orders", "transactions", "records", "processed"),
        *("cdr", "cdrs", "kontakte", "gespräche", "aufträge", "contactos", "dossiers"),
        *("rechnungen", "vorgänge", "bewertungen", "projekte", "factures", "appels", "projets"),
        *("enquêtes", "facturas", "llamadas", "encuestas", "proyectos", "casos", "tiquetes"),
    )
)
"""What the records of a file are: at the end of its name no part of the vendor's, however it is
written ("Acme Tickets", "acme invoices").
"""
GENERIC_SHEETS = frozenset(
    (
        *("sites", "site", "agents", "queues", "queue", "skills", "locations", "location"),
        *("holidays", "codes", "mapping", "mappings", "master", "users", "categories", "reasons"),
        *("countries", "currencies", "rates", "products", "clients", "customers", "legend"),
        *("dropdowns", "validation", "hierarchy", "standorte", "mitarbeiter", "sedes", "agentes"),
        *("data", "summary", "sheet", "log", "notes", "note", "cover", "index", "contents", "info"),
        *(
            "pivot",
            "pivots",
            "dashboard",
            "chart",
            "charts",
            "graph",
            "graphs",
            "overview",
            "total",
        ),
        *(
            "totals",
            "all",
            "overall",
            "combined",
            "raw",
            "lookup",
            "lookups",
            "list",
            "lists",
            "ref",
        ),
        *("reference", "assets", "readme", "read me", "instructions", "definitions", "glossary"),
        *(
            "methodology",
            "appendix",
            "targets",
            "target",
            "config",
            "settings",
            "calendar",
            "trend",
        ),
        *(
            "trends",
            "detail",
            "details",
            "export",
            "import",
            "tab",
            "table",
            "tables",
            "kpi",
            "kpis",
        ),
        *("scorecard", "report", "main", "home", "title", "cover sheet", "blank", "backup", "old"),
        *("actual", "actuals", "plan", "budget", "forecast", "goals", "results", "input", "output"),
        *("ist", "soll", "ziele", "objectifs", "réalisé", "objetivos", "metas", "real", "baseline"),
        *("test", "temp", "working", "calc", "calculations", "tabelle", "feuil", "hoja", "daten"),
        *("übersicht", "deckblatt", "synthèse", "résumé", "resumen", "datos", "notizen", "ytd"),
    )
)
COMPARING = frozenset(
    (
        *("comparison", "compare", "comparing", "versus", "vs", "benchmark", "benchmarking"),
        *("vendors", "providers", "suppliers", "partners", "bpos", "league", "panel", "vergleich"),
        *("anbieter", "dienstleister", "comparatif", "prestataires", "comparativa", "proveedores"),
    )
)
DOING = frozenset(
    (
        *("acd", "qa", "staff", "incident", "incidents", "ticket", "case", "call"),
        *("chat", "email", "survey", "invoice", "project", "claim", "claims", "audit", "agent"),
    )
)
"""What records are of: right ahead of the word for them or for their list it goes along with that
("Acme QA Evaluations", "Acme ACD dump").
"""
