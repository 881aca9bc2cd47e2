"""J10, the end of a year: checklist, à-nouveaux, one act, documents and proof; then allocation, and reopening."""
import json
import os
import subprocess
import time
from pathlib import Path

import pytest

import fec
import journey
import node as nodes
from conftest import opened_company
from journey import words

# The bar: from a green checklist to the closed year, in fifteen steps at most.
MOST_STEPS = 15
LINES = [
    ("AN", 1, "20250101", "101000", "", "", "AN", "Reprise", 0, 1000000),
    ("AN", 1, "20250101", "512000", "", "", "AN", "Reprise", 1000000, 0),
    ("VE", 1, "20250203", "411000", "C1", "Hôtel du Parc", "FA1", "Facture 1", 120000, 0),
    ("VE", 1, "20250203", "707000", "", "", "FA1", "Facture 1", 0, 120000),
    ("VE", 2, "20251204", "411000", "C1", "Hôtel du Parc", "FA2", "Facture 2", 30000, 0),
    ("VE", 2, "20251204", "707000", "", "", "FA2", "Facture 2", 0, 30000),
    ("BQ", 1, "20250310", "512000", "", "", "VIR1", "Virement FA1", 120000, 0),
    ("BQ", 1, "20250310", "411000", "C1", "Hôtel du Parc", "VIR1", "Virement FA1", 0, 120000),
    ("AC", 1, "20250610", "606000", "", "", "F7", "Fournitures", 20000, 0),
    ("AC", 1, "20250610", "401000", "M1", "Moulin", "F7", "Fournitures", 0, 20000),
]
LABELS = {"AN": "À-nouveaux", "VE": "Ventes", "BQ": "Banque", "AC": "Achats", "101000": "Capital",
          "411000": "Clients", "401000": "Fournisseurs", "707000": "Ventes", "606000": "Fournitures",
          "512000": "Banque"}


def letters(line):
    """The invoice and its payment were matched before."""
    return ("A", "20250310") if line[6] in ("FA1", "VIR1") and line[3] == "411000" else None


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    file = fec.write(tmp_path_factory.mktemp("fec"), LINES, LABELS, 2025, "20251231", letters)
    return opened_company(browser, node, "Pains Clos", file, "01/01/2025", "31/12/2025")


def look(page, accessible, fits, name):
    accessible(page)
    fits(page)
    pictures = os.environ.get("FMPRO_PICTURES")
    if pictures:
        page.screenshot(path=f"{pictures}/{name}.png", full_page=True)


def looks(browser, node, state, accessible, fits, address, name):
    """Light and dark, wide and narrow."""
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)):
        context = browser.new_context(
            storage_state=state, locale="fr-FR", color_scheme=scheme, reduced_motion="reduce",
            viewport={"width": width, "height": 844})
        page = context.new_page()
        page.goto(f"{node.address}{address}")
        look(page, accessible, fits, f"{name}-{scheme}-{width}")
        context.close()


def test_a_year_is_closed(browser, node, opened, accessible, fits, tmp_path):
    context = browser.new_context(storage_state=opened, locale="fr-FR", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{node.address}/balance")
    journey.open_menu(page, "Comptabilité", "Clôture")
    page.wait_for_url("**/cloture*")
    assert "Rien n’empêche la clôture" in words(page, "#etat")
    assert page.locator(".checks > li").count() >= 25
    looks(browser, node, opened, accessible, fits, "/cloture", "cloture")

    # The next year shows, before the closing, what it will open with.
    page.locator("#point-next-year-missing").get_by_role("button").click()
    page.wait_for_url("**/cloture*")
    page.goto(f"{node.address}/balance?exercice=2026-12-31")
    assert "À-nouveaux provisoires" in words(page, "#a-nouveaux-provisoires")
    before = page.locator("#balance tbody, table tbody").first.inner_text()
    page.goto(f"{node.address}/grand-livre?exercice=2026-12-31")
    assert page.locator("#grand-livre tbody").count() == page.locator("#grand-livre .group").count() == 5
    assert "À-nouveaux provisoires" in words(page, "#compte-120000") and "1 300,00" in words(page, "#compte-120000")
    look(page, accessible, fits, "grand-livre-provisoire")

    # What is only brought forward leads to the lines it comes from, or to the result that it is.
    page.goto(f"{node.address}/comptes/411000?exercice=2026-12-31&tiers=C1")
    assert "À-nouveaux provisoires" in words(page, "#report") and "300,00" in words(page, "#report")
    look(page, accessible, fits, "compte-provisoire")
    page.locator("#report a").click()
    page.wait_for_url("**/comptes/411000?exercice=2025-12-31&tiers=C1")
    assert "Facture 2" in words(page, "#lignes")
    page.goto(f"{node.address}/comptes/120000?exercice=2026-12-31")
    page.locator("#report").get_by_role("link", name="résultat").click()
    page.wait_for_url("**/resultat?exercice=2025-12-31")
    page.goto(f"{node.address}/balance?exercice=2026-12-31")

    page.goto(f"{node.address}/cloture?exercice=2025-12-31")
    steps = 0
    page.locator("#point-months-open").get_by_role("button").click()
    steps += 1
    page.goto(f"{node.address}/cloture?exercice=2025-12-31")
    steps += 1
    assert page.locator("#point-months-open .pill").text_content() == "en ordre"
    page.locator("#a-nouveaux summary").click()
    steps += 1
    assert "120000" in words(page, "#a-nouveaux") and "1 300,00" in words(page, "#a-nouveaux")
    # Without the consent nothing happens.
    page.evaluate("document.querySelector('[name=accord]').required = false")
    page.locator("#cloturer").click()
    assert "Cochez la case d’accord" in words(page, "#refus")
    look(page, accessible, fits, "cloture-refus")
    page.locator("[name=accord]").check()
    begun = time.monotonic()
    page.locator("#cloturer").click()
    page.locator("#resultat").wait_for()
    steps += 2
    assert time.monotonic() - begun < 30 and steps <= MOST_STEPS
    assert "Bénéfice de 1 300,00" in words(page, "#resultat") and "120000" in words(page, "#resultat")
    state = context.storage_state()
    looks(browser, node, state, accessible, fits, "/cloture?exercice=2025-12-31", "cloture-faite")

    # The documents and the proof are taken away.
    with page.expect_download() as taken:
        page.get_by_role("link", name="Fichier des écritures comptables").click()
    legal = Path(taken.value.path()).read_bytes()
    assert taken.value.suggested_filename == f"{fec.SIREN}FEC20251231.txt" and legal.count(b"\r\n") == len(LINES) + 1
    page.locator("#preuve").click()
    page.wait_for_url("**/cloture/preuve*")
    look(page, accessible, fits, "preuve")
    with page.expect_download() as taken:
        page.locator("#preuve-fichier").click()
    proof = tmp_path / "preuve.json"
    taken.value.save_as(proof)
    checked = subprocess.run([nodes.program(), "verify", "--proof", proof, "--format", "json"], capture_output=True)
    assert checked.returncode == 0 and json.loads(checked.stdout)["sound"] is True
    altered = bytearray(proof.read_bytes())
    altered[len(altered) // 2] ^= 1
    proof.write_bytes(altered)
    assert subprocess.run([nodes.program(), "verify", "--proof", proof], capture_output=True).returncode == 1

    # The next year opens with the same, and is provisional no more; nothing enters the closed one.
    page.goto(f"{node.address}/balance?exercice=2026-12-31")
    assert page.locator("#a-nouveaux-provisoires").count() == 0
    assert page.locator("#balance tbody, table tbody").first.inner_text() == before
    context.close()


def test_then_allocated_and_reopened(browser, node, opened, accessible, fits):
    context = browser.new_context(storage_state=opened, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{node.address}/cloture?exercice=2025-12-31")
    page.locator("#affecter").click()
    page.wait_for_url("**/cloture/affectation*")
    assert page.get_by_label("Réserve légale (1061)").input_value() == "65,00"
    page.get_by_label("Date de la décision").fill("")
    page.get_by_label("Report à nouveau (110)").fill("1,00")
    page.locator("#affecter").click()
    page.get_by_text("La date de la décision manque").first.wait_for()
    look(page, accessible, fits, "affectation-refus")
    page.get_by_label("Date de la décision").fill("15/06/2026")
    page.locator("#affecter").click()
    page.get_by_text("à affecter").first.wait_for()
    page.get_by_label("Report à nouveau (110)").fill("1235,00")
    page.locator("#affecter").click()
    page.wait_for_url("**/saisie/*")

    page.goto(f"{node.address}/cloture?exercice=2025-12-31")
    page.locator("#rouvrir").click()
    page.wait_for_url("**/cloture/rouvrir*")
    look(page, accessible, fits, "reouverture")
    page.locator("#rouvrir").click()
    page.get_by_text("Le motif manque").first.wait_for()
    page.get_by_label("Motif").fill("Facture oubliée")
    page.locator("#rouvrir").click()
    page.locator("#rouvert").wait_for()
    assert "Facture oubliée" in words(page, "#rouvert")
    look(page, accessible, fits, "rouvert")
    context.close()
