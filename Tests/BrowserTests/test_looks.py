"""Every page in light and dark, wide and narrow: readable, nothing cut, nothing for axe to say."""
import pytest

import fec
import journey

PAGES = [
    "/accueil", "/balance", "/balance/auxiliaire", "/bilan", "/bilan?case=toutes&lignes=toutes", "/resultat",
    "/bilan?case=toutes",
    "/resultat?case=toutes", "/balance?comptes=4", "/balance?comptes=99", "/comptes/101000?sortie=impression",
    "/grand-livre?comptes=10&sortie=impression", "/journaux/AN?sortie=impression", "/journaux/VE?mois=2026-13",
    "/balance/auxiliaire?sortie=impression",
    "/resultat?systeme=simplifie&case=310", "/comptes/411000", "/fec/imports", "/fec/export", "/integrite",
    "/sauvegardes",
    "/journaux", "/journaux/VE",
    "/journaux/VE?mois=2026-02", "/grand-livre", "/grand-livre?comptes=41&date=2026-06-15", "/grand-livre?comptes=9",
    "/grand-livre?date=31%2F02%2F2026", "/grand-livre?comptes=6-7&du=2026-02-01&date=2026-02-28",
    "/grand-livre?du=hier", "/comptes/411000?du=2026-03-01", "/grand-livre?comptes=41&du=2026-03-01&sortie=impression",
    "/plan-comptable", "/plan-comptable?plan=tout&classe=6", "/recherche",
    "/recherche?q=411", "/recherche?q=introuvable", "/journaux/INCONNU",
]


@pytest.fixture(scope="module")
def books(browser, node, tmp_path_factory):
    """A node with one year of books, and the state of a browser that has opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(
        page, journey.start_company(page, node.address, "Mesures et Pains", fec.SIREN)
    )
    journey.send_file(page, fec.make(tmp_path_factory.mktemp("fec"), 2000))
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages(browser, node, books, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=books, color_scheme=scheme, viewport={"width": width, "height": 800}, locale="fr-FR"
    )
    page = context.new_page()
    for address in PAGES:
        page.goto(node.address + address)
        assert page.url.startswith(node.address + address), f"{address} led to {page.url}"
        accessible(page)
        fits(page)
    page.goto(node.address + "/journaux/VE")
    entry = page.locator("#ecritures .group a").first.get_attribute("href")
    page.goto(node.address + entry + "?verification=1")
    accessible(page)
    fits(page)
    page.keyboard.press("Control+k")
    page.locator("#palette[open] [role=option]").first.wait_for(timeout=journey.LONG_WAIT)
    accessible(page)
    context.close()
