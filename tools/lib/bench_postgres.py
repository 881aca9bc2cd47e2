#!/usr/bin/env python3
"""Called by tools/bench --postgres: one FEC into shared tables, beside a raw COPY of its lines, and page by page."""
import argparse
import datetime
import os
import platform
import shutil
import subprocess
import sys
import tempfile

TOOLS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FEC, EARLIER = "732829320FEC20261231.txt", "732829320FEC20251231.txt"
DATES, AMOUNTS, OPTIONAL = {3, 9, 14, 15}, {11, 12}, {6, 7, 9, 13, 14, 15, 16, 17}


def typed(source, target):
    """The lines of a FEC as COPY reads them: rank first, dates and amounts as numbers, an absent field as \\N."""
    count = 0
    with open(source, encoding="utf-8-sig", newline="") as lines, open(target, "w", encoding="utf-8") as out:
        next(lines)
        for count, line in enumerate(lines, 1):
            fields = line.rstrip("\r\n").replace("\\", "\\\\").split("\t")
            for place, value in enumerate(fields):
                if place in AMOUNTS:
                    fields[place] = value.replace(",", "")
                elif not value and place in OPTIONAL:
                    fields[place] = "\\N"
            out.write(f"{count}\t" + "\t".join(fields) + "\n")
    return count


def generate(lines, folder, seed, *words):
    command = [os.path.join(TOOLS, "generate-fec"), str(lines), folder, str(seed), "--no-journal", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = (line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
        return next(names, platform.machine())


def main():
    parser = argparse.ArgumentParser(prog="tools/bench --postgres")
    parser.add_argument("--bench", required=True)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    # The server reads nothing there, but its client does, as another user.
    folder = tempfile.mkdtemp(prefix="fmpro-bench-")
    os.chmod(folder, 0o755)
    try:
        print("▸ fabrication des FEC", file=sys.stderr, flush=True)
        generate(options.lines, folder, options.seed)
        # The year before, a fifth as large: the pages compare with it.
        generate(max(options.lines * 2 // 5, 2), os.path.join(folder, "earlier"), options.seed, "--years", "2")
        source, target = os.path.join(folder, FEC), os.path.join(folder, "typed.tsv")
        earlier = os.path.join(folder, "earlier", EARLIER)
        count = typed(source, target)
        print("▸ COPY nu, imports, pages", file=sys.stderr, flush=True)
        run = subprocess.run([options.bench, source, target, earlier, folder], stdout=subprocess.PIPE, text=True)
        if run.returncode != 0:
            raise SystemExit(f"Erreur : la mesure a échoué. {run.stdout.strip()}")
        print(f"\n{datetime.date.today().isoformat()}, {os.cpu_count()} cœurs {processor()}, {count} lignes, "
              f"PostgreSQL 15 réglé d'origine, disque attendu à chaque validation. Commande : "
              f"`tools/bench --postgres --lines {options.lines} --seed {options.seed}`\n")
        print(run.stdout)
        return 0
    finally:
        shutil.rmtree(folder)


sys.exit(main())
