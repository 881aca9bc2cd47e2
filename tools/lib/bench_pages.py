"""Every page of the books, asked again and again of a node that serves them: its time, its processor, its size."""
import contextlib
import datetime
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import zoneinfo

from website import Visitor


class Server:
    """A node that serves the books, for as long as the pages are measured."""

    def __init__(self, node, data):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [node, "serve", "--port", str(self.port), "--data", data],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.005)
        raise SystemExit("Erreur : le nœud ne répond pas.")

    @property
    def address(self):
        return f"http://localhost:{self.port}/"

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, field="VmRSS"):
        """`VmRSS`: what it holds now; `VmHWM`: the most it ever held."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(field))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def a_line(source, share):
    """A line of the file, by its place in it; the file is not read before that place."""
    with open(source, "rb") as file:
        file.seek(int(os.path.getsize(source) * share))
        file.readline()
        return file.readline().decode("utf-8").rstrip("\r\n").split("\t")


class Pages:
    # Beyond two minutes without a page the node gives its caches back, at its next round of half a minute.
    IDLE_SECONDS = 160

    def __init__(self, node, data, password, source, year, requests):
        self.node, self.data, self.password = node, data, password
        self.source, self.year, self.requests, self.rows = source, year, requests, []

    def addresses(self, visitor):
        """What a page shows, its address (or that of each turn), and the milliseconds it may take (p95)."""
        sale = next(line for line in (a_line(self.source, share / 100) for share in range(40, 100))
                    if line[4].startswith("411") and line[6])
        journal, account, party, piece = sale[0], sale[4], sale[6], sale[8]

        def address(path, **fields):
            return path + "?" + urllib.parse.urlencode({"exercice": f"{self.year}-12-31", **fields})

        def inside(path):
            """Another day each time: what was read for one is of no use to the next."""
            return lambda turn: address(path, date=f"{2 + turn * 7 % 26:02d}/{2 + turn % 10:02d}/{self.year}")

        # All that is in the books was recorded today: the moment that has most to add up.
        today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")).date().isoformat()
        book = address(f"/journaux/{urllib.parse.quote(journal)}")
        ledger = address("/grand-livre")
        entry = next(target for target, _ in visitor.get(book).links if target.startswith("/ecritures/"))
        later = next((target for target, words in visitor.get(ledger).links if "suivante" in words.lower()), ledger)
        return [
            ("accueil", address("/accueil"), 50),
            ("balance", address("/balance"), 20),
            ("balance à un jour", inside("/balance"), 50),
            ("balance telle que connue", address("/balance", connu=today), 500),
            ("balance auxiliaire", address("/balance/auxiliaire"), 50),
            ("balance auxiliaire à un jour", inside("/balance/auxiliaire"), 50),
            ("grand livre, première page", ledger, 30),
            ("grand livre, page suivante", later, 30),
            ("grand livre tel que connu", address("/grand-livre", connu=today), 500),
            ("journaux", address("/journaux"), 50),
            ("journal", book, 50),
            ("compte", address(f"/comptes/{account}"), 50),
            ("compte à un jour", inside(f"/comptes/{account}"), 50),
            ("compte d’un tiers", address(f"/comptes/{account}", tiers=party), 50),
            ("écriture", entry, 50),
            ("recherche d’une pièce", address("/recherche", q=piece), 30),
            ("recherche d’un mot", address("/recherche", q="client"), 30),
            ("plan comptable", address("/plan-comptable"), 50),
            ("bilan", address("/bilan"), 50),
            ("bilan à un jour", inside("/bilan"), 50),
            ("bilan tel que connu", address("/bilan", connu=today), 500),
            ("un chiffre du bilan expliqué", address("/bilan", case="BX", expliquer="1"), 500),
            ("ce qui a changé", address("/changements"), 500),
            ("compte de résultat", address("/resultat"), 50),
            ("compte de résultat à un jour", inside("/resultat"), 50),
        ]

    def page(self, server, visitor, title, address, bar):
        turn_address = address if callable(address) else lambda turn: address
        visitor.get(turn_address(self.requests))
        before, times = server.cpu(), []
        for turn in range(self.requests):
            start = time.monotonic()
            size = visitor.measure(turn_address(turn))
            times.append((time.monotonic() - start) * 1e3)
        cpu = (server.cpu() - before) / len(times) * 1e3
        last = percentile(times, 0.95)
        self.rows.append(f"| {title} | {cpu:.1f} ms | {percentile(times, 0.5):.1f} ms | {last:.1f} ms | {bar} ms"
                         f"{'' if last <= bar else ' **dépassé**'} | {size / 1e3:.0f} ko |")

    def opening(self):
        """From the start of the program to the first page of the books, and what of it the password alone costs."""
        start = time.monotonic()
        server = Server(self.node, self.data)
        visitor = Visitor(server.address)
        visitor.get("/")
        shown = time.monotonic()
        with contextlib.suppress(urllib.error.HTTPError):
            visitor.unlock(self.password + "?")
        refused = time.monotonic()
        visitor.unlock(self.password)
        opened = time.monotonic()
        password = refused - shown
        first = (shown - start) + (opened - refused)
        self.rows.append(f"| du lancement à la première page | | {first:.2f} s | | | dont Argon2id {password:.2f} s |")
        return server, visitor

    def run(self):
        server, visitor = self.opening()
        try:
            for title, address, bar in self.addresses(visitor):
                self.page(server, visitor, title, address, bar)
            top, rest = server.memory("VmHWM"), server.memory()
            time.sleep(self.IDLE_SECONDS)
            note = f"{rest / 1e6:.0f} Mo après ces pages, {server.memory() / 1e6:.0f} Mo sans visite depuis " \
                f"{self.IDLE_SECONDS} s, {top / 1e6:.0f} Mo au plus (256 d’Argon2id)"
        finally:
            server.stop()
        head = f"| page, {self.requests} demandes | processeur | p50 | p95 | plafond | taille |\n" \
            "|---|---:|---:|---:|---:|---:|"
        return "\n".join([head, *self.rows]) + f"\n\nMémoire du nœud : {note}.\n"
