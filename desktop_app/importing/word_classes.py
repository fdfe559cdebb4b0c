"""Words that stand beside the names of KPIs and fields in headings, by what they do to them.

All are folded as `heading_words.fold` does (no plural). They are about the language of reports in
general; names and units are the catalogue's.
"""

from __future__ import annotations

import re

TARGET = frozenset({"target", "goal", "threshold", "benchmark", "objective", "budget", "plan"})
COMPARISON = frozenset(
    (
        *("variance", "var", "delta", "change", "difference", "diff", "gap", "vs", "versus"),
        *("trend", "previou", "previous", "prior", "last", "forecast", "yoy", "mom", "qoq"),
        *("baseline", "weight", "weighting", "rank", "ranking", "penalty", "bonu", "bonus"),
        *("improvement", "reduction", "increase", "decrease", "uplift", "growth", "schulnote"),
    )
)
NEGATION = frozenset(
    (
        *("not", "non", "without", "excl", "excluding", "except", "un", "less", "out"),
        *("late", "verspatet", "verspatete", "retard", "tarde"),
    )
)
FORESEEN = frozenset({"expected", "estimated", "planned", "projected", "anticipated", "longest"})
"""Words that make another moment or span of a record's: foreseen, or one of several."""
HANDED_IN = frozenset({"submitted", "submission", "submit"})
"""Words of a date at which the client handed a request in, or the vendor its work."""
EFFORT = frozenset({"effort", "aufwand", "esfuerzo"})
"""What a piece of work took, or what a customer had of it."""
EITHER_WAY = (frozenset({"ces"}), frozenset({"customer", "effort", "score"}))
"""Words, folded, of names that both the question for effort and that for ease go by."""
TICKETS = frozenset({"ticket", "tickets", "incident", "incidents", "incidencia", "incidencias"})
"""What the ids of a service desk's log are of."""
CLAIMS = frozenset(
    {"claim", "claims", "schaden", "schadennummer", "sinistre", "sinistres", "siniestro", "eob"}
)
"""What the ids of an insurer's log are of."""
INVOICES = frozenset(
    {"invoice", "invoices", "rechnung", "rechnungsdatum", "rechnungsnummer", "facture", "factura"}
)
"""What somebody else sent, where the work on it is logged."""
SENDERS = frozenset(
    (
        *("supplier", "suppliers", "vendor", "provider", "payee", "creditor", "lieferant"),
        *("kreditor", "anbieter", "fournisseur", "prestataire", "proveedor", "prestador"),
    )
)
"""Whose invoices and claims others work on; the same words name who does the work."""
OF_THE_WORK = frozenset(
    (
        *("sla", "tat", "target", "processing", "process", "turnaround", "deadline", "posting"),
        *("completion", "commit", "committed", "agreed", "delivery", "bearbeitung", "traitement"),
    )
)
"""Words of a date until which papers had to be worked on, and not paid."""
PAYMENT = frozenset(
    (
        *("paid", "settled", "settle", "settlement", "clearing", "cleared", "late", "overdue"),
        *("disputed", "dispute", "bezahlt", "uberfallig", "mahnstufe", "reglee"),
        *("pagada", "vencida"),
    )
)
"""Words of whether, when and how late an invoice was paid."""
FEES = frozenset(
    (
        *("fee", "fees", "price", "handling", "cost", "costs", "honorar", "honoraires"),
        *("honorarios", "processing", "service"),
    )
)
"""Words of what somebody is paid for the work on a record, whatever the record is about."""
OUTCOMES = frozenset(
    (
        *("upheld", "justified", "unjustified", "unfounded", "substantiated", "unsubstantiated"),
        *(
            "dismissed",
            "berechtigt",
            "berechtigte",
            "unberechtigt",
            "fondee",
            "fondees",
            "procedente",
        ),
        *("procedentes", "fundado", "fundados", "fundada", "fundadas"),
        *("wrong", "misrouted", "misdirected"),
        *("granted", "refused", "withdrawn", "denied", "declined", "approved", "rejected"),
        *("bewilligt", "bewilligte", "abgelehnt", "abgelehnte", "accordee", "accordees"),
        *("refusee", "refusees", "rejetee", "rejetees", "concedida", "concedidas", "denegada"),
        *("denegadas", "rechazada", "rechazadas", "aprobada", "aprobadas"),
    )
)
"""How what came in was judged, or that it came to the wrong place: some of what is counted."""
RANGE = frozenset({"within", "after", "before", "over", "under", "above", "below", "more", "than"})
HEADS = frozenset(
    (
        *("rate", "ratio", "time", "duration", "score", "rating", "cost", "count", "number"),
        *("response", "respondent", "survey", "index", "date", "id", "name", "reason", "type"),
        *("category", "bucket", "group", "code", "statu", "status", "base", "sample", "size"),
        *("per", "volume", "image", "comment", "flag", "description", "definition", "level"),
        *("hour", "day", "week", "month", "year", "sla", "case", "amount", "value"),
        *("handled", "offered", "answered", "received", "abandoned", "resolved", "closed"),
        *("median", "percentile", "max", "maximum", "minimum", "std", "deviation", "p90", "p95"),
        *("taux", "tasa", "quote", "anteil", "porcentaje", "pourcentage", "part", "zeit"),
        *("dauer", "duree", "delai", "tiempo", "duracion", "kosten", "cout", "costo", "coste"),
        "anzahl",
        *("reopened", "reopen", "escalated", "escalation", "transferred", "owner", "source"),
    )
)
NATURAL = {
    "share": frozenset(
        (
            *("rate", "ratio", "share", "score", "taux", "tasa", "quote", "anteil"),
            *("porcentaje", "pourcentage"),
        )
    ),
    "duration": frozenset(
        ("time", "duration", "zeit", "dauer", "duree", "delai", "tiempo", "duracion")
    ),
    "score": frozenset({"score", "rating", "index"}),
    "points": frozenset({"score", "index"}),
    "index": frozenset({"score", "index"}),
    "money": frozenset({"amount", "cost", "spend"}),
    "count": frozenset(
        {"count", "volume", "number", "nombre", "nb", "nbre", "anzahl", "anz", "cantidad", "numero"}
    ),
    "rate": frozenset({"rate"}),
    "id": frozenset({"id", "name", "number", "code"}),
    "text": frozenset({"name", "type"}),
    "flag": frozenset({"flag"}),
    "timestamp": frozenset({"date", "time", "timestamp"}),
}
FINALLY = frozenset(("finally", "abschliessend", "endgultig", "definitivement", "definitivamente"))
"""Words that say of work done that it is, and nothing else."""
QUIET = FINALLY | frozenset(
    (
        *("in", "by", "at", "to", "on", "with", "and", "or", "is", "kpi", "metric", "measure"),
        *("actual", "result", "value", "achieved", "current", "reported", "performance"),
    )
)
OF = frozenset({"de", "d", "des", "du", "del"})
"""Words that only join two others: ahead of a name they are something else, "del." a delivery."""
ADDS_A_SUBJECT = frozenset({"performance", "achieved", "result"})
"""Quiet words that say what a bare "rating", "score" or "level" is of."""
OF_MARKS = frozenset(
    (
        *("score", "rating", "average", "index", "mark", "note", "punkte", "wert", "moyenne"),
        *("puntuacion", "puntaje", "promedio", "media", "durchschnitt", "durchschnittlich"),
    )
)
"""Words that make a mean of marks of a name that is a share without them."""
TOTALS = frozenset({"total", "overall", "sum", "combined", "ytd", "mtd", "qtd", "grand", "all"}) | {
    *("gesamt", "insgesamt", "ensemble", "global", "globale", "general", "generale"),
}
SEGMENTS = frozenset(
    (
        *("voice", "phone", "chat", "email", "mail", "web", "social", "sm", "call", "ticket"),
        *("inbound", "outbound", "onshore", "offshore", "nearshore", "digital", "backoffice"),
        *("front", "back", "office", "line", "tier", "l1", "l2", "l3", "english", "german"),
        *("french", "spanish", "italian", "polish", "portuguese", "dutch", "japanese", "billing"),
        *("technical", "tech", "support", "sale", "care", "collection", "claim", "retention"),
        *("premium", "standard", "vip", "consumer", "business", "residential", "corporate"),
        *("north", "south", "east", "west", "emea", "apac", "latam", "us", "uk", "eu", "india"),
        *("monthly", "weekly", "daily", "contact", "customer", "interaction"),
        *("user", "usuario", "utilisateur", "client", "cliente", "kunden", "nutzer", "anwender"),
        *("member", "patient", "mitglied", "adherent", "assure", "mensuel", "mensuelle"),
        *("mensual", "monatlich", "hebdomadaire", "semanal"),
    )
)
HALVES = {
    "office": frozenset({"back", "front"}),
    "line": frozenset({"business", "service"}),
    "back": frozenset({"office"}),
    "front": frozenset({"office", "line"}),
}
"""Words that are a segment only together with another."""
PEOPLE = frozenset(
    (
        *("agent", "employee", "staff", "team", "advisor", "colleague", "analyst", "agenten"),
        *("mitarbeiter", "agente", "conseiller", "personnel", "equipe", "equipo"),
    )
)
OPERATORS = frozenset({"operator", "operateur", "operador", "operatore"})
"""Words that name a company in one trade and a person in another."""
FAULTY = frozenset(
    (
        *("with", "in", "error", "errors", "erroneous", "defective", "incorrect", "mit", "fehler"),
        *("fehlerhaft", "avec", "en", "erreur", "erreurs", "con", "errores"),
    )
)
"""Words behind the name of what is counted that begin to say that it is in error."""
CUSTOMERS = frozenset({"customer", "client", "caller", "user", "member", "kunde", "cliente"})
THINGS = frozenset(
    (
        *("call", "contact", "ticket", "case", "chat", "email", "customer", "item", "interaction"),
        *("claim", "request", "attendance", "order", "project", "agent", "incident", "record"),
    )
)
RECORDS = frozenset(
    (
        *("call", "contact", "ticket", "case", "chat", "interaction", "conversation", "request"),
        *("incident", "claim", "session", "issue", "inquiry", "enquiry", "vorgang", "fall"),
        *("anfrage", "anruf", "kontakt", "appel", "dossier", "demande", "llamada", "caso"),
        *("contacto", "solicitud", "survey"),
    )
)
"""Words for what one row of a log is about: its category is the ticket's category."""
MEASURES = (
    *("rate", "ratio", "share", "score", "rating", "cost", "count", "volume", "average", "median"),
    *("time", "duration", "percentile", "accuracy", "quality", "compliance", "satisfaction"),
    *("availability", "uptime", "utilization", "occupancy", "adherence", "productivity"),
    *("throughput", "backlog", "efficiency", "attrition", "shrinkage", "effort", "index"),
    *("handled", "offered", "answered", "received", "abandoned", "resolved", "closed", "opened"),
    *("reviewed", "processed", "completed", "delivered", "fixed", "reopened", "escalated"),
    *("transferred", "breached", "missed", "solved", "raised", "worked", "corrected", "rejected"),
    *("breach", "defect", "error", "complaint", "escalation", "rework", "call", "ticket", "email"),
    *("case", "claim", "chat", "incident", "contact", "interaction", "per", "sla", "percent"),
    *("eingegangene", "bearbeitete", "beantwortete", "gelost", "geloste", "erledigte", "kosten"),
    *("offene", "recus", "recues", "traites", "traitees", "resolus", "recibidas", "recibidos"),
    *("atendidas", "resueltos", "resueltas", "satisfaccion", "zufriedenheit", "qualitat"),
    *("traite", "traitee", "resolu", "resolue", "cloture", "livre", "delais", "reclamation"),
    *("plainte", "erreur", "conformite", "exactitude", "qualite", "recibido", "resuelto"),
    *("atendido", "entregado", "entregada", "queja", "reclamacion", "errores", "calidad"),
    *("precision", "cumplimiento", "plazo", "beschwerde", "beschwerden", "reklamationen"),
    *("fehler", "fehlerfrei", "punktlich", "punktliche", "termingerecht", "fristgerecht"),
    *("fristgerechte", "genauigkeit", "erreichbarkeit", "bearbeitet", "gelieferte", "dial"),
)
"""Words of names of measures; figures under an unknown one are said to be left out, aloud."""
ENDING_MEASURES = ("genauigkeit", "zufriedenheit", "qualitat", "treue", "kosten", "punktlichkeit")
"""How German compounds end that name a measure, whatever it is of: "Kodiergenauigkeit"."""
PER_MANY = re.compile(r"\b(?:per|pour|par|sur|je|pro|auf|por|cada) 1 ?00[0 ]*\b")
"""For each hundred or thousand of something, in normal form: "pour 1 000", "je 1000"."""
OF_A_RECORD = frozenset({"text", "flag", "status", "timestamp"})
"""Kinds of fields that say something of a record, so that the record's name beside adds nothing."""
PERIOD = re.compile(r"^(?:(?:19|20)\d{2}|q[1-4]|h[12]|fy\d{0,4}|w\d{1,2}|quarter)$")
NO_TYPING_ERRORS = frozenset(
    (
        *("compliment", "compliant", "complaint", "attention", "retention", "detention", "hour"),
        *("resolution", "revolution", "evaluation", "valuation", "utility", "capacity", "sample"),
        *("quality", "quantity", "cause", "cost", "cast", "case", "cash", "rate", "date", "late"),
        *("call", "cell", "calm", "service", "survey", "server", "seats", "seat", "sent", "cent"),
        *("transaction", "transition", "translation", "formation", "information", "position"),
        *("ruckruf", "rucklauf", "progress", "process", "simple", "complex", "appeal", "appel"),
    )
)
"""Words that are like others of the trade and mean something else."""
OF_SEVERAL_TRADES = frozenset(
    (
        *("operator", "system", "organization", "organisation", "company", "network", "center"),
        *("partner", "trust", "key", "user", "login", "delay", "effort", "activity", "account"),
    )
)
"""Words that, alone, name one thing in one trade and another elsewhere: a network's operator is
the vendor, a chat's operator the agent.
"""
TOO_GENERAL = frozenset(
    {
        ("total", "amount"),
        ("duration",),
        ("work", "time"),
        ("time", "task"),
        ("task", "time"),
        ("bearbeitungsdauer",),
    }
)
"""Names that mean one span of time in one system and another elsewhere: never surely one."""
BESIDE_MARKS = frozenset(
    (
        *("score", "rating", "mark", "star", "grade", "point", "rated", "scored", "of", "with"),
        *("response", "answer", "count", "number", "no", "bewertung", "punkte", "punkt", "note"),
        *("antwort", "reponse", "puntuacion", "respuesta", "nota", "calificacion", "stern"),
        *("avec", "con", "mit", "de", "out", "notation"),
    )
)
"""Words, folded, that stand beside a mark of which the answers are counted ("Score 7")."""

BARE_MARKS = frozenset(
    (
        *("score", "rating", "mark", "answer", "response", "result", "value", "grade", "note"),
        *("bewertung", "punkte", "antwort", "reponse", "puntuacion", "respuesta", "nota"),
        *("numeric", "customer", "survey", "given"),
    )
)
"""Words of headings over marks that say nothing of what is marked."""
WORK = frozenset(
    (
        *("processing", "process", "handle", "handling", "handled", "work", "aht", "effort"),
        *("bearbeitung", "bearbeitungszeit", "bearbeitungsdauer", "traitement", "gestion", "tmo"),
        *("manejo", "service", "spent", "task", "case", "atencion", "gesamtbearbeitungszeit"),
    )
)
"""Words of a time that all the work on a contact took, after the talk too."""
WRITTEN = frozenset(("chat", "chats", "webchat", "livechat"))
"""Words of contacts in writing, on which agents work while they last, and hardly after."""
SPOKEN = frozenset(
    (
        *("talk", "talking", "speech", "spoken", "conv", "conversation", "gesprach", "sprechzeit"),
        *("gesprachszeit", "gesprachsdauer", "communication", "parole", "hablado", "conversacion"),
    )
)
"""Words of a time in which somebody spoke, and that nobody was on hold."""
AFTER_TALK = frozenset(
    (
        *("processing", "process", "work", "after", "post", "bearbeitung", "bearbeitungszeit"),
        *("nachbearbeitung", "traitement", "gestion"),
    )
)
"""Words of a time that may be that of the work after the talk alone."""
LENGTH = frozenset(
    (
        *("duration", "length", "dauer", "anrufdauer", "duree", "duracion", "duracao"),
        *("gesamtdauer", "gesamtzeit"),
    )
)
"""Words of a time from a contact's beginning to its end."""
AVERAGED = frozenset({"duration", "score", "share", "money", "rate", "points", "index", "years"})
_OF_QUESTIONS = frozenset(
    (
        *(
            "how",
            "what",
            "which",
            "was",
            "were",
            "are",
            "did",
            "does",
            "have",
            "has",
            "had",
            "been",
        ),
        *("you", "your", "our", "this", "that", "there", "would", "will", "can", "could", "made"),
        *("today", "very", "much", "many", "please", "any", "other", "new", "old", "only", "one"),
        *(
            "wie",
            "war",
            "sie",
            "ihr",
            "ihre",
            "ihrem",
            "uns",
            "wir",
            "haben",
            "hat",
            "wurde",
            "mit",
        ),
        *("votre", "vous", "nous", "notre", "avez", "est", "etait", "avec", "dans", "que", "qui"),
        *("usted", "nos", "con", "fue", "esta", "como", "cual", "friend", "colleague", "used"),
    )
)
UNTELLING = (
    _OF_QUESTIONS
    | HEADS
    | QUIET
    | TOTALS
    | SEGMENTS
    | PEOPLE
    | THINGS
    | RECORDS
    | RANGE
    | NEGATION
    | TARGET
) - {
    *("sla", "answered", "abandoned", "resolved", "closed", "reopened", "reopen", "escalated"),
    *("escalation", "transferred", "complaint", "claim", "handled", "received"),
}
"""Words that stand in names of all kinds of things, and tell none apart."""
