# SPDX-License-Identifier: GPL-3.0-or-later
"""nqp region and nqp year: what the Data page changes of regions and years, each as one step that can be taken back."""
import itertools
import sqlite3

from harness import add, bad, case, contains, equal, good, main, nqp, path, rows, write

_count = itertools.count(1)
DATA = write("region.csv", "region,year,x\nA,2020,1\nA,2021,2\nB,2020,3\nB,2021,4\nC,2020,5\nC,2021,6\n")


def new():
    made = path(f"region-{next(_count)}.nqp")
    good("import", "-o", made, "--data", DATA)
    return made


def held(project):
    db = sqlite3.connect(project)
    try:
        return (db.execute("SELECT p.code, p.name_en, p.name_zh, g.name_en, longitude, latitude, area_km2 FROM place AS p "
                           "LEFT JOIN region_group AS g ON g.id = p.group_id ORDER BY p.code").fetchall(),
                [year for year, in db.execute("SELECT year FROM year ORDER BY year")],
                db.execute("SELECT count(*) FROM value").fetchone()[0])
    finally:
        db.close()


def actions(project):
    return [row["action"] for row in rows(good("history", project))]


@case
def says():
    """several regions change in one step, which is taken back as one"""
    project = new()
    before = held(project)
    good("region", project, "A", "B", "--set", "group=North", "--set", "latitude=30.5", "--set", "area_km2=1200")
    good("region", project, "A", "--set", "name=Alpha", "--set", "name_zh=甲", "--set", "longitude=110")
    equal(held(project)[0], [("A", "Alpha", "甲", "North", 110, 30.5, 1200), ("B", "B", None, "North", None, 30.5, 1200),
                             ("C", "C", None, None, None, None, None)])
    good("region", project, "B", "--set", "group=", "--set", "latitude=")
    equal(held(project)[0][1], ("B", "B", None, None, None, None, 1200))
    equal(len(actions(project)), 3)
    good("history", project, "--revert-to", "0")
    equal(held(project), before)


@case
def comes_and_goes():
    """a region and a year come without figures and go with them, which is said"""
    project = new()
    good("region", project, "D", "--add", "--set", "name=Delta")
    good("year", project, "--add", "2030")
    equal(held(project)[1], [2020, 2021, 2030])
    done = nqp("region", project, "A", "B", "--remove")
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "4 values went with them")
    done = nqp("year", project, "--remove", "2020")
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "1 value went with it")
    places, years, n = held(project)
    equal(([row[0] for row in places], years, n), (["C", "D"], [2021, 2030], 1))
    good("check", project)
    equal(actions(project)[-1], "Remove the year 2020")
    good("history", project, "--revert-to", "0")
    equal(held(project)[1:], ([2020, 2021], 6))


REFUSED = new()
for status, words, said in (
    (2, ["region", "A"], "nothing to change"),
    (2, ["region", "A", "--set", "lat=3"], "expected KEY=VALUE with one of the keys name, name_zh"),
    (2, ["region", "A", "--set", "name"], "expected KEY=VALUE"),
    (2, ["region", "A", "--set", "latitude=north"], "expected a number, or nothing"),
    (1, ["region", "A", "--set", "latitude=300"], "from -90 to 90"),
    (1, ["region", "Z", "--set", "name=x"], "no region 'Z'"),
    (1, ["region", "A", "Z", "--remove"], "no region 'Z'"),
    (2, ["region", "A", "--remove", "--set", "name=x"], "--remove stands alone"),
    (1, ["region", "A", "--add", "--set", "name=x"], "A"),
    (1, ["region", "D", "--add"], "A name is needed"),
    (2, ["region", "D", "E", "--add", "--set", "name=x"], "one code"),
    (2, ["region", "D", "--add", "--set", "name=x", "--set", "latitude=3"], "names of the region only"),
    (2, ["year"], "one of --add YEAR and --remove YEAR"),
    (2, ["year", "--add", "2030", "--remove", "2020"], "one of --add YEAR and --remove YEAR"),
    (2, ["year", "--add", "soon"], "expected a year such as 2020"),
    (1, ["year", "--add", "2020"], "2020"),
    (1, ["year", "--remove", "2030"], "no year 2030"),
):
    def refused(status=status, words=words, said=said):
        before = held(REFUSED)
        contains(bad(status, words[0], REFUSED, *words[1:]), said)
        equal(held(REFUSED), before)
    add("refused: " + " ".join(words), refused)


@case
def samples():
    """a bundled sample stays as it is"""
    contains(bad(1, "region", "sample:china-provinces", "110000", "--set", "name=x"), "sample")
    contains(bad(1, "year", "sample:china-provinces", "--add", "2030"), "sample")


if __name__ == "__main__":
    main()
