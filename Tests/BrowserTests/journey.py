"""What a person does, step by step. Shared by the tests and by the screenshots.

Fields are found by their labels and buttons by their words, as a person finds them.
"""
import re

PASSWORD = "quatre mots pour ouvrir"
LONG_WAIT = 120_000  # Milliseconds: a debug build on a busy machine.


def fill(page, label, text):
    page.get_by_label(re.compile(rf"^{re.escape(label)}")).first.fill(text)


def submit(page):
    """The main button of the page's form."""
    page.locator("main form:not([hidden]) button:not([type=button]):visible").last.click()


def words(page, place):
    """What is written there, its hard spaces as common ones."""
    return page.locator(place).inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def heading(page):
    return page.get_by_role("heading", level=1).first.inner_text()


def start_company(page, address, name, siren, start="01/01/2026", end="31/12/2026"):
    """The first start, up to the page of the recovery code, whose groups are returned.

    The answers about VAT that are ticked are kept.
    """
    page.goto(address)
    page.wait_for_url("**/demarrage/societe")
    fill(page, "Raison sociale", name)
    fill(page, "SIREN", siren)
    submit(page)
    page.wait_for_url("**/demarrage/exercice")
    fill(page, "Début de l’exercice", start)
    fill(page, "Fin de l’exercice", end)
    submit(page)
    page.wait_for_url("**/demarrage/tva")
    submit(page)
    page.wait_for_url("**/demarrage/securite")
    fill(page, "Votre prénom et votre nom", "Lise Aubry")
    fill(page, "Mot de passe", PASSWORD)
    fill(page, "Le même mot de passe", PASSWORD)
    submit(page)
    page.wait_for_url("**/demarrage/cle", timeout=LONG_WAIT)
    return recovery_code(page)


def review_entry(page):
    """From the form of an entry to the page that says under which number it would be validated."""
    page.locator("#validation summary").click()
    page.get_by_role("button", name="Relire sous son numéro").click()


def recovery_code(page):
    """The groups of the code, in the order of the page."""
    groups = page.get_by_role("list", name="Groupes du code de secours").get_by_role("listitem").all_inner_texts()
    assert len(groups) >= 4, "no recovery code on the page"
    return groups


def confirm_recovery_code(page, groups):
    page.get_by_role("link", name="continuer").click()
    page.wait_for_url("**/demarrage/cle/verification")
    fill(page, "Les deux derniers groupes", " ".join(groups[-2:]))
    submit(page)
    page.wait_for_url("**/mon-acces/second-facteur")
    page.get_by_role("link", name="Plus tard").click()
    page.wait_for_url("**/accueil*")


def open_menu(page, *labels):
    """Follows the rail, entry after entry."""
    for label in labels:
        menu = page.get_by_role("navigation", name="Menu principal")
        menu.get_by_role("link", name=re.compile(rf"^{re.escape(label)}")).first.click()


def send_file(page, path):
    """Chooses a file, and waits until it has been controlled."""
    open_menu(page, "Déclarations")
    page.wait_for_url("**/fec/imports")
    page.get_by_label("Fichiers FEC").set_input_files(str(path))
    page.get_by_role("button", name="Contrôler").click()
    page.wait_for_url(re.compile(r"/fec/imports/[0-9a-f]+"), timeout=LONG_WAIT)
    controlled(page)


def choose_files(page, paths):
    """Chooses several files at once, and waits until all have been controlled."""
    open_menu(page, "Déclarations")
    page.wait_for_url("**/fec/imports")
    page.get_by_label("Fichiers FEC").set_input_files([str(path) for path in paths])
    page.get_by_role("button", name="Contrôler").click()
    page.wait_for_url("**/fec/ensemble", timeout=LONG_WAIT)
    controlled(page)


def drop_files(page, paths):
    """Lets several files fall on the form at once, as a hand does from a folder."""
    open_menu(page, "Déclarations")
    page.wait_for_url("**/fec/imports")
    files = [{"name": path.name, "text": path.read_text(encoding="utf-8")} for path in paths]
    carried = page.evaluate_handle(
        """files => {
          const carried = new DataTransfer();
          for (const file of files) carried.items.add(new File([file.text], file.name, { type: "text/plain" }));
          return carried;
        }""",
        files,
    )
    page.dispatch_event("form[data-drop]", "drop", {"dataTransfer": carried})
    page.wait_for_url("**/fec/ensemble", timeout=LONG_WAIT)
    controlled(page)


def controlled(page):
    page.locator("#decision, #bloque, #issue").first.wait_for(timeout=LONG_WAIT)


def accept_import(page):
    page.get_by_role("button", name=re.compile(r"^(Importer|Tout importer)")).click()
    page.get_by_text("Import terminé").first.wait_for(timeout=LONG_WAIT)


def open_balance(page):
    open_menu(page, "Comptabilité")
    page.wait_for_url("**/balance*")


def open_account(page, number):
    page.get_by_role("row").get_by_role("link", name=number, exact=True).click()
    page.wait_for_url(f"**/comptes/{number}*")


def export(page, path):
    """Makes the FEC of the year on show and saves it."""
    open_menu(page, "Déclarations", "Export du FEC")
    page.wait_for_url("**/fec/export*")
    page.get_by_role("button", name="Préparer le FEC").click()
    link = page.get_by_role("link", name="Télécharger")
    link.wait_for(timeout=LONG_WAIT)
    with page.expect_download(timeout=LONG_WAIT) as download:
        link.click()
    download.value.save_as(str(path))
    return download.value.suggested_filename


def unlock(page, address, password=PASSWORD):
    page.goto(address)
    page.wait_for_url(re.compile(r"/ouvrir/[0-9]{9}"))
    fill(page, "Mot de passe", password)
    submit(page)
