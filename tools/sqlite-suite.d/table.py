"""Writes what the kept results say, file by file and build by build, into the table of docs/sealed-sqlite.md."""

import argparse
import pathlib
import re

from results import Bench, Build

COLUMNS = (
    ("plain, 1,024", Build(1024, ""), "plain"),
    ("sealed, 1,024", Build(1024, ""), "sealed"),
    ("plain, 4,096", Build(4096, ""), "plain"),
    ("sealed, 4,096", Build(4096, ""), "sealed"),
    ("checked, 1,024", Build(1024, "checked"), "sealed"),
    ("checked, 4,096", Build(4096, "checked"), "sealed"),
)
START, END = "<!-- written by tools/sqlite-suite --table -->", "<!-- end of it -->"


def cell(result):
    """Failing cases and cases, or why there is no such number; a sanitizer's report is never silent."""
    if result is None:
        return "–"
    text = f"{result.errors} / {result.total}" if result.status == "done" else f"{result.status} after {result.total}"
    return text + (" **reports**" if result.reports else "")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--project", required=True)
    options.add_argument("--scratch", required=True)
    chosen = options.parse_args()
    bench = Bench(chosen.project, chosen.scratch, 0, False)
    names = [line.split()[0] for line in (bench.parts / "files.txt").read_text().splitlines()
             if line.strip() and not line.startswith("#")]
    rows, days, cpu = [], set(), [0.0] * len(COLUMNS)
    for name in sorted(names):
        found = [bench.known(build, mode, name) for _, build, mode in COLUMNS]
        if any(found):
            rows.append(f"| {name} | " + " | ".join(map(cell, found)) + " |")
        for place, result in enumerate(found):
            if result is not None:
                days.add(result.date)
                cpu[place] += result.cpu
    total = " | ".join(f"{seconds / 60:.0f} min" for seconds in cpu)
    text = "\n".join(
        [START, "", f"SQLite {bench.version}, {' and '.join(sorted(days))}; failing cases / cases.", "",
         "| | " + " | ".join(head for head, *_ in COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|",
         *rows, f"| processor | {total} |", "", END]
    )
    document = pathlib.Path(chosen.project) / "docs" / "sealed-sqlite.md"
    before = document.read_text()
    after, count = re.subn(re.escape(START) + ".*?" + re.escape(END), lambda _: text, before, flags=re.S)
    if count != 1:
        raise SystemExit(f"Erreur : {document} n'a pas la place de ce tableau ({START}).")
    document.write_text(after)
    print(f"{len(rows)} fichiers d'essais écrits dans {document}")


if __name__ == "__main__":
    main()
