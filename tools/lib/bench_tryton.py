#!/usr/bin/env python3
"""Called by tools/bench --tryton: entries posted one by one and in a batch, in Tryton and here, in the same run."""
import argparse
import contextlib
import datetime
import os
import platform
import subprocess
import sys
import tempfile

import bench_daily
from bench_pages import percentile

PROGRAMS = "/usr/lib/postgresql/15/bin"


@contextlib.contextmanager
def private_postgresql(folder):
    """A PostgreSQL of our own, with the default settings: it waits for the disk. It refuses to be root."""
    place = os.path.join(folder, "postgresql")
    os.mkdir(place)
    is_root = os.geteuid() == 0
    if is_root:
        os.chmod(folder, 0o755)
        subprocess.run(["chown", "postgres", place], check=True)

    def served(command):
        words = ["su", "postgres", "-c", f"cd /; {command}"] if is_root else ["bash", "-c", command]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    served(f"{PROGRAMS}/initdb -D {place}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8")
    options = f"-c listen_addresses= -c unix_socket_directories={place}"
    served(f"{PROGRAMS}/pg_ctl -D {place}/data -l {place}/log -o \"{options}\" -w start")
    try:
        # Tryton takes the host from an address, which holds no path: the socket is told by the environment.
        os.environ["PGHOST"] = place
        subprocess.run([f"{PROGRAMS}/createdb", "-h", place, "-U", "postgres", "books"], check=True)
        yield place
    finally:
        served(f"{PROGRAMS}/pg_ctl -D {place}/data -m immediate -w stop")


def tryton(options, folder):
    """The version, the seconds of each single entry, and those of the batch, as told from Tryton's environment."""
    with private_postgresql(folder) as socket:
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench_tryton_inside.py")
        told = subprocess.run(
            [os.path.join(options.tryton, "bin", "python"), script, "--socket", socket, "--folder", folder,
             "--single", str(options.requests), "--batch", str(options.batch)],
            check=True, capture_output=True, text=True)
    words = told.stdout.split()
    return words[0], [float(word) for word in words[2:]], float(words[1])


def ours(options, folder):
    """The same here: through the pages of a node, in books that hold a year; then one batch."""
    data = os.path.join(folder, "data")
    words = os.path.join(folder, "password")
    with open(words, "w", encoding="utf-8") as file:
        file.write(bench_daily.PASSWORD + "\n")
    bench_daily.found(options.node, options.generator, options.lines, folder, data, words)
    server = bench_daily.Server(options.node, data)
    try:
        browser = bench_daily.Browser(server)
        single = bench_daily.post_typed(browser, options.requests)
        # In two acts, a draft that is validated later: each answered, and each on the disk.
        saves, posts = bench_daily.save_and_post(browser, options.requests)
        drafted = [save + post for save, post in zip(saves, posts)]
        _, batch = bench_daily.post_batch(browser, options.batch)
    finally:
        server.stop()
    verified = subprocess.run([options.node, "verify", "--data", data, "--password-file", words],
                              capture_output=True, text=True)
    if verified.returncode != 0:
        raise SystemExit(f"Erreur : les livres ne se vérifient plus.\n{verified.stdout}{verified.stderr}")
    return single, drafted, batch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--tryton", required=True, help="environnement Python où Tryton est installé")
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--batch", type=int, default=2_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fmpro-bench-") as folder:
        os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
        print("▸ Tryton", file=sys.stderr, flush=True)
        version, theirs, their_batch = tryton(options, folder)
        print("▸ fmpro-node", file=sys.stderr, flush=True)
        single, drafted, batch = ours(options, folder)
    print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cœurs, Tryton {version}, PostgreSQL 15.\n")
    print("| acte | fois | p50 | p95 | écritures par seconde | |\n|---|---:|---:|---:|---:|---|")

    def row(name, took, note):
        rate = len(took) / sum(took)
        middle, high = 1000 * percentile(took, 0.5), 1000 * percentile(took, 0.95)
        print(f"| {name} | {len(took)} | {middle:.1f} ms | {high:.1f} ms | {rate:.0f} | {note} |")
        return rate

    def batch_row(name, took, note):
        rate = options.batch / took
        print(f"| {name} | {options.batch} | | | {rate:.0f} | {note} |")
        return rate

    slow = row("Tryton : une écriture créée et validée", theirs, "dans le processus, sans HTTP")
    fast = row("ici : une écriture saisie et validée", single, "par HTTP, durable, signé")
    drafted = row("ici : un brouillon enregistré, puis validé", drafted, "par HTTP, durables et signés tous deux")
    slow_batch = batch_row("Tryton : un lot, 500 par transaction", their_batch, "dans le processus, sans HTTP")
    fast_batch = batch_row("ici : un lot validé d’un seul acte", batch, "par HTTP, durable, signé")
    print(f"\nRapport : une par une {fast / slow:.1f} × ({drafted / slow:.1f} × en deux actes), "
          f"par lot {fast_batch / slow_batch:.1f} ×.")


if __name__ == "__main__":
    main()
