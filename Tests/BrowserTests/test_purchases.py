"""A collaborateur: types purchases and attaches their documents, and sees neither banks nor what others typed."""
import re

import pytest

import fec
import journey

OTHER = "chaise nuage violon tomate"


@pytest.fixture(scope="module")
def leo(browser, node, tmp_path_factory):
    """The state of a browser where Léo has come in; the books hold a year and a draft of the gérant."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Pains de Léo", fec.SIREN))
    path = fec.make(tmp_path_factory.mktemp("fec"), 900)
    journey.send_file(page, path)
    journey.accept_import(page)
    supplier = next(row[6] for row in fec.rows(path) if row[4] == "401000")
    purchase(page, node, "K1", supplier)
    page.goto(node.address + "/personnes/nouvelle")
    journey.fill(page, "Prénom et nom", "Léo Petit")
    page.get_by_label("Collaborateur", exact=False).check()
    journey.fill(page, "Mot de passe", OTHER)
    journey.fill(page, "Le même", OTHER)
    page.get_by_role("button", name="Inviter").click()
    page.wait_for_url("**/personnes", timeout=journey.LONG_WAIT)
    context.close()
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{node.address}/ouvrir/{fec.SIREN}")
    page.get_by_label("Votre nom").select_option("Léo Petit")
    journey.fill(page, "Mot de passe", OTHER)
    journey.submit(page)
    # Where they begin is not the page of what the firm owns.
    page.wait_for_url("**/brouillard", timeout=journey.LONG_WAIT)
    assert page.locator("#vide").is_visible()
    state = context.storage_state()
    context.close()
    return state, supplier


def purchase(page, node, piece, supplier, owed="401000"):
    page.goto(f"{node.address}/saisie?journal=AC")
    page.locator("#date").fill("15/04/2026")
    page.locator("#piece").fill(piece)
    page.locator("#libelle").fill("Farine de Léo")
    lines = [("601000", "100,00", ""), ("445660", "20,00", ""), (f"{owed} {supplier}".strip(), "", "120,00")]
    for place, (cell, debit, credit) in enumerate(lines, 1):
        page.locator(f"#compte-{place}").fill(cell)
        page.keyboard.press("Escape")
        page.locator(f"#debit-{place}").fill(debit)
        page.locator(f"#credit-{place}").fill(credit)
    page.locator("#enregistrer").click()
    page.wait_for_load_state()


def test_a_purchase_with_its_document(browser, node, leo, accessible, fits):
    page = browser.new_context(storage_state=leo[0], locale="fr-FR").new_page()
    purchase(page, node, "L1", leo[1])
    assert "Brouillon enregistré" in page.locator("#avis").inner_text()
    page.goto(node.address + "/brouillard")
    rows = page.locator("#liste tbody tr")
    assert rows.count() == 1 and "L1" in rows.inner_text(), "the draft of the gérant is not theirs to see"
    assert page.get_by_role("button", name="Valider").count() == 0
    accessible(page)
    fits(page)
    page.get_by_role("link", name="L1").click()
    assert page.locator("#enregistrer").count() == 1 and page.locator("#validation").count() == 0
    page.locator("#fichier-piece").set_input_files(
        {"name": "ticket.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\nticket\n%%EOF\n"})
    with page.expect_navigation():
        page.get_by_role("button", name="Joindre", exact=True).click()
    page.get_by_text("ticket.pdf").first.wait_for()
    accessible(page)
    fits(page)
    page.context.close()


def test_what_is_refused_stays_typed(browser, node, leo, accessible, fits):
    page = browser.new_context(storage_state=leo[0], locale="fr-FR").new_page()
    purchase(page, node, "L2", "", owed="512000")
    assert "n’est pas un compte d’achats" in page.locator("#compte-3-faute, .error").first.inner_text()
    assert page.locator("#piece").input_value() == "L2" and page.locator("#compte-3").input_value() == "512000"
    accessible(page)
    fits(page)
    # A supplier that is not there is kept as typed, and asked of nobody.
    purchase(page, node, "L3", "INCONNU")
    assert "Brouillon enregistré" in page.locator("#avis").inner_text()
    page.goto(node.address + "/brouillard")
    page.get_by_role("link", name="L3").click()
    assert page.get_by_text("Inconnu : le comptable le créera").count() == 1
    page.context.close()


def test_nothing_else_is_offered_or_answered(browser, node, leo):
    page = browser.new_context(storage_state=leo[0], locale="fr-FR").new_page()
    page.goto(node.address + "/saisie?journal=AC")
    assert page.locator("#journal option").all_inner_texts() == ["AC Achats"]
    links = page.get_by_role("navigation", name="Menu principal").get_by_role("link").all_inner_texts()
    assert [link.strip() for link in links] == ["FinanceManager Pro", "Achats", "Saisie", "Brouillard", "Réglages"]
    assert page.locator("#rechercher").count() == 0
    page.keyboard.press("Control+k")
    page.locator("#compte-1").fill("512")
    page.keyboard.press("F4")
    assert page.get_by_role("option", name=re.compile("512")).count() == 0
    for address in ["/accueil", "/balance", "/comptes/512000", "/recherche?q=512", "/plan-comptable", "/guides"]:
        answer = page.request.get(node.address + address)
        assert answer.status == 403 and "Votre rôle (collaborateur) ne permet pas" in answer.text(), address
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_looks(browser, node, leo, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=leo[0], color_scheme=scheme, viewport={"width": width, "height": 860}, locale="fr-FR")
    page = context.new_page()
    for address in ["/saisie?journal=AC", "/brouillard", "/mon-acces", "/accueil", "/personnes/droits"]:
        page.goto(node.address + address)
        accessible(page)
        fits(page)
    context.close()
