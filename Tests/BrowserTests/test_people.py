"""Several people in one company: a second factor, who comes in how, and what a role opens."""
import re
import subprocess
import time

import fec
import journey

OTHER = "chaise nuage violon tomate"


def code(letters, later=0):
    """What a telephone shows, by another program than ours."""
    now = f"--now=@{int(time.time()) + later}"
    return subprocess.run(
        ["oathtool", "--totp", "--base32", now, letters], check=True, capture_output=True, text=True
    ).stdout.strip()


def fresh_code(letters, used):
    """The next code that did not serve yet; a step lasts thirty seconds, and the one after now is taken too."""
    for later in (0, 30):
        shown = code(letters, later)
        if shown not in used:
            used.append(shown)
            return shown
    time.sleep(31)
    return fresh_code(letters, used)


def lock(page):
    page.get_by_role("button", name="Verrouiller").click()
    page.wait_for_url(re.compile(r"/ouvrir/[0-9]{9}"))


def look(page, accessible, fits):
    accessible(page)
    fits(page)


def test_two_factors_then_a_comptable_comes_in(browser, node, accessible, fits):
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    groups = journey.start_company(page, node.address, "Au Pain de Lise", fec.SIREN)
    journey.confirm_recovery_code(page, groups)

    # The factor: the key as it would be typed into a telephone, one code back, ten codes on paper.
    journey.open_menu(page, "Réglages", "Mon accès")
    page.wait_for_url("**/mon-acces")
    look(page, accessible, fits)
    page.get_by_role("link", name="Ajouter un second facteur").click()
    page.wait_for_url("**/mon-acces/second-facteur")
    assert page.get_by_role("img", name="Code QR du second facteur").is_visible()
    look(page, accessible, fits)
    letters = "".join(page.get_by_role("list", name="Clé à taper").get_by_role("listitem").all_inner_texts())
    used = []
    journey.fill(page, "Code à six chiffres", "000000")
    page.get_by_role("button", name="Mettre en place").click()
    page.get_by_text("Ce code n’est pas celui de ce dessin.").first.wait_for()
    journey.fill(page, "Code à six chiffres", fresh_code(letters, used))
    page.get_by_role("button", name="Mettre en place").click()
    page.wait_for_url("**/second-facteur/codes")
    paper = page.get_by_role("list", name="Codes de secours").get_by_role("listitem").all_inner_texts()
    assert len(set(paper)) == 10
    look(page, accessible, fits)
    page.get_by_role("link", name="Je les ai sur papier").click()

    # Inviting: a name, a role, a password; the code of the set-up still serves.
    journey.open_menu(page, "Réglages", "Personnes")
    page.wait_for_url("**/personnes")
    page.get_by_role("link", name="Inviter une personne").click()
    page.wait_for_url("**/personnes/nouvelle")
    look(page, accessible, fits)
    journey.fill(page, "Prénom et nom", "Paul Renard")
    page.get_by_label("Comptable", exact=False).check()
    journey.fill(page, "Mot de passe", OTHER)
    journey.fill(page, "Le même", OTHER)
    page.get_by_role("button", name="Inviter").click()
    page.wait_for_url("**/personnes", timeout=journey.LONG_WAIT)
    assert page.get_by_role("row", name=re.compile("Paul Renard.*comptable.*accès ouvert")).is_visible()
    look(page, accessible, fits)
    page.get_by_role("link", name="Qui peut quoi").click()
    look(page, accessible, fits)
    lock(page)

    # Lise: password, then a code; the one that served is refused, then a paper code opens.
    page.get_by_label("Votre nom").select_option("Lise Aubry")
    journey.fill(page, "Mot de passe", journey.PASSWORD)
    look(page, accessible, fits)
    journey.submit(page)
    page.wait_for_url("**/code", timeout=journey.LONG_WAIT)
    look(page, accessible, fits)
    page.goto(node.address + "/balance")
    assert "/ouvrir" in page.url, "the books open between the password and the code"
    page.goto(f"{node.address}/ouvrir/{fec.SIREN}/code")
    journey.fill(page, "Code à six chiffres", used[0])
    journey.submit(page)
    page.get_by_text("Ce code").first.wait_for()
    journey.fill(page, "Code à six chiffres", paper[0].lower())
    journey.submit(page)
    page.wait_for_url("**/accueil*", timeout=journey.LONG_WAIT)
    journey.open_menu(page, "Réglages", "Journal d’audit")
    page.wait_for_url("**/journal-audit")
    for words in ("Connexion de Lise Aubry, après", "Paul Renard invité(e) : comptable", "Second facteur de"):
        assert page.get_by_text(words).first.is_visible(), words
    look(page, accessible, fits)
    context.close()

    # Paul: his own door, his own rights.
    context = browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(node.address)
    page.wait_for_url(re.compile(r"/ouvrir/[0-9]{9}"))
    page.get_by_label("Votre nom").select_option("Paul Renard")
    journey.fill(page, "Mot de passe", OTHER)
    journey.submit(page)
    page.wait_for_url("**/accueil*", timeout=journey.LONG_WAIT)
    page.goto(node.address + "/mon-acces")
    look(page, accessible, fits)
    page.goto(node.address + "/personnes")
    page.get_by_text("Votre rôle (comptable) ne permet pas").first.wait_for()
    page.goto(node.address + "/saisie")
    assert journey.heading(page) != "Accès refusé"
    context.close()
