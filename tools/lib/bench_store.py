#!/usr/bin/env python3
"""Called by tools/bench --store: the same acts on a plain file and on a sealed one, as a Markdown table of ratios."""
import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile


KINDS = ("pages", "trames", "blocs")


def costs(driver, folder, lines, kind):
    """Processor seconds of each act, in the order they are made, and the units sealed and opened for it by kind."""
    target = os.path.join(folder, kind)
    print(f"▸ {kind}", file=sys.stderr, flush=True)
    run = subprocess.run([driver, "costs", target, str(lines), kind], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"Erreur : la mesure « {kind} » a échoué.\n{run.stdout[-500:]}{run.stderr[-500:]}")
    shutil.rmtree(target)
    acts = (line.split("\t") for line in run.stdout.splitlines() if "\t" in line)
    return {
        name: (float(seconds), list(map(int, units[:3])), list(map(int, units[3:])))
        for name, seconds, *units in acts
    }


def units_in_words(counts):
    return ", ".join(f"{count:,} {kind}".replace(",", " ") for count, kind in zip(counts, KINDS) if count) or "–"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    runs = {"plain": [], "sealed": []}
    with tempfile.TemporaryDirectory(prefix="fmpro-bench-") as folder:
        # In turn, so that what else the machine does falls on both.
        for _ in range(options.repeats):
            for kind in runs:
                runs[kind].append(costs(options.driver, folder, options.lines, kind))
    print(f"{options.lines} lignes, {datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cœurs ; "
          f"secondes de processeur, médiane de {options.repeats}.\n")
    print("| | en clair | scellé | scellé ÷ clair | unités scellées | unités ouvertes | µs de plus par unité |\n"
          "|---|---:|---:|---:|---:|---:|---:|")
    for name in runs["plain"][0]:
        plain, sealed = (statistics.median(run[name][0] for run in runs[kind]) for kind in ("plain", "sealed"))
        ratio = f"{sealed / plain:.2f}" if plain >= 0.005 else "trop court"
        _, closed, opened = runs["sealed"][-1][name]
        units = sum(closed) + sum(opened)
        # With few units what is measured is the machine.
        each = f"{(sealed - plain) / units * 1e6:.1f}" if units >= 3000 else "–"
        print(f"| {name} | {plain:.3f} | {sealed:.3f} | {ratio} | {units_in_words(closed)} | {units_in_words(opened)} "
              f"| {each} |")


main()
