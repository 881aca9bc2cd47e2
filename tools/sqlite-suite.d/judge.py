"""Compares a sealed run with the others, case by case."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Difference:
    """A case that does not give what it is compared with. `kind` is fails, passes, absent or extra."""

    case: str
    kind: str


@dataclasses.dataclass
class Verdict:
    """What became of the differences of one file in one build."""

    by_reserve: list = dataclasses.field(default_factory=list)
    by_list: list = dataclasses.field(default_factory=list)
    of_loops: dict = dataclasses.field(default_factory=lambda: {"absent": 0, "extra": 0})
    unexplained: list = dataclasses.field(default_factory=list)
    idle: list = dataclasses.field(default_factory=list)
    wrong_shape: list = dataclasses.field(default_factory=list)

    @property
    def good(self):
        return not (self.unexplained or self.idle or self.wrong_shape)


def differences(result, reference):
    """Cases whose runs or failures are not those of the reference; a file that does not end is a case too."""
    found = []
    if result.status != "done" and result.status != reference.status:
        found.append(Difference(result.status, "fails"))
    for case in sorted(result.cases.keys() | reference.cases.keys()):
        (ran, failed), (ran_there, failed_there) = result.of(case), reference.of(case)
        if (ran, failed) == (ran_there, failed_there):
            continue
        if failed > failed_there:
            kind = "fails"
        elif ran < ran_there:
            kind = "absent"
        elif ran > ran_there:
            kind = "extra"
        else:
            kind = "passes"
        found.append(Difference(case, kind))
    return found


def gives_the_same(result, control, difference):
    """Whether the control shows the very difference."""
    if difference.case in ("cut", "abort"):
        return control.status == result.status
    return control.of(difference.case) == result.of(difference.case)


def judge(file, page_size, result, reference, reserve, null, explanations, loops):
    """`reserve` and `null` are asked for when needed; `null` may be None: the shape of the explanations is not checked.
    A case of a loop may be there or not."""
    verdict = Verdict()
    listed = {(e.case, e.kind): e for e in explanations if e.file == file and page_size in e.page_sizes}
    used = set()
    for difference in differences(result, reference):
        key = (difference.case, difference.kind)
        may_differ = difference.kind in ("absent", "extra")
        if may_differ and is_of_loop(difference.case, loops.get(file, []), result, reference):
            verdict.of_loops[difference.kind] += 1
        elif difference.kind == "fails" and is_failing_round(difference.case, loops.get(file, []), reference):
            verdict.of_loops["extra"] += 1
        elif key in listed:
            used.add(key)
            verdict.by_list.append(difference)
            if null is not None:
                shape = "null" if gives_the_same(result, null(), difference) else "sealed"
                if shape != listed[key].shape:
                    verdict.wrong_shape.append((difference, shape))
        elif gives_the_same(result, reserve(), difference):
            verdict.by_reserve.append(difference)
        else:
            verdict.unexplained.append(difference)
    verdict.idle = [Difference(*key) for key in listed if key not in used]
    return verdict


def judge_checked(file, result, ordinary, plain, loops):
    """A build with assertions and sanitizers gives what the ordinary one gives; SQLite may run more cases there. With
    its assertions SQLite alone ends some loops early: `plain`, asked for when needed, gives their length there."""
    verdict = Verdict()
    for difference in differences(result, ordinary):
        if difference.kind == "extra":
            verdict.of_loops["extra"] += 1
        elif difference.kind == "absent" and any(
            is_of_loop(difference.case, loops.get(file, []), result, reference())
            for reference in (lambda: ordinary, plain)
        ):
            verdict.of_loops["absent"] += 1
        else:
            verdict.unexplained.append(difference)
    verdict.unexplained += [Difference(report, "fails") for report in result.reports]
    return verdict


def is_of_loop(case, loops, result, reference):
    """Whether the case belongs to a loop that is named, and that ran at least half as long as in the reference; at
    least once when its length is random."""
    for loop in loops:
        if loop.pattern.fullmatch(case):
            ran, ran_there = (sum(map(bool, map(loop.pattern.fullmatch, run.cases))) for run in (result, reference))
            return ran > 0 and (loop.random or 2 * ran >= ran_there)
    return False


def is_failing_round(case, loops, reference):
    """Whether the reference has not this round of a named loop, and fails in every one it has: the test was written for
    another page size."""
    for loop in loops:
        if loop.pattern.fullmatch(case) and case not in reference.cases:
            rounds = [counts for name, counts in reference.cases.items() if loop.pattern.fullmatch(name)]
            return bool(rounds) and all(failed == ran for ran, failed in rounds)
    return False
