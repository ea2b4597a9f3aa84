# SPDX-License-Identifier: GPL-3.0-or-later
"""nqp import --append: new years, regions and indicators and changed values come to a project as one step that can be taken back."""
import itertools
import os

from harness import add, bad, case, contains, equal, good, main, nqp, path, read, rows, write

CHINA = "sample:china-provinces"
LISTS = ("indicators", "regions", "boundaries", "neighbours", "series", "flags")
_count = itertools.count(1)


def exported(project):
    folder = path(f"append-{next(_count)}.out")
    good("export", project, "-o", folder, "--raw")
    return folder


def table(project):
    return rows(read(os.path.join(exported(project), "data.csv")).decode())


def small(content="region,year,A,B\nr1,2020,1,2\nr2,2020,3,4\n"):
    target = path(f"append-{next(_count)}.nqp")
    good("import", "-o", target, "--data", write(f"append-{next(_count)}.csv", content))
    return target


def append(target, content, *options, status=0, name="more.csv"):
    file = write(f"append-{next(_count)}/{name}", content)
    done = nqp("import", "--append", target, "--data", file, *options)
    equal(done.returncode, status, done.stderr)
    return done.stderr + done.stdout


@case
def counted():
    """what comes is counted first, written as one step, taken back and done again"""
    target = small()
    before, content = table(target), "region,year,A,C\nr1,2021,5,6\nr3,2020,7,8\nr2,2020,9,\n"
    for option in (["--dry-run"], []):
        said = append(target, content, *option)
        equal("changed: r2, 2020, A: 3, now 9" in said, bool(option), "a dry run lists what changes")
        contains(said, "new years: 1 (2021)", "new regions: 1 (r3)", "new indicators: 1 (C)", "4 new, 1 changed, 0 as they are")
        if option:
            equal(table(target), before, "a dry run writes nothing")
    after = {(row["region"], row["year"]): (row["A"], row["B"], row["C"]) for row in table(target)}
    equal(after, {("r1", "2020"): ("1", "2", ""), ("r1", "2021"): ("5", "", "6"), ("r2", "2020"): ("9", "4", ""), ("r2", "2021"): ("", "", ""),
                  ("r3", "2020"): ("7", "", "8"), ("r3", "2021"): ("", "", "")}, "values")
    equal([row["action"] for row in rows(good("history", target))], ["Append more.csv"], "history")
    whole = table(target)
    good("history", target, "--revert-to", "0")
    equal(table(target), before, "taken back")
    good("history", target, "--revert-to", "1")
    equal(table(target), whole, "done again")
    contains(append(target, content), "0 new, 0 changed, 5 as they are")
    equal(len(rows(good("history", target))), 1, "nothing comes twice")


def reduced(folder, leave_out):
    """A project of the sample's files without the rows that @leave_out takes; its outlines and neighbours stay"""
    lines = read(os.path.join(folder, "data.csv")).decode().splitlines()
    kept = [lines[0]] + [line for line in lines[1:] if not leave_out(*line.split(",")[:2])]
    target = path(f"append-{next(_count)}.nqp")
    options = [word for name in LISTS for word in (f"--{name}", os.path.join(folder, f"{name}.{'geojson' if name == 'boundaries' else 'csv'}"))
               if name != "flags"]
    good("import", "-o", target, "--data", write(f"append-{next(_count)}.csv", "\n".join(kept) + "\n"), *options)
    return target


def comes_back(leave_out):
    folder = exported(CHINA)
    target = reduced(folder, leave_out)
    whole = reduced(folder, lambda region, year: False)
    before = table(target)
    good("import", "--append", target, "--data", os.path.join(folder, "data.csv"))
    equal({(r["region"], r["year"]): r for r in table(target)}, {(r["region"], r["year"]): r for r in table(whole)}, "values")
    for level in ("index", "indicator"):
        # regions stand in another order, and sums of them differ in the last bits
        found, wanted = ({(row["region"], row["year"], row["node"]): (float(row["score"] or "nan"), row["rank"], float(row["coverage"] or "nan"))
                          for row in rows(good("score", p, "--level", level))} for p in (target, whole))
        equal(found.keys(), wanted.keys(), level)
        for key, (score, rank, coverage) in wanted.items():
            equal(found[key][1], rank, f"rank of {key}")
            for one, other in ((found[key][0], score), (found[key][2], coverage)):
                assert abs(one - other) < 1e-12 or (one != one and other != other), (key, one, other)
    equal([row for row in rows(nqp("check", target).stdout) if row["severity"] == "error"], [], "errors")
    pairs = [sorted(tuple(sorted((r["code"], r["neighbour"]))) for r in rows(read(os.path.join(exported(p), "neighbours.csv")).decode()))
             for p in (target, whole)]
    equal(pairs[0], pairs[1], "neighbours")
    good("history", target, "--revert-to", "0")
    equal(table(target), before, "taken back")
    equal([row for row in rows(nqp("check", target).stdout) if row["severity"] == "error"], [], "errors")


for _name, _rule in {"a year": lambda region, year: year == "2019", "the last years": lambda region, year: year > "2020",
                     "a region that is on the map": lambda region, year: region == "330000",
                     "several regions and a year": lambda region, year: region in ("110000", "420000", "650000") or year == "2016"}.items():
    add(f"{_name} left out and appended gives the same project", comes_back, _rule)


@case
def names():
    """regions are known by their names as at import; what is only alike is asked, and nobody known is refused"""
    folder = exported(CHINA)
    target = reduced(folder, lambda region, year: year == "2023")
    said = append(target, "地区,年份,GDP\n北京市,2023,43760\n新疆维吾尔自治区,2023,19125\n")
    contains(said, "new years: 1 (2023)", "new regions: 0", "北京", "2 new")
    for content, why in (("地区,年份,GDP\n甲,2023,1\n乙,2023,2\n", "None of the 2 regions"), ("地区,年份,GDP\n北京,2023,1\n北京市,2023,2\n", "one region"),
                         ("地区,年份,GDP\nBeijing,2023,1\nShangai,2023,2\n", "--names"), ("地区,年份,GDP(公里)\n北京,2023,1\n", "公里")):
        before = table(target)
        contains(append(target, content, status=1), why)
        equal(table(target), before, "nothing is written")


@case
def settled():
    """a name that is said to be a region of its own is one; two names of a region share it where they share no value"""
    folder = exported(CHINA)
    target = reduced(folder, lambda region, year: year == "2023")
    names = write("append-names.csv", "name,code\nShangai,Shangai\nTian jing,120000\n")
    said = append(target, "地区,年份,GDP\nBeijing,2023,1\nShangai,2023,2\nTian jing,2023,3\n", "--names", names)
    contains(said, "new regions: 1 (Shangai)", "3 new")
    for content, count in (("地区,年份,GDP\n北京,2024,1\n北京市,2025,2\n", "2 new"), ("地区,年份,GDP\n北京,2024,1\n北京市,2025,2\n", "2 as they are")):
        contains(append(target, content), count)


@case
def refused():
    """samples, and what belongs to a new project"""
    contains(append(CHINA, "region,year,GDP\n110000,2024,1\n", status=1), "sample")
    target = small()
    for option in (["-o", path("x.nqp")], ["--replace"], ["--title", "x"], ["--weights", "w.csv"]):
        contains(bad(2, "import", "--append", target, "--data", "x.csv", *option), "--append")


if __name__ == "__main__":
    main()
