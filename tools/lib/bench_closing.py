#!/usr/bin/env python3
"""Called by tools/bench --closing: what the end of a year costs, from its checks to its proof."""
import argparse
import glob
import os
import platform
import subprocess
import tempfile
import time

SIREN = "732829320"
# The bar of the specification, in seconds.
MOST = 30


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--node", required=True)
    words.add_argument("--generator", required=True)
    words.add_argument("--lines", type=int, default=1_000_000)
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="fmpro-cloture-") as folder:
        # The last year that the generator makes is 2026, which may not be over yet.
        subprocess.run([asked.generator, str(2 * asked.lines), folder, str(asked.seed), "--years", "2"], check=True,
                       stdout=subprocess.DEVNULL)
        legal = glob.glob(f"{folder}/**/*FEC20251231.txt", recursive=True)[0]
        with open(legal, "rb") as file:
            lines = sum(1 for _ in file) - 1
        password = os.path.join(folder, "mot")
        with open(password, "w", encoding="utf-8") as file:
            file.write("quatre mots pour mesurer\n")
        common = ["--data", os.path.join(folder, "data"), "--password-file", password]
        siren = os.path.basename(legal)[:9]
        proof = os.path.join(folder, "preuve.json")

        def run(*command, needs_books=True):
            start = time.perf_counter()
            subprocess.run([asked.node, *command, *(common if needs_books else [])], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return time.perf_counter() - start

        run("company", "create", "--siren", siren, "--name", "Mesure", "--year-start", "2025-01-01", "--year-end",
            "2025-12-31")
        imported = run("fec", "import", legal)
        alone = run("key", "list")
        rotated = run("key", "rotate")
        closed = run("year", "close", "--year", "2025", "--accept")
        written = run("proof", "--year", "2025", "--output", proof)
        size = os.path.getsize(proof)
        checked = run("verify", "--proof", proof, needs_books=False)
        verified = run("verify")
    count = f"{lines:,}".replace(",", " ")
    print(f"{platform.machine()}, {os.cpu_count()} cœurs, {count} lignes.\n")
    print("| Acte | Temps |\n|---|---|")
    for name, took in (("import", imported), ("ouverture seule", alone), ("changement de clé seul", rotated),
                       (f"clôture, changement de clé compris (barre {MOST} s)", closed), ("preuve écrite", written),
                       (f"preuve contrôlée ({size // 1_000_000} Mo)", checked), ("vérification", verified)):
        print(f"| {name} | {took:.1f} s |".replace(".", ","))


if __name__ == "__main__":
    main()
