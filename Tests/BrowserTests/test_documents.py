"""Pièces: attached to a draft and gone along with its entry, looked at, replaced, waived, listed while they miss."""
import base64
import os
import re

import pytest
from playwright.sync_api import expect

import journey

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
      b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pieces")
    found = {
        "Facture.pdf": PDF, "Ticket.png": PNG, "Autre.pdf": PDF.replace(b"300 400", b"320 420"), "Vide.pdf": b"",
        "Facture.exe.pdf": b"MZ ceci n'est pas un PDF", "Coupee.pdf": PDF[:120],
        "Script.pdf": PDF.replace(b"trailer", b"4 0 obj<</S/JavaScript/JS(app.alert)>>endobj\ntrailer"),
        "Page.xml": b"<html><script>alert(1)</script></html>",
    }
    for name, content in found.items():
        (folder / name).write_bytes(content)
    return folder


def draft(page, node, number, amount="120"):
    """A purchase, saved: on its own page. What the program would propose meanwhile is no matter of these tests."""
    page.route("**/saisie/propositions", lambda route: route.abort())
    page.goto(f"{node.address}/saisie?journal=AC")
    for place, text in (("date", "15/04/2026"), ("piece", f"P{number}"), ("libelle", f"Achat {number}"),
                        ("compte-1", "601000"), ("debit-1", amount), ("compte-2", "401000 M1"), ("credit-2", amount)):
        page.locator(f"#{place}").fill(text)
    with page.expect_navigation():
        page.locator("#enregistrer").click()
    if page.get_by_label("Nom").count():
        page.locator("#enregistrer").click()
    page.unroute("**/saisie/propositions")
    page.goto(f"{node.address}/brouillard")
    page.get_by_role("link", name=f"P{number}", exact=True).click()
    assert "La pièce manque" in page.locator("#pieces-etat").inner_text()


def drop(page, path):
    """As a hand does: over the zone, then let go."""
    data = base64.b64encode(path.read_bytes()).decode()
    page.evaluate(
        """([data, name]) => {
             const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
             const transfer = new DataTransfer();
             transfer.items.add(new File([bytes], name));
             const zone = document.querySelector("#depot-piece");
             for (const kind of ["dragenter", "dragover", "drop"])
               zone.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
           }""", [data, path.name])


def validate(page):
    """From the page of a draft to that of its entry."""
    with page.expect_navigation():
        journey.review_entry(page)
    names = page.locator(".new-name input")
    if names.count() > 0:
        for place in range(names.count()):
            names.nth(place).fill("Moulin")
        with page.expect_navigation():
            journey.review_entry(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Valider l’écriture").click()


def test_dropped_on_a_draft_and_gone_along(node, page, files):
    draft(page, node, 1)
    drop(page, files / "Facture.pdf")
    expect(page.locator("#pieces-etat")).to_contain_text(re.compile("1\\spièce jointe"))
    frame = page.locator(".document iframe")
    assert frame.get_attribute("title") == "Pièce Facture.pdf"
    place = page.url
    validate(page)
    # The draft leads to its entry, and the document is there.
    page.goto(place)
    assert "/ecritures/" in page.url
    assert page.get_by_text("Facture.pdf").count() >= 1
    assert page.get_by_role("button", name="Détacher").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger").click()
    assert download.value.suggested_filename == "Facture.pdf"
    assert open(download.value.path(), "rb").read() == PDF
    # Replaced with a reason, and still there.
    page.get_by_text("Remplacer ou écarter cette pièce").click()
    page.get_by_label("Motif du remplacement").fill("mauvaise page")
    page.get_by_label("Nouvelle pièce").set_input_files(files / "Autre.pdf")
    page.get_by_role("button", name="Remplacer").click()
    assert page.get_by_text("Remplacée : mauvaise page").count() == 1
    assert page.get_by_text("Autre.pdf").count() >= 1


def test_what_is_no_document_is_refused(node, page, files):
    draft(page, node, 2)
    for name, word in (("Vide.pdf", "vide"), ("Facture.exe.pdf", "ni un PDF"), ("Coupee.pdf", "incomplet"),
                       ("Page.xml", "pas une facture")):
        page.locator("#fichier-piece").set_input_files(files / name)
        page.get_by_role("button", name="Joindre", exact=True).click()
        page.locator("#piece-refusee", has_text=word).wait_for()


def test_the_same_document_is_told_where_it_is(node, page, files):
    draft(page, node, 3)
    page.locator("#fichier-piece").set_input_files(files / "Ticket.png")
    page.get_by_role("button", name="Joindre", exact=True).click()
    page.get_by_text("Ticket.png").first.wait_for()
    image = page.locator(".document img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.document img').naturalWidth === 1")
    draft(page, node, 4)
    page.locator("#fichier-piece").set_input_files(files / "Ticket.png")
    page.get_by_role("button", name="Joindre", exact=True).click()
    page.locator("#piece-refusee").wait_for()
    assert page.locator("#piece-refusee").get_by_role("link").inner_text().startswith("brouillon AC")
    page.locator("#joindre-aussi").click()
    page.get_by_text("Ticket.png").first.wait_for()
    page.get_by_role("button", name="Détacher").click()
    assert "La pièce manque" in page.locator("#pieces-etat").inner_text()


def test_no_document_runs_anything(node, page, files):
    draft(page, node, 5)
    page.locator("#fichier-piece").set_input_files(files / "Script.pdf")
    page.get_by_role("button", name="Joindre", exact=True).click()
    page.get_by_text("Script.pdf").first.wait_for()
    address = page.get_by_role("link", name="Ouvrir").get_attribute("href")
    answer = page.request.get(f"{node.address}{address}")
    assert answer.headers["content-type"].startswith("text/plain") and "script" in answer.text()
    kept = page.request.get(f"{node.address}{address}?telecharger=1")
    assert kept.headers["content-type"] == "application/pdf"
    assert kept.headers["content-disposition"].startswith("attachment")
    policy = kept.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy
    assert kept.headers["x-content-type-options"] == "nosniff"


def test_missing_and_waived_without_scripts(browser, node, opened, files):
    context = browser.new_context(storage_state=opened, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{node.address}/accueil")
    page.locator("#pieces-manquantes").click()
    assert journey.heading(page) == "Pièces manquantes"

    def count():
        said = re.sub(r"[^0-9]", "", page.locator("#etat").inner_text().split("écriture")[0])
        return int(said or 0)

    before = count()
    assert before > 0
    journal = page.locator("#journaux a").nth(1)
    code = journal.inner_text()
    journal.click()
    assert f"journal={code}" in page.url and 0 <= count() <= before
    page.goto(f"{node.address}/pieces")
    first = page.locator("#liste tbody a").first
    first.click()
    page.locator("#renoncer summary").click()
    page.get_by_label("Motif", exact=True).fill("ticket perdu")
    page.get_by_role("button", name="Marquer sans pièce").click()
    assert "ticket perdu" in page.locator("#sans-piece").inner_text()
    page.goto(f"{node.address}/pieces")
    assert count() == before - 1
    page.locator("#liste tbody a").first.click()
    page.locator("#fichier-piece").set_input_files(files / "Autre.pdf")
    with page.expect_navigation():
        page.get_by_role("button", name="Joindre", exact=True).click()
    if page.locator("#joindre-aussi").count():
        page.locator("#joindre-aussi").click()
    page.goto(f"{node.address}/pieces")
    assert count() == before - 2
    page.goto(f"{node.address}/pieces?du=31/02/2026")
    assert "n’est pas une date" in page.locator("#date-faute").inner_text()
    page.goto(f"{node.address}/pieces?tiers=personne")
    assert "Rien ne manque" in page.locator("#vide").inner_text()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_looks(browser, node, opened, accessible, fits, files, scheme, width):
    context = browser.new_context(
        storage_state=opened, locale="fr-FR", color_scheme=scheme, reduced_motion="reduce",
        viewport={"width": width, "height": 844})
    page = context.new_page()
    addresses = [f"{node.address}/pieces", f"{node.address}/pieces?brouillons=1", f"{node.address}/pieces?du=hier",
                 f"{node.address}/pieces?tiers=personne", f"{node.address}/accueil"]
    page.goto(f"{node.address}/pieces")
    addresses.append(f"{node.address}{page.locator('#liste tbody a').first.get_attribute('href')}")
    page.goto(f"{node.address}/brouillard")
    addresses += [f"{node.address}{link.get_attribute('href')}" for link in page.locator("#liste tbody a").all()[:3]]
    for place, address in enumerate(addresses):
        page.goto(address)
        accessible(page)
        fits(page)
        pictures = os.environ.get("FMPRO_PICTURES")
        if pictures:  # to be looked at
            page.screenshot(path=f"{pictures}/pieces-{place}-{scheme}-{width}.png", full_page=True)
    context.close()
