"""Help with entry: proposals that say why, guides, recurring entries, undoing, and files of entries."""
import re

import pytest
from playwright.sync_api import expect

import fec
import journey


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    """A node with one year of books, the state of a browser that has opened it, and a supplier of those books."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Pains Guidés", fec.SIREN))
    file = fec.make(tmp_path_factory.mktemp("fec"), 400)
    journey.send_file(page, file)
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    supplier = next(row[6] for row in fec.rows(file)[1:] if row[4] == "401000" and row[0] == "AC")
    return state, supplier


@pytest.fixture
def page(browser, opened):
    context = browser.new_context(storage_state=opened[0], locale="fr-FR", viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


def count_mice(page):
    page.evaluate("window.mice = 0; addEventListener('mousedown', () => { window.mice += 1; }, true)")


def focused(page):
    return page.evaluate("document.activeElement.id")


def type_head(page, piece, label):
    page.locator("#date").focus()
    page.keyboard.type("1504")
    page.keyboard.press("Enter")
    page.keyboard.type(piece)
    page.keyboard.press("Enter")
    page.keyboard.type(label)
    page.keyboard.press("Enter")


def test_a_validated_entry_becomes_a_guide(node, page):
    page.goto(f"{node.address}/journaux")
    page.locator("main table a").first.click()
    page.locator("main a[href*='/ecritures/']").first.click()
    page.wait_for_load_state()
    accounts = page.locator("#lignes tbody th").all_inner_texts()
    page.get_by_role("link", name="En faire un guide").click()
    assert "Nouveau guide" in journey.heading(page)
    assert page.locator("#compte-1").input_value().startswith(accounts[0])
    assert page.locator("#compte-2").input_value().startswith(accounts[1])


def test_supplier_and_total_without_a_mouse(node, page, opened):
    page.goto(f"{node.address}/saisie?journal=AC")
    count_mice(page)
    type_head(page, "P1", "Divers")
    page.keyboard.type(f"401000 {opened[1]}")
    page.keyboard.press("Enter")
    page.locator("#lignes tr.prop").first.wait_for()
    assert focused(page) == "credit-1"
    assert "dernière écriture de ce tiers" in page.locator("[data-mots]").inner_text()
    assert page.locator("#compte-3").input_value() == "445660" and page.locator("#debit-3").input_value() == ""
    page.keyboard.type("1200")
    page.keyboard.press("Enter")
    expect(page.locator("#debit-3")).to_have_value("200,00")
    assert page.locator("#debit-2").input_value() == "1\u202f000,00"
    assert "TVA à 20" in page.locator("#lignes tr.prop").nth(1).get_attribute("title")
    assert "égaux" in page.locator("[data-ecart]").inner_text()
    assert page.evaluate("window.mice") == 0
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "1\u202f200,00" in page.locator("#avis").inner_text() and "équilibré" in page.locator("#avis").inner_text()


def test_refused_proposals_and_undo_in_the_grid(node, page, opened):
    page.goto(f"{node.address}/saisie?journal=AC")
    type_head(page, "P2", "Divers")
    page.keyboard.type(f"401000 {opened[1]}")
    page.keyboard.press("Enter")
    page.locator("#lignes tr.prop").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#lignes tr.prop").count() == 0
    page.locator("#credit-1").focus()
    page.keyboard.type("77")
    page.keyboard.press("ArrowDown")
    assert page.locator("#credit-1").input_value() == "77,00"
    page.keyboard.press("Control+z")
    assert page.locator("#credit-1").input_value() == ""
    page.keyboard.press("Control+y")
    assert page.locator("#credit-1").input_value() == "77,00"
    for _ in range(8):
        page.keyboard.press("Control+z")
    assert page.locator("#compte-1").input_value() == "" and page.locator("#piece").input_value() == ""


def test_guide_made_and_used_without_a_mouse(node, page, accessible, fits):
    page.goto(f"{node.address}/guides")
    assert "Aucun guide" in page.locator("#etat").inner_text()
    accessible(page)
    page.goto(f"{node.address}/guides/nouveau")
    count_mice(page)
    for field, text in [
        ("code", "LOYER"), ("nom", "Loyer du local"), ("libelle", "Loyer"), ("compte-1", "601000"),
        ("formule-1", "TTC/1,2"), ("compte-2", "445660"), ("formule-2", "HT*20%"), ("compte-3", "401000 ?"),
        ("formule-3", "TTC"),
    ]:
        page.locator(f"#{field}").focus()
        page.keyboard.type(text)
    page.locator("#sens-3").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#formule-1").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "aucune ligne ne vaut" in page.locator("#fautes").inner_text()
    accessible(page)
    fits(page)
    page.locator("#formule-2").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("SOLDE")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Guide LOYER enregistré" in page.locator("#avis").inner_text()
    accessible(page)

    page.goto(f"{node.address}/saisie?journal=AC")
    count_mice(page)
    type_head(page, "P3", "Loyer avril")
    page.keyboard.type("LOY")
    page.locator("[role=option][data-guide]").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#credit-3")).to_be_focused()
    assert page.locator("#lignes tr.prop").count() == 3
    page.keyboard.type("1200")
    page.keyboard.press("Enter")
    expect(page.locator("#debit-2")).to_have_value("200,00")
    assert page.locator("#debit-1").input_value() == "1\u202f000,00"
    assert page.evaluate("window.mice") == 0
    accessible(page)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "équilibré" in page.locator("#avis").inner_text()


def test_guide_without_scripts(browser, node, opened):
    context = browser.new_context(storage_state=opened[0], locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{node.address}/guides")
    page.get_by_role("link", name="Saisir avec LOYER").click()
    assert page.locator("#compte-3").input_value() == "401000"
    page.locator("#credit-3").fill("240")
    page.get_by_role("button", name="Proposer les lignes").click()
    assert page.locator("#debit-1").input_value() == "200,00" and page.locator("#debit-2").input_value() == "40,00"
    context.close()


def test_recurring_entry(node, page, accessible, fits):
    page.goto(f"{node.address}/abonnements")
    accessible(page)
    page.get_by_role("link", name="Nouvel abonnement").click()
    page.locator("#nom").fill("Assurance")
    page.locator("#journal").select_option("OD")
    page.locator("#libelle").fill("Assurance du local")
    page.locator("#jour").fill("31")
    page.locator("#debut").fill("01/01/2026")
    page.locator("#fin").fill("31/03/2026")
    page.locator("#compte-1").fill("601000")
    page.locator("#formule-1").fill("90,00")
    page.locator("#compte-2").fill("512000")
    page.locator("#formule-2").fill("89")
    page.locator("#sens-2").select_option("C")
    page.get_by_role("button", name="Enregistrer").click()
    assert "Écart de 1,00" in page.locator("#fautes").inner_text()
    accessible(page)
    page.locator("#formule-2").fill("SOLDE")
    page.get_by_role("button", name="Enregistrer").click()
    dates = page.locator("#dues tbody td:nth-child(2)").all_inner_texts()
    assert dates == ["31/01/2026", "28/02/2026", "31/03/2026"]
    accessible(page)
    fits(page)
    page.goto(f"{node.address}/accueil")
    assert "3\u00a0abonnements échus" in page.locator("#echus").inner_text()
    accessible(page)
    page.goto(f"{node.address}/abonnements")
    page.locator("[data-un]").nth(1).check()
    page.get_by_role("button", name="Passer la sélection").click()
    assert "Le motif manque" in page.locator("main").inner_text()
    page.goto(f"{node.address}/abonnements")
    page.locator("[data-un]").nth(1).check()
    page.locator("#motif").fill("Local fermé")
    page.get_by_role("button", name="Passer la sélection").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Tout accepter").click()
    assert "2\u00a0brouillons créés" in page.locator("#avis").inner_text()
    assert page.locator("#dues").count() == 0
    page.goto(f"{node.address}/brouillard?journal=OD")
    assert page.locator("#liste tbody tr").count() == 2
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Annuler")).click()
    page.goto(f"{node.address}/abonnements")
    assert page.locator("#dues tbody tr").count() == 2


def test_file_of_entries(node, page, accessible, fits, tmp_path):
    file = tmp_path / "caisse.csv"
    file.write_bytes(
        "Date;Compte;Libellé;Débit;Crédit\r\n15/03/2026;601000;Café;\"12,50\";\r\n15/03/2026;512000;Café;;12,50\r\n"
        "16/03/2026;601000;Thé;douze;\r\n".encode("cp1252")
    )
    page.goto(f"{node.address}/saisie/fichier")
    accessible(page)
    page.locator("#fichier").set_input_files(file)
    page.get_by_role("button", name="Lire le fichier").click()
    assert "Windows-1252" in page.locator("main").inner_text()
    accessible(page)
    fits(page)
    page.locator("#journal").select_option("OD")
    page.locator("#nom").fill("Caisse")
    page.get_by_role("button", name="Relire avec ces colonnes").click()
    assert "Ligne 4 : « douze » n’est pas un montant" in page.locator("#lignes-fautives").inner_text()
    assert page.get_by_role("button", name="Importer en brouillon").count() == 0
    accessible(page)
    file.write_bytes(file.read_bytes().replace(b"douze", b"12,00"))
    page.goto(f"{node.address}/saisie/fichier")
    page.locator("#fichier").set_input_files(file)
    page.get_by_role("button", name="Lire le fichier").click()
    page.locator("#journal").select_option("OD")
    page.locator("#nom").fill("Caisse")
    page.get_by_role("button", name="Relire avec ces colonnes").click()
    assert "2\u00a0écritures lues, dont 1\u00a0a un écart" in page.locator("#etat").inner_text()
    accessible(page)
    page.get_by_role("button", name="Importer en brouillon").click()
    assert "1\u00a0brouillon importé" in page.locator("#avis").inner_text()
    page.goto(f"{node.address}/saisie/fichier")
    assert "Caisse" in page.locator("#connues").inner_text()


def test_account_vat(node, page, accessible, fits):
    page.goto(f"{node.address}/plan-comptable?classe=6")
    accessible(page)
    page.get_by_role("link", name="TVA du compte 601000").click()
    accessible(page)
    fits(page)
    page.locator("#taux").select_option("550")
    page.get_by_role("button", name="Enregistrer").click()
    assert "5,5" in page.locator("#avis").inner_text() and "445660" in page.locator("#etat").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=opened[0], color_scheme=scheme, viewport={"width": width, "height": 860}, locale="fr-FR"
    )
    page = context.new_page()
    for path in [
        "/guides", "/guides/nouveau", "/abonnements", "/abonnements/nouveau", "/saisie/fichier", "/brouillard",
        "/saisie?journal=AC", "/plan-comptable/tva?compte=601000",
    ]:
        page.goto(node.address + path)
        accessible(page)
        fits(page)
    context.close()
