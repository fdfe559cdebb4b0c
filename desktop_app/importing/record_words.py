"""Words in the headings of logs, and of counts, that say what was done with records, and when.

All are folded as `heading_words.fold` does (no plural).
"""

from __future__ import annotations

NO_OPINIONS = frozenset(
    (
        *(
            "quality",
            "qa",
            "qc",
            "audit",
            "evaluation",
            "severity",
            "priority",
            "difficulty",
            "risk",
        ),
        *("complexity", "effort", "likelihood", "level", "tier", "grade", "weight", "competency"),
        *("skill", "urgency", "impact", "calidad", "qualitat", "qualite", "prioritat", "priorite"),
        *("prioridad", "riesgo", "risque", "risiko", "evaluator", "reviewer", "language", "nps"),
        *("recommend", "sentiment", "csat", "ces"),
    )
)
"""Words of marks that nobody's customers give."""
RATED = frozenset(
    (
        *("rate", "rated", "rating", "feedback", "satisfied", "dissatisfied", "unsatisfied"),
        *("happy", "unhappy", "bewertung", "zufrieden", "unzufrieden", "satisfait", "insatisfait"),
        *("satisfecho", "insatisfecho", "valoracion", "opinion", "avis"),
    )
)
"""Words of what customers say of a contact, in headings or in the answers themselves."""
KINDS_OF_SURVEY = frozenset(
    (
        *("survey", "type", "metric", "question", "kpi", "kind", "questionnaire", "umfrage"),
        *("frage", "enquete", "encuesta", "pregunta"),
    )
)
"""Words of headings over what is asked: "Survey type", "Metric"."""
FLAWED = frozenset(
    ("error", "errors", "defect", "mistake", "fehler", "erreur", "error_flag", "fault")
)
"""Words of a yes or no that say that something was wrong with a record."""
WORST = frozenset(("critical", "fatal", "kritisch", "kritischer", "critique", "critico"))
"""Words of an error so bad that the record fails for it alone."""
STANDING = frozenset(
    (
        *("managed", "serviced", "attended", "worked", "gere", "geree", "gestionado", "gestionada"),
        *("verwaltet", "verwaltete", "betreut", "betreute"),
    )
)
"""Words of what is done all along with what stands there: "stations managed" are no work."""
REVIEWING = frozenset({"reviewed", "revisado", "revu", "gepruft", "gepruftes"})
"""Words of what is done to things in some trades, and to a sample of them in others."""
REVIEWED = frozenset(
    (
        *("document", "doc", "record", "file", "page", "number", "of", "total", "reviewed"),
        *("revisado", "item", "content", "image", "video", "post", "contract", "application"),
        *("claim", "agreement", "filing", "listing", "profile", "report", "invoice", "chart"),
        *("transaction", "submission", "nda", "manuscript", "patent"),
    )
)
"""Words of a name of things reviewed: a sample in one trade, all the work in another."""
OPENED = frozenset({"ouvert", "ouverts", "abierto", "abiertos", "aberto", "abertos"})
"""Words of what is open at a month's end, or was opened during it."""
RINGING = frozenset({"ring", "ringing", "klingeldauer", "klingelzeit", "sonnerie", "timbrado"})
"""Words of a time for which a telephone rang, all the wait where there is no queue."""
FIRST = frozenset({"first", "initial", "erste", "premiere", "premier", "primera", "primer"})
LAST = frozenset({"last", "full", "final", "total", "letzte", "derniere", "ultima", "complete"})
"""Words of the first and the last of several ends that one record has."""
CURRENCY = frozenset(
    {"currency", "curr", "ccy", "wahrung", "waehrung", "devise", "moneda", "divisa", "monnaie"}
)
"""Words of a column that names the currency of each row."""
ANSWERS = frozenset(
    (
        *("response", "responses", "respondent", "survey", "answer", "questionnaire", "feedback"),
        *("umfrage", "befragung", "fragebogen", "enquete", "reponse", "encuesta", "respuesta"),
    )
)
"""What the ids of a survey's log are of."""
ENDS = frozenset({"end", "ende", "fin", "finish", "finale", "until", "bis", "hasta", "to"})
"""Words of a date at which work ends, or has to end."""
ACTUAL = frozenset(
    (
        *("actual", "actually", "real", "ist", "reel", "reelle", "tatsachlich", "tatsachliches"),
        *("effective", "effectif", "efectiva", "efectivo", "final", "true"),
    )
)
"""Words of a date at which something really happened, beside the one it was planned for."""
POSTED = frozenset(
    (
        *("posted", "posting", "processed", "booked", "booking", "keyed", "entered", "entry"),
        *("indexed", "validated", "registered", "captured", "completed", "buchung", "gebucht"),
        *("buchungsdatum", "comptabilisation", "comptabilise", "saisie", "contabilizacion"),
        *("contabilizado", "registro", "erfassung", "erfasst", "erfassungsdatum"),
    )
)
"""Words of a date at which the work on a paper was done, where another says when it came in."""
