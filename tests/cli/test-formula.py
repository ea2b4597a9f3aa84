# SPDX-License-Identifier: GPL-3.0-or-later
"""Indicators derived by formulas: in, computed, out and in again, edited, refused"""
import json
import math
import os
import sqlite3

from harness import add, bad, case, contains, equal, good, main, nqp, path, rows, write

DATA = {("A", 2020): (100, 10, 2), ("A", 2021): (120, 12, 2), ("B", 2020): (200, 40, 4), ("B", 2021): (210, None, 4), ("C", 2020): (50, 5, 0), ("C", 2021): (80, 5, 1)}
FIGURES = write("data.csv", "region,year,GDP,POP,R&D\n" + "".join(
    f"{region},{year}," + ",".join("" if x is None else str(x) for x in cells) + "\n" for (region, year), cells in DATA.items()))
SERIES = write("series.csv", "code,name_en,unit_en,unit_zh\nGDP,GDP,yuan,元\nPOP,Population,persons,人\nR&D,Research,yuan,元\n")
HEAD = "code,name_en,pillar,component,direction,role,formula\n"
INDICATORS = write("ind.csv", HEAD + """PC,GDP per head,drivers,innovation-input,+,,GDP / POP
GR,Growth,elements,labour-force,+,,growth(GDP)
SH,Share,carriers,emerging-industries,+,,share(GDP)
RD,Intensity,relations,openness,+,,100 * [R&D] / GDP
POP,Population,,,,population,
""")


def new(name, indicators=INDICATORS, **kwargs):
    made = path(name)
    return made, good("import", "-o", made, "--data", FIGURES, "--series", SERIES, "--indicators", indicators, **kwargs)


def values(project):
    """{(indicator, region, year): value} as scores begin with them"""
    folder = path(f"{os.path.basename(project)}.json")
    good("export", project, "-o", folder, "--as", "json")
    with open(folder, encoding="utf-8") as file:
        return json.load(file)


def score(project):
    return {(row["node"], row["region"], int(row["year"])): row["score"] for row in
            rows(good("score", project, "--weights", "equal", "--normalise", "zscore", "--level", "indicator"))}


def zscores(made):
    """Of {key: value}: normalised as the program does"""
    there = [x for x in made.values() if x is not None]
    mean = sum(there) / len(there)
    deviation = math.sqrt(sum((x - mean) ** 2 for x in there) / (len(there) - 1))
    return {key: None if x is None else (x - mean) / deviation for key, x in made.items()}


@case
def computed():
    """values follow from the formula, missing where what they are made of is missing"""
    project, _ = new("computed.nqp")
    gdp = {key: cells[0] for key, cells in DATA.items()}
    total = {year: sum(x for (_, y), x in gdp.items() if y == year) for year in (2020, 2021)}
    expected = {
        "PC": {key: None if cells[1] is None else cells[0] / cells[1] for key, cells in DATA.items()},
        "GR": {(region, year): None if year == 2020 else 100 * (gdp[region, 2021] / gdp[region, 2020] - 1) for region, year in DATA},
        "SH": {(region, year): 100 * x / total[year] for (region, year), x in gdp.items()},
        "RD": {key: 100 * cells[2] / cells[0] for key, cells in DATA.items()},
    }
    found = score(project)
    for code, made in expected.items():
        for (region, year), z in zscores(made).items():
            text = found[code, region, year]
            assert (text == "") == (z is None), (code, region, year, text)
            assert z is None or abs(float(text) - z) < 1e-12, (code, region, year, text, z)
    info = {row["key"]: row["value"] for row in rows(good("info", project))}
    equal((info["missing"], info["derived"]), (str(1 + 1 + 3), str(24 - 1 - 3)), "missing and derived")
    db = sqlite3.connect(project)
    equal(db.execute("SELECT unit_en, unit_zh FROM v_indicators WHERE indicator = 'PC'").fetchone(), ("yuan/persons", "元/人"), "unit")
    equal(db.execute("SELECT count(*) FROM v_scores_input WHERE indicator <> 'POP'").fetchone(), (0,), "formulas in the view")


@case
def round_trip():
    """a folder, and a workbook, come back with the same formulas and scores"""
    project, _ = new("trip.nqp")
    folder = path("trip")
    good("export", project, "-o", folder)
    again = path("again.nqp")
    good("import", "-o", again, "--data", f"{folder}/data.csv", "--indicators", f"{folder}/indicators.csv", "--series", f"{folder}/series.csv")
    equal(good("score", again, "--level", "indicator"), good("score", project, "--level", "indicator"), "scores")
    equal(sqlite3.connect(again).execute("SELECT * FROM v_indicators").fetchall(), sqlite3.connect(project).execute("SELECT * FROM v_indicators").fetchall(), "indicators")
    made = json.dumps(values(project))
    contains(made, '"formula": "growth(GDP)"')


@case
def edited():
    """set, changed, and a new one made: one step each"""
    project, _ = new("edited.nqp")
    before = good("score", project, "--level", "indicator")
    good("place", project, "GR", "--formula", "ln(GDP)")
    assert good("score", project, "--level", "indicator") != before
    good("place", project, "dens", "--formula", "= GDP / AREA", "--name", "Density")
    db = sqlite3.connect(project)
    equal(db.execute("SELECT name_en, role, formula, unit_en FROM v_indicators WHERE indicator = 'dens'").fetchone(), ("Density", "", "GDP / AREA", "yuan/km²"), "new one")
    equal(db.execute("SELECT count(*) FROM history").fetchone(), (2,), "steps")
    contains(good("history", project), "Formula of Growth", "New indicator Density")


for _name, _code, _formula, _said in (
        ("a series that is not there", "GR", "ln(GDPP)", ["“GDPP”", "is it “GDP”"]),
        ("a sign too many", "GR", "GDP + ", ["Character", "the end"]),
        ("different units", "GR", "GDP + POP", ["“yuan”", "“persons”"]),
        ("the code of a series", "GDP", "POP * 2", ["“GDP”"]),
        ("numbers alone", "GR", "1 + 1", ["names no series"])):
    def refused(code, formula, said, name):
        project, _ = new(f"refused-{name.replace(' ', '-')}.nqp")
        before = good("score", project, "--level", "indicator")
        contains(bad(1, "place", project, code, "--formula", formula), *said)
        equal(good("score", project, "--level", "indicator"), before, "scores")
    add(f"refused: {_name}", refused, _code, _formula, _said, _name)

for _name, _row, _said in (
        ("a formula that cannot be read", "X,X,drivers,innovation-input,+,,GDP +\n", ["ind.csv:2:7", "“X”"]),
        ("a series that the data lacks", "X,X,drivers,innovation-input,+,,NOPE / GDP\n", ["NOPE"]),
        ("per_head() without a population", "X,X,drivers,innovation-input,+,,per_head(GDP)\n", ["X: per_head()", "population"]),
        ("different units in a file", "X,X,drivers,innovation-input,+,,GDP - POP\n", ["X: ", "“yuan”", "“persons”"])):
    def refused_file(row, said, name):
        target = path(f"file-{name.replace(' ', '-')}.nqp")
        indicators = write(f"file-{name.replace(' ', '-')}/ind.csv", HEAD + row)
        contains(bad(1, "import", "-o", target, "--data", FIGURES, "--series", SERIES, "--indicators", indicators), *said)
        assert not os.path.exists(target)
    add(f"refused: {_name}", refused_file, _row, _said, _name)


@case
def both_ways():
    """a formula beside a numerator is one too many"""
    indicators = write("both/ind.csv", "code,pillar,component,direction,numerator,formula\nX,drivers,innovation-input,+,GDP,POP * 2\n")
    contains(bad(1, "import", "-o", path("both.nqp"), "--data", FIGURES, "--indicators", indicators), "“X”", "one way")


@case
def warned():
    """a unit that says something else, a division by zero"""
    indicators = write("warn/ind.csv", "code,unit_en,pillar,component,direction,formula\nX,persons,drivers,innovation-input,+,GDP / POP\nY,,drivers,innovation-input,+,POP / [R&D]\n")
    project = path("warn.nqp")
    done = nqp("import", "-o", project, "--data", FIGURES, "--series", SERIES, "--indicators", indicators)
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "warning", "“yuan/persons”", "“persons”")
    contains(nqp("score", project).stderr, "divides by zero", "C, 2020")


@case
def population_stays():
    """the population of per_head() cannot be taken away"""
    project, _ = new("head.nqp")
    good("place", project, "PC", "--formula", "per_head(GDP)")
    contains(bad(1, "place", project, "POP", "--waits"), "GDP per head", "per_head()", "population")


@case
def foreign():
    """a project whose formula makes no sense is damaged; salvage loses that indicator alone"""
    project, _ = new("foreign.nqp")
    for change in ("UPDATE formula SET expression = 'GDP +' WHERE indicator_id = 1", "UPDATE formula SET expression = 'NOPE' WHERE indicator_id = 1",
                   "DELETE FROM formula WHERE indicator_id = 1", "UPDATE indicator SET factor = 1 WHERE id = 1"):
        broken = path("broken.nqp")
        good("copy", project, "-o", broken, "--replace")
        with sqlite3.connect(broken) as db:
            db.execute(change)
        db.close()
        contains(bad(1, "score", broken), "damaged", "indicator")
        saved = path("saved.nqp")
        if os.path.exists(saved):
            os.remove(saved)
        nqp("salvage", broken, "-o", saved)
        found = {row["node"] for row in rows(good("weights", saved, "--scheme", "equal"))}
        assert {"PC", "SH", "RD"} <= found, (change, found)
        assert "GR" not in found or "factor" in change, (change, found)


main(2)
