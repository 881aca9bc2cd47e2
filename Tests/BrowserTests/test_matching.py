"""Lettrage: by the keyboard, by a proposal applied and undone in one act, and without scripts."""
import os
import re

import pytest

import fec
from conftest import opened_company
from journey import words

LINES = [
    # journal, number, day, account, party, party's name, piece, label, debit, credit
    ("VE", 1, "20260203", "411000", "C1", "Hôtel du Parc", "FA1", "Facture 1", 120000, 0),
    ("VE", 1, "20260203", "707000", "", "", "FA1", "Facture 1", 0, 120000),
    ("VE", 2, "20260204", "411000", "C1", "Hôtel du Parc", "FA2", "Facture 2", 30000, 0),
    ("VE", 2, "20260204", "707000", "", "", "FA2", "Facture 2", 0, 30000),
    ("VE", 3, "20260205", "411000", "C1", "Hôtel du Parc", "FA3", "Facture 3", 20000, 0),
    ("VE", 3, "20260205", "707000", "", "", "FA3", "Facture 3", 0, 20000),
    ("BQ", 1, "20260310", "411000", "C1", "Hôtel du Parc", "VIR1", "Virement FA1", 0, 120000),
    ("BQ", 1, "20260310", "512000", "", "", "VIR1", "Virement FA1", 120000, 0),
    ("BQ", 2, "20260311", "411000", "C1", "Hôtel du Parc", "VIR2", "Virement", 0, 50000),
    ("BQ", 2, "20260311", "512000", "", "", "VIR2", "Virement", 50000, 0),
    ("BQ", 3, "20260312", "411000", "C1", "Hôtel du Parc", "VIR3", "Acompte", 0, 1000),
    ("BQ", 3, "20260312", "512000", "", "", "VIR3", "Acompte", 1000, 0),
]
LABELS = {"VE": "Ventes", "BQ": "Banque", "411000": "Clients", "707000": "Ventes", "512000": "Banque"}


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    """A node with the lines above, and the state of a browser that has opened it."""
    return opened_company(browser, node, "Pains Lettrés", fec.write(tmp_path_factory.mktemp("fec"), LINES, LABELS))


def test_by_the_keyboard(node, page):
    page.goto(f"{node.address}/lettrage")
    page.get_by_role("link", name="C1 Hôtel du Parc").click()
    assert "6 lignes ouvertes" in words(page, "#etat")
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    assert words(page, "[data-somme=e]") == "1 200,00"
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert page.locator("[data-somme=e]").inner_text() == "0,00"
    page.keyboard.press("Enter")
    page.locator("#avis").wait_for()
    assert "2 lignes lettrées AAA" in words(page, "#avis")
    assert "4 lignes ouvertes" in words(page, "#etat")
    page.locator("#compte").click()
    assert page.locator("#lignes tbody b", has_text="AAA").count() == 2
    page.locator("#lettrage").click()
    page.locator("#defaire").click()
    assert "6 lignes ouvertes" in words(page, "#etat")


def test_a_proposal_is_applied_and_undone_in_one_act(node, page):
    page.goto(f"{node.address}/lettrage?compte=411000&tiers=C1")
    page.locator("#proposer").click()
    assert "2 lettrages proposés" in words(page, "#etat")
    assert page.locator("#plan tbody tr").count() == 2
    assert page.locator("#plan").get_by_text("même montant, même pièce").count() == 1
    page.locator("#appliquer").click()
    assert "2 lettrages faits en un seul geste" in words(page, "#avis")
    assert "1 ligne ouverte" in words(page, "#etat")
    page.locator("#defaire").click()
    assert "6 lignes ouvertes" in words(page, "#etat")
    assert page.locator("#dernier").count() == 0


def test_without_scripts(browser, node, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{node.address}/lettrage?compte=411000&tiers=C1")
    page.get_by_label(re.compile("VE 2 du")).check()
    page.get_by_label(re.compile("BQ 3 du")).check()
    page.locator("#lettrer-tout").click()
    assert "Écart de 290,00" in words(page, "#refus")
    assert page.locator("[data-somme=e]").inner_text() == "290,00"
    assert page.get_by_label(re.compile("VE 2 du")).is_checked()
    page.locator("#lettrer-partie").click()
    faits = page.locator("#faits")
    code = faits.locator(".pill").first.inner_text()
    assert code == code.lower() and "reste 290,00" in words(page, "#faits")
    page.get_by_role("button", name=f"Délettrer {code}").click()
    assert "Le motif manque" in words(page, "#refus")
    page.locator("#motif").fill("Acompte d’une autre facture")
    page.get_by_role("button", name=f"Délettrer {code}").click()
    assert "6 lignes ouvertes" in words(page, "#etat")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_looks(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=opened, locale="fr-FR", color_scheme=scheme, reduced_motion="reduce",
        viewport={"width": width, "height": 844})
    page = context.new_page()
    place = f"{node.address}/lettrage"
    for address in (place, f"{place}?compte=411000&tiers=C1", f"{place}?compte=411000&tiers=Z9",
                    f"{place}?compte=707000", f"{place}/proposition?compte=411000&tiers=C1&tolerance=1",
                    f"{place}/proposition?compte=411000&tiers=C1&tolerance=abc"):
        page.goto(address)
        accessible(page)
        fits(page)
        pictures = os.environ.get("FMPRO_PICTURES")
        if pictures:  # to be looked at
            name = re.sub(r"[^a-z0-9]+", "-", address.split("/", 3)[3].lower())
            page.screenshot(path=f"{pictures}/{name}-{scheme}-{width}.png", full_page=True)
    page.goto(f"{place}?compte=411000&tiers=C1")
    page.get_by_label(re.compile("VE 2 du")).check()
    page.locator("#lettrer-tout").click()
    assert "au moins deux lignes" in words(page, "#refus")
    accessible(page)
    page.get_by_label(re.compile("BQ 3 du")).check()
    page.locator("#lettrer-partie").click()
    page.locator("#faits").wait_for()
    accessible(page)
    fits(page)
    page.get_by_role("link", name="Compléter").click()
    assert "il reste 290,00" in words(page, "#complete")
    accessible(page)
    page.locator("#defaire").click()
    context.close()
