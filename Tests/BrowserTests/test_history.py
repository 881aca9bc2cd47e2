"""The books as they were known at a moment, what changed since, and how a figure of a statement came to be."""
import datetime
import re
import zoneinfo

import pytest

import fec
import journey

LINES = 900
# Of the books: their days are those of Paris, wherever the machine is.
_TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")).date()
TODAY = _TODAY.isoformat()
YESTERDAY = (_TODAY - datetime.timedelta(days=1)).isoformat()


@pytest.fixture(scope="module")
def books(browser, node, tmp_path_factory):
    """A node with one year of books and one entry typed here, and the state of a browser that has opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Pains d’Hier", fec.SIREN))
    path = fec.make(tmp_path_factory.mktemp("fec"), LINES)
    journey.send_file(page, path)
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    context = browser.new_context(storage_state=state, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{node.address}/saisie?journal=OD")
    page.locator("#date").fill("30/06/2026")
    page.locator("#piece").fill("SP")
    page.locator("#libelle").fill("Colloque")
    for place, (account, debit, credit) in enumerate([("627000", "33,33", ""), ("512000", "", "33,33")], 1):
        page.locator(f"#compte-{place}").fill(account)
        page.locator(f"#debit-{place}").fill(debit)
        page.locator(f"#credit-{place}").fill(credit)
    journey.review_entry(page)
    page.get_by_role("button", name="Valider l’écriture").click()
    assert "Écriture OD" in journey.heading(page)
    context.close()
    return path, state


def open_page(browser, state, **options):
    return browser.new_context(storage_state=state, locale="fr-FR", **options).new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_as_known_then_back(browser, node, books, accessible, fits, scripts):
    path, state = books
    page = open_page(browser, state, java_script_enabled=scripts)
    page.goto(node.address + "/balance")
    assert page.locator("#tel-que-connu").count() == 0
    page.get_by_label("Connu le").fill(f"{YESTERDAY} 18:04")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url("**connu=*")
    assert "Tel que connu le" in page.locator("#tel-que-connu").inner_text()
    assert "18:04" in page.locator("#tel-que-connu").inner_text()
    assert page.get_by_role("heading", name="Aucune écriture dans cet exercice").count() == 1
    if scripts:
        accessible(page)
        fits(page)
    # Known today: everything, and every link keeps the moment.
    page.goto(f"{node.address}/balance?connu={TODAY}")
    total = page.locator("#total").inner_text()
    page.get_by_role("row").get_by_role("link", name="411000", exact=True).click()
    page.wait_for_url(re.compile(f"/comptes/411000.*connu={TODAY}"))
    assert page.locator("#tel-que-connu").count() == 1
    page.locator("#lignes tbody tr a").first.click()
    page.wait_for_url(re.compile(f"/ecritures/.*connu={TODAY}"))
    page.locator("#revenir-au-present").click()
    page.wait_for_url(re.compile(r"/ecritures/[0-9a-f]{32}$"))
    assert page.locator("#tel-que-connu").count() == 0
    page.goto(node.address + "/balance")
    assert page.locator("#total").inner_text() == total
    page.context.close()


def test_what_changed(browser, node, books, accessible, fits):
    path, state = books
    page = open_page(browser, state)
    page.goto(f"{node.address}/balance?connu={YESTERDAY}")
    page.locator("#change-depuis").click()
    page.wait_for_url(f"**/changements*depuis={YESTERDAY}*")
    bank = fec.balances(path)["512000"] - 3_333
    row = page.locator("#effets tbody tr").filter(has=page.get_by_role("link", name="512000", exact=True))
    assert fec.french(bank) in row.inner_text() and "0,00" in row.inner_text()
    assert "importé" in page.locator("#imports").inner_text()
    entry = page.locator("#ecritures tbody tr")
    assert entry.count() == 1 and "Colloque" in entry.inner_text() and "Lise Aubry" in entry.inner_text()
    accessible(page)
    fits(page)
    row.get_by_role("link", name="512000").click()
    page.wait_for_url("**compte=512000*")
    assert page.locator("#effets tbody tr").count() == 1
    page.locator("#ecritures tbody th a").click()
    assert "Écriture OD" in journey.heading(page)
    page.goto(f"{node.address}/changements?depuis={TODAY}")
    assert page.locator("#rien").count() == 1
    accessible(page)
    page.goto(f"{node.address}/changements?depuis=hier")
    assert "n’est pas un moment" in page.locator("main").inner_text()
    page.context.close()


def test_a_figure_is_explained(browser, node, books, accessible, fits):
    path, state = books
    page = open_page(browser, state, java_script_enabled=False)
    page.goto(node.address + "/bilan?case=BX")
    page.get_by_role("link", name="Expliquer ce chiffre").click()
    page.wait_for_url("**expliquer=1*")
    figure = page.locator("#case-BX .strong").inner_text()
    assert figure in page.locator("#explication summary").inner_text()
    assert page.locator("#explication-total td").last.inner_text() == figure
    assert "ici quand le solde est débiteur" in page.locator("#explication-comptes").inner_text()
    lines = page.locator("#explication-lignes tbody tr")
    assert lines.count() == 10 and "Lise Aubry" in lines.first.inner_text()
    lines.first.get_by_role("link", name=re.compile("^Vérifier")).click()
    page.wait_for_url("**verification=1*")
    assert "Écriture intacte" in page.locator("#verdict").inner_text()
    page.context.close()
    page = open_page(browser, state)
    page.goto(f"{node.address}/resultat?connu={TODAY}&case=FR&expliquer=1")
    accessible(page)
    fits(page)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_looks(browser, node, books, accessible, fits, scheme, width):
    _, state = books
    page = open_page(browser, state, color_scheme=scheme, viewport={"width": width, "height": 860})
    for address in [
        f"/balance?connu={TODAY}", f"/grand-livre?connu={TODAY}", f"/journaux?connu={TODAY}",
        f"/changements?depuis={YESTERDAY}", "/bilan?case=BX&expliquer=1", f"/comptes/411000?connu={TODAY}",
    ]:
        page.goto(node.address + address)
        accessible(page)
        fits(page)
    page.context.close()


def test_prints_and_files_say_it(browser, node, books):
    _, state = books
    page = open_page(browser, state)
    page.goto(f"{node.address}/grand-livre?connu={TODAY}&sortie=impression")
    assert page.locator("#tel-que-connu").is_visible()
    page.goto(f"{node.address}/balance?connu={TODAY}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger").click()
    assert f"-connu-{TODAY.replace('-', '')}.csv" in download.value.suggested_filename
    with open(download.value.path(), encoding="utf-8-sig") as file:
        assert file.readline().startswith("Tel que connu le")
    page.context.close()
