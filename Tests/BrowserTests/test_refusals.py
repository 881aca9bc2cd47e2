"""What is refused says what, where and how to mend it; what was typed is still there."""
import signal

import pytest

import fec
import journey
from conftest import Watch


@pytest.fixture(scope="module")
def page(browser, node):
    context = browser.new_context(locale="fr-FR")
    opened = context.new_page()
    opened.watch = Watch(opened, node.address)
    yield opened
    context.close()


def test_a_wrong_siren_is_explained_and_kept(page, node, accessible):
    page.goto(node.address)
    journey.fill(page, "Raison sociale", "Mesures et Pains")
    journey.fill(page, "SIREN", "732829321")
    journey.submit(page)
    field = page.get_by_label("SIREN")
    assert field.input_value() == "732829321"
    assert field.get_attribute("aria-invalid") == "true"
    assert page.title().startswith("Erreur")
    accessible(page)


def test_two_different_passwords(page, node, accessible):
    journey.fill(page, "SIREN", fec.SIREN)
    journey.submit(page)
    page.wait_for_url("**/demarrage/exercice")
    journey.submit(page)
    page.wait_for_url("**/demarrage/tva")
    journey.submit(page)
    page.wait_for_url("**/demarrage/securite")
    journey.fill(page, "Mot de passe", journey.PASSWORD)
    journey.fill(page, "Le même mot de passe", "tout autre chose ici")
    journey.submit(page)
    assert "différents" in page.locator("main").inner_text()
    accessible(page)


def test_an_unbalanced_file_is_not_imported(page, node, accessible, tmp_path):
    journey.confirm_recovery_code(
        page, journey.start_company(page, node.address, "Mesures et Pains", fec.SIREN)
    )
    path = fec.make(tmp_path, 50)
    text = path.read_bytes().replace(b"50000,00", b"50000,01", 1)
    path.write_bytes(text)
    journey.send_file(page, path)
    assert page.get_by_text("L’import est bloqué").is_visible()
    assert page.get_by_role("button", name="Importer").count() == 0
    accessible(page)


def test_a_node_killed_in_the_night_opens_in_the_morning(page, node):
    node.restart(signal.SIGKILL)
    journey.unlock(page, node.address)
    page.wait_for_url("**/accueil*", timeout=journey.LONG_WAIT)
    assert page.watch.complaints == []


@pytest.mark.parametrize("address", ["/balance", "/fec/imports", "/fec/export", "/comptes/411000", "/integrite"])
def test_nothing_is_shown_without_the_password(browser, node, address):
    context = browser.new_context(locale="fr-FR")
    stranger = context.new_page()
    stranger.goto(node.address + address)
    assert "/ouvrir" in stranger.url
    context.close()
