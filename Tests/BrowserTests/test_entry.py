"""Daily entry: twenty purchases typed without a mouse, validated, taken back; and the same form without scripts."""
import re
import signal

import pytest
from playwright.sync_api import expect

import journey


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
        keys.type("601000")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "debit-1"
        keys.type("=1200/1,2")
        keys.press("Enter")
        assert page.locator("#debit-1").input_value() == "1\u202f000,00"
        assert page.evaluate("document.activeElement.id") == "compte-2"
        # Its tax is proposed in grey, with its reason: Enter takes it.
        page.locator("#lignes tr.prop [data-raison]").wait_for()
        # First without its amount, while the account alone is known.
        expect(page.locator("#debit-2")).to_have_value("200,00")
        assert page.locator("#compte-2").input_value() == "445660"
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "compte-3"
        keys.type("401000 M1")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "credit-3"
        keys.type("=")
        assert page.locator("#credit-3").input_value() == "1\u202f200,00"
        assert "égaux" in page.locator("[data-ecart]").inner_text()
        with page.expect_navigation():
            keys.press("Enter")
        if number == 1:
            # The supplier is new: its name is asked for, then all is kept.
            assert re.search(r"/saisie/[0-9a-f]{32}$", page.url)
            page.locator(".new-name input").focus()
            keys.type("Moulin de Barbery")
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


def test_a_sum_is_typed_while_proposals_arrive(node, page):
    waiting = []
    page.route("**/saisie/propositions", lambda route: waiting.append(route))
    page.goto(f"{node.address}/saisie?journal=AC")
    keys = page.keyboard
    page.locator("#compte-1").focus()
    keys.type("601000")
    keys.press("Enter")
    keys.type("=")
    for _ in range(200):
        if not waiting:
            page.wait_for_timeout(50)
    assert waiting
    # They come between the two keys, and put new rows in the place of those there were.
    page.locator("#lignes").evaluate("rows => rows.querySelector('tbody tr').dataset.before = 'yes'")
    for route in waiting:
        route.continue_()
    page.locator("#lignes tr[data-before]").wait_for(state="detached")
    page.unroute("**/saisie/propositions")
    keys.type("1200/1,2")
    keys.press("Enter")
    assert page.locator("#debit-1").input_value() == "1\u202f000,00"


def test_validated_then_taken_back(node, page, accessible, fits):
    page.goto(f"{node.address}/brouillard?journal=AC")
    before = page.locator("#liste tbody tr").count()
    page.locator("[data-un]").first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Valider la sélection").click()
    assert "rien de ces écritures ne change plus" in page.locator("#consequence").inner_text()
    number = page.locator("#numeros tbody th").inner_text().strip()
    accessible(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Valider l’écriture").click()
    assert journey.heading(page) == f"Écriture {number}"
    # Nothing of it can be changed: the only forms of the page are about the documents that stand beside it.
    assert page.locator("main form:not(#pieces form)").count() == 0
    accessible(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Contre-passer").click()
    accessible(page)
    page.get_by_label("Motif").fill("   ")
    with page.expect_navigation():
        page.get_by_role("button", name="Valider la contre-passation").click()
    assert "Le motif manque" in page.locator("#fautes").inner_text()
    page.get_by_label("Motif").fill("saisie deux fois")
    with page.expect_navigation():
        page.get_by_role("button", name="Valider la contre-passation").click()
    assert f"Contre-passe {number}" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Contre-passer").count() == 0
    page.goto(f"{node.address}/brouillard?journal=AC")
    assert page.locator("#liste tbody tr").count() == before - 1
    page.goto(f"{node.address}/integrite")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Vérifier")).first.click()
    page.locator("#verdict.ok").wait_for(timeout=journey.LONG_WAIT)


def test_thrown_away_and_taken_back(node, page):
    page.goto(f"{node.address}/brouillard?journal=AC")
    before = page.locator("#liste tbody tr").count()
    page.locator("[data-un]").first.check()
    page.locator("#lot summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Jeter la sélection").click()
    assert "1\u00a0brouillon jeté" in page.locator("#avis").inner_text()
    # Taken back without a mouse, done again, and taken back by the control that says what it does.
    with page.expect_navigation():
        page.keyboard.press("Control+z")
    assert "Annulé : 1\u00a0brouillon jeté" in page.locator("#avis").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Control+y")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Annuler")).click()
    page.goto(f"{node.address}/brouillard?journal=AC")
    assert page.locator("#liste tbody tr").count() == before


def test_refused_draft_says_why(node, page, accessible):
    page.goto(f"{node.address}/saisie?journal=AC")
    page.locator("#date").fill("31/02/2026")
    page.locator("#compte-1").fill("zzz")
    page.locator("#debit-1").fill("douze")
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").click()
    faults = page.locator("#fautes").inner_text()
    assert "n’est pas une date" in faults and "aucun compte ni tiers" in faults and "n’est pas un montant" in faults
    assert page.locator("#debit-1").input_value() == "douze"
    accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages(browser, node, opened, accessible, fits, scheme, width):
    context = browser.new_context(
        storage_state=opened, color_scheme=scheme, viewport={"width": width, "height": 860}, locale="fr-FR"
    )
    page = context.new_page()
    for path in ["/saisie?journal=AC", "/brouillard", "/brouillard?journal=BQ"]:
        page.goto(node.address + path)
        accessible(page)
        fits(page)
    context.close()


@pytest.fixture
def plain(browser, opened):
    """The same page without scripts."""
    context = browser.new_context(storage_state=opened, locale="fr-FR", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts(node, plain):
    page = plain
    page.goto(f"{node.address}/saisie?journal=OD")
    page.locator("#date").fill("30/06/2026")
    page.locator("#piece").fill("SP")
    page.locator("#libelle").fill("Colloque")
    for place, (account, debit, credit) in enumerate([("618500", "=100/3", ""), ("512000", "", "33,33")], 1):
        page.locator(f"#compte-{place}").fill(account)
        page.locator(f"#debit-{place}").fill(debit)
        page.locator(f"#credit-{place}").fill(credit)
    page.get_by_role("button", name="Ajouter une ligne").click()
    assert page.locator("#compte-1").input_value() == "618500" and page.locator("#compte-4").count() == 1
    # The account is new: the plan comptable names it, and it is made with the entry.
    assert page.locator("#nom-1").input_value() != ""
    journey.review_entry(page)
    page.get_by_role("button", name="Valider l’écriture").click()
    assert "Écriture OD" in journey.heading(page)
    assert "33,33" in page.locator("#total-debit").inner_text()


def test_validated_from_the_form_without_scripts(node, plain):
    page = plain
    type_entry(page, node, "SP2")
    page.locator("#credit-2").fill("12")
    post(page)
    assert "il manque au" in page.locator("#fautes").inner_text()
    page.locator("#credit-2").fill("12,50")
    post(page)
    assert re.match("Écriture OD [0-9]+ validée", page.locator("#avis").inner_text())
    assert page.locator("#piece").input_value() == ""


def type_entry(page, node, voucher):
    page.goto(f"{node.address}/saisie?journal=OD")
    for cell, text in [("date", "30/06/2026"), ("piece", voucher), ("libelle", "Frais"), ("compte-1", "601000"),
                       ("debit-1", "12,50"), ("compte-2", "512000"), ("credit-2", "12,50")]:
        page.locator(f"#{cell}").fill(text)


def post(page):
    if not page.locator("#valider-saisie").is_visible():
        page.locator("#validation summary").click()
    page.locator("#valider-saisie").click()


def send(page, node):
    """The form as it stands, validated beside the page, which stays: where the answer leads."""
    fields = page.evaluate("Object.fromEntries(new FormData(document.getElementById('saisie')))")
    answer = page.context.request.post(
        f"{node.address}/saisie", form=fields | {"geste": "valider-saisie"}, headers={"Origin": node.address},
        max_redirects=0)
    assert answer.status == 303
    return answer.headers["location"]


def test_validated_from_the_form(node, page, accessible, fits):
    """By keys alone: what cannot be taken back is told, Enter is struck once more, the next form is there."""
    page.goto(f"{node.address}/saisie?journal=OD")
    page.evaluate("addEventListener('mousedown', () => (window.mice = 1), true)")
    keys = page.keyboard

    def row(*cells):
        for cell in cells:
            keys.type(cell)
            keys.press("Enter")

    page.locator("#date").focus()
    page.route("**/saisie/propositions", lambda route: route.abort())
    page.locator("#date").fill("")
    row("3006", "SP3")
    keys.type("Frais de banque")
    keys.press("Enter")
    row("601000", "7,30")
    row("512000")
    page.locator("#credit-2").focus()
    keys.type("7,20")
    keys.press("Control+Shift+Enter")
    assert page.locator("#valider-saisie").evaluate("button => button === document.activeElement")
    assert "rien d’elle ne change plus" in page.locator("#validation").inner_text()
    accessible(page)
    fits(page)
    keys.press("Escape")
    assert not page.locator("#validation").evaluate("panel => panel.open")
    page.wait_for_function("document.activeElement.id === 'credit-2'")
    keys.press("Control+Shift+Enter")
    with page.expect_navigation():
        keys.press("Enter")
    # Refused: all of it is still there, each reason at its field.
    assert "Écart de 0,10" in page.locator("#fautes").inner_text()
    assert page.locator("#libelle").input_value() == "Frais de banque"
    accessible(page)
    page.locator("#piece").fill("")
    page.locator("#credit-2").fill("7,30")
    keys.press("Control+Shift+Enter")
    with page.expect_navigation():
        keys.press("Enter")
    assert "convention" in page.locator("#piece-faute").inner_text()
    page.locator("#piece").fill("SP3")
    keys.press("Control+Shift+Enter")
    with page.expect_navigation():
        keys.press("Enter")
    said = page.locator("#avis").inner_text()
    number = re.match("Écriture OD ([0-9]+) validée", said)[1]
    assert page.evaluate("window.mice ?? 0") == 0
    assert page.locator("#piece").input_value() == "" and page.locator("#date").input_value() == "30/06/2026"
    page.goto(f"{node.address}/brouillard?journal=OD")
    assert "SP3" not in page.locator("main").inner_text()
    page.goto(f"{node.address}/recherche?q=SP3")
    expect(page.locator("main")).to_contain_text(re.compile(f"OD.{number}"))


def test_sent_twice_is_one_entry(node, page):
    """As when one clicks twice, or sends a page again after the network was lost."""
    page.route("**/saisie/propositions", lambda route: route.abort())
    type_entry(page, node, "SP4")
    places = [send(page, node) for _ in range(2)]
    assert places[0].startswith("/saisie?") and places[1].startswith("/ecritures/")
    page.goto(node.address + places[1])
    assert "déjà validée" in page.locator("#avis").inner_text()
    assert "Écriture OD" in journey.heading(page)
    page.goto(f"{node.address}/recherche?q=SP4")
    assert page.locator("main a[href^='/ecritures/']").count() == 1


def test_a_form_that_served_already_keeps_what_is_typed(node, page):
    """Another tab validated an entry under this form's name: what is typed here is another entry, and says so."""
    page.route("**/saisie/propositions", lambda route: route.abort())
    type_entry(page, node, "SP6")
    send(page, node)
    page.locator("#piece").fill("SP7")
    for gesture in ("saisie", "brouillon"):
        with page.expect_navigation():
            post(page) if gesture == "saisie" else page.locator("#enregistrer").click()
        if gesture == "saisie":
            assert "a déjà servi à une écriture" in page.locator("#fautes").inner_text()
            assert page.locator("#piece").input_value() == "SP7" and page.locator("#debit-1").input_value() == "12,50"
    assert "Brouillon enregistré : OD SP7" in page.locator("#avis").inner_text()


def test_each_refusal_at_its_field(node, plain):
    """Lines keep the numbers they have on the screen, blank ones between them."""
    page = plain
    type_entry(page, node, "SP8")
    page.locator("#compte-2").fill("")
    page.locator("#credit-2").fill("")
    page.locator("#compte-3").fill("512999")
    page.locator("#credit-3").fill("12,40")
    page.locator("#libelle").fill("")
    page.locator("#date-piece").fill("hier")
    post(page)
    # All of them at once.
    assert "n’est pas une date de pièce" in page.locator("#date-piece-faute").inner_text()
    assert "Ligne 3" in page.locator("#compte-3-faute").inner_text() and page.locator("#nom-3").count() == 1
    assert page.locator("#libelle-faute").count() == 1
    assert "0,10" in page.locator("#credit-4-faute").inner_text()
    page.locator("#date-piece").fill("31/05/2026")
    page.locator("#libelle").fill("Frais")
    page.locator("#nom-3").fill("Autre banque")
    page.locator("#credit-3").fill("12,50")
    post(page)
    # What was just validated leads to its entry, where its piece may be attached.
    page.locator("#recents a", has_text="SP8").click()
    assert "Écriture OD" in journey.heading(page)
    assert "31/05/2026" in page.locator("main").inner_text() and "512999" in page.locator("main").inner_text()


def test_what_words_stand_for_is_shown_before_it_is_validated(node, plain):
    page = plain
    type_entry(page, node, "SP12")
    page.locator("#compte-2").fill("M1")
    post(page)
    assert "« M1 » désigne 401000 M1" in page.locator("#compte-2-faute").inner_text()
    assert page.locator("#compte-2").input_value() == "401000 M1"
    post(page)
    assert re.match("Écriture OD [0-9]+ validée", page.locator("#avis").inner_text())


def test_a_draft_thrown_away_meanwhile_is_given_back(node, plain):
    page = plain
    type_entry(page, node, "SP13")
    page.locator("#enregistrer").click()
    page.goto(f"{node.address}/brouillard?journal=OD")
    page.get_by_role("link", name="SP13").click()
    other = plain.context.new_page()
    other.goto(f"{node.address}/brouillard?journal=OD")
    other.locator("#liste tbody tr", has_text="SP13").locator("[data-un]").check()
    other.locator("#lot summary").click()
    other.get_by_role("button", name=re.compile("Jeter")).click()
    page.locator("#libelle").fill("Corrigé")
    post(page)
    assert "a été jeté entre-temps" in page.locator("#fautes").inner_text()
    assert page.locator("#libelle").input_value() == "Corrigé"
    post(page)
    assert re.match("Écriture OD [0-9]+ validée", page.locator("#avis").inner_text())


def test_a_new_supplier_brings_its_account(node, plain):
    page = plain
    type_entry(page, node, "SP9")
    page.locator("#compte-2").fill("408100 NEUF")
    post(page)
    page.locator("#nom-2").fill("Fournisseur neuf")
    post(page)
    assert re.match("Écriture OD [0-9]+ validée", page.locator("#avis").inner_text())


def test_what_is_on_the_screen_is_validated(node, plain):
    """A draft whose first line was blanked, opened again: a line added to it is one more."""
    page = plain
    type_entry(page, node, "SP10")
    page.locator("#compte-3").fill("512000")
    page.locator("#credit-3").fill("1")
    page.locator("#enregistrer").click()
    page.goto(f"{node.address}/brouillard?journal=OD")
    page.get_by_role("link", name="SP10").click()
    draft = page.url
    for cell in ("compte-1", "debit-1"):
        page.locator(f"#{cell}").fill("")
    page.locator("#enregistrer").click()
    page.goto(draft)
    names = page.locator("[name^='ligne-']").evaluate_all("inputs => inputs.map(input => input.value)")
    assert len(set(names)) == len(names) >= 3
    page.locator("#compte-3").fill("601000")
    page.locator("#debit-3").fill("13,50")
    post(page)
    assert "Écriture OD" in journey.heading(page)
    assert page.locator("main").inner_text().count("512000") == 2
    assert "13,50" in page.locator("#total-debit").inner_text()


def test_grey_lines_are_accepted_then_validated(node, page, accessible):
    """By keys alone: what is proposed is accepted by a stroke of its own, before the one that validates."""
    page.route("**/saisie/propositions", lambda route: route.abort())
    type_entry(page, node, "SP11")
    page.locator("#lignes tbody").evaluate("""body => {
      body.rows[1].classList.add("prop"); body.rows[1].querySelector("[data-propose]").value = "essai"; }""")
    page.locator("#debit-1").focus()
    page.keyboard.press("Control+Shift+Enter")
    assert page.evaluate("document.activeElement.textContent") == "Accepter les lignes proposées"
    assert "OD, 30/06/2026, SP11, Frais : 12,50" in page.locator("[data-resume]").inner_text()
    accessible(page)
    page.keyboard.press("Enter")
    assert page.locator("#lignes tr.prop").count() == 0
    assert page.evaluate("document.activeElement.id") == "valider-saisie"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.match("Écriture OD [0-9]+ validée", page.locator("#avis").inner_text())


def test_nothing_proposed_becomes_a_fact(node, plain):
    """A line that nobody accepted stands in the way; saving the draft accepts it."""
    page = plain
    type_entry(page, node, "SP5")
    page.locator("#journal").select_option("AC")
    page.locator("#compte-2").fill("")
    page.locator("#credit-2").fill("")
    page.get_by_role("button", name="Proposer les lignes").click()
    assert page.locator("#compte-2").input_value() == "445660"
    post(page)
    assert "Ligne 2 : proposée, et pas acceptée" in page.locator("#fautes").inner_text()
    page.locator("#enregistrer").click()
    assert "Brouillon enregistré" in page.locator("#avis").inner_text()


def test_pulled_plug_loses_one_cell(browser, node, opened):
    context = browser.new_context(storage_state=opened, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{node.address}/saisie?journal=AC")
    page.locator("#libelle").fill("Avant la panne")
    page.locator("#compte-1").fill("601000")
    with page.expect_response("**/saisie/en-cours"):
        page.locator("#compte-2").focus()
    context.close()
    node.restart(signal.SIGKILL)
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{node.address}/saisie")
    journey.fill(page, "Mot de passe", journey.PASSWORD)
    journey.submit(page)
    page.goto(f"{node.address}/saisie")
    page.get_by_role("link", name="La reprendre").click()
    assert page.locator("#libelle").input_value() == "Avant la panne"
    assert page.locator("#compte-1").input_value() == "601000"
    context.close()
