"""What one test file gave in one mode: run once, kept under the fixture it was found with, read again later."""

import dataclasses
import datetime
import gzip
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

UNDER_CONTROL_OF_SQLITE = ("plain", "reserve")
"""Modes in which our VFS has no part: what they give is kept across its changes."""


@dataclasses.dataclass
class Result:
    """`status` is done, cut (out of time) or abort (no summary). `cases` maps a name to (times run, times failed).
    `cpu` and `seconds` are of the whole process tree; `reports` are the sanitizers' lines; `got` what failing cases
    expected and got."""

    status: str
    errors: int
    total: int
    seconds: float
    cpu: float
    date: str
    limit: int
    reports: list
    cases: dict
    got: dict

    def of(self, name):
        return tuple(self.cases.get(name, (0, 0)))


@dataclasses.dataclass(frozen=True)
class Build:
    """One build of the fixture: the default page size, and "" or "checked"."""

    page_size: int
    variant: str

    @property
    def name(self):
        return f"{self.page_size}-{self.variant}" if self.variant else str(self.page_size)


def digest(paths):
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


class Bench:
    """Runs files with the fixtures of the scratch folder, each in a folder of its own, as an unprivileged user."""

    def __init__(self, project, scratch, limit, again):
        self.project = pathlib.Path(project)
        self.parts = self.project / "tools" / "sqlite-suite.d"
        self.scratch = pathlib.Path(scratch)
        self.source = self.scratch / "source"
        self.limit = limit
        self.again = again
        self.done_again = set()
        self.workplace = None
        self.version = (self.source / "VERSION").read_text().strip()
        self.made = self.made_of()

    def made_of(self):
        """What the fixture of now would be made of: recipe, and our VFS. fixture_stamp in build.sh does the same."""
        recipe = [self.parts / "adapt.sh", self.parts / "build.sh", self.parts / "suite_vfs.c"]
        recipe += sorted(self.parts.glob("*.tcl"))
        layer = sorted((self.project / "Sources" / "CSealedVFS").rglob("*.[ch]"))
        return digest(recipe), digest(recipe + layer)

    def key(self, mode):
        """What a result depends on, as it was when this run began: our VFS only where it takes part."""
        recipe, whole = self.made
        return f"{self.version}-{recipe if mode in UNDER_CONTROL_OF_SQLITE else whole}"

    def kept(self, build, mode, name):
        return self.scratch / "results" / build.name / f"{mode}-{self.key(mode)}" / f"{name}.json.gz"

    def known(self, build, mode, name):
        """The kept result, or None. Whoever asks for a run gets a new one when a shorter limit had cut it."""
        path = self.kept(build, mode, name)
        if not path.exists():
            return None
        with gzip.open(path, "rt") as file:
            return Result(**json.load(file))

    def result(self, build, mode, name):
        found = self.known(build, mode, name)
        anew = self.again and (build, mode, name) not in self.done_again
        if found is None or anew or (found.status == "cut" and found.limit < self.limit):
            found = self.run(build, mode, name)
            self.done_again.add((build, mode, name))
            self.keep(build, mode, name, found)
        return found

    def keep(self, build, mode, name, result):
        path = self.kept(build, mode, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with gzip.open(fresh, "wt") as file:
            json.dump(dataclasses.asdict(result), file)
        fresh.replace(path)

    def prepare(self, workplace):
        """Copies the tests where an unprivileged user may read them: the suite refuses to be root."""
        self.workplace = pathlib.Path(workplace)
        for folder in ("test", "ext"):
            shutil.copytree(self.source / folder, self.workplace / folder)
        shutil.copy(self.parts / "mode-proof.tcl", self.workplace)
        (self.workplace / "run").mkdir()
        os.chmod(self.workplace, 0o755)
        self.as_user = []
        if os.geteuid() == 0:
            self.as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
            shutil.chown(self.workplace / "run", "nobody", "nogroup")
            subprocess.run(["chmod", "-R", "a+rX", self.workplace], check=True)

    def fixture(self, build):
        """The fixture of a build, copied beside the tests."""
        copy = self.workplace / f"testfixture-{build.name}"
        if not copy.exists():
            stamp = self.scratch / f"build-{build.name}" / "testfixture.made-of"
            if stamp.read_text().strip() != self.made[1]:
                raise SystemExit("Erreur : la couche scellée a changé depuis la compilation ; relancez.")
            shutil.copy(self.scratch / f"build-{build.name}" / "testfixture", copy)
            copy.chmod(0o755)
        return copy

    def process(self, build, mode, script, tag, limit):
        """One process of the fixture: exit status, output, names noted, seconds, seconds of processor."""
        folder = self.workplace / "run" / tag
        noted = self.workplace / "run" / f"{tag}.cases"
        subprocess.run(self.as_user + ["mkdir", "-p", str(folder)], check=True)
        environment = ["env", "-i", f"PATH={os.environ['PATH']}", f"HOME={folder}", "LANG=C",
                       f"SEALED_SUITE_MODE={mode}", f"SEALED_SUITE_CASES={noted}",
                       "ASAN_OPTIONS=detect_leaks=0", "UBSAN_OPTIONS=print_stacktrace=1"]
        command = ["nice", "timeout", "--kill-after=5", str(limit), *self.as_user, *environment,
                   str(self.fixture(build)), str(script)]
        log = self.workplace / f"{tag}.log"
        start = time.monotonic()
        with open(log, "wb") as output:
            child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
                                     stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        names = noted.read_text(errors="replace").splitlines() if noted.exists() else []
        shutil.rmtree(folder, ignore_errors=True)
        noted.unlink(missing_ok=True)
        return child.returncode, log, names, seconds, usage.ru_utime + usage.ru_stime

    def prove(self, build, mode):
        """The fixture must really run in the mode it is asked for."""
        status, log, *_ = self.process(build, mode, self.workplace / "mode-proof.tcl", f"proof-{build.name}-{mode}", 60)
        if status != 0:
            raise SystemExit(f"Erreur : le banc d'essai ne tourne pas dans le mode {mode} : {log.read_text()}")

    def run(self, build, mode, name):
        tag = f"{name}-{build.name}-{mode}"
        script = self.workplace / "test" / f"{name}.test"
        code, log, names, seconds, cpu = self.process(build, mode, script, tag, self.limit)
        text = log.read_text(errors="replace")
        log.unlink()
        cases = {}
        for line in names:
            what, _, case = line.partition(" ")
            ran, failed = cases.get(case, (0, 0))
            cases[case] = (ran + 1, failed) if what == "ran" else (ran, failed + 1)
        summary = re.findall(r"^(\d+) errors out of (\d+) tests", text, re.M)
        status = "cut" if code in (124, 137) else "done" if summary else "abort"
        reports = re.findall(r"^.*(?:AddressSanitizer|runtime error|Assertion `).*$", text, re.M)
        errors, total = map(int, summary[-1]) if summary else (0, len(names))
        got = {}
        for match in re.finditer(r"^! (\S+) expected: (.*)\n! \S+ got: +(.*)$", text, re.M):
            got.setdefault(match[1], [match[2][:500], match[3][:500]])
        for match in re.finditer(r"^(?:\d+ )?(.*)\.\.\.\nError: (.*)$", text, re.M):
            got.setdefault(match[1], ["", match[2][:500]])
        if status == "abort":
            got["abort"] = ["", text[-1500:]]
        return Result(status, errors, total, round(seconds, 1), round(cpu, 1), str(datetime.date.today()), self.limit,
                      reports[:20], cases, got)
