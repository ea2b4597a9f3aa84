# SPDX-License-Identifier: GPL-3.0-or-later
"""nqp check asks what an expert would: each slip that was made on purpose is found where it is, and clean figures raise no question."""
import itertools
import math
import random

from harness import add, bad, case, contains, equal, good, main, path, rows, write

REGIONS, YEARS = [f"r{i:02d}" for i in range(1, 21)], list(range(2010, 2022))
_count = itertools.count(1)


def figures(seed=5):
    """{(series, region, year): value}: levels that grow, each region by about as much as the others"""
    noise = random.Random(seed)
    values = {}
    for s in ("A", "B", "C"):
        for i, region in enumerate(REGIONS):
            level = (3 + i) * math.exp(noise.uniform(0, 2))
            for year in YEARS:
                level *= 1.05 * math.exp(noise.gauss(0, 0.03))
                values[s, region, year] = level
    for region in REGIONS:
        for year in YEARS:
            values["S", region, year] = noise.uniform(20, 80)
    return values


def project(values, order=REGIONS):
    series = sorted({s for s, _, _ in values})
    lines = ["region,year," + ",".join(f"{s} (%)" if s == "S" else s for s in series)]
    for region in order:
        for year in YEARS:
            found = [values.get((s, region, year)) for s in series]
            lines.append(f"{region},{year}," + ",".join("" if v is None else repr(v) for v in found))
    n = next(_count)
    target = path(f"checks-{n}.nqp")
    about = "code,pillar,component,direction\n" + "".join(f"{s},drivers,innovation-input,+\n" for s in series)
    good("import", "-o", target, "--data", write(f"checks-{n}.csv", "\n".join(lines) + "\n"), "--indicators", write(f"checks-{n}-i.csv", about))
    return target


def listed(target, *options, severity="remark"):
    """{(kind, where): what}"""
    found = {}
    for row in rows(good("check", target, "--lang", "en", *options)):
        if row["severity"] == severity:
            kind, _, what = row["what"].partition(": ")
            found[kind, row["where"]] = what
    return found


def remarks(values, order=REGIONS):
    return listed(project(values, order))


def unit(values):
    for year in YEARS[4:]:
        values["A", "r03", year] *= 10
    return {("unit", "A/2014/r03")}


def unit_of_all(values):
    for region in REGIONS:
        for year in YEARS[7:]:
            values["A", region, year] *= 10000
    return {("unit", "A/2017")}


def unit_of_one(values):
    for year in YEARS:
        values["A", "r05", year] *= 10000
    return {("unit", "A/r05")}


def jump(values):
    values["B", "r07", 2016] *= 3
    return {("jump", "B/2016/r07")}


def step(values):
    for year in YEARS[6:]:
        values["C", "r11", year] *= 2.5
    return {("break", "C/2016/r11")}


def share(values):
    values["S", "r02", 2012] = 123.4
    return {("share", "S/2012/r02")}


def constant(values):
    values.update({("K", region, year): 7.0 for region in REGIONS for year in YEARS})
    return {("constant", "K")}


def twin_series(values):
    values.update({("T", region, year): values["A", region, year] for region in REGIONS for year in YEARS})
    return {("duplicate", "A=T"), ("collinear", "A~T")}


def twin_regions(values):
    values.update({(s, "r20", year): values[s, "r19", year] for s in "ABCS" for year in YEARS})
    return {("duplicate", "r19=r20")}


def few(values):
    values.update({("F", region, 2015): float(i) for i, region in enumerate(REGIONS)})
    return {("few", "F")}


def collinear(values):
    values.update({("L", region, year): 3 - 2 * values["B", region, year] for region in REGIONS for year in YEARS})
    return {("collinear", "B~L")}


def planted(slip):
    values = figures()
    wanted = slip(values)
    equal(set(remarks(values)), wanted, "remarks")


@case
def clean():
    """clean figures raise no question"""
    for seed in range(3):
        equal(remarks(figures(seed)), {}, "remarks")


for _slip in (unit, unit_of_all, unit_of_one, jump, step, share, constant, twin_series, twin_regions, few, collinear):
    add(f"{_slip.__name__.replace('_', ' ')}: found where it is, and nothing else", planted, _slip)


@case
def order():
    """the order of the regions does not matter"""
    values = figures()
    for slip in (unit, jump, step, share):
        slip(values)
    equal(remarks(values, REGIONS[::-1]), remarks(values), "remarks")


@case
def accept():
    """what is accepted is kept with the project, undone, exported and imported, and asked again when the figure changes"""
    values = figures()
    jump(values), few(values)
    target = project(values)
    both = listed(target)
    equal(set(both), {("jump", "B/2016/r07"), ("few", "F")}, "remarks")
    good("check", target, "--accept", "jump:B/2016/r07", "--note", "=a flood, 100 %")
    equal(set(listed(target)), {("few", "F")}, "open")
    contains(listed(target, severity="accepted")["jump", "B/2016/r07"], "(=a flood, 100 %)")
    good("check", target, "--accept", "few:F")
    equal(listed(target), {}, "open")
    contains(rows(good("history", target))[-2]["action"], "jump:B/2016/r07")

    folder, again = path("checks-out"), path("checks-again.nqp")
    good("export", target, "-o", folder)
    tables = [f"--{name}={folder}/{name}.csv" for name in ("data", "series", "indicators", "regions", "neighbours", "flags", "checks")]
    good("import", "-o", again, *tables)
    equal(listed(again, severity="accepted"), listed(target, severity="accepted"), "after the way out and in")
    equal(listed(again), {}, "open there")

    good("check", target, "--reopen", "few:F")
    equal(set(listed(target)), {("few", "F")}, "reopened")
    good("history", target, "--revert-to", str(len(rows(good("history", target))) - 3))
    equal(listed(target), both, "all taken back")

    good("check", target, "--accept", "jump:B/2016/r07")
    update = write("checks-update.csv", f"region,year,B\nr07,2016,{2 * values['B', 'r07', 2016]!r}\n")
    good("import", "--append", target, "--data", update)
    equal(set(listed(target)), set(both), "another figure is asked about again")


@case
def refused():
    """what is no remark, or was not accepted, is refused, and nothing is written"""
    values = figures()
    jump(values)
    target = project(values)
    for options, code, word in ((("--accept", "jump:B/2016/r08"), 1, "jump:B/2016/r08"), (("--accept", "B/2016/r07"), 1, "KIND:WHERE"),
                                (("--reopen", "jump:B/2016/r07"), 1, "not accepted"), (("--kind", "leap"), 2, "leap"),
                                (("--note", "x"), 2, "--accept")):
        contains(bad(code, "check", target, *options), word)
    contains(bad(1, "check", "sample:china-provinces", "--accept", "few:F"), "sample")
    equal(len(rows(good("history", target))), 0, "steps")


@case
def kinds():
    """--kind gives all remarks of those kinds, and nothing else"""
    values = figures()
    for i in range(8):
        values["B", REGIONS[i], 2016] *= 5
    share(values)
    target = project(values)
    short = [where for kind, where in listed(target) if kind == "jump"]
    equal(len(short), 5, "short list")
    equal({kind for kind, _ in listed(target, "--kind", "jump")}, {"jump"}, "kinds")
    equal({where for _, where in listed(target, "--kind", "jump")}, {f"B/2016/{r}" for r in REGIONS[:8]}, "all of them")
    equal({kind for kind, _ in listed(target, "--kind", "share,jump")}, {"jump", "share"}, "two kinds")
    equal({row["severity"] for row in rows(good("check", target, "--kind", "share"))}, {"remark"}, "lines")


@case
def samples():
    """of the samples a short list is asked"""
    for sample, most in (("china-provinces", 20), ("world-economies", 60)):
        found = [row for row in rows(good("check", f"sample:{sample}")) if row["severity"] == "remark"]
        assert 0 < len(found) <= most, f"{sample}: {len(found)}"


if __name__ == "__main__":
    main()
