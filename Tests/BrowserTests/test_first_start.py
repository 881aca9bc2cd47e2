"""From nothing to the first page with two factors and a printed code, by the keyboard alone; then without scripts."""
import re
import sqlite3

import pytest

import fec
import journey
from node import Node
from test_people import code

PAGES = 12  # Most buttons or links that the first start may ask for.
NAME = "Pains du Premier Jour"


class Hands:
    """Types and presses, and counts what was confirmed."""

    def __init__(self, page, has_scripts):
        self.page, self.has_scripts, self.confirmed = page, has_scripts, 0

    def fill(self, label, text):
        field = self.page.get_by_label(re.compile(rf"^{re.escape(label)}")).first
        field.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press(self, role, name, key="Enter"):
        self.page.get_by_role(role, name=name).focus()
        self.confirmed += 1
        self.page.keyboard.press(key)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-script"])
def test_first_start(browser, tmp_path, accessible, fits, has_scripts):
    node = Node(tmp_path / "data")
    node.start()
    try:
        first_start(browser, node, accessible, fits, has_scripts)
    finally:
        node.kill()


def first_start(browser, node, accessible, fits, has_scripts):
    context = browser.new_context(locale="fr-FR", java_script_enabled=has_scripts)
    page = context.new_page()
    mouse = []
    if has_scripts:
        page.expose_function("noteMouse", lambda kind: mouse.append(kind))
        page.add_init_script("addEventListener('mousedown', () => noteMouse('mousedown'), true)")
    hands = Hands(page, has_scripts)

    def look():
        if has_scripts:
            accessible(page)
            fits(page)

    page.goto(node.address)
    page.wait_for_url("**/demarrage/societe")
    hands.fill("Raison sociale", NAME)
    hands.fill("SIREN", fec.SIREN)
    hands.press("button", "Continuer")
    page.wait_for_url("**/demarrage/exercice")
    hands.press("button", "Continuer")

    # Three questions, in words of every day; the arrows move through the answers.
    page.wait_for_url("**/demarrage/tva")
    look()
    page.get_by_role("radio", name=re.compile("^Chaque mois")).focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name=re.compile("^Chaque trimestre")).is_checked()
    hands.press("button", "Continuer")

    page.wait_for_url("**/demarrage/securite")
    hands.fill("Votre prénom et votre nom", "Gina Morel")
    hands.fill("Mot de passe", journey.PASSWORD)
    hands.fill("Le même mot de passe", journey.PASSWORD)
    page.keyboard.press("Enter")
    hands.confirmed += 1

    # The code on paper, asked back.
    page.wait_for_url("**/demarrage/cle", timeout=journey.LONG_WAIT)
    groups = journey.recovery_code(page)
    hands.press("link", re.compile("continuer"))
    page.wait_for_url("**/demarrage/cle/verification")
    hands.fill("Les deux derniers groupes", " ".join(groups[-2:]))
    page.keyboard.press("Enter")
    hands.confirmed += 1

    # The second factor, offered at once.
    page.wait_for_url("**/mon-acces/second-facteur")
    look()
    letters = "".join(page.get_by_role("list", name="Clé à taper").get_by_role("listitem").all_inner_texts())
    hands.fill("Code à six chiffres", code(letters))
    page.keyboard.press("Enter")
    hands.confirmed += 1
    page.wait_for_url("**/mon-acces/second-facteur/codes")
    hands.press("link", "Je les ai sur papier")

    page.wait_for_url("**/accueil*")
    look()
    offered = page.locator("#prochaines-actions").get_by_role("listitem")
    assert offered.count() == 3, offered.all_inner_texts()
    assert hands.confirmed <= PAGES, hands.confirmed
    assert mouse == []

    # The answers stand in Réglages, and the file says nothing to whoever has no key.
    page.goto(node.address + "/societe")
    assert page.get_by_role("radio", name=re.compile("^Chaque trimestre")).is_checked()
    assert "FR" in page.locator("#numero-tva").inner_text()
    look()
    context.close()
    files = [path for path in node.folder.rglob("*") if path.is_file() and path.name.startswith("books")]
    assert files, list(node.folder.rglob("*"))
    for path in files:
        assert NAME.encode() not in path.read_bytes(), path
    main = next(path for path in files if path.suffix in (".db", ".sqlite", ""))
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(main).execute("SELECT * FROM sqlite_master").fetchall()
