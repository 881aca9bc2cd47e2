#!/usr/bin/env python3
"""Called by tools/bench --daily: what entry costs through the pages, beside a bare durable commit of SQLite."""
import argparse
import datetime
import http.client
import json
import os
import platform
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

from bench_pages import Server, percentile
from website import Visitor

PASSWORD = "quatre mots pour mesurer"
SIREN = "732829320"


class Browser:
    """One connection that stays open, as a browser's does, and a session that is unlocked."""

    def __init__(self, server):
        visitor = Visitor(server.address)
        visitor.unlock(PASSWORD)
        jar = next(h for h in visitor.opener.handlers if hasattr(h, "cookiejar")).cookiejar
        self.cookie = "; ".join(f"{one.name}={one.value}" for one in jar)
        self.host = f"localhost:{server.port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
        self.token = None

    def ask(self, method, path, fields=None):
        headers = {"Host": self.host, "Cookie": self.cookie}
        body = None
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
            body = urllib.parse.urlencode({"csrf": self.token, **fields})
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8")
        return time.perf_counter() - start, answer.status, answer.getheader("Location") or "", text

    def form(self):
        took, status, _, text = self.ask("GET", "/saisie?journal=AC")
        if status != 200:
            raise SystemExit(f"Erreur : la page de saisie a répondu {status}.")
        self.token = re.search(r'name="csrf" value="([0-9a-f]+)"', text)[1]
        return took, re.search(r'name="brouillon" value="([0-9a-f]{32})"', text)[1]


def draft(name, number):
    """A purchase of three lines that balances."""
    net, tax = 10_000 + number, 2_000
    amount = lambda cents: f"{cents // 100},{cents % 100:02d}"
    lines = [("601000", amount(net), ""), ("445660", amount(tax), ""), ("401000 F00001", "", amount(net + tax))]
    fields = {"brouillon": name, "journal": "AC", "date": "15/04/2026", "piece": f"B{number}", "libelle": "Mesure",
              "geste": "enregistrer"}
    for place, (account, debit, credit) in enumerate(lines, 1):
        fields |= {f"compte-{place}": account, f"debit-{place}": debit, f"credit-{place}": credit}
    return fields


def raw_commit(folder, times):
    """What one durable commit of one row costs here with nothing around it."""
    books = sqlite3.connect(os.path.join(folder, "raw.db"), isolation_level=None)
    books.execute("PRAGMA journal_mode=WAL")
    books.execute("PRAGMA synchronous=FULL")
    books.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB)")
    took = []
    for _ in range(times):
        start = time.perf_counter()
        books.execute("INSERT INTO t(body) VALUES(randomblob(400))")
        took.append(time.perf_counter() - start)
    books.close()
    return took


def row(name, values, floor=None, note=""):
    middle = percentile(values, 0.5)
    beside = f"{middle / floor:.1f}" if floor else ""
    figures = [middle, percentile(values, 0.95), percentile(values, 0.99)]
    print(f"| {name} | {len(values)} | " + " | ".join(f"{1000 * value:.1f} ms" for value in figures)
          + f" | {beside} | {note} |", flush=True)


def measure(server, folder, options):
    browser = Browser(server)
    raw = raw_commit(folder, options.requests)
    floor = percentile(raw, 0.5)
    print("| acte | fois | p50 | p95 | p99 | × une validation nue | |\n|---|---:|---:|---:|---:|---:|---|")
    row("une ligne durable dans SQLite nu (plancher)", raw)
    row("page de saisie servie", [browser.form()[0] for _ in range(options.requests)], floor, "plafond 6 ms")
    words = ["60", "401", "fourn", "tva", "4456", "ban", "512"]
    row("liste sous la cellule du compte",
        [browser.ask("GET", f"/saisie/comptes?q={words[n % len(words)]}")[0] for n in range(options.requests)], floor,
        "plafond 30 ms")
    row("propositions sous ce qui est tapé", proposals(browser, options.requests), floor, "plafond 30 ms")
    saves, posts = save_and_post(browser, options.requests)
    row("un brouillon de 3 lignes enregistré", saves, floor)
    row("ce brouillon validé, durable et signé", posts, floor, "plafond p50 5 ms, p99 20 ms")
    row("une écriture de 3 lignes saisie et validée d’un seul acte", post_typed(browser, options.requests), floor,
        "plafond p50 5 ms, p99 20 ms")
    return browser, floor


def proposals(browser, count):
    """The lines that would complete an entry, by its third party and by the words of its label: the seconds of each."""
    took = []
    for number in range(count):
        typed = {name: value for name, value in draft(browser.form()[1], number).items()
                 if not name.endswith(("-2", "-3"))}
        party = f"401000 F{1 + number % 500:05d}"
        typed |= {"libelle": "Facture fournisseur" if number % 2 else "Mesure",
                  "compte-1": "601000" if number % 2 else party}
        seconds, status, _, _ = browser.ask("POST", "/saisie/propositions", typed)
        if status != 200:
            raise SystemExit(f"Erreur : les propositions ont répondu {status}.")
        took.append(seconds)
    return took


def save_and_post(browser, count):
    """Drafts saved and validated one by one: the seconds of each saving, and of each validation."""
    saves, posts = [], []
    for number in range(count):
        name = browser.form()[1]
        took, status, where, text = browser.ask("POST", "/saisie", draft(name, number))
        if status != 303 or "saisie?" not in where:
            raise SystemExit(f"Erreur : le brouillon a été refusé ({status} {where}).\n{text[:2000]}")
        saves.append(took)
        _, _, _, text = browser.ask("GET", f"/brouillard/validation?ids={name}")
        ticket = re.search(r'name="relu" value="([0-9a-f]+)"', text)
        if not ticket:
            raise SystemExit("Erreur : le brouillon ne peut pas être validé.")
        took, status, where, _ = browser.ask("POST", "/brouillard/validation", {"relu": ticket[1]})
        if status != 303:
            raise SystemExit(f"Erreur : la validation a répondu {status}.")
        posts.append(took)
    return saves, posts


def post_typed(browser, count):
    """Entries typed and validated by one act each, one after the other: the seconds from the first byte sent to the
    last one received. Over a bare socket: the library of HTTP would take a quarter of a millisecond of each."""
    first = int(browser.form()[1], 16)
    took = []
    with socket.create_connection(("127.0.0.1", browser.connection.port)) as wire:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number in range(count):
            fields = draft(f"{first + number:032x}", 50_000 + number) | {"geste": "valider-saisie"}
            body = urllib.parse.urlencode({"csrf": browser.token, **fields}).encode("ascii")
            head = (f"POST /saisie HTTP/1.1\r\nHost: {browser.host}\r\nCookie: {browser.cookie}\r\n"
                    f"Origin: http://{browser.host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n").encode("ascii")
            start = time.perf_counter()
            wire.sendall(head + body)
            answer = wire.recv(65_536)
            while answer and b"\r\n\r\n" not in answer:
                answer += wire.recv(65_536)
            took.append(time.perf_counter() - start)
            if not re.match(rb"HTTP/1.1 303 .*location: /saisie\?", answer, re.IGNORECASE | re.DOTALL):
                raise SystemExit(f"Erreur : l'écriture a été refusée.\n{answer[:2000]!r}")
    return took


def missing(browser, times):
    """The list of entries without a document: its first page, one journal, one third party."""
    for name, query in (("pièces manquantes, première page", ""), ("d’un journal", "&journal=VE"),
                        ("d’un tiers", "&tiers=F00001"), ("d’une période", "&du=15/03/2026&date=20/05/2026")):
        took = [browser.ask("GET", f"/pieces?exercice=2026-12-31{query}")[0] for _ in range(times)]
        row(name, took, None, "plafond 50 ms")


def keys(server, python):
    """From the key to the picture, in a real browser."""
    here = os.path.dirname(os.path.abspath(__file__))
    found = subprocess.run(
        [python, "-B", os.path.join(here, "bench_keys.py"), "--address", server.address.rstrip("/"), "--password",
         PASSWORD], capture_output=True, text=True)
    if found.returncode != 0:
        raise SystemExit(f"Erreur : la mesure du clavier a échoué.\n{found.stderr[-2000:]}")
    times = json.loads(found.stdout)
    row("une touche dans la grille, jusqu’à l’image (Chromium)", times["keys"], None, "plafond 50 ms")
    row("réponse de la liste, vue du navigateur", times["answers"], None, "plafond 30 ms")


def post_batch(browser, count):
    """As many drafts, validated by one act: the seconds of their reading again, and of the validation."""
    for number in range(count):
        name = browser.form()[1] if number % 50 == 0 else f"{int(name, 16) + 1:032x}"
        _, status, where, text = browser.ask("POST", "/saisie", draft(name, 100_000 + number))
        if status != 303:
            raise SystemExit(f"Erreur : le brouillon a été refusé ({status} {where}).\n{text[:2000]}")
    review, _, _, text = browser.ask("GET", "/brouillard/validation?tout=1")
    ticket = re.search(r'name="relu" value="([0-9a-f]+)"', text)[1]
    took, status, _, _ = browser.ask("POST", "/brouillard/validation", {"relu": ticket})
    if status != 303:
        raise SystemExit(f"Erreur : la validation du lot a répondu {status}.")
    return review, took


def batch(browser, count):
    review, took = post_batch(browser, count)
    print(f"| relecture de {count} brouillons | 1 | {1000 * review:.0f} ms | | | | |")
    print(f"| validation de {count} brouillons, un seul acte | 1 | {1000 * took:.0f} ms | | | | "
          f"plafond 5 s pour 10 000 ; {count / took:.0f} écritures par seconde |", flush=True)


def found(node, generator, lines, folder, data, words, accounts=19):
    """A company whose books hold a year of `lines` lines."""
    common = ["--data", data, "--password-file", words]
    subprocess.run([generator, str(lines), folder, "--no-journal", "--accounts", str(accounts)], check=True,
                   stdout=subprocess.DEVNULL)
    for command in (
        ["company", "create", "--siren", SIREN, "--name", "Mesures", "--year-start", "2026-01-01", "--year-end",
         "2026-12-31"],
        ["fec", "import", os.path.join(folder, f"{SIREN}FEC20261231.txt")],
    ):
        subprocess.run([node, *command, *common], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--browser-python", required=True, help="interpréteur qui a Playwright")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--accounts", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--batch", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fmpro-bench-") as folder:
        os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
        words = os.path.join(folder, "password")
        with open(words, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        data = os.path.join(folder, "data")
        common = ["--data", data, "--password-file", words]
        print(f"▸ FEC de {options.lines} lignes", file=sys.stderr, flush=True)
        found(options.node, options.generator, options.lines, folder, data, words, options.accounts)
        print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cœurs, {options.lines} lignes et "
              f"{options.accounts} comptes dans les livres.\n")
        server = Server(options.node, data)
        try:
            browser, _ = measure(server, folder, options)
            missing(browser, options.requests)
            keys(server, options.browser_python)
            batch(browser, options.batch)
        finally:
            server.stop()
        verified = subprocess.run([options.node, "verify", *common], capture_output=True, text=True)
        if verified.returncode != 0:
            raise SystemExit(f"Erreur : les livres ne se vérifient plus.\n{verified.stdout}{verified.stderr}")
        print("\n" + verified.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
