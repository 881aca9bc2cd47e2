"""Runs a plan of files, judges each against its controls, prints a line for each; see tools/sqlite-suite."""

import argparse
import concurrent.futures
import signal
import sys
import tempfile

import judge
from explained import ListIsWrong, read_explanations, read_loops
from results import Bench, Build


def read_plan(lines):
    """PAGE_SIZE VARIANT FILE, one a line; VARIANT is « - » for the ordinary build."""
    for line in lines:
        size, variant, file = line.split()
        yield Build(int(size), "" if variant == "-" else variant), file


class Court:
    """Judges files and remembers what to say at the end."""

    def __init__(self, bench, explanations, loops, with_null):
        self.bench, self.explanations, self.loops, self.with_null = bench, explanations, loops, with_null
        self.bad = []
        self.cases = self.listed = self.by_reserve = 0
        self.cpu = 0.0

    def try_file(self, build, file):
        ordinary = Build(build.page_size, "")
        sealed = self.bench.result(build, "sealed", file)
        used = {"sealed": sealed}
        if build.variant:
            reference = self.bench.result(ordinary, "sealed", file)
            verdict = judge.judge_checked(
                file, sealed, reference, lambda: self.bench.result(build, "plain", file), self.loops)
        else:
            reference = used["plain"] = self.bench.result(build, "plain", file)

            def control(mode):
                used[mode] = used.get(mode) or self.bench.result(build, mode, file)
                return used[mode]

            verdict = judge.judge(
                file, build.page_size, sealed, reference, lambda: control("reserve"),
                (lambda: control("null")) if self.with_null else None, self.explanations, self.loops,
            )
        self.cases += sealed.total
        self.listed += len(verdict.by_list)
        self.by_reserve += len(verdict.by_reserve)
        self.cpu += sum(result.cpu for result in used.values())
        return sealed, reference, verdict

    @staticmethod
    def name(what, cases):
        for case in cases[:40]:
            print(f"    {what} : {case}")
        if len(cases) > 40:
            print(f"    … et {len(cases) - 40} autres")

    def say(self, build, file, sealed, reference, verdict):
        loops = f"+{verdict.of_loops['extra']} -{verdict.of_loops['absent']}" if any(verdict.of_loops.values()) else ""
        found = sealed.errors if sealed.status == "done" else sealed.status
        there = reference.errors if reference.status == "done" else reference.status
        print(f"{build.name:<13} {file:<16} {there:>6} /{reference.total:>6}  {found:>6} /{sealed.total:>6} "
              f"{len(verdict.by_reserve):>8} {len(verdict.by_list):>6} {loops:>11} {sealed.cpu:>8.1f}", flush=True)
        self.name("inexpliqué", [f"{it.case} ({it.kind})" for it in verdict.unexplained])
        self.name("expliqué, mais comme SQLite seul", [f"{it.case} ({it.kind})" for it in verdict.idle])
        self.name("le témoin sans chiffrement dit autre chose",
                  [f"{it.case} (« {shape} »)" for it, shape in verdict.wrong_shape])
        sys.stdout.flush()
        if not verdict.good:
            self.bad.append(f"{file} ({build.name})")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--project", required=True)
    options.add_argument("--scratch", required=True)
    options.add_argument("--limit", type=int, required=True)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--again", action="store_true")
    options.add_argument("--with-null", action="store_true")
    chosen = options.parse_args()
    # A run that is stopped finishes the files it is at, keeps what they gave, and leaves no folder behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(chosen.project, chosen.scratch, chosen.limit, chosen.again)
    try:
        court = Court(bench, read_explanations(bench.parts / "explained.txt"), read_loops(bench.parts / "loops.txt"),
                      chosen.with_null)
    except ListIsWrong as wrong:
        sys.exit(f"Erreur : {wrong}")
    plan = list(read_plan(sys.stdin))
    for file in {file for _, file in plan}:
        if not (bench.source / "test" / f"{file}.test").exists():
            sys.exit(f"Erreur : SQLite {bench.version} n'a pas de fichier d'essais {file}.")
    with tempfile.TemporaryDirectory(prefix="sqlite-suite.") as workplace:
        bench.prepare(workplace)
        for build in sorted({build for build, _ in plan}, key=lambda build: build.name):
            for mode in ("plain", "reserve", "null", "sealed"):
                bench.prove(build, mode)
        print(f"SQLite {bench.version} ; échecs / cas")
        print(f"{'pages':<13} {'fichier':<16} {'témoin':>14}  {'scellé':>14} {'réserve':>8} {'listés':>6} "
              f"{'boucles':>11} {'s CPU':>8}")
        pool = concurrent.futures.ThreadPoolExecutor(chosen.jobs)
        try:
            for (build, file), tried in zip(plan, pool.map(lambda item: court.try_file(*item), plan)):
                court.say(build, file, *tried)
        finally:
            pool.shutdown(cancel_futures=True)
    print(f"{len(plan)} fichiers, {court.cases} cas scellés, {court.listed} différences listées, {court.by_reserve} de "
          f"la seule réserve, {court.cpu:.0f} s de processeur")
    if court.bad:
        sys.exit("ÉCHEC : " + ", ".join(court.bad))
    print("Réussi")


if __name__ == "__main__":
    main()
