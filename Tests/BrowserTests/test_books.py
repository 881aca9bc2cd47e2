"""From the figures to the signature, and the search: run with scripts, and once without what scripts add."""
import re

import pytest

import fec
import journey
from conftest import Watch


@pytest.fixture(scope="module")
def books(browser, node, tmp_path_factory):
    """A node with one year of books, and the state of a browser that has opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Mesures et Pains", fec.SIREN))
    source = fec.make(tmp_path_factory.mktemp("fec"), 1200)
    journey.send_file(page, source)
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return state, fec.rows(source)[1:]


def visit(browser, node, state, has_scripts):
    context = browser.new_context(
        storage_state=state, locale="fr-FR", viewport={"width": 1280, "height": 900}, java_script_enabled=has_scripts
    )
    page = context.new_page()
    return page, Watch(page, node.address)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-script"])
def test_from_the_first_page_to_a_signature(browser, node, books, has_scripts):
    state, rows = books
    page, watch = visit(browser, node, state, has_scripts)
    page.goto(node.address + "/accueil")
    journey.open_balance(page)
    journey.open_account(page, "411000")
    page.get_by_role("link", name="Grand livre", exact=True).last.click()
    page.wait_for_url("**/grand-livre*")
    first = next(row for row in sorted(rows, key=lambda row: row[3]) if row[4] == "411000")
    page.locator("#compte-411000 tr:not(.group) a").first.click()
    page.wait_for_url(re.compile("/ecritures/[0-9a-f]{32}"))
    text = page.locator("main").inner_text()
    assert fec.french(fec.cents(first[11]) or fec.cents(first[12])) in text
    assert f"{fec.SIREN}FEC" in text, "the file it came in is named"
    page.get_by_role("link", name="Vérifier cette écriture").click()
    page.locator("#verdict").wait_for()
    assert "Écriture intacte" in page.locator("#verdict").inner_text()
    assert page.locator(".checks li").count() == 5
    assert watch.complaints == []
    page.context.close()


def amount(text):
    """Cents of `1 234,56`, whatever its spaces and signs."""
    digits = re.sub(r"[^0-9,-]", "", text.replace("\u2212", "-"))
    return round(float(digits.replace(",", ".")) * 100)


def test_a_figure_leads_to_its_entries_in_two_clicks(browser, node, books):
    state, rows = books
    page, watch = visit(browser, node, state, True)
    page.goto(node.address + "/accueil")
    panel = page.locator("#h-resultat").locator("xpath=ancestor::section")
    panel.get_by_text("Voir les chiffres").click()
    table = panel.locator("table")
    february = table.locator("tbody tr").nth(1)
    for place, accounts in enumerate((("7",), ("6",), ("6", "7"))):
        mine = [row for row in rows if row[3][:6] == "202602" and row[4][0] in accounts]
        debit, credit = sum(fec.cents(row[11]) for row in mine), sum(fec.cents(row[12]) for row in mine)
        figure = february.locator("a.fig").nth(place)
        assert amount(figure.inner_text()) == (debit - credit if accounts == ("6",) else credit - debit)
        figure.click()
        page.wait_for_url(re.compile("/grand-livre.*du=2026-02-01&date=2026-02-28"))
        assert amount(page.locator("#total-debit").inner_text()) == debit
        assert amount(page.locator("#total-credit").inner_text()) == credit
        assert "1er\u00a0février au 28\u00a0février 2026" in page.locator("#periode").inner_text()
        page.locator("#grand-livre tbody tr:not(.group):not(.sub) a").first.click()
        page.wait_for_url(re.compile("/ecritures/[0-9a-f]{32}"))
        page.go_back()
        page.go_back()
        panel.get_by_text("Voir les chiffres").click()
    page.goto(node.address + "/balance")
    figure = page.locator("#compte-411000 td").nth(3).locator("a.fig")
    movement = amount(figure.inner_text())
    opening = sum(fec.cents(row[12]) for row in rows if row[4] == "411000" and row[0] == "AN")
    figure.click()
    page.wait_for_url("**/comptes/411000*")
    assert amount(page.locator("#total-credit").inner_text()) == movement + opening
    page.locator("#lignes tbody tr:not(.sub) a").first.click()
    page.wait_for_url(re.compile("/ecritures/[0-9a-f]{32}"))
    assert watch.complaints == []
    page.context.close()


def test_a_period_goes_on_from_page_to_page(browser, node, books):
    state, rows = books
    page, watch = visit(browser, node, state, False)
    page.goto(node.address + "/comptes/411000")
    page.get_by_label("Du", exact=True).fill("1/2")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url(re.compile("du=1%2F2"))
    mine = [row for row in rows if row[4] == "411000"]
    before = sum(fec.cents(row[11]) - fec.cents(row[12]) for row in mine if row[3] < "20260201")
    inside = [row for row in mine if row[3] >= "20260201"]
    assert "01/02/2026" in page.locator("#report").inner_text()
    assert amount(page.locator("#report td").last.inner_text()) == abs(before)
    assert amount(page.locator("#total-debit").inner_text()) == sum(fec.cents(row[11]) for row in inside)
    seen = page.locator("#lignes tbody tr:not(.sub)").count()
    while page.get_by_role("link", name="Page suivante").count():
        page.get_by_role("link", name="Page suivante").click()
        page.wait_for_url(re.compile("du=2026-02-01.*page="))
        seen += page.locator("#lignes tbody tr:not(.sub)").count()
    assert seen == len(inside)
    assert watch.complaints == []
    page.context.close()


def test_a_piece_is_found_from_the_keyboard(browser, node, books):
    state, rows = books
    page, watch = visit(browser, node, state, True)
    page.goto(node.address + "/balance")
    piece = next(row[8] for row in rows if row[0] == "VE" and row[8])
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Rechercher ou aller à")
    field.wait_for()
    page.keyboard.type(piece)
    option = page.get_by_role("option").filter(has_text=piece).first
    option.wait_for(timeout=journey.LONG_WAIT)
    page.wait_for_function("document.querySelector('#palette [aria-selected=true]') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ecritures/[0-9a-f]{32}"), timeout=journey.LONG_WAIT)
    assert piece in page.locator("main").inner_text()
    assert watch.complaints == []
    page.context.close()


def test_the_palette_closes_and_gives_the_focus_back(browser, node, books):
    state, _ = books
    page, watch = visit(browser, node, state, True)
    page.goto(node.address + "/journaux")
    page.locator("#rechercher").focus()
    page.keyboard.press("Enter")
    page.locator("#palette[open]").wait_for()
    page.keyboard.type("grand livre")
    page.get_by_role("option", name=re.compile("Grand livre")).wait_for(timeout=journey.LONG_WAIT)
    page.keyboard.press("Escape")
    page.locator("#palette[open]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "rechercher"
    assert watch.complaints == []
    page.context.close()


def test_the_search_page_works_without_scripts(browser, node, books):
    state, rows = books
    page, watch = visit(browser, node, state, False)
    page.goto(node.address + "/journaux")
    page.get_by_role("link", name=re.compile("Rechercher")).click()
    page.wait_for_url("**/recherche*")
    journal, number = next((row[0], row[2]) for row in rows if row[0] == "VE")
    expected = [("411", "411000"), ("clients", "411000"), (number, f"{journal} {number}"), ("integ", "Intégrité")]
    for words, found in expected:
        page.get_by_role("searchbox", name="Rechercher").fill(words)
        page.get_by_role("button", name="Rechercher").click()
        page.wait_for_url(f"**q={words}*")
        assert found in page.locator("main").inner_text(), f"{words} does not find {found}"
    page.get_by_role("searchbox", name="Rechercher").fill("introuvable")
    page.get_by_role("button", name="Rechercher").click()
    page.wait_for_url("**q=introuvable*")
    assert "Rien sous ce nom" in page.locator("main").inner_text()
    assert watch.complaints == []
    page.context.close()


def test_lists_go_by_pages_and_filters_stand_in_the_address(browser, node, books):
    state, rows = books
    page, watch = visit(browser, node, state, False)
    page.goto(node.address + "/grand-livre?comptes=411")
    count = sum(row[4].startswith("411") for row in rows)
    seen = page.locator("tbody tr:not(.group):not(.sub)").count()
    while page.locator("#suivante").count():
        assert "comptes=411" in page.locator("#suivante").get_attribute("href")
        page.locator("#suivante").click()
        page.wait_for_load_state()
        seen += page.locator("tbody tr:not(.group):not(.sub)").count()
    assert seen == count
    page.goto(node.address + "/grand-livre")
    page.get_by_label("Au", exact=True).fill("31/02/2026")
    page.get_by_role("button", name="Appliquer").click()
    assert "pas une date" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Au", exact=True).input_value() == "31/02/2026"
    page.goto(node.address + "/journaux/VE?mois=2026-02")
    assert page.locator("#mois [aria-current]").inner_text() == "févr."
    page.goto(node.address + "/journaux/INCONNU")
    assert "Le journal INCONNU" in page.locator("main").inner_text()
    assert watch.complaints == []
    page.context.close()
