"""Balance âgée, statements of account, and differences written off at lettrage."""
import os
import re

import pytest

import fec
import journey
from conftest import opened_company
from journey import words

LINES = [
    # journal, number, day, account, party, party's name, piece, label, debit, credit
    ("VE", 1, "20260203", "411000", "C1", "Hôtel du Parc", "FA1", "Facture 1", 120000, 0),
    ("VE", 1, "20260203", "707000", "", "", "FA1", "Facture 1", 0, 120000),
    ("VE", 2, "20260204", "411000", "C2", "Café de la Place", "FA2", "Facture 2", 30000, 0),
    ("VE", 2, "20260204", "707000", "", "", "FA2", "Facture 2", 0, 30000),
    ("BQ", 1, "20260310", "411000", "C1", "Hôtel du Parc", "VIR1", "Virement", 0, 119997),
    ("BQ", 1, "20260310", "512000", "", "", "VIR1", "Virement", 119997, 0),
    ("AC", 1, "20260320", "601000", "", "", "F77", "Farine", 52750, 0),
    ("AC", 1, "20260320", "401000", "M1", "Moulin de Barbery", "F77", "Farine", 0, 52750),
]
LABELS = {"VE": "Ventes", "BQ": "Banque", "AC": "Achats", "411000": "Clients", "707000": "Ventes", "512000": "Banque",
          "601000": "Farine", "401000": "Fournisseurs"}


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    return opened_company(browser, node, "Pains Comptés", fec.write(tmp_path_factory.mktemp("fec"), LINES, LABELS))


def test_what_is_late_leads_to_its_lines(node, page):
    page.goto(f"{node.address}/balance")
    page.get_by_role("link", name="Balance âgée").click()
    page.locator("#date").fill("30/04/2026")
    page.get_by_role("button", name="Appliquer").click()
    assert "300,03 € en retard" in words(page, "figcaption")
    assert "ok" in page.locator("#controle").get_attribute("class")
    row = page.locator("#balance-agee tbody tr", has_text="Café de la Place")
    assert words(page, "#balance-agee tbody tr:has-text('Café de la Place')").count("300,00") == 2
    row.get_by_role("link", name="300,00").first.click()
    assert "Relevé de compte" in journey.heading(page)
    assert "vous nous devez 300,00 €, dont 300,00 € échus" in words(page, ".standing")
    page.get_by_role("link", name="VE 2").click()
    assert "Facture 2" in page.content()


def test_both_sides_and_an_empty_day(node, page):
    page.goto(f"{node.address}/balance/agee?cote=fournisseurs&date=30/04/2026")
    assert "Il est dû 527,50 € aux fournisseurs" in words(page, "figcaption")
    page.goto(f"{node.address}/balance/agee?date=01/01/2026")
    assert "Rien d’ouvert à cette date" in page.content()
    page.goto(f"{node.address}/balance/agee?date=31/02/2026")
    assert "n’est pas une date" in words(page, "#date-faute")


def test_statements_on_paper_and_in_a_file(node, page):
    page.goto(f"{node.address}/balance/agee?date=30/04/2026")
    page.get_by_label("Choisir le relevé de C2").check()
    page.locator("#releves-choisis").click()
    assert page.locator("article.letter").count() == 1
    page.goto(f"{node.address}/balance/agee?date=30/04/2026")
    page.locator("#releves-choisis").click()
    assert page.locator("article.letter").count() == 2
    with page.expect_download() as download:
        page.locator("#telecharger").click()
    text = open(download.value.path(), encoding="utf-8-sig").read()
    assert text.count("\n") == 4 and "Café de la Place" in text
    page.goto(f"{node.address}/releve?compte=411000&tiers=C1&date=30/04/2026")
    page.get_by_role("link", name="Toutes les lignes").click()
    assert page.locator("article.letter tbody tr").count() == 2
    with page.expect_download() as download:
        page.locator("#telecharger").click()
    assert "VIR1" in open(download.value.path(), encoding="utf-8-sig").read()
    page.goto(f"{node.address}/balance/agee?date=30/04/2026")
    with page.expect_download() as download:
        page.locator("#telecharger").click()
    assert "Plus de 90 jours" in open(download.value.path(), encoding="utf-8-sig").read()


def test_a_small_difference_is_written_off_and_taken_back(node, page):
    place = f"{node.address}/lettrage?compte=411000&tiers=C1"
    page.goto(place)
    page.get_by_label(re.compile("VE 1 du")).check()
    page.get_by_label(re.compile("BQ 1 du")).check()
    page.locator("#lettrer-tout").click()
    assert "Écart de 0,03" in words(page, "#refus")
    assert "0,03 € en 658 (charge)" in words(page, "#ecart")
    page.locator("#passer-ecart").click()
    assert "3 lignes lettrées AAA" in words(page, "#avis")
    page.goto(f"{node.address}/balance")
    assert page.get_by_role("link", name="658000").count() == 1
    page.goto(place)
    page.locator("#motif").fill("Le reste sera payé")
    page.get_by_role("button", name="Délettrer AAA").click()
    assert "2 lignes ouvertes" in words(page, "#etat")
    page.locator("#proposer").click()
    assert "écart passé : 0,03 € en 658 (charge)" in words(page, "#plan")
    page.locator("#plan tbody input[type=checkbox]").check()
    page.locator("#appliquer").click()
    assert "1 lettrage fait" in words(page, "#avis")
    page.locator("#defaire").click()
    assert "2 lignes ouvertes" in words(page, "#etat")


def test_the_tolerance_is_the_company_s_and_is_told(node, page):
    page.goto(f"{node.address}/lettrage")
    page.locator("#tolerance").fill("12")
    page.locator("#tolerer button").click()
    assert "de 0 à 10" in words(page, "#refus")
    page.locator("#tolerance").fill("0,10")
    page.locator("#tolerer button").click()
    assert "Écart toléré au lettrage : 0,10 €" in words(page, "#avis")
    page.goto(f"{node.address}/journal-audit?sorte=matchings")
    assert "écart toléré : rien → 0,10 €" in words(page, "#audit")
    with page.expect_download() as download:
        page.locator("#telecharger").click()
    text = open(download.value.path(), encoding="utf-8-sig").read()
    assert "Le reste sera payé" in text and "0,10" in text
    page.goto(f"{node.address}/journal-audit?sorte=exports")
    assert "Journal d’audit exporté" in words(page, "#audit")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_looks(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=opened, locale="fr-FR", color_scheme=scheme, reduced_motion="reduce",
        viewport={"width": width, "height": 844})
    page = context.new_page()
    aged = f"{node.address}/balance/agee"
    for address in (aged, f"{aged}?date=30/04/2026", f"{aged}?date=01/01/2026", f"{aged}?date=abc",
                    f"{aged}?cote=fournisseurs&date=30/04/2026", f"{aged}?date=30/04/2026&sortie=impression",
                    f"{node.address}/releve?compte=411000&tiers=C1&date=30/04/2026",
                    f"{node.address}/releve?compte=411000&tiers=C1&date=30/04/2026&tout=1&du=01/03/2026",
                    f"{node.address}/releves?date=30/04/2026", f"{node.address}/accueil", f"{node.address}/lettrage",
                    f"{node.address}/journal-audit"):
        page.goto(address)
        accessible(page)
        fits(page)
        pictures = os.environ.get("FMPRO_PICTURES")
        if pictures:  # to be looked at
            name = re.sub(r"[^a-z0-9]+", "-", address.split("/", 3)[3].lower())
            page.screenshot(path=f"{pictures}/{name}-{scheme}-{width}.png", full_page=True)
    context.close()
