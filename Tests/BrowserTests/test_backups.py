"""A backup asked for on its page: made while one looks, checked, listed, taken away, and found altered when it is."""
import pytest

import fec
import journey


def settled(page):
    """Nothing is being done any more: the button is back."""
    page.get_by_role("button", name="Sauvegarder maintenant").wait_for(timeout=journey.LONG_WAIT)


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()
    settled(page)


def back_up(page):
    before = page.locator("#sauvegardes tbody tr").count()
    press(page, "Sauvegarder maintenant")
    page.locator("#sauvegardes tbody tr").nth(before).wait_for(timeout=journey.LONG_WAIT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_page(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=opened, color_scheme=scheme, viewport={"width": width, "height": 860}, locale="fr-FR"
    )
    page = context.new_page()
    page.goto(node.address + "/integrite")
    if width > 1000:
        journey.open_menu(page, "Sauvegardes")
        page.wait_for_url("**/sauvegardes")
    page.goto(node.address + "/sauvegardes")
    assert journey.heading(page) == "Sauvegardes"
    accessible(page)
    fits(page)
    before = page.locator("#sauvegardes tbody tr").count()
    back_up(page)
    rows = page.locator("#sauvegardes tbody tr")
    assert rows.count() == before + 1
    assert "vérifiée le" in rows.first.inner_text()
    assert "disque de vos comptes" in page.locator("#meme-disque").inner_text()
    accessible(page)
    fits(page)
    context.close()


def test_taken_away_and_altered(browser, node, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR", accept_downloads=True)
    page = context.new_page()
    page.goto(node.address + "/sauvegardes")
    back_up(page)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Télécharger").first.click()
    name = waited.value.suggested_filename
    assert name.startswith(fec.SIREN) and name.endswith(".sauvegarde")
    kept = node.folder / "backups" / name
    whole = kept.read_bytes()
    with open(waited.value.path(), "rb") as downloaded:
        assert downloaded.read() == whole
    assert "Pains".encode() not in whole

    press(page, "Vérifier la sauvegarde")
    assert "vérifiée le" in page.locator("#sauvegardes tbody tr").first.inner_text()

    altered = bytearray(whole)
    altered[len(altered) // 2] ^= 1
    kept.write_bytes(bytes(altered))
    press(page, "Vérifier la sauvegarde")
    page.locator("#sauvegarde-echec").wait_for(timeout=journey.LONG_WAIT)
    assert "altéré : les livres" in page.locator("#sauvegarde-echec").inner_text()
    assert "altérée" in page.locator("#sauvegardes tbody tr").first.inner_text()
    kept.write_bytes(whole)
    # A name that is no backup leads nowhere.
    assert page.request.get(node.address + "/sauvegardes/fichier/..%2Fnode.sock").status == 404
    context.close()
