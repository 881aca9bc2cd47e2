"""Reads explained.txt and loops.txt: the differences from plain SQLite that somebody read and explained."""

import dataclasses
import re

SHAPES = ("null", "sealed")
KINDS = ("fails", "absent", "extra", "passes")


@dataclasses.dataclass(frozen=True)
class Explanation:
    """One case of one file that differs, in which way, in which page sizes, and whether the null cipher shows it."""

    file: str
    case: str
    kind: str
    shape: str
    page_sizes: tuple
    reason: str


@dataclasses.dataclass(frozen=True)
class Loop:
    """A loop whose length differs by itself; `random` when it hangs on where random content falls: any will do."""

    pattern: re.Pattern
    random: bool


class ListIsWrong(Exception):
    pass


def enumerate_names(word):
    """A name, or several when it holds {1-3,5}: exact, so that a new failure is never among them by chance."""
    match = re.search(r"\{([0-9,-]+)\}", word)
    if match is None:
        return [word]
    names = []
    for part in match[1].split(","):
        first, _, last = part.partition("-")
        for number in range(int(first), int(last or first) + 1):
            names += enumerate_names(word[:match.start()] + str(number) + word[match.end():])
    return names


def read_explanations(path):
    """Blocks of « [FILE SHAPE ?PAGE_SIZE? ?KIND?] », lines of reason, lines of cases after a star."""
    found, seen, head, reason, announced = [], set(), None, [], None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if match := re.fullmatch(r"# Cases: (\d+)", line):
            announced = int(match[1])
        elif line.startswith("#") or not line.strip():
            continue
        elif line.startswith("["):
            head, reason = line.strip("[]").split(), []
            rest = head[2:]
            sizes = tuple(int(word) for word in rest if word.isdigit()) or (1024, 4096)
            kinds = [word for word in rest if word in KINDS] or ["fails"]
            if head[1] not in SHAPES or len(rest) != len([w for w in rest if w.isdigit() or w in KINDS]):
                raise ListIsWrong(f"{path.name}:{number}: {line}")
        elif line.startswith("* "):
            if head is None or not reason:
                raise ListIsWrong(f"{path.name}:{number}: des cas sans raison")
            for word in line[2:].split():
                for case in enumerate_names(word):
                    if any((head[0], case, size) in seen for size in sizes):
                        raise ListIsWrong(f"{path.name}:{number}: {case} est listé deux fois")
                    seen.update((head[0], case, size) for size in sizes)
                    found.append(Explanation(head[0], case, kinds[0], head[1], sizes, " ".join(reason)))
        else:
            reason.append(line.strip())
    if announced != len(found):
        raise ListIsWrong(
            f"{path.name} explique {len(found)} cas et en annonce {announced} : la liste ne doit que raccourcir ; "
            "un cas de plus se lit, s'explique, et change ce nombre à la main"
        )
    return found


def read_loops(path):
    """« FILE TEMPLATE », one a line, where # stands for a number: the loops that inject a fault one call later, or stop
    at one sync later, until nothing fails any more. Their length differs by itself, with the number of calls. A tilde
    before the template marks a random loop."""
    loops = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            file, template = line.split(" ", 1)
            pattern = re.compile(re.escape(template.removeprefix("~")).replace(r"\#", r"\d+"))
            loops.setdefault(file, []).append(Loop(pattern, template.startswith("~")))
    return loops
