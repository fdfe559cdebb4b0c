"""Vendors' names from file names, title lines and names of sheets."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.words import Words
from desktop_app.importing.name_parts import clean_name, is_company
from desktop_app.importing.vendors import (
    UNASKED,
    compares_vendors,
    is_vendor_like,
    vendor_from_first_line,
    vendor_from_name,
    vendor_from_title,
    vendor_of_file,
    vendors_from_sheet_names,
)

WORDS = Words(months={"januar": 1, "mai": 5}, segments=frozenset({"voice", "chat", "apac"}))


@pytest.mark.parametrize(
    ("file_name", "vendor"),
    [
        ("Acme BPO - Monthly KPI Report Jan-Jun 2026 v3 FINAL.xlsx", "Acme BPO"),
        ("Monthly KPI Report - Acme BPO - Jan 2026.xlsx", "Acme BPO"),
        ("acme-bpo-kpi-report-2026-01.xlsx", "Acme BPO"),
        ("Nordic-Contact_GmbH_2026-01.xlsx", "Nordic-Contact GmbH"),
        ("2026 Q1 Prime Data Services (1).xlsx", "Prime Data Services"),
        ("Copy of TeleServe Scorecard.xlsx", "TeleServe"),
        ("Acme call log 2026.csv", "Acme"),
        ("Acme tickets.xlsx", "Acme"),
        ("Acme Care invoices 2026.xlsx", "Acme Care"),
        ("acme_tickets_2026-01.csv", "Acme"),
        ("Acme Surveys Q1 2026.xlsx", "Acme"),
        ("VendorA_Q1_FY26.xlsx", "VendorA"),
        ("KPI Report Acme.xlsx", "Acme"),
        ("Acme Monthly Business Review March 2026.xlsx", "Acme"),
        ("Globex_CX_SLA_Report_w07_2026.xlsm", "Globex CX"),
        ("Contact Center Kings 2026.xlsx", "Contact Center Kings"),
        ("Bericht Nordwind Januar 2026.xlsx", "Nordwind"),
        ("MyCall_Data_November_2019.csv", "MyCall"),
        ("/reports/2026/Helios (final).xlsx", "Helios"),
        (r"C:\reports\Helios v2.xls", "Helios"),
        ("Helios.2026.csv.xlsx", "Helios"),
        ("Meridian Connect service reports 2026.xlsx", "Meridian Connect"),
        ("Prime Data Services report.xlsx", "Prime Data Services"),
        ("acme_bpo_report.xlsx", "Acme BPO"),
        ("Acme jan resend.xlsx", "Acme"),
        ("Acme_jan_resend.xlsx", "Acme"),
        ("Acme January (corrected).xlsx", "Acme"),
        ("Acme rep2.xlsx", "Acme"),
        ("Nimbus_CaseExport.xlsx", "Nimbus"),
        ("Quickcall ACD dump Apr-26.xlsx", "Quickcall"),
        ("Teleserve_QA_Evaluations.xlsx", "Teleserve"),
        ("Inkwell_staff_roster.xlsx", "Inkwell"),
        ("Servnow incident list.xlsx", "Servnow"),
        ("Tricom_calls_by_agent.xlsx", "Tricom"),
        ("Rechnungen Datenhaus 2026.xlsx", "Datenhaus"),
        ("Westfon_Kontakte.xlsx", "Westfon"),
        ("Genwave_conversations.csv", "Genwave"),
        ("Claimex_claims_processed.xlsx", "Claimex"),
        ("Quillmark Legal Review project book.xlsx", "Quillmark Legal Review"),
        ("Quillmark Legal Review - side by side.xlsx", "Quillmark Legal Review"),
        ("Quillmark Legal review 2026.xlsx", "Quillmark Legal"),
        ("Quillmark Quarterly Review 2026.xlsx", "Quillmark"),
        ("Anrufprotokoll Wärmewerk Service (Export).xlsx", "Wärmewerk Service"),
        ("Wärmewerk Service Gesprächsliste 2025.xlsx", "Wärmewerk Service"),
        ("Netzfeuer GmbH Ticketliste Mai 2025.xlsx", "Netzfeuer GmbH"),
        ("Vorgangsliste Wärmewerk Service.xlsx", "Wärmewerk Service"),
        ("Journal d'appels Mutualis Gestion.xlsx", "Mutualis Gestion"),
        ("Liste des appels Mutualis Gestion.xlsx", "Mutualis Gestion"),
        ("Registro de llamadas Aguaclara Norte.xlsx", "Aguaclara Norte"),
        ("Lista de tickets Aguaclara.xlsx", "Aguaclara"),
    ],
)
def test_vendor_in_a_file_name(file_name: str, vendor: str) -> None:
    guess = vendor_from_name(file_name, WORDS)
    assert guess is not None
    assert guess.name == vendor
    assert guess.confidence == pytest.approx(0.75 if file_name != file_name.lower() else 0.45)
    assert guess.asked == (file_name == file_name.lower())
    assert "file's name" in guess.reason


@pytest.mark.parametrize(
    "file_name",
    [
        "Report.xlsx",
        "Call Center.xlsx",
        "Monthly KPI Report Jan 2026.xlsx",
        "2026-01.xlsx",
        "table-2200_key_statistics_by_operator.ods",
        "Copy of Vendor Scorecard v2 FINAL (3).xlsx",
        "Extracted Quarterly Op Data XL.xlsx",
        "KPI_pack_final_v3.xlsx",
        "vendor comparison.xlsx",
        "03_mtd_totals.xlsx",
        "Suivi indicateurs T1.xlsx",
        "Kopie von Auswertung_neu (2).xlsx",
        "informe_final.xlsx",
        "EMEA performance 2026.xlsx",
        "Manila and Kraków KPIs.xlsx",
        "Balanced Scorecard Aug25.xlsx",
        "",
    ],
)
def test_no_vendor_in_a_file_name_about_the_report_only(file_name: str) -> None:
    assert vendor_from_name(file_name, WORDS) is None


def test_doubtful_names_are_less_sure() -> None:
    sure = vendor_from_name("Acme Jan 2026.xlsx")
    short = vendor_from_name("Monthly-AE-August-2024.csv")
    several = vendor_from_name("Acme - Globex - Report.xlsx")
    assert sure is not None
    assert short is not None
    assert several is not None
    assert short.confidence < several.confidence < sure.confidence


def test_a_file_always_has_a_name_for_its_vendor() -> None:
    assert vendor_of_file("Acme BPO - KPI Report.xlsx") == "Acme BPO"
    assert vendor_of_file("monthly_report.xlsx") == "monthly report"
    assert vendor_of_file("a/monthly_report.xlsx") != vendor_of_file("b/monthly_report.xlsx")


@pytest.mark.parametrize(
    ("lines", "vendor", "confidence"),
    [
        (["Vendor: Acme"], "Acme", 0.95),
        (["Provider Name: Acme Ltd"], "Acme Ltd", 0.95),
        (["Service Provider – Helios BPO"], "Helios BPO", 0.95),
        (["Dienstleister: Nordwind GmbH"], "Nordwind GmbH", 0.95),
        (["Prepared by Acme"], "Acme", 0.85),
        (["Report prepared by Helios for Contoso"], "Helios", 0.85),
        (["Acme Solutions - Performance Report"], "Acme Solutions", 0.65),
        (["Helios BPO Monthly Scorecard, March 2026"], "Helios BPO", 0.65),
        (["Monthly report", "Vendor: Acme; Period: Jan 2026"], "Acme", 0.95),
        (["Performance Report - Globex | Vendor: Acme"], "Acme", 0.95),
    ],
)
def test_vendor_in_title_lines(lines: list[str], vendor: str, confidence: float) -> None:
    guess = vendor_from_title(lines, WORDS)
    assert guess is not None
    assert (guess.name, guess.confidence) == (vendor, pytest.approx(confidence))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Monthly KPI report", "January 2026"],
        ["Call Centre Data"],
        ["Performance by month"],
        ["Calls by Channel"],
        ["Vendor:"],
        ["The report shows " + "many things " * 20],
    ],
)
def test_no_vendor_in_other_lines(lines: list[str]) -> None:
    assert vendor_from_title(lines, WORDS) is None


@pytest.mark.parametrize("name", ["Acme", "Globex BPO", "Zeta Data Services", "3M", "Nordwind"])
def test_sheet_names_like_vendors(name: str) -> None:
    assert is_vendor_like(name, WORDS)


@pytest.mark.parametrize(
    "name",
    [
        *("Data", "Summary", "Sheet1", "Sheet 12", "Log", "Call log", "Notes", "Voice", "APAC"),
        *("Jan", "January 2026", "Januar", "Q1", "Q1 2026", "2026", "2026-01", "FY26", "W07"),
        *("KPI", "KPI data", "Monthly report", "Pivot Tables", "Raw data", "Calls", "", "-"),
    ],
)
def test_sheet_names_unlike_vendors(name: str) -> None:
    assert not is_vendor_like(name, WORDS)


def test_sheets_named_for_vendors_are_trusted_when_most_are() -> None:
    found = vendors_from_sheet_names(["Acme", "Globex", "Zeta BPO", "Summary"], WORDS)
    assert list(found) == ["Acme", "Globex", "Zeta BPO"]
    assert {guess.confidence for guess in found.values()} == {0.70}


def test_sheets_named_for_vendors_are_doubtful_among_other_sheets() -> None:
    found = vendors_from_sheet_names(["Acme", "Jan", "Feb", "Mar", "Voice"], WORDS)
    assert {name: guess.confidence for name, guess in found.items()} == {"Acme": 0.45}


@pytest.mark.parametrize(
    ("text", "name"),
    [(" Acme  BPO ", "Acme BPO"), ("Lumo [note 1]", "Lumo"), ("'Acme'*", "Acme"), ("-", "")],
)
def test_clean_name(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    ("line", "vendor"),
    [
        ("Suivi des courriels – Prestataire : Servicom", "Servicom"),
        ("Registro de llamadas - Proveedor: Atento Sur", "Atento Sur"),
    ],
)
def test_vendor_said_behind_the_title_of_the_sheet(line: str, vendor: str) -> None:
    guess = vendor_from_title([line], WORDS)
    assert guess is not None
    assert guess.name == vendor
    assert guess.confidence > 0.9


@pytest.mark.parametrize("name", ["Sites", "Agents", "Queues", "Skills", "Standorte"])
def test_no_vendor_is_named_after_a_lookup_sheet(name: str) -> None:
    assert not is_vendor_like(name, WORDS)


@pytest.mark.parametrize(
    ("file_name", "vendor"),
    [
        ("Cinder_pack_stacked.xlsx", "Cinder"),
        ("Zenith 2024 vs 2025.xlsx", "Zenith"),
        ("Harbor Global sites.xlsx", "Harbor Global"),
        ("Weekly_ops_Orchid.xlsx", "Orchid"),
        ("Monatsbericht Rheintal Mai 26.xlsx", "Rheintal"),
        ("vendor_b_2025.xlsx", "Vendor B"),
    ],
)
def test_what_is_said_behind_a_name_is_no_part_of_it(file_name: str, vendor: str) -> None:
    guess = vendor_from_name(file_name, WORDS)
    assert guess is not None
    assert guess.name == vendor
    assert not guess.asked


@pytest.mark.parametrize("file_name", ["mixed_marks_lumo.xlsx", "AE.xlsx", "acme 24 seven.xlsx"])
def test_a_file_that_may_be_named_after_anything_is_asked_about(file_name: str) -> None:
    guess = vendor_from_name(file_name, WORDS)
    assert guess is not None
    assert guess.asked


@pytest.mark.parametrize(
    ("line", "vendor", "told"),
    [
        ("Keystone Shared Services", "Keystone Shared Services", True),
        ("Thistle – June 2026", "Thistle", True),
        ("Nimbus Call", "Nimbus Call", True),
        ("Team Blue", "Team Blue", False),
        ("Quarry Ops trend", "Quarry Ops", True),
    ],
)
def test_vendor_in_a_first_line(line: str, vendor: str, told: bool) -> None:
    guess = vendor_from_first_line([line], WORDS)
    assert guess is not None
    assert guess.name == vendor
    assert (guess.confidence >= UNASKED) == told


@pytest.mark.parametrize("line", ["Tier 1 Support", "Agents by month", "June 2026", "Übersicht"])
def test_no_vendor_in_an_ordinary_first_line(line: str) -> None:
    assert vendor_from_first_line([line], WORDS) is None


def test_whom_a_report_is_for_is_not_its_vendor() -> None:
    lines = ["Contoso - KPI report", "Client: Contoso"]
    assert vendor_from_title(lines, WORDS) is None
    named = vendor_from_title(["Delivered by Fenwick Outsourcing to Contoso"], WORDS)
    assert named is not None
    assert named.name == "Fenwick Outsourcing"


@pytest.mark.parametrize(
    ("line", "vendor", "confidence"),
    [
        ("Service desk metrics for Palisade IT", "Palisade IT", 0.52),
        ("Informe mensual – Soluciones Andinas S.A.", "Soluciones Andinas S.A.", 0.65),
        ("Lumière Contact – Tableau de bord T1 2025", "Lumière Contact", 0.65),
        ("Prepared by Jane Miller", "Jane Miller", 0.60),
        ("Erstellt von Rheinkontakt GmbH", "Rheinkontakt GmbH", 0.85),
        ("Vendor: Polyglot Hub   Reporting: Q1 2025", "Polyglot Hub", 0.95),
    ],
)
def test_vendor_in_titles_of_other_forms(line: str, vendor: str, confidence: float) -> None:
    guess = vendor_from_title([line], WORDS)
    assert guess is not None
    assert (guess.name, guess.confidence) == (vendor, pytest.approx(confidence))


def test_years_against_each_other_are_no_vendors_compared() -> None:
    assert compares_vendors("Acme vs Borealis.xlsx")
    assert compares_vendors("vendor_comparison_2025.xlsx")
    assert not compares_vendors("Zenith 2024 vs 2025.xlsx")


def test_a_company_may_be_named_after_what_it_reviews() -> None:
    assert is_company("Quillmark Legal Review")
    assert not is_company("Quillmark Quarterly Review")
    assert not is_company("Legal Review")


@pytest.mark.parametrize(
    ("file", "vendor"),
    [
        ("Freshdesk_tickets_export_Brightdesk_Apr2026.csv", "Brightdesk"),
        ("Contexa_CallDetail_Comprehensive_202602.csv", "Contexa"),
        ("Sprout Helpers Intercom export.csv", "Sprout Helpers"),
        ("Austral_Llamadas_ODCalls_2026-03.csv", "Austral"),
        ("Reporting COPIL Téléperlance T1-2026.xlsx", "Téléperlance"),
        ("TaskUs monthly KPI report.xlsx", "TaskUs"),
    ],
)
def test_tools_and_words_of_exports_are_no_part_of_a_name(file: str, vendor: str) -> None:
    found = vendor_from_name(file)
    assert found is not None
    assert found.name == vendor
    assert not found.asked


@pytest.mark.parametrize(
    ("line", "vendor"),
    [
        ("Provided by Wexcombe People Services", "Wexcombe People Services"),
        ("Comité de pilotage – prestataire Téléperlance", "Téléperlance"),
        ("Betrieben von Kontor Nord", "Kontor Nord"),
    ],
)
def test_who_does_the_work_is_said_for_sure(line: str, vendor: str) -> None:
    found = vendor_from_title([line])
    assert found is not None
    assert (found.name, found.confidence >= 0.85) == (vendor, True)


def test_a_name_with_its_legal_form_stands_as_it_is() -> None:
    found = vendor_from_first_line(["Tessellate Review LLC"])
    assert found is not None
    assert found.name == "Tessellate Review LLC"


@pytest.mark.parametrize(
    ("line", "vendor"),
    [
        (
            "Quarterly Service Review - Meridian Business Process Services Private Limited, Q3",
            "Meridian Business Process Services Private Limited",
        ),
        (
            "Monthly Scorecard: Helios Customer Experience & Outsourcing Services GmbH & Co. KG",
            "Helios Customer Experience & Outsourcing Services GmbH & Co. KG",
        ),
        (
            "Monatsbericht der Nordlicht Kundenservice und Dialog Dienste GmbH, März 2026",
            "Nordlicht Kundenservice und Dialog Dienste GmbH",
        ),
        (
            "Informe mensual de Grupo Andino de Contacto y Servicios S.A. - marzo 2026",
            "Grupo Andino de Contacto y Servicios S.A.",
        ),
    ],
)
def test_long_legal_names_are_names(line: str, vendor: str) -> None:
    found = vendor_from_title([line], WORDS)
    assert found is not None
    assert (found.name, found.asked) == (vendor, False)


@pytest.mark.parametrize("line", ["HR Service Centre – dashboard", "Supplier Scorecard"])
def test_a_service_alone_names_nobody(line: str) -> None:
    assert vendor_from_title([line]) is None
    assert vendor_from_first_line([line]) is None


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Attachment J - TransitWell Brokerage call history.xlsx", "TransitWell Brokerage"),
        ("Exhibit 3_Acme Care scorecard.xlsx", "Acme Care"),
        ("Anlage 2.1 Kundenwerk Nord Leistungsbericht.xlsx", "Kundenwerk Nord"),
    ],
)
def test_the_number_of_an_annex_is_no_name(file: str, name: str) -> None:
    guess = vendor_from_name(file)
    assert guess is not None
    assert guess.name == name
    assert not is_vendor_like(f"{file.split(maxsplit=1)[0]} J")


@pytest.mark.parametrize(
    "label", ["Offeror", "Respondent", "Bieter", "Soumissionnaire", "Licitador"]
)
def test_who_offers_is_the_vendor(label: str) -> None:
    lines = ["ATTACHMENT J – CALL CENTER PERFORMANCE HISTORY", f"{label}: TransitWell Brokerage"]
    guess = vendor_from_title(lines)
    assert guess is not None
    assert (guess.name, guess.asked) == ("TransitWell Brokerage", False)
