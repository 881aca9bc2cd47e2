"""Assets and cut-off: a purchase becomes an asset in two clicks, its charge a draft in one, a cut-off two drafts."""
import os
import re

import pytest

import fec
import journey
from conftest import opened_company
from journey import words

LINES = [
    # journal, number, day, account, party, party's name, piece, label, debit, credit
    ("AC", 1, "20260401", "215400", "", "", "F9", "Four à sole", 2400000, 0),
    ("AC", 1, "20260401", "445620", "", "", "F9", "Four à sole", 480000, 0),
    ("AC", 1, "20260401", "404000", "F1", "Fours du Nord", "F9", "Four à sole", 0, 2880000),
    ("AC", 2, "20261001", "616000", "", "", "A1", "Assurance", 120000, 0),
    ("AC", 2, "20261001", "401000", "A1", "Assureur", "A1", "Assurance", 0, 120000),
]
LABELS = {"AC": "Achats", "215400": "Matériel industriel", "445620": "TVA sur immobilisations",
          "404000": "Fournisseurs d'immobilisations", "616000": "Assurances", "401000": "Fournisseurs"}


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    file = fec.write(tmp_path_factory.mktemp("fec"), LINES, LABELS, validated="20261031")
    return opened_company(browser, node, "Fours et Pains", file)


def look(page, accessible, fits, name, scheme, width):
    accessible(page)
    fits(page)
    pictures = os.environ.get("FMPRO_PICTURES")
    if pictures:  # to be looked at
        page.screenshot(path=f"{pictures}/{name}-{scheme}-{width}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_empty(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(storage_state=opened, locale="fr-FR", color_scheme=scheme, reduced_motion="reduce",
                                  viewport={"width": width, "height": 844})
    page = context.new_page()
    for address in ("immobilisations", "immobilisations/a-immobiliser", "immobilisations/nouvelle",
                    "immobilisations/tableaux", "dotations", "regularisations"):
        page.goto(f"{node.address}/{address}")
        look(page, accessible, fits, "vide-" + address.replace("/", "-"), scheme, width)
    context.close()


def test_a_purchase_becomes_an_asset_and_its_charge_a_draft(browser, node, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{node.address}/immobilisations")
    assert "1 débit de classe 2 n’est pas au registre" in words(page, "#a-immobiliser")
    page.get_by_role("link", name="Les voir").click()
    page.get_by_role("link", name=re.compile("^Immobiliser Four")).click()
    assert page.get_by_label("Désignation").input_value() == "Four à sole"
    assert page.get_by_label("Compte d’amortissement").input_value() == "281500"
    page.get_by_label(re.compile("^Valeur d’origine")).fill("rien")
    page.locator("#enregistrer").click()
    assert "n’est pas un montant" in words(page, "#fautes")
    page.get_by_label(re.compile("^Valeur d’origine")).fill("24 000")
    page.locator("#enregistrer").click()
    assert "Four à sole" in journey.heading(page)
    assert words(page, "#plan tbody tr:first-child").startswith("2026")
    assert "3 600,00" in words(page, "#plan tbody tr:first-child") and words(page, "#total") == "24 000,00"
    page.goto(f"{node.address}/dotations")
    assert "1 dotation reste à passer" in words(page, "#etat")
    page.locator("#accepter").click()
    assert "attendent au brouillard" in words(page, "#avis")
    page.goto(f"{node.address}/dotations")
    assert "Toutes les dotations" in words(page, "#etat") and page.locator("#accepter").count() == 0
    page.goto(f"{node.address}/immobilisations/tableaux")
    assert page.locator("#t2054 tbody .pill.ok").count() == 1
    with page.expect_download() as download:
        page.locator("#csv").click()
    assert "2054;" in download.value.path().read_text(encoding="utf-8-sig")
    context.close()


def test_a_cut_off_makes_its_entry_and_its_reversal(browser, node, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{node.address}/regularisations")
    page.locator("#preparer").click()
    assert "La période couverte manque" in words(page, "#fautes")
    page.get_by_label("Libellé").fill("Assurance")
    page.get_by_label("Compte de charge ou de produit").fill("616000")
    page.get_by_label("Montant HT").fill("1200")
    page.get_by_label(re.compile("^Période couverte")).fill("01/10/2026")
    page.locator("#au").fill("30/09/2027")
    page.locator("#preparer").click()
    assert "897,53" in words(page, "#avis")
    row = words(page, "#regularisations tbody tr")
    assert "273 / 365 jours" in row and row.count("en brouillon") == 2
    page.get_by_role("button", name="Jeter Assurance").click()
    assert words(page, "#regularisations tbody tr").count("jetée") == 2
    # Thrown away together, they come back together; and what made them is taken back as one, too.
    for after in ("en brouillon", "jetée"):
        page.goto(f"{node.address}/brouillard")
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^Annuler")).click()
        assert "2\u00a0brouillons" in page.locator("#avis").inner_text()
        page.goto(f"{node.address}/regularisations")
        assert words(page, "#regularisations tbody tr").count(after) == 2
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_looks(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(storage_state=opened, locale="fr-FR", color_scheme=scheme, reduced_motion="reduce",
                                  viewport={"width": width, "height": 844})
    page = context.new_page()
    for address in ("immobilisations", "immobilisations/tableaux", "dotations", "regularisations"):
        page.goto(f"{node.address}/{address}")
        look(page, accessible, fits, "plein-" + address.replace("/", "-"), scheme, width)
    page.goto(f"{node.address}/immobilisations")
    page.get_by_role("link", name="Four à sole").click()
    look(page, accessible, fits, "fiche", scheme, width)
    page.locator("#modifier").click()
    look(page, accessible, fits, "modifier", scheme, width)
    page.go_back()
    page.locator("#sortir").click()
    page.locator("#enregistrer").click()
    assert "La date de la sortie manque" in words(page, "#fautes")
    look(page, accessible, fits, "sortie", scheme, width)
    context.close()
