# SPDX-License-Identifier: GPL-3.0-or-later
"""Fourteen tables as colleagues send them come in from the file alone, or with at most two answers; the values are those they were made of."""
import itertools
import os
import subprocess

import own_data as own
from harness import NQP, SAMPLES, SLOW, Skip, add, case, contains, environment, equal, good, main, nqp, path, rows, write

_count = itertools.count(1)
CODES = [f"C{i:02d}" for i in range(len(own.CITIES))]
MISSING = ["workbook"] if "cannot read workbooks" in nqp("import", "--dry-run", "--data", write("own/probe.xlsx", own.xlsx([("a", [["a"]], [])]))).stderr else []


def came_in(name, content, regions, series, *answers, values=None):
    """nqp import -o P.nqp --data FILE alone, with at most two answers; nqp info has the right numbers, nqp export the right values"""
    assert len([word for word in answers if word.startswith("--")]) <= 2, answers
    file = write(f"own/{name}", content)
    target = path(f"{os.path.basename(name)}-{next(_count)}.nqp")
    done = nqp("import", "-o", target, "--data", file, *answers)
    equal(done.returncode, 0, done.stderr[:2000])
    info = {row["key"]: row["value"] for row in rows(good("info", target))}
    wanted = values if values is not None else own.expected()
    equal(int(info["regions"]), regions, "regions")
    equal(int(info["years"]), len({year for _, year, _ in wanted}), "years")
    equal(int(info["missing"]), sum(number is None for number in wanted.values()), "missing cells")
    folder = f"{target}.out"
    good("export", target, "-o", folder, "--raw")
    with open(os.path.join(folder, "series.csv"), encoding="utf-8") as listed:
        names = {row["code"]: row["name_zh"] or row["name_en"] for row in rows(listed.read())}
    equal(sorted(names.values()), sorted(series), "series")
    with open(os.path.join(folder, "data.csv"), encoding="utf-8") as table:
        found = {(row["region"], int(row["year"]), names[code]): float(number) if number else None
                 for row in rows(table.read()) for code, number in row.items() if code not in ("region", "year")}
    if wanted:
        equal({key: number for key, number in found.items() if key in wanted}, wanted, "values")
        equal(set(found) - set(wanted), set(), "values that nobody gave")
    return done.stderr


NAMES = [name for _, name, _, _ in own.SERIES]
LONG = [f"{name} ({unit})" for _, name, unit, _ in own.SERIES]  # the unit may be a part of the name there
GDP = NAMES[:1]
OF_GDP = own.expected(series=[0])
N = len(own.CITIES)

TEXTS = {
    "bureau-gb18030": ("GDP.csv", own.bureau(), GDP, OF_GDP, ()),
    "bureau-utf16": ("GDP16.csv", own.bureau("utf-16"), GDP, OF_GDP, ()),
    "years across in Chinese": ("地区生产总值.csv", own.wide_by_year(), GDP, OF_GDP, ()),
    "semicolons and decimal commas": ("semi.csv", own.panel(delimiter=";", decimal=","), NAMES, None, ()),
    "city,year": ("city.csv", own.panel(), NAMES, None, ()),
    "REGION CODE,YEAR": ("code.csv", own.panel("REGION CODE,YEAR,{}", cities=CODES), NAMES, own.expected(CODES), ()),
    "units behind the values": ("units.csv", own.units_in_values(), NAMES, None, ()),
    "spaces of all kinds": ("spaces.csv", own.panel(cities=[f"\u3000{c}\u00a0" for c in own.CITIES]), NAMES, None, ()),
    "empty columns": ("empty.csv", own.panel("city,year,{},,").replace("\n", ",,\n").replace(",,,,", ",,", 1), NAMES, None, ()),
    "thousands": ("thousands/地区生产总值.csv", own.wide_by_year(thousands=","), ["地区生产总值"], OF_GDP, ()),
    "World Bank": ("wdi.csv", own.world_bank(), LONG, own.expected(CODES, names=LONG), ()),
}


def text_table(name):
    file, content, series, values, answers = TEXTS[name]
    came_in(file, content, N, series, *answers, values=values)


for _name in TEXTS:
    add(f"{_name}: read from the file alone", text_table, _name)


BOOKS = {
    "yearbook": (own.yearbook, NAMES, None),
    "three sheets": (own.three_sheets, NAMES, None),
    "one sheet": (lambda: [("Sheet1", own.panel_sheet(), [])], NAMES, None),
    "COIN Tool": (own.coin_tool, NAMES, own.expected(CODES)),
    "COIN Tool with directions and weights": (lambda: own.coin_tool(extra=True), NAMES, own.expected(CODES)),
}


def workbook(name, form):
    if "workbook" in MISSING:
        raise Skip("built without workbooks")
    sheets, series, values = BOOKS[name]
    content = own.xlsx(sheets()) if form == "xlsx" else own.ods(sheets())
    said = came_in(f"{name.replace(' ', '-')}.{form}", content, N, series, values=values)
    contains(said, "of the sheet")


for _name in BOOKS:
    for _form in ("xlsx", "ods"):
        add(f"{_name} as {_form}: read from the file alone", workbook, _name, _form)


@case
def sheets_asked():
    """several sheets with values are asked for, naming --sheet; a sheet that is not there is refused; a problem names sheet and cell"""
    book = own.xlsx([("甲", own.panel_sheet(), []), ("乙", own.panel_sheet(), []), own.NOTES])
    file = write("own/two.xlsx", book)
    done = nqp("import", "-o", path("two.nqp"), "--data", file)
    equal(done.returncode, 1, "status")
    contains(done.stderr, "--sheet", "甲", "乙")
    for sheet in ("乙", "2"):
        target = path(f"two-{sheet}.nqp")
        contains(nqp("import", "-o", target, "--data", file, "--sheet", sheet).stderr, "乙")
        equal(os.path.exists(target), True, "a project")
    done = nqp("import", "-o", path("two.nqp"), "--data", file, "--sheet", "丙")
    equal(done.returncode, 1, "status")
    contains(done.stderr, "丙", "甲")
    contains(good("import", "--data", file, "--sheet", "乙", "--dry-run"), "sheet: 乙")
    rows_ = own.panel_sheet()
    rows_[5][3] = "x"
    done = nqp("import", "-o", path("bad.nqp"), "--data", write("own/bad.xlsx", own.xlsx([("数据", rows_, []), own.NOTES])), "--column", "4=series")
    equal(done.returncode, 1, "status")
    contains(done.stderr, "“数据”", "D6", "“x”")
    done = nqp("import", "-o", path("no.nqp"), "--data", write("own/t.csv", own.panel()), "--sheet", "1")
    equal(done.returncode, 1, "status")
    contains(done.stderr, "--sheet")


@case
def merged_regions():
    """a region merged down its years stands for each of them; a value under merged cells is the first's alone, and that is said"""
    if "workbook" in MISSING:
        raise Skip("built without workbooks")
    rows_, n = own.panel_sheet(), len(own.YEARS)
    merged = []
    for i in range(len(own.CITIES)):
        for k in range(1, n):
            rows_[1 + i * n + k][0] = None
        merged.append(f"A{2 + i * n}:A{1 + i * n + n}")
    said = came_in("down.xlsx", own.xlsx([("1", rows_, merged)]), N, NAMES)
    assert "warning" not in said, said
    rows_[2][3] = None
    values = dict(own.expected())
    values[own.CITIES[0], own.YEARS[1], NAMES[1]] = None
    said = came_in("under.xlsx", own.xlsx([("1", rows_, merged + ["D2:D3"])]), N, NAMES, values=values)
    contains(said, "cell D3", "merged")


@case
def workbook_pipes():
    """a workbook comes in through a pipe, too; what is hidden is read and said; what is no workbook is said to be none"""
    if "workbook" in MISSING:
        raise Skip("built without workbooks")
    book = write("own/piped.xlsx", own.xlsx(own.three_sheets()))
    done = subprocess.run(["sh", "-c", 'cat "$1" | "$2" import --dry-run --data /dev/stdin', "sh", book, NQP], capture_output=True, encoding="utf-8",
                          env=environment(), timeout=60 * SLOW)
    equal(done.returncode, 0, done.stderr)
    contains(done.stdout, "sheet: 数据")
    for name, content, word in (("page.xls", "<html><table><tr><td>region</td></tr></table></html>", "HTML"),
                                ("zip.xlsx", own.pack([("a.txt", "a")]), "ZIP"),
                                ("cut.xlsx", own.xlsx(own.three_sheets())[:700], "cut.xlsx: ")):
        done = nqp("import", "-o", path("none.nqp"), "--data", write(f"own/{name}", content))
        equal(done.returncode, 1, "status")
        contains(done.stderr, word)
        equal(done.stderr.count(name), 1, f"names of the file in {done.stderr}")


@case
def sheets_told_apart():
    """of several sheets with figures the one with regions and years is meant, or the one that is called data"""
    if "workbook" in MISSING:
        raise Skip("built without workbooks")
    list_ = [["指标", "权重"]] + [[name, 0.1 * k] for k, name in enumerate(NAMES)]
    came_in("list.xlsx", own.xlsx([("权重", list_, []), ("值", own.panel_sheet(), []), own.NOTES]), N, NAMES)
    came_in("called.xlsx", own.xlsx([("Scores", own.panel_sheet()[:30], []), ("Data", own.panel_sheet(), [])]), N, NAMES)


@case
def sheets_beside():
    """a workbook that was exported comes in again with its indicators, regions and weights, and the same scores"""
    if "workbook" in MISSING:
        raise Skip("built without workbooks")
    for sample in SAMPLES:
        book, target = path(f"{sample}.xlsx"), path(f"{sample}-again.nqp")
        good("export", f"sample:{sample}", "-o", book)
        good("import", "-o", target, "--data", book)
        equal(rows(good("score", target, "--weights", book)), rows(good("score", f"sample:{sample}")), "scores")
        before, after = ({row["key"]: row["value"] for row in rows(good("info", p))} for p in (f"sample:{sample}", target))
        for key in ("regions", "years", "indicators", "waiting"):
            equal(after[key], before[key], key)


@case
def sheets_of_their_own():
    """tables of indicators and regions in workbooks are read as those in text are; problems name sheet and cell"""
    if "workbook" in MISSING:
        raise Skip("built without workbooks")
    about = [["code", "name", "pillar", "component", "direction", "lower", "upper"]]
    about += [[name, name, "elements", "labour-force", "+", 0, 1000000.5] for name in NAMES]
    places = [["code", "name", "group", "longitude", "latitude"]] + [[city, city, "华东", 120.5 + i, 30.25] for i, city in enumerate(own.CITIES)]
    book = write("own/about.ods", own.ods([("说明", [["x"]], []), ("Blatt2", about, []), ("Blatt3", places, [])]))
    target = path("about.nqp")
    good("import", "-o", target, "--data", write("own/about.csv", own.panel()), "--indicators", book, "--regions", book)
    info = {row["key"]: row["value"] for row in rows(good("info", target))}
    equal((info["waiting"], info["regions"]), ("0", str(N)), "indicators that wait, regions")
    about[2][5] = "low"
    for name in ("Indicators", "指标"):
        sheets = [("Data", own.panel_sheet(), []), (name, about, [])]
        done = nqp("import", "-o", path("no.nqp"), "--data", write("own/low.xlsx", own.xlsx(sheets)))
        equal(done.returncode, 1, "status")
        contains(done.stderr, f"low.xlsx: Sheet “{name}”, cell F3: Found “low”")
    other = [("Data", own.panel_sheet(), []), ("Indicators", [["About", "our indicators"], ["GDP", "in yuan"]], [])]
    came_in("other.xlsx", own.xlsx(other), N, NAMES)


@case
def template():
    """files to fill in: as they are there is nothing in them, filled in they make a project with scores"""
    folder = path("template")
    good("template", "-o", folder)
    files = [word for name in ("data", "indicators", "regions") for word in (f"--{name}", os.path.join(folder, f"{name}.csv"))]
    done = nqp("import", "-o", path("empty.nqp"), *files)
    equal(done.returncode, 1, "status")
    contains(done.stderr, "Every value is missing")
    equal(nqp("template", "-o", folder).returncode, 1, "a second time")
    good("template", "-o", folder, "--replace")
    file = os.path.join(folder, "data.csv")
    with open(file, encoding="utf-8") as table:
        lines = table.read().splitlines()
    write("template/data.csv", "\n".join([lines[0]] + [line.replace(",,,,", f",{k},{k * k},{k + 1},{9 - k}") for k, line in enumerate(lines[1:])]) + "\n")
    target = path("filled.nqp")
    good("import", "-o", target, *files)
    scores = rows(good("score", target, "--year", "2023"))
    equal([row["score"] != "" for row in scores], [True, True], "scores")
    equal(nqp("template", "-o", file, "--replace").returncode, 1, "somebody else's file")
    book = path("template.xlsx")
    good("template", "-o", book, "--lang", "zh_CN")
    equal(own.sheet_names(book), ["Data", "Indicators", "Regions", "Notes"], "sheets")
    if "workbook" in MISSING:
        return
    done = nqp("import", "-o", path("empty.nqp"), "--data", book)
    equal(done.returncode, 1, "status")
    contains(done.stderr, "Every value is missing")


@case
def no_tables():
    """what is taken for a table by mistake is told by what it is"""
    project = path("taken.nqp")
    good("import", "-o", project, "--data", write("own/small.csv", "region,year,a\nr,2020,1\ns,2020,2\n"))
    for file, said in ((project, "project"), (write("own/x.pdf", "%PDF-1.7 x\n"), "PDF"), (write("own/x.json", ' {"a": [1]}\n'), "--boundaries"),
                       (write("own/x.xls", "<html><table><tr><td>a</td></tr></table></html>"), "HTML")):
        done = nqp("import", "-o", path("no.nqp"), "--data", file)
        equal(done.returncode, 1, file)
        contains(done.stderr, said)


@case
def county_years():
    """32,532 rows of counties with REGION CODE"""
    target = path("county.nqp")
    good("import", "-o", target, "--data", write("own/county.csv", own.counties()))
    info = {row["key"]: row["value"] for row in rows(good("info", target))}
    equal((info["regions"], info["years"], info["missing"]), ("2711", "12", "0"), "regions, years, missing")


if __name__ == "__main__":
    main()
