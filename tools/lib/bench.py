#!/usr/bin/env python3
"""Called by tools/bench: runs each measure in a temporary folder and prints a Markdown table."""
import argparse
import contextlib
import datetime
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench_pages import Pages  # noqa: E402

TOOLS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIREN, LAST_YEAR, PASSWORD = "732829320", 2026, "mesure-du-nœud-2026"


class Workload:
    """One company to measure: how many years, and how wide its books are."""

    def __init__(self, title, years, *generator):
        self.title, self.generator = title, list(generator)
        self.years = [str(LAST_YEAR - years + 1 + rank) for rank in range(years)]

    @property
    def files(self):
        return [f"{SIREN}FEC{year}1231.txt" for year in self.years]


WORKLOADS = {
    "annee": Workload("Un exercice, 19 comptes, 800 tiers", 1),
    "large": Workload(
        "Trois exercices, 3 000 comptes, 20 000 tiers, une écriture de 20 000 lignes par exercice", 3,
        "--years", "3", "--accounts", "3000", "--parties", "20000", "--big-entry", "20000",
    ),
}


class Run:
    """What one process cost."""

    def __init__(self, wall, usage):
        self.wall, self.cpu, self.memory = wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def measured(title, command, output=None, input_text=None):
    """Runs a command to its end; its own user + system time and its largest memory come from the kernel."""
    print(f"▸ {title}", file=sys.stderr, flush=True)
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(open(output or os.devnull, "wb"))
        errors = stack.enter_context(tempfile.TemporaryFile())
        source = stack.enter_context(tempfile.TemporaryFile())
        source.write((input_text or "").encode())
        source.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=source, stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        if process.returncode != 0:
            errors.seek(0)
            print(errors.read().decode(errors="replace")[-2000:], file=sys.stderr)
            raise SystemExit(f"Erreur : {title} a échoué (code {process.returncode}).")
    return Run(wall, usage)


def size_of(folder):
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)


def sums(path):
    """Lines, then debit and credit in cents of each account and third party: what an export must give back."""
    totals, count = {}, 0
    with open(path, encoding="utf-8-sig", newline="") as file:
        separator = "\t" if "\t" in file.readline() else "|"
        for line in file:
            fields = line.rstrip("\r\n").split(separator)
            pair = totals.setdefault((fields[4], fields[6], fields[13] != ""), [0, 0])
            pair[0] += int(fields[11].replace(",", ""))
            pair[1] += int(fields[12].replace(",", ""))
            count += 1
    return count, totals


class Bench:
    def __init__(self, options, workload, folder):
        self.options, self.workload, self.folder, self.rows = options, workload, folder, []
        self.year = workload.years[-1]
        self.data, self.password = os.path.join(folder, "data"), os.path.join(folder, "password")
        with open(self.password, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    @property
    def sources(self):
        return [self.path(name) for name in self.workload.files]

    def node(self, *words):
        return [self.options.node, *words, "--data", self.data, "--password-file", self.password]

    def row(self, what, run, note=""):
        self.rows.append((what, f"{run.cpu:.2f} s", f"{run.wall:.2f} s", f"{run.memory / 1e6:.0f} Mo", note))

    def peers(self):
        """The raw floor, and the accounting program that the same entries are given to."""
        script = "\n".join([
            "pragma journal_mode=wal;", "pragma synchronous=full;", ".mode ascii", '.separator "\\t" "\\n"',
            *(f".import --skip 1 {source} l" for source in self.sources),
        ])
        columns = ",".join(f"c{rank}" for rank in range(18))
        self.floor = measured(
            "sqlite3 .import", ["sqlite3", self.path("floor.db")], input_text=f"create table l({columns});\n{script}\n"
        )
        self.row("sqlite3 `.import` (plancher)", self.floor, f"{os.path.getsize(self.path('floor.db')) / 1e6:.0f} Mo")
        self.hledger = measured(
            "hledger balance", ["hledger", "-f", self.path("j.journal"), "balance", "-N", "-O", "csv"],
            output=self.path("hledger.csv"),
        )
        self.row("hledger `balance -N`", self.hledger)

    def books(self):
        create = measured(
            "fmpro-node company create",
            self.node(
                "company", "create", "--siren", SIREN, "--name", "Mesures", "--year-start", f"{self.year}-01-01",
                "--year-end", f"{self.year}-12-31",
            ),
        )
        self.row("`fmpro-node company create`", create)
        run = measured("fmpro-node fec import", self.node("fec", "import", *self.sources))
        against = f"{run.cpu / self.floor.cpu:.1f} × sqlite3, {run.cpu / self.hledger.cpu:.2f} × hledger"
        self.row("`fmpro-node fec import`", run, f"processeur : {against}")
        stored, source = size_of(self.data), sum(map(os.path.getsize, self.sources))
        share = stored / self.count * 1e5 / 1e6
        self.rows.append((
            "taille enregistrée", "", "", f"{stored / 1e6:.0f} Mo",
            f"{share:.1f} Mo pour 100 000 lignes, {stored / source:.2f} × le FEC",
        ))

    def reports(self):
        run = measured(
            "fmpro-node report balance", self.node("report", "balance", "--year", self.year, "--format", "csv"),
            output=self.path("balance.csv"),
        )
        self.row("`fmpro-node report balance`", run, f"processeur : {run.cpu / self.hledger.cpu:.3f} × hledger")
        run = measured(
            "fmpro-node report ledger", self.node("report", "ledger", "--year", self.year, "--format", "csv"),
            output=self.path("ledger.csv"),
        )
        size = os.path.getsize(self.path("ledger.csv"))
        self.row("`fmpro-node report ledger`, complet", run, f"{size / 1e6:.0f} Mo écrits")
        same = all([self.export(year, source) for year, source in zip(self.workload.years, self.sources)])
        for word in ("verify", "rebuild"):
            self.row(f"`fmpro-node {word}`", measured(f"fmpro-node {word}", self.node(word)))
        self.backups()
        return same

    def backups(self):
        """Making a backup (checked), and checking it again, beside a plain copy of as many bytes."""
        out = self.path("backups")
        os.makedirs(out, exist_ok=True)
        made = measured("fmpro-node backup create", self.node("backup", "create", "--out", out))
        path = os.path.join(out, os.listdir(out)[0])
        size = os.path.getsize(path)
        # What the processes wrote before must not be waited for here.
        os.sync()
        copy = measured("cp", ["sh", "-c", 'cp "$1" "$2" && sync "$2"', "cp", path, self.path("copy")])
        self.row("copie simple (`cp`, puis `sync`)", copy, f"{size / 1e6:.0f} Mo")
        note = f"{made.wall / copy.wall:.1f} × la copie, {made.cpu / copy.cpu:.1f} × son processeur"
        self.row("`fmpro-node backup create`, relue", made, note)
        checked = measured("fmpro-node backup verify", self.node("backup", "verify", path))
        self.row("`fmpro-node backup verify`", checked, f"{checked.wall / copy.wall:.1f} × la copie")

    def export(self, year, source):
        """Exports a year, and holds it against the file it came from."""
        out = self.path(f"export-{year}")
        os.makedirs(out, exist_ok=True)
        run = measured(f"fmpro-node fec export {year}", self.node("fec", "export", "--year", year, "--out", out))
        names = [name for name in os.listdir(out) if "FEC" in name and name.endswith(".txt")]
        same = len(names) == 1 and sums(os.path.join(out, names[0])) == sums(source)
        verdict = "sommes égales au fichier importé" if same else "**SOMMES DIFFÉRENTES**"
        self.row(f"`fmpro-node fec export --year {year}`", run, verdict)
        return same

    def pages(self):
        print("▸ pages", file=sys.stderr, flush=True)
        measure = Pages(self.options.node, self.data, PASSWORD, self.sources[-1], self.year, self.options.requests)
        self.pages_text = measure.run()

    def stages(self):
        """The same import cut into its stages, then the store alone in clear and sealed."""
        folder, output = self.path("stages"), self.path("stages.md")
        os.makedirs(folder, exist_ok=True)
        measured("étapes de l'import", [self.options.stages, self.sources[-1], folder], output=output)
        with open(output, encoding="utf-8") as file:
            self.stages_text = file.read()

    stages_text = pages_text = ""

    def table(self):
        processor = platform.processor() or platform.machine()
        with contextlib.suppress(OSError, StopIteration), open("/proc/cpuinfo", encoding="utf-8") as file:
            processor = next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
        source = sum(map(os.path.getsize, self.sources))
        print(f"\n## {self.workload.title}\n")
        print(f"{datetime.date.today().isoformat()}, {os.cpu_count()} cœurs {processor}, {self.count} lignes, "
              f"FEC de {source / 1e6:.0f} Mo. Commande : `tools/bench --lines {self.options.lines} "
              f"--seed {self.options.seed}`\n")
        print("| mesure | processeur | durée | mémoire ou taille | remarque |\n|---|---:|---:|---:|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")
        for text in filter(None, (self.pages_text, self.stages_text)):
            print("\n" + text)

    def run(self):
        print("▸ fabrication du FEC", file=sys.stderr, flush=True)
        made = subprocess.run(
            [os.path.join(TOOLS, "generate-fec"), str(self.options.lines), self.folder, str(self.options.seed),
             *self.workload.generator],
            check=True, capture_output=True, text=True,
        )
        self.count = int(made.stdout.split()[0])
        self.peers()
        self.books()
        same = self.reports()
        self.pages()
        if len(self.sources) == 1:
            self.stages()
        self.table()
        return 0 if same else 1


def main():
    parser = argparse.ArgumentParser(prog="tools/bench")
    parser.add_argument("--node", required=True)
    parser.add_argument("--stages", required=True)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--workload", choices=[*WORKLOADS, "tout"], default="tout")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    chosen = WORKLOADS.values() if options.workload == "tout" else [WORKLOADS[options.workload]]
    return max(measure(options, workload) for workload in chosen)


def measure(options, workload):
    folder = tempfile.mkdtemp(prefix="fmpro-bench-")
    try:
        return Bench(options, workload, folder).run()
    finally:
        if options.keep:
            print(f"Dossier de travail : {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder)


sys.exit(main())
