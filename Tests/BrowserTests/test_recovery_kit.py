"""The recovery code is shown once and asked back; one that nobody confirmed is replaced at the next opening."""
import fec
import journey


def unlock(page, address):
    page.goto(address)
    journey.fill(page, "Mot de passe", journey.PASSWORD)
    journey.submit(page)


def test_a_code_that_nobody_confirmed_is_replaced(browser, node):
    first_visit = browser.new_context(locale="fr-FR")
    first = journey.start_company(first_visit.new_page(), node.address, "Clé oubliée", fec.SIREN)
    first_visit.close()

    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    unlock(page, node.address)
    page.wait_for_url("**/demarrage/cle", timeout=journey.LONG_WAIT)
    second = journey.recovery_code(page)
    assert second != first
    page.goto(node.address + "/balance")
    assert page.url.endswith("/demarrage/cle"), "the books open before the code is asked back"
    journey.confirm_recovery_code(page, second)
    context.close()

    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    unlock(page, node.address)
    page.wait_for_url("**/accueil*", timeout=journey.LONG_WAIT)
    context.close()
