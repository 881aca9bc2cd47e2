"""Three years at once: dropped together, controlled together, accepted together, and what stands in the way."""
import re

import pytest

import fec
import journey
from conftest import Watch
from node import Node

YEARS = [2024, 2025, 2026]


def three_years(folder):
    fec.make(folder, 600, "--years", "3")
    return [folder / f"{fec.SIREN}FEC{year}1231.txt" for year in YEARS]


class Stage:
    """A node with an empty company, and a browser on it."""

    def __init__(self, browser, folder, has_scripts=True):
        self.node = Node(folder / "data")
        self.node.start()
        self.context = browser.new_context(
            java_script_enabled=has_scripts, locale="fr-FR", viewport={"width": 1280, "height": 900},
            accept_downloads=True,
        )
        self.page = self.context.new_page()
        self.watch = Watch(self.page, self.node.address)
        journey.confirm_recovery_code(
            self.page, journey.start_company(self.page, self.node.address, "Mesures et Pains", fec.SIREN)
        )
        self.files = three_years(folder)

    def close(self):
        self.context.close()
        self.node.kill()


@pytest.fixture
def stage(browser, tmp_path):
    started = Stage(browser, tmp_path)
    yield started
    started.close()


def both_looks(page, accessible, fits):
    """Light and dark, wide and narrow."""
    for scheme in ("dark", "light"):
        for width in (390, 1280):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            accessible(page)
            fits(page)


def years_in_books(page, address):
    page.goto(address + "/accueil")
    page.locator("#exercices summary").click()
    return page.locator("#exercices li b").all_inner_texts()


def test_three_years_dropped_at_once_to_the_end(stage, accessible, fits):
    page = stage.page
    journey.drop_files(page, stage.files)
    assert journey.heading(page) == "Import de 3 exercices"
    rows = page.locator("#ensemble tbody tr")
    assert [row.locator("th").inner_text() for row in rows.all()] == ["2024", "2025", "2026"]
    for path, row in zip(stage.files, rows.all()):
        lines = fec.rows(path)[1:]
        debit = fec.french(sum(fec.cents(line[11]) for line in lines))
        text = row.inner_text()
        assert path.name in text and debit in text and f"{len(lines)}" in text
    assert page.get_by_text("Journaux de l’exercice").count() == 3
    both_looks(page, accessible, fits)
    page.get_by_role("button", name="Tout importer").click()
    page.locator("#issue").wait_for(timeout=journey.LONG_WAIT)
    assert "3 exercices" in page.locator("#issue").inner_text().replace("\u00a0", " ")
    both_looks(page, accessible, fits)
    page.get_by_role("link", name="Aller à l’accueil").click()
    page.wait_for_url("**/accueil*")
    assert years_in_books(page, stage.node.address) == ["2026", "2025", "2024"]
    for path, year in zip(stage.files, YEARS):
        page.goto(f"{stage.node.address}/balance?exercice={year}-12-31")
        text = page.locator("main").inner_text()
        debit = sum(value for value in fec.balances(path).values() if value > 0)
        assert fec.french(debit) in text
    assert stage.watch.complaints == []


def test_three_years_chosen_without_scripts(browser, tmp_path):
    stage = Stage(browser, tmp_path, has_scripts=False)
    try:
        page = stage.page
        journey.choose_files(page, reversed(stage.files))
        journey.accept_import(page)
        assert page.locator("#ensemble tbody tr").count() == 3
        assert page.get_by_text("importé", exact=True).count() == 3
        assert years_in_books(page, stage.node.address) == ["2026", "2025", "2024"]
    finally:
        stage.close()


def test_one_blocked_file_holds_all_until_it_is_dropped(stage, accessible, fits):
    page = stage.page
    torn = stage.files[1]
    lines = torn.read_bytes().split(b"\r\n")
    fields = lines[1].split(b"\t")
    fields[11] = b"douze"
    lines[1] = b"\t".join(fields)
    torn.write_bytes(b"\r\n".join(lines))
    journey.drop_files(page, stage.files)
    assert page.locator("#bloque").get_by_role("link", name=torn.name).is_visible()
    assert page.get_by_role("button", name="Tout importer").count() == 0
    group = page.locator("details[id^=sorte-unreadable_amount]")
    assert group.get_attribute("open") is not None, "what stands in the way is open"
    assert "ligne 2" in group.inner_text() and "douze" in group.inner_text()
    both_looks(page, accessible, fits)
    page.get_by_role("button", name=f"Abandonner ce fichier {torn.name}").click()
    page.wait_for_url("**/fec/ensemble")
    journey.accept_import(page)
    assert years_in_books(page, stage.node.address) == ["2026", "2024"]
    assert stage.watch.complaints == []


def unbalanced(path):
    """Takes a cent from one entry to another: the file still balances, two entries do not."""
    lines = path.read_bytes().split(b"\r\n")
    numbers = {}
    for place, line in enumerate(lines[1:], 1):
        fields = line.split(b"\t")
        if len(fields) > 11 and fec.cents(fields[11].decode()) > 1:
            numbers.setdefault((fields[0], fields[2]), place)
    for place, cents in zip(list(numbers.values())[-2:], (1, -1)):
        fields = lines[place].split(b"\t")
        value = fec.cents(fields[11].decode()) + cents
        fields[11] = f"{value // 100},{value % 100:02d}".encode()
        lines[place] = b"\t".join(fields)
    path.write_bytes(b"\r\n".join(lines))


def test_one_consent_for_all_names_the_files(stage, accessible, fits):
    page = stage.page
    unbalanced(stage.files[2])
    journey.drop_files(page, stage.files)
    box = page.get_by_role("checkbox", name=re.compile("J’accepte d’importer"))
    label = page.locator("label[for=accord]").inner_text()
    assert stage.files[2].name in label and stage.files[0].name not in label
    page.get_by_role("button", name="Tout importer").click()
    page.locator("#accord-faute").wait_for(timeout=journey.LONG_WAIT)
    both_looks(page, accessible, fits)
    box.check()
    journey.accept_import(page)
    assert years_in_books(page, stage.node.address) == ["2026", "2025", "2024"]


def test_a_file_that_is_not_taken_is_told_beside_the_others(stage, tmp_path, accessible, fits):
    page = stage.page
    empty = tmp_path / "vide.txt"
    empty.write_bytes(b"")
    journey.drop_files(page, [stage.files[0], empty, stage.files[1], stage.files[0]])
    told = page.locator("#non-pris")
    assert "2 fichiers" in told.inner_text() and "vide.txt" in told.inner_text()
    assert page.locator("#ensemble tbody tr").count() == 2
    both_looks(page, accessible, fits)
    page.reload()
    assert told.count() == 0, "said once"
    open_list = page.get_by_role("link", name="Import de FEC").last
    open_list.click()
    page.wait_for_url("**/fec/imports")
    assert "2" in page.locator("#en-attente").inner_text()
    accessible(page)
    page.get_by_role("link", name="Les voir ensemble").click()
    page.get_by_role("button", name="Tout abandonner").click()
    page.wait_for_url("**/fec/imports")
    assert page.locator("#aucun-import").is_visible()


def test_a_file_that_comes_later_joins_those_that_wait(stage):
    page = stage.page
    journey.send_file(page, stage.files[0])
    journey.open_menu(page, "Déclarations")
    page.get_by_label("Fichiers FEC").set_input_files(str(stage.files[1]))
    page.get_by_role("button", name="Contrôler").click()
    page.wait_for_url("**/fec/ensemble", timeout=journey.LONG_WAIT)
    journey.controlled(page)
    page.get_by_role("link", name="Aperçu complet").first.click()
    assert "Un autre fichier attend" in page.locator("#autres").inner_text()
    journey.accept_import(page)
    journey.open_menu(page, "Déclarations")
    assert stage.files[1].name in page.locator("#en-attente").inner_text()


def test_the_list_of_anomalies_has_them_all(stage, tmp_path):
    page = stage.page
    path = stage.files[2]
    lines = path.read_bytes().split(b"\r\n")
    for place, line in enumerate(lines[1:], 1):
        fields = line.split(b"\t")
        if len(fields) > 12:
            fields[11], fields[12] = fields[11].replace(b",", b"."), fields[12].replace(b",", b".")
            lines[place] = b"\t".join(fields)
    path.write_bytes(b"\r\n".join(lines))
    journey.send_file(page, path)
    order = page.locator("main section h2").all_inner_texts()
    assert order.index("Exercice trouvé") < order.index("Journaux") < len(order) - 1, "facts before anomalies"
    assert page.locator("details[id^=sorte-amount_irregular] tbody tr").count() == 20
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger la liste").click()
    target = tmp_path / "anomalies.csv"
    download.value.save_as(str(target))
    rows = target.read_text(encoding="utf-8-sig").splitlines()
    assert sum("forme d’un montant" in row for row in rows) == 2 * (len(fec.rows(path)) - 1)
    assert "fec." not in "".join(rows)
