"""Daily entry: twenty purchases typed without a mouse, validated, taken back; and the same form without scripts."""
import re

import pytest

import fec
import journey


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    """A node with one year of books, and the state of a browser that has opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Pains Saisis", fec.SIREN))
    journey.send_file(page, fec.make(tmp_path_factory.mktemp("fec"), 400))
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(browser, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR", viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


def purchase_account(node, page):
    """A supplier of the books, by the code that its account shows."""
    page.goto(f"{node.address}/balance-auxiliaire?comptes=401")
    return page.locator("main table a").all_inner_texts()


def type_purchase(page, day, piece, label, supplier, cents):
    """As a person types it: date, piece, label, supplier, amount, then the expense that balances it."""
    keys = page.keyboard
    page.locator("#date").focus()
    page.locator("#date").select_text()
    keys.type(day)
    keys.press("Enter")
    keys.type(piece)
    keys.press("Enter")
    keys.type(label)
    keys.press("Enter")
    keys.type(supplier)
    page.locator("[role=option]").first.wait_for()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    keys.type(cents)
    keys.press("Enter")


def test_twenty_purchases_without_a_mouse(node, page):
    page.goto(f"{node.address}/saisie?journal=AC")
    page.evaluate("window.mice = 0; addEventListener('mousedown', () => { window.mice += 1; }, true)")
    for number in range(1, 21):
        keys = page.keyboard
        page.locator("#date").focus()
        keys.press("Control+a")
        keys.type("1504")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "piece"
        keys.type(f"F{number}")
        keys.press("Enter")
        keys.type(f"Farine {number}")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "compte-1"
        keys.type("607000")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "debit-1"
        keys.type("=1200/1,2")
        keys.press("Enter")
        assert page.locator("#debit-1").input_value() == "1\u202f000,00"
        assert page.evaluate("document.activeElement.id") == "compte-2"
        keys.type("401000 M1")
        keys.press("Enter")
        keys.press("Tab") if page.evaluate("document.activeElement.id") == "debit-2" else None
        keys.type("=")
        assert page.locator("#credit-2").input_value() == "1\u202f000,00"
        assert "égaux" in page.locator("[data-ecart]").inner_text()
        with page.expect_navigation():
            keys.press("Enter")
        if number == 1:
            # The supplier is new: its name is asked for, then all is kept.
            assert re.search(r"/saisie/[0-9a-f]{32}$", page.url)
            unknown = page.locator(".new-name input")
            for place in range(unknown.count()):
                unknown.nth(place).fill(unknown.nth(place).input_value() or "Moulin de Barbery")
            with page.expect_navigation():
                keys.press("Control+Enter")
            assert page.url.endswith("/brouillard")
            page.goto(f"{node.address}/saisie?journal=AC")
            page.evaluate("window.mice = 0; addEventListener('mousedown', () => { window.mice += 1; }, true)")
        else:
            assert "/saisie?journal=AC" in page.url and "Brouillon enregistré" in page.locator("#avis").inner_text()
        assert page.evaluate("window.mice ?? 0") == 0
    page.goto(f"{node.address}/brouillard?journal=AC")
    assert page.locator("#liste tbody tr").count() == 20
    assert "20" in page.locator("#etat").inner_text()
