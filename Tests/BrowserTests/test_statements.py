"""From the balance sheet to the entries, as an accountant goes: line, account, lines of the account."""
import re

import pytest

import fec
import journey

LINES = 900


@pytest.fixture(scope="module")
def books(browser, node, tmp_path_factory):
    """A node with one year of books: the file, and the state of a browser that has opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Bilans et Pains", fec.SIREN))
    path = fec.make(tmp_path_factory.mktemp("fec"), LINES)
    journey.send_file(page, path)
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return path, state


def sides(path, account):
    """What the third parties of an account owe, and what is owed to them, in cents."""
    parties = {}
    for row in fec.rows(path)[1:]:
        if row[4] == account:
            parties[row[6]] = parties.get(row[6], 0) + fec.cents(row[11]) - fec.cents(row[12])
    return sum(v for v in parties.values() if v > 0), -sum(v for v in parties.values() if v < 0)


def open_page(browser, state, **options):
    return browser.new_context(storage_state=state, locale="fr-FR", **options).new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_balance_sheet_to_the_entries(browser, node, books, accessible, fits, scripts):
    path, state = books
    page = open_page(browser, state, java_script_enabled=scripts)
    page.goto(node.address + "/accueil")
    journey.open_menu(page, "Comptabilité", "Bilan et résultat")
    page.wait_for_url("**/bilan*")
    assert journey.heading(page) == "Bilan"
    assert page.locator("#controles").inner_text().startswith("Équilibré.")
    totals = [page.locator(f"#{table} tfoot .strong").inner_text() for table in ("actif", "passif")]
    assert totals[0] == totals[1]
    owed, advance = sides(path, "411000")
    line = page.locator("#case-BX")
    assert line.locator(".strong").inner_text() == fec.french(owed)
    # One click: the accounts of the line.
    line.get_by_role("link", name="Clients et comptes rattachés").click()
    page.wait_for_url(re.compile("case=BX"))
    assert line.get_by_role("link", name="Clients et comptes rattachés").get_attribute("aria-expanded") == "true"
    part = page.locator("#actif .part:not(.asks)")
    assert part.count() == 1
    assert "411000" in part.inner_text() and fec.french(owed) in part.inner_text()
    if scripts:
        accessible(page)
        fits(page)
    # Two clicks: its entries.
    part.get_by_role("link", name="411000").click()
    page.wait_for_url("**/comptes/411000*")
    assert page.locator("#lignes tbody tr").count() > 5
    page.go_back()
    # The third parties who are owed stand among the other debts, and the figure leads to them too.
    assert page.locator("#case-EA").count() == (1 if advance else 0)
    page.locator("#case-CF .strong .fig").click()
    page.wait_for_url(re.compile("case=CF"))
    page.context.close()


def test_income_statement(browser, node, books, accessible, fits):
    path, state = books
    page = open_page(browser, state)
    page.goto(node.address + "/bilan")
    page.get_by_role("navigation", name="États financiers").get_by_role("link", name="Compte de résultat").click()
    page.wait_for_url("**/resultat*")
    result = -sum(value for number, value in fec.balances(path).items() if number[0] in "67")
    assert page.locator("#case-HN .strong").inner_text() == ("-" if result < 0 else "") + fec.french(result)
    sales = -fec.balances(path)["707000"]
    assert page.locator("#case-FC .strong").inner_text() == fec.french(sales)
    # The result opens every account that makes it.
    page.get_by_role("link", name=re.compile("^Bénéfice ou perte")).click()
    page.wait_for_url(re.compile("case=HN"))
    accounts = {number for number, value in fec.balances(path).items() if number[0] in "67" and value}
    assert page.locator("#resultat .part:not(.asks)").count() == len(accounts)
    accessible(page)
    fits(page)
    page.context.close()


def test_filters_stay_in_the_address(browser, node, books, accessible):
    _, state = books
    page = open_page(browser, state)
    page.goto(node.address + "/bilan")
    page.get_by_label("Au", exact=True).fill("30/06/2026")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url(re.compile("date=30"))
    assert "Situation au 30\u00a0juin 2026" in page.locator("#situation").inner_text()
    page.get_by_role("link", name="Système simplifié").click()
    page.wait_for_url(re.compile("systeme=simplifie"))
    assert "date=2026-06-30" in page.url
    assert page.locator("#case-110").count() == 1
    page.get_by_role("link", name="Lignes à zéro masquées").click()
    page.wait_for_url(re.compile("lignes=toutes"))
    assert page.locator("#case-060").count() == 1
    accessible(page)
    page.get_by_label("Au", exact=True).fill("31/12/2030")
    page.get_by_role("button", name="Appliquer").click()
    page.locator("#date-faute").wait_for()
    assert "n’est pas dans l’exercice" in page.locator("#date-faute").inner_text()
    assert page.get_by_label("Au", exact=True).input_value() == "31/12/2030"
    assert page.title().startswith("Erreur : ")
    accessible(page)
    page.context.close()


def test_auxiliary_balance(browser, node, books, accessible, fits):
    path, state = books
    page = open_page(browser, state)
    page.goto(node.address + "/balance")
    page.get_by_role("navigation", name="Balances").get_by_role("link", name="Balance auxiliaire").click()
    page.wait_for_url("**/balance/auxiliaire*")
    debtors, creditors = sides(path, "411000")
    page.locator("#compte-choisi summary").click()
    page.get_by_role("list", name="Comptes").get_by_role("link", name=re.compile("^411000")).click()
    page.wait_for_url(re.compile("compte=411000"))
    total = page.locator("#compte-411000 .sub")
    assert fec.french(debtors - creditors) in total.inner_text()
    accessible(page)
    fits(page)
    page.locator("#compte-411000 tr:not(.group):not(.sub) th a").first.click()
    page.wait_for_url(re.compile(r"/comptes/411000\?.*tiers="))
    page.context.close()
