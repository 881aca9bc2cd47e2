"""A closing that takes its time: the page follows it, with scripts and without, and nothing is lost when one leaves."""
import re

import pytest

import fec
import journey
from conftest import opened_company
from journey import words

SALES = 12_000
LABELS = {"VE": "Ventes", "411000": "Clients", "707000": "Ventes"}


def year(folder, number):
    lines = []
    for sale in range(1, SALES + 1):
        day = f"{number}{sale % 12 + 1:02d}{sale % 28 + 1:02d}"
        lines.append(("VE", sale, day, "411000", f"C{sale % 40}", f"Client {sale % 40}", f"FA{sale}", "Vente", 1200, 0))
        lines.append(("VE", sale, day, "707000", "", "", f"FA{sale}", "Vente", 0, 1200))
    return fec.write(folder, lines, LABELS, number, f"{number}1231")


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fec")
    state = opened_company(browser, node, "Pains Suivis", year(folder, 2024), "01/01/2024", "31/12/2024")
    context = browser.new_context(storage_state=state, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{node.address}/accueil")
    journey.send_file(page, year(folder, 2025))
    journey.accept_import(page)
    context.close()
    return state


def begin(page, node, end):
    page.goto(f"{node.address}/cloture?exercice={end}")
    page.locator("[name=accord]").check()
    page.locator("#cloturer").click()
    page.locator("#travail-cloture").wait_for()


def test_without_scripts_the_page_comes_again_by_itself(browser, node, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    begin(page, node, "2024-12-31")
    assert "Clôture de l’exercice 2024 en cours" in words(page, "#travail-cloture h2")
    steps = "Contrôles|Documents scellés|À-nouveaux|Changement de la clé"
    assert re.search(rf"({steps}) : \d+\s?%", words(page, "#travail-cloture"))
    assert page.locator("#travail-cloture progress").get_attribute("max") == "1000"
    page.locator("#resultat").wait_for(timeout=60_000)
    assert "est clôturé" in words(page, "#etat") and "Bénéfice" in words(page, "#resultat")
    context.close()


def test_with_scripts_the_bar_moves_and_leaving_loses_nothing(browser, node, opened, accessible, fits):
    context = browser.new_context(storage_state=opened, locale="fr-FR")
    page = context.new_page()
    begin(page, node, "2025-12-31")
    accessible(page)
    fits(page)
    # Another page says it too, and leads back; asking twice closes once.
    page.goto(f"{node.address}/accueil")
    page.locator("#travail .work-banner").get_by_role("link", name="Clôture de l’exercice 2025 en cours").click()
    page.locator("#travail-cloture, #resultat").first.wait_for()
    page.close()
    page = context.new_page()
    page.goto(f"{node.address}/cloture?exercice=2025-12-31")
    page.locator("#resultat").wait_for(timeout=60_000)
    assert "est clôturé" in words(page, "#etat")
    assert page.locator("#refus").count() == 0 and page.locator("#documents tbody tr").count() == 4
    context.close()
