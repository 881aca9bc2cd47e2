"""Every figure of every page leads to its entries in two clicks at most. The pages are gone through figure by figure: a
new one without a way fails here."""
import re
from urllib.parse import urldefrag, urljoin

import pytest

import fec
import journey

# Amounts as pages write them: 1 234,56, or 1 234 € on the first page.
AMOUNT = r"[\u2212-]?\d{1,3}(?:[\u202f\u00a0]\d{3})*(?:,\d{2}|\u00a0€)"

# Figures alone, and sentences that hold some, with the nearest link: of the figure itself, or else of its row.
FIGURES = """
(pattern) => {
  const amount = new RegExp(pattern, "g");
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const amounts = text.match(amount);
    if (!amounts || node.parentElement.closest("svg, option, textarea, .print-head")) continue;
    const own = node.parentElement.closest("a[href]");
    const row = node.parentElement.closest("tr, li");
    const near = node.parentElement.closest("p, dd, figcaption");
    const link = own ?? row?.querySelector("a[href]") ?? near?.querySelector("a[href]");
    const part = node.parentElement.closest("[id]");
    found.push({
      amounts, isAlone: amounts.length === 1 && amounts[0] === text, href: link?.getAttribute("href") ?? null,
      where: (part ? "#" + part.id + " " : "") + (row?.querySelector("th")?.textContent.trim() ?? "") + " " + text,
    });
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def books(browser, node, tmp_path_factory):
    """A node with two years of books, the one compared with the other, and the state of a browser that opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, "Mesures et Pains", fec.SIREN))
    folder = tmp_path_factory.mktemp("fec")
    fec.make(folder, 1600, "--years", "2")
    journey.choose_files(page, sorted(folder.glob("*FEC*.txt")))
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return state


class Site:
    """Pages as a click would show them, each asked once."""

    def __init__(self, page, address):
        self.page, self.address, self.kept = page, address, {}

    def text(self, href):
        address = urldefrag(urljoin(self.address, href)).url
        if address not in self.kept:
            answer = self.page.request.get(address)
            assert answer.ok, f"{address} answers {answer.status}"
            self.kept[address] = re.search(r"<main.*</main>", answer.text(), re.S).group()
        return self.kept[address]

    def leads(self, href, clicks):
        """The page at `href` lists entries, is one, or has the figure's rows that lead to some."""
        if href.startswith("/ecritures/"):
            return True
        text = self.text(href)
        if 'href="/ecritures/' in text:
            return True
        if clicks == 0:
            return False
        ways = self.ways(text, urldefrag(href).fragment)
        return bool(ways) and all(self.leads(way.replace("&amp;", "&"), clicks - 1) for way in ways[:2])

    @staticmethod
    def ways(text, fragment):
        """The links of the rows that the page opens: the accounts under a line of a statement, or of all lines that a
        sum adds up; elsewhere what stands from the place named on."""
        link = r'<a[^>]* href="(/(?:comptes|journaux|grand-livre)[^"]*)"'
        place = max(text.find(f'id="{fragment}"'), 0) if fragment else 0
        if 'class="part"' not in text:
            return re.findall(link, text[place:])
        under = re.match(r'.*?</tr>\s*((?:<tr class="part">.*?</tr>\s*)*)', text[place:], re.S)
        return re.findall(link, under.group(1)) or re.findall(r'<tr class="part"><th scope="row">' + link, text)


def is_nothing(amount):
    return not re.search("[1-9]", amount)


def bare(amount):
    """Without sign and currency."""
    return re.sub("[^0-9,]", "", amount)


def figures(page):
    found = page.evaluate(FIGURES, AMOUNT)
    return [figure for figure in found if not all(is_nothing(amount) for amount in figure["amounts"])]


# The balances of each account, N and N-1, with where they lead.
BALANCES = """
rows => rows.map(row => {
  const cells = [...row.querySelectorAll("td")];
  return [...cells.slice(4, 6), ...cells.slice(7)].map(cell => cell.querySelector("a")).filter(a => a)
    .map(a => [a.firstChild.textContent, a.getAttribute("href")]);
})
"""

YEARS = ("2025", "2026")
PAGES = [
    "/accueil", "/balance", "/balance?date={year}-08-17", "/balance?comptes=41", "/balance?n1=sans",
    "/balance?soldes=masques", "/balance/auxiliaire", "/balance/auxiliaire?date={year}-08-17", "/journaux", "/bilan",
    "/bilan?date={year}-08-17", "/bilan?case=toutes", "/bilan?systeme=simplifie", "/bilan?lignes=toutes", "/resultat",
    "/resultat?date={year}-08-17", "/resultat?case=toutes", "/resultat?systeme=simplifie&case=toutes",
    "/plan-comptable", "/recherche?q=411", "/recherche?q=client", "/grand-livre",
    "/grand-livre?du={year}-03-01&date={year}-03-31", "/comptes/411000", "/comptes/411000?du={year}-03-01",
    "/journaux/VE", "/journaux/VE?mois={year}-03", "/lettrage",
]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("path", PAGES)
def test_every_figure_has_its_way(browser, node, books, path, year):
    context = browser.new_context(storage_state=books, locale="fr-FR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    path = path.format(year=year)
    page.goto(node.address + path + ("&" if "?" in path else "?") + f"exercice={year}-12-31")
    lost = lost_figures(page, Site(page, node.address))
    assert lost == [], f"{path} has figures that lead to no entry"
    context.close()


def lost_figures(page, site):
    """A figure in a sentence may stand on the page once more, with its way."""
    # What a page lists needs no way out of it: its totals are those of the lines under them.
    if page.locator("main a[href^='/ecritures/']").count():
        return []
    found = figures(page)
    known = {bare(amount) for figure in found if figure["isAlone"] and figure["href"] for amount in figure["amounts"]}
    lost = []
    for figure in found:
        if figure["href"]:
            if not site.leads(figure["href"], 1):
                lost.append(f"{figure['where']} leads to {figure['href']}, without entries")
        elif figure["isAlone"] or {bare(amount) for amount in figure["amounts"] if not is_nothing(amount)} - known:
            lost.append(f"{figure['where']} leads nowhere")
    return lost


def test_figures_of_an_import_lead_to_its_entries(browser, node, books):
    context = browser.new_context(storage_state=books, locale="fr-FR")
    page = context.new_page()
    site = Site(page, node.address)
    page.goto(node.address + "/fec/imports")
    links = page.locator("main a[href^='/fec/imports/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    addresses = sorted({link for link in links if re.fullmatch("/fec/imports/[0-9a-f]+", link)})
    assert len(addresses) == 2
    for address in addresses:
        page.goto(node.address + address)
        assert lost_figures(page, site) == [], address
    context.close()


def test_a_balance_is_that_of_the_lines_it_leads_to(browser, node, books):
    context = browser.new_context(storage_state=books, locale="fr-FR")
    page = context.new_page()
    site = Site(page, node.address)
    for day in ("", "&date=2026-08-17"):
        page.goto(node.address + "/balance?exercice=2026-12-31" + day)
        rows = page.locator("#balance tbody tr[id^=compte-]").evaluate_all(BALANCES)
        assert len(rows) > 10
        for figure, href in (pair for row in rows for pair in row):
            shown = re.search(r'id="total-solde">([^<]*)', site.text(href)).group(1).strip()
            assert shown == figure, f"{figure} leads to {href}, which says {shown}"
    context.close()
