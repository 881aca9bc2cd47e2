"""Reports as a whole: on paper, in a file; and what links a figure to the year before."""
import csv
import io
import re
import subprocess

import pytest

import fec
import journey

NAME = "Papiers et Pains"


@pytest.fixture(scope="module")
def books(browser, node, tmp_path_factory):
    """A node with two years of books: the newest file, and the state of a browser that has opened them."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(
        page, journey.start_company(page, node.address, NAME, fec.SIREN, "01/01/2025", "31/12/2025")
    )
    newest = fec.make(tmp_path_factory.mktemp("fec"), 3000, "--years", "2")
    for path in sorted(newest.parent.glob("*FEC*.txt")):
        journey.send_file(page, path)
        journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return newest, state


@pytest.fixture
def page(browser, books):
    context = browser.new_context(
        storage_state=books[1], locale="fr-FR", viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    yield context.new_page()
    context.close()


def pages_of(page, folder):
    """The text of each printed page."""
    path = folder / "print.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def download(page):
    """The rows of the file behind « Télécharger (CSV) »."""
    with page.expect_download(timeout=journey.LONG_WAIT) as found:
        page.get_by_role("link", name="Télécharger (CSV)").click()
    raw = found.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def lines_of(path, account):
    return [row for row in fec.rows(path)[1:] if row[4].startswith(account)]


def test_a_page_says_that_it_is_not_the_whole(node, books, page, accessible):
    lines = lines_of(books[0], "411000")
    assert len(lines) > 100, "the account needs several pages"
    page.goto(node.address + "/comptes/411000")
    assert page.locator("#partie").inner_text().startswith("Lignes 1 à 100 sur")
    carried = page.locator("#a-reporter").inner_text()
    assert "À reporter" in carried
    assert "toutes pages" in page.locator("tfoot").inner_text()
    page.locator("#suivante").click()
    page.wait_for_url(re.compile("page=after"))
    amount = page.locator("#report td").last.inner_text()
    assert amount in carried, "what is carried forward is what the next page begins with"
    page.goto(node.address + "/grand-livre")
    assert "La suite à la page suivante" in page.locator("#partie").inner_text()
    page.goto(node.address + "/journaux/VE")
    assert page.locator("#partie").inner_text().startswith("Écritures 1 à 40 sur")
    assert page.locator("#total-page").count() == 1


def test_everything_on_paper(node, books, page, tmp_path, accessible):
    lines = lines_of(books[0], "411000")
    page.goto(node.address + "/comptes/411000")
    page.get_by_role("link", name="Tout imprimer").click()
    page.wait_for_url(re.compile("sortie=impression"))
    accessible(page)
    assert page.locator("#tout tbody tr").count() == len(lines)
    last = page.locator("#tout tbody tr").last.locator("td").last.inner_text()
    assert page.locator("#total td").last.inner_text() == last, "the last balance is the one of the total"
    printed = pages_of(page, tmp_path)
    assert len(printed) > 2
    for number, text in enumerate(printed, 1):
        assert NAME in text and "SIREN" in text and "Compte 411000" in text, f"page {number} has no head"
        assert f"page {number} / {len(printed)}" in text
        assert "Solde" in text and "Débit" in text, f"page {number} has no column heads"
    page.locator("#revenir").click()
    page.wait_for_url(re.compile(r"/comptes/411000\?exercice=2026-12-31$"))


def test_whole_ledger_and_journal(node, books, page):
    all_lines = fec.rows(books[0])[1:]
    page.goto(node.address + "/grand-livre?sortie=impression")
    assert page.locator("#tout tbody tr:not(.group):not(.sub)").count() == len(all_lines)
    assert page.locator("#tout tr.group").count() == len({row[4] for row in all_lines}), "each account once"
    assert page.get_by_text("À reporter").count() == 0
    page.goto(node.address + "/journaux/VE?sortie=impression")
    sales = [row for row in all_lines if row[0] == "VE"]
    assert page.locator("#tout tbody tr:not(.group)").count() == len(sales)
    assert page.locator("#tout tr.group").count() == len({row[2] for row in sales})


@pytest.mark.parametrize("address, count", [
    ("/comptes/411000", lambda rows: len([row for row in rows if row[4] == "411000"])),
    ("/grand-livre", len),
    ("/grand-livre?comptes=70", lambda rows: len([row for row in rows if row[4].startswith("70")])),
    ("/journaux/VE", lambda rows: len([row for row in rows if row[0] == "VE"])),
    ("/balance?n1=sans", lambda rows: len({row[4] for row in rows})),
    ("/balance?n1=sans&comptes=4", lambda rows: len({row[4] for row in rows if row[4][0] == "4"})),
])
def test_files(node, books, page, address, count):
    page.goto(node.address + address)
    rows = download(page)
    assert len(rows) - 1 == count(fec.rows(books[0])[1:])
    head = rows[0]
    if "Débit" in head:
        amounts = [row[head.index("Débit")] for row in rows[1:]]
        assert all(re.fullmatch(r"(\d+,\d\d)?", amount) for amount in amounts)
        lines = fec.rows(books[0])[1:]
        if address == "/grand-livre":
            assert sum(fec.cents(amount or "0") for amount in amounts) == sum(fec.cents(row[11]) for row in lines)


@pytest.mark.parametrize("address", ["/balance/auxiliaire", "/bilan", "/resultat"])
def test_files_of_other_reports(node, books, page, address):
    page.goto(node.address + address)
    rows = download(page)
    assert len(rows) > 5
    assert len({len(row) for row in rows}) == 1


def test_statements_on_paper(node, books, page, tmp_path):
    page.goto(node.address + "/bilan")
    printed = pages_of(page, tmp_path)
    assert "Actif du bilan" in printed[0] and "Passif du bilan" in printed[-1]
    assert all(NAME in text and "Bilan, exercice au 31/12/2026" in text for text in printed)
    assert not any("Chaque montant ouvre" in text for text in printed)


def test_figures_of_the_year_before(node, books, page):
    page.goto(node.address + "/balance")
    row = page.locator("#compte-411000")
    figure = row.locator("a.fig").last.inner_text()
    row.locator("a.fig").last.click()
    page.wait_for_url(re.compile(r"/comptes/411000\?exercice=2025-12-31"))
    assert re.sub(r"\s", "", page.locator("#total-solde").inner_text()) == re.sub(r"\s", "", figure)
    page.goto(node.address + "/bilan")
    page.locator("#case-BX a.fig").last.click()
    page.wait_for_url(re.compile(r"/bilan\?exercice=2025-12-31&case=BX"))
    assert page.locator("#actif .part").count() >= 1
    page.goto(node.address + "/accueil")
    panel = page.locator("#h-resultat").locator("xpath=ancestor::section")
    panel.get_by_text("Voir les chiffres").click()
    panel.locator("tbody a.fig").first.click()
    page.wait_for_url(re.compile(r"/grand-livre\?exercice=2026-12-31.*comptes=7"))


def test_what_is_typed_short_and_what_is_wrong(node, books, page):
    page.goto(node.address + "/grand-livre")
    page.get_by_label("Au", exact=True).fill("1503")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url(re.compile("date=1503"))
    assert "15\u00a0mars 2026" in page.locator("#periode").inner_text()
    answer = page.goto(node.address + "/journaux/VE?mois=2026-13")
    assert answer.status == 422
    assert "n’est pas un mois" in page.locator("#mois-faute").inner_text()
