# SPDX-License-Identifier: GPL-3.0-or-later
"""A project of a data file alone: its indicators wait, and 'nqp place' gives them their place in the index."""
import math
import os
import sqlite3

from harness import add, bad, case, contains, equal, good, main, path, rows, write

CITIES = [f"City {chr(65 + k)}" for k in range(6)]
YEARS = range(2018, 2021)
CODES = [f"var{k}" for k in range(1, 5)]


def value(city, year, k):
    return round(10 * (k + 1) + (k + 2) * city + (year - 2018) * 0.7 + 3 * math.sin(5 * city + 2 * k + year), 4)


DATA = write("own.csv", "region,year," + ",".join(CODES) + "\n" + "".join(
    f"{name},{year}," + ",".join(str(value(city, year, k)) for k in range(4)) + "\n"
    for city, name in enumerate(CITIES) for year in YEARS))


def new(name):
    made = path(name)
    good("import", "-o", made, "--data", DATA)
    return made


def info(project):
    return {row["key"]: row["value"] for row in rows(good("info", project))}


@case
def waits():
    """all wait: said by info and check, with a direction that nobody has given"""
    project = new("waits.nqp")
    equal(info(project)["waiting"], "4", "waiting")
    found = rows(good("check", project))
    equal(sorted(row["where"] for row in found if "waits" in row["what"] and row["where"] != "index"), CODES, "indicators that wait")
    assert any("no score yet" in row["what"] and "nqp place" in row["what"] for row in found), found
    db = sqlite3.connect(project)
    equal(db.execute("SELECT DISTINCT direction FROM indicator").fetchall(), [(0,)], "directions")


@case
def places():
    """places several in one step, with a component of one's own, and scores them"""
    project = new("places.nqp")
    good("place", project, "var1", "var2", "--pillar", "drivers", "--component", "Green finance", "--direction=+", "--unit", "%")
    good("place", project, "var3", "--pillar", "elements", "--component", "新型劳动者", "--direction=-")
    equal(info(project)["waiting"], "1", "waiting")
    weights = {row["node"]: float(row["weight"]) for row in rows(good("weights", project, "--scheme", "equal"))}
    equal(sorted(weights), sorted(["index", "elements", "elements.labour-force", "var3", "drivers", "drivers.green-finance",
                                   "var1", "var2"]), "nodes")
    equal(weights["var1"], 0.5, "weight of var1")
    equal(len(rows(good("score", project, "--year", "2019"))), len(CITIES), "scores")
    db = sqlite3.connect(project)
    equal(db.execute("SELECT count(*) FROM history").fetchone(), (2,), "steps")
    equal(db.execute("SELECT unit_en, direction FROM indicator WHERE code = 'var2'").fetchone(), ("%", 1), "var2")
    good("place", project, "var1", "var2", "var3", "--waits")
    equal(info(project)["waiting"], "4", "waiting")


@case
def entropy():
    """weights of the entropy scheme equal those of an independent computation"""
    project = new("entropy.nqp")
    good("place", project, *CODES[:3], "--pillar", "drivers", "--component", "green", "--direction=+")
    good("place", project, "var4", "--pillar", "drivers", "--component", "green", "--direction=-")
    shares = []
    for k in range(4):
        x = [value(city, year, k) for city in range(6) for year in YEARS]
        low, high = min(x), max(x)
        z = [(v - low) / (high - low) if k < 3 else (high - v) / (high - low) for v in x]
        p = [v / sum(z) for v in z]
        shares.append(1 + sum(v * math.log(v) for v in p if v > 0) / math.log(len(x)))
    found = {row["node"]: float(row["weight"]) for row in rows(good("weights", project, "--scheme", "entropy"))}
    for k, code in enumerate(CODES):
        assert abs(found[code] - shares[k] / sum(shares)) < 1e-12, (code, found[code], shares[k] / sum(shares))


def refused(status, wanted, *args):
    project = new(f"refused-{abs(hash((wanted,) + args))}.nqp")
    with open(project, "rb") as file:
        before = file.read()
    contains(bad(status, "place", project, *args), wanted)
    with open(project, "rb") as file:
        assert file.read() == before, "the project has changed"


PLACE = ("--pillar", "drivers", "--component", "green")
for status, wanted, *args in (
        (1, "no direction yet", "var1", *PLACE),
        (1, "no indicator 'var9'", "var1", "var9", *PLACE, "--direction=+"),
        (2, "go together", "var1", "--pillar", "drivers", "--direction=+"),
        (2, "expected elements, drivers", "var1", "--pillar", "driver", "--component", "x", "--direction=+"),
        (2, "expected + ", "var1", "--direction", "up"),
        (2, "nothing to change", "var1"),
        (2, "expected output", "var1", "--role", "index"),
        (2, "give one", "var1", "--waits", *PLACE)):
    add(f"refuses: {wanted}", refused, status, wanted, *args)


@case
def sample():
    """a sample is not changed"""
    contains(bad(1, "place", "sample:china-provinces", "rdint", "--unit", "x"), "not changed")


@case
def round_trip():
    """what waits, and what has no direction, comes back from an export"""
    project = new("there.nqp")
    good("place", project, "var1", *PLACE, "--direction=-")
    good("place", project, "var2", "--role", "population")
    good("export", project, "-o", path("there"))
    good("import", "-o", path("back.nqp"), "--data", path("there", "data.csv"), "--indicators", path("there", "indicators.csv"),
         "--regions", path("there", "regions.csv"), "--series", path("there", "series.csv"))
    equal(good("score", path("back.nqp")), good("score", project), "scores")
    equal(info(path("back.nqp"))["waiting"], "2", "waiting")
    for made in (project, path("back.nqp")):
        db = sqlite3.connect(made)
        equal(db.execute("SELECT direction, role FROM indicator ORDER BY code").fetchall(),
              [(-1, "index"), (0, "population"), (0, ""), (0, "")], made)


@case
def classes_of_all_years():
    """classes are those of all years, in a year without values as well; where no year has any the map does not speak of them"""
    table = write("gap.csv", "region,year,a,b,c\n" + "".join(f"{name},{year},{'' if year == 2019 else city + year},{city},NA\n"
                                                          for city, name in enumerate(CITIES) for year in YEARS))
    project = path("gap.nqp")
    good("import", "-o", project, "--data", table)
    good("place", project, "a", "b", "c", *PLACE, "--direction=+")
    for measure, year, wanted in (("a", "2019", True), ("a", "2020", True), ("c", "2020", False)):
        picture = path(f"{measure}{year}.svg")
        good("chart", project, "map.tiles", "--measure", measure, "--year", year, "-o", picture)
        with open(picture, encoding="utf-8") as file:
            equal(" classes" in file.read(), wanted, f"classes of {measure} in {year}")


def names(project):
    """{node: names}, without indicators, which have names of their own"""
    db = sqlite3.connect(project)
    return {row[0]: row[1:] for row in db.execute("SELECT code, name_en, name_zh FROM node WHERE level <> 'indicator'")}


def back(project, name):
    """The project, out and in again."""
    folder = path(name)
    good("export", project, "-o", folder)
    made = folder + ".nqp"
    good("import", "-o", made, *(word for part in ("data", "indicators", "regions", "series") for word in
                                 (f"--{part}", os.path.join(folder, f"{part}.csv"))))
    return made


@case
def own_components():
    """components of one's own, freely named, and names that were changed come back from an export"""
    project = new("own.nqp")
    for code, pillar, component in (("var1", "drivers", "绿色金融"), ("var2", "drivers", "FDI & R&D (2020)"),
                                    ("var3", "elements", "=Labour, \"new\""), ("var4", "drivers", "e-commerce")):
        good("place", project, code, "--pillar", pillar, "--component", component, "--direction=+")
    db = sqlite3.connect(project)
    db.execute("UPDATE node SET name_en = 'Our index', name_zh = '我们的指数' WHERE code = 'index'")
    db.execute("UPDATE node SET name_en = 'Engines', name_zh = NULL WHERE code = 'drivers'")
    db.commit()
    db.close()
    found = names(project)
    equal(found, {"index": ("Our index", "我们的指数"), "drivers": ("Engines", None), "elements": ("New elements", "新要素"),
                  "drivers.part-1": (None, "绿色金融"), "drivers.fdi-r-d-2020": ("FDI & R&D (2020)", None),
                  "elements.labour-new": ("=Labour, \"new\"", None), "drivers.e-commerce": ("e-commerce", None)}, "names")
    again = back(project, "own-out")
    equal(names(again), found, "names that came back")
    equal(good("score", again, "--raw"), good("score", project, "--raw"), "scores")


@case
def no_more_columns():
    """where every name is what the id says, the file has no columns of names"""
    project = new("plain.nqp")
    good("place", project, "var1", *PLACE, "--direction=+")
    good("export", project, "-o", path("plain"))
    with open(path("plain", "indicators.csv"), encoding="utf-8") as file:
        equal(file.readline(), "code,name_en,name_zh,pillar,component,unit_en,unit_zh,direction,role,numerator,denominator,"
              "factor,source,note\n", "header")


@case
def named_in_the_file():
    """a file of indicators may name its components as it likes"""
    listed = write("listed.csv", "code,name,pillar,component,direction\nvar1,A,科技创新,绿色金融,+\n"
                   "var2,B,drivers,Green finance,+\nvar3,C,drivers,green FINANCE,-\nvar4,D,elements,New labour force,+\n")
    project = path("listed.nqp")
    good("import", "-o", project, "--data", DATA, "--indicators", listed)
    equal(names(project), {"index": ("New quality productivity index", "新质生产力指数"), "elements": ("New elements", "新要素"),
                           "elements.labour-force": ("New labour force", "新型劳动者"),
                           "drivers": ("Technological innovation", "科技创新"), "drivers.part-1": (None, "绿色金融"),
                           "drivers.green-finance": ("Green finance", None)}, "names")


def one(project, sql):
    db = sqlite3.connect(project)
    try:
        return db.execute(sql).fetchone()
    finally:
        db.close()


@case
def from_nothing():
    """an empty project is made, gets an indicator whose values are to come, and takes it back"""
    made = path("empty.nqp")
    good("template", "-o", made, "--regions", "sample:china-provinces", "--years", "2015-2024", "--title", "Ours")
    known = info(made)
    equal([known[key] for key in ("title", "regions", "years", "indicators", "first_year", "last_year")], ["Ours", "31", "10", "0", "2015", "2024"], "info")
    assert one(made, "SELECT count(*) FROM boundary")[0] > 31 and one(made, "SELECT count(*) FROM neighbour")[0] > 60
    contains(bad(1, "score", made), "no indicator")
    equal([row["where"] for row in rows(good("check", made))], ["data", "index"], "what check says of it")
    good("place", made, "gdp", "--formula", "", "--name", "Gross product")
    equal(one(made, "SELECT s.code, s.name_en, i.role, i.direction FROM series AS s JOIN indicator AS i ON i.numerator_id = s.id"),
          ("gdp", "Gross product", "", 0), "the series and its indicator")
    contains(bad(1, "place", made, "elements", "--formula", ""), "cannot be the code")
    good("place", made, "gdp", "--pillar", "elements", "--component", "labour-tools", "--direction", "+")
    contains(bad(1, "template", "-o", made), "exists")
    contains(bad(1, "template", "-o", made, "--replace", "--years", "2024-2020"), "2024 to 2020")
    equal(info(made)["indicators"], "1", "indicators of what was not replaced")
    contains(bad(1, "template", "-o", path("x.nqp"), "--regions", "sample:nowhere"), "no sample")
    contains(bad(2, "template", "-o", path("folder"), "--years", "2020-2021"), "--years")
    assert not os.path.exists(path("folder")) and not os.path.exists(path("x.nqp"))


main()
