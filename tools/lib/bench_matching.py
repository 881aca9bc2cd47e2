#!/usr/bin/env python3
"""Called by tools/bench --matching: proposals over many open lines of one account, all of them applied in one act, and
the balance âgée, through the pages."""
import argparse
import contextlib
import os
import re
import subprocess
import tempfile
import time

from bench_daily import PASSWORD, SIREN, Browser
from bench_pages import Server, percentile

COLUMNS = ("JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef "
           "PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise").split()


def euros(cents):
    return f"{cents // 100},{cents % 100:02d}"


def write(path, lines):
    """A year whose customers' account has that many open lines: most of them settle one by one, some by threes."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\r\n")

        def line(journal, number, day, account, piece, label, debit, credit):
            file.write("\t".join([
                journal, journal, str(number), day, account, account, "", "", piece, day, label, euros(debit),
                euros(credit), "", "", "20261231", "", ""]) + "\r\n")

        sales = lines // 2
        for n in range(sales):
            day = f"2026{1 + n % 6:02d}{1 + n % 28:02d}"
            line("VE", n + 1, day, "411000", f"FA{n}", f"Facture {n}", 10_000 + n * 7, 0)
            line("VE", n + 1, day, "707000", f"FA{n}", f"Facture {n}", 0, 10_000 + n * 7)
        number, paid = 0, 0
        while paid < sales:
            # Every tenth payment settles three invoices at once.
            several = 3 if number % 10 == 0 and paid + 3 <= sales else 1
            amount = sum(10_000 + n * 7 for n in range(paid, paid + several))
            number += 1
            day = f"2026{7 + number % 6:02d}{1 + number % 28:02d}"
            line("BQ", number, day, "512000", f"VIR{number}", "Virement", amount, 0)
            line("BQ", number, day, "411000", f"VIR{number}", "Virement", 0, amount)
            paid += several


def run(node, data, *words):
    subprocess.run([node, *words, "--data", data, "--password-file", os.path.join(os.path.dirname(data), "password")],
                   check=True, stdout=subprocess.DEVNULL)


def books(options, folder, path):
    """A folder of data that holds one file."""
    with open(os.path.join(folder, "password"), "w", encoding="utf-8") as file:
        file.write(PASSWORD + "\n")
    data = os.path.join(folder, "data")
    run(options.node, data, "company", "create", "--siren", SIREN, "--name", "Banc", "--year-start", "2026-01-01",
        "--year-end", "2026-12-31")
    run(options.node, data, "fec", "import", path)
    return data


@contextlib.contextmanager
def serving(options, folder, path):
    """A browser before a node that holds one file."""
    server = Server(options.node, books(options, folder, path))
    try:
        browser = Browser(server)
        _, _, _, text = browser.ask("GET", "/mon-acces")
        browser.token = re.search(r'name="csrf" value="([0-9a-f]+)"', text)[1]
        yield browser
    finally:
        server.stop()


def row(name, took, bar):
    print(f"| {name} | {1000 * took:.0f} ms | {bar} |", flush=True)


def ask(browser, method, path, fields=None, expected=200):
    took, status, _, text = browser.ask(method, path, fields)
    if status != expected:
        raise SystemExit(f"Erreur : {path} a répondu {status}.\n{text[:2000]}")
    return took, text


def matching(options, lines):
    with tempfile.TemporaryDirectory(prefix="fmpro-bench-") as folder:
        os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
        path = os.path.join(folder, f"{SIREN}FEC20261231.txt")
        write(path, lines)
        with serving(options, folder, path) as browser:
            took, text = ask(browser, "GET", "/lettrage/proposition?compte=411000&tiers=")
            found = re.search(r'<p id="etat">([^<]*)</p>', text)[1]
            row(f"propositions pour {lines} lignes ouvertes ({found.strip()})", took, "plafond 2 s pour 50 000")
            took, _ = ask(browser, "POST", "/lettrage/proposition",
                          {"compte": "411000", "tiers": "", "exercice": "", "tout": "1"}, expected=303)
            row(f"lettrage automatique de {lines} lignes, un seul acte", took, "plafond 5 s pour 100 000")
            took, _ = ask(browser, "GET", "/lettrage?compte=411000")
            row("page de lettrage, ensuite", took, "")


def aged(options):
    with tempfile.TemporaryDirectory(prefix="fmpro-bench-") as folder:
        os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
        path = os.path.join(folder, f"{SIREN}FEC20261231.txt")
        subprocess.run([options.generator, str(options.lines), folder, "--parties", "20000", "--no-journal"],
                       check=True, stdout=subprocess.DEVNULL)
        with serving(options, folder, path) as browser:
            for name, address in (
                    ("balance âgée, fin d’exercice", "/balance/agee?date=31/12/2026"),
                    ("balance âgée, fin juin", "/balance/agee?date=30/06/2026"),
                    ("balance âgée, fournisseurs, fin juin", "/balance/agee?cote=fournisseurs&date=30/06/2026"),
                    ("accueil", "/accueil")):
                took = [ask(browser, "GET", address)[0] for _ in range(options.requests)]
                row(f"{name}, médiane de {options.requests}", percentile(took, 0.5), "plafond 50 ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    print("| acte | temps | |\n|---|---:|---|")
    matching(options, 50_000)
    matching(options, 100_000)
    aged(options)
    print(f"\nMesuré le {time.strftime('%d/%m/%Y')}.")


if __name__ == "__main__":
    main()
