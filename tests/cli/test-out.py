# SPDX-License-Identifier: GPL-3.0-or-later
"""What nqp export writes for other programs: the numbers are those of nqp score, and a spreadsheet, R and Stata can go on with them."""
import csv
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

from harness import SLOW, Skip, add, bad, case, contains, environment, equal, good, main, nqp, path, read, rows, write

CHINA, WORLD = "sample:china-provinces", "sample:world-economies"
FIXED = environment(SOURCE_DATE_EPOCH="1700000000")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NASTY = ["=1+1", "+1", "-1", "@SUM(1)", "\u4e2d\u6587 & <b> \"q\"", "_x0041_", "a,b"]
os.makedirs(path("out"))


def out(name):
    return path("out", name)


def scores_of(project, *options, texts=("--raw",)):
    """{(node, region, year): (score, rank)} as nqp score prints them, of the levels above the indicators"""
    found = {}
    for level in ("index", "pillar", "component"):
        for row in rows(good("score", project, *texts, "--level", level, *options)):
            found[row["node"], row["region"], int(row["year"])] = (float(row["score"]) if row["score"] else None,
                                                                   int(row["rank"]) if row["rank"] else None)
    return found


def nasty():
    """A project whose texts a spreadsheet would run, with gaps and an indicator that takes no part"""
    quote = lambda text: '"' + text.replace('"', '""') + '"'
    lines = ["region,year,a,b,c,d"]
    for i, region in enumerate(NASTY):
        for year in (2020, 2021):
            values = [i + 0.1, "" if i == 1 else (i + 1) ** 2 / 3, 7 - i, year + i]
            lines.append(",".join([quote(region), str(year), *map(str, values)]))
    folder = path("nasty")
    data = write("nasty/data.csv", "\n".join(lines) + "\n")
    indicators = write("nasty/indicators.csv", "code,name_en,name_zh,pillar,component,direction,role,unit_en,source\n"
                       "a,=cmd|' /C calc'!A0,指标甲,elements,labour-force,+,,%,=SOURCE\n"
                       "b,\"" + "long name " * 12 + "\",指标乙,elements,labour-force,-,,kg,\"made, CC BY 4.0\"\n"
                       "c,Third,指标丙,drivers,innovation-input,+,,,\n" "d,Fourth,指标丁,,,+,context,,\n")
    target = os.path.join(folder, "p.nqp")
    good("import", "-o", target, "--data", data, "--indicators", indicators, "--replace")
    with sqlite3.connect(target) as project: # an indicator that hangs on its pillar, as older files may have it
        pillar = project.execute("SELECT id FROM node WHERE code = 'drivers'").fetchone()
        project.execute("UPDATE node SET parent_id = ? WHERE code = 'c'", pillar)
        project.execute("DELETE FROM node WHERE code = 'drivers.innovation-input'")
    project.close()
    return target


def derived():
    """A project whose indicators are made by formulas, with gaps where these have no value"""
    data = write("derived/data.csv", "region,year,A,B,R&D\n" + "".join(
        f"r{i},{year},{10 + i * i + year % 5},{'' if (i, year) == (2, 2021) else 3 + i + year % 3},{1 + (i * 7 + year) % 4}\n"
        for i in range(6) for year in (2020, 2021, 2022)))
    indicators = write("derived/indicators.csv", "code,name_en,pillar,component,direction,formula\n"
                       "ratio,Ratio,elements,labour-force,+,A / B\n" "growth,Growth,elements,labour-force,-,growth(A)\n"
                       "share,Share,drivers,innovation-input,+,-share([R&D])\n" "B,As it is,drivers,innovation-input,+,\n")
    target = path("derived", "p.nqp")
    good("import", "-o", target, "--data", data, "--indicators", indicators, "--title", "Derived", "--replace")
    return target


NASTY_PROJECT = nasty()
PROJECTS = {"china": CHINA, "world": WORLD, "nasty": NASTY_PROJECT, "derived": derived()}


# ---- workbooks ----------------------------------------------------------------------------------------------------------------------


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda escape: chr(int(escape.group(1), 16)), text)


def workbook(where):
    """{sheet: [{column: (value, formula)}]}; every part is well-formed"""
    sheets = {}
    with zipfile.ZipFile(where) as file:
        equal(file.testzip(), None, "entries that are broken")
        parts = {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if not name.endswith("/")}
    names = [sheet.get("name") for sheet in parts["xl/workbook.xml"].iter(MAIN + "sheet")]
    shared = [unescape("".join(text.text or "" for text in item.iter(MAIN + "t"))) for item in parts["xl/sharedStrings.xml"]] if "xl/sharedStrings.xml" in parts else []
    for number, name in enumerate(names, 1):
        table = []
        for row in parts[f"xl/worksheets/sheet{number}.xml"].iter(MAIN + "row"):
            cells = {}
            for cell in row:
                value, kind = cell.find(MAIN + "v"), cell.get("t", "n")
                formula = cell.find(MAIN + "f")
                if kind == "inlineStr":
                    found = unescape("".join(text.text or "" for text in cell.iter(MAIN + "t")))
                elif value is None or value.text is None:
                    found = None
                elif kind == "s":
                    found = shared[int(value.text)]
                else:
                    found = float(value.text) if kind == "n" else value.text
                cells[column_number(re.match("[A-Z]+", cell.get("r")).group())] = (found, formula.text if formula is not None else None)
            while len(table) < int(row.get("r")) - 1:
                table.append({})
            table.append(cells)
        sheets[name] = table
    return sheets


def number(cell):
    value = cell[0] if cell else None
    return value if isinstance(value, float) else None


def check_scores(book, expected, tolerance):
    """The sheet Scores holds just these, to the tolerance"""
    head = {text: column for column, (text, _) in book["Scores"][0].items()}
    seen = set()
    for row in book["Scores"][1:]:
        region, year = row[head["region"]][0], int(row[head["year"]][0])
        for node, column in head.items():
            if (node, region, year) not in expected:
                continue
            score, rank = expected[node, region, year]
            found = number(row.get(column))
            seen.add((node, region, year))
            if score is None or found is None or tolerance == 0:
                equal(found, score, f"{node} of {region} in {year}")
            else:
                assert abs(found - score) <= tolerance, f"{node} of {region} in {year}: {found!r} instead of {score!r}"
            if node == "index":
                equal(number(row.get(head["rank"])), rank, f"rank of {region} in {year}")
    equal(len(seen), len(expected), "scores in the workbook")


METHODS = {
    "stored": (), "zscore": ("--normalise", "zscore"), "distance": ("--normalise", "distance"), "rank": ("--normalise", "rank"),
    "goalposts": ("--normalise", "goalposts"), "winsorise": ("--outliers", "winsorise", "--winsor", "0.1"),
    "filled": ("--missing", "nearest"), "geometric": ("--aggregate", "geometric"), "copeland": ("--aggregate", "copeland"),
    "strict": ("--coverage", "1"), "lax": ("--coverage", "0"),
}


def xlsx_values(name, method):
    where = out(f"{name}-{method}.xlsx")
    good("export", PROJECTS[name], "-o", where, *METHODS[method])
    check_scores(workbook(where), scores_of(PROJECTS[name], *METHODS[method]), 0)


for _name, _methods in (("china", [name for name in METHODS if name != "distance"]), ("nasty", METHODS), ("derived", [name for name in METHODS if name != "distance"]), ("world", ("stored",))):
    for _method in _methods:
        add(f"the workbook of {_name} by {_method} holds the scores to the last digit", xlsx_values, _name, _method)


@case
def xlsx_sheets():
    """the workbook has its sheets; data are those of the project, texts are texts, gaps are empty"""
    where = out("nasty.xlsx")
    good("export", NASTY_PROJECT, "-o", where, "--lang", "zh_CN")
    book = workbook(where)
    equal(list(book), ["Data", "Indicators", "Regions", "Weights", "Scores", "Normalised", "Coverage", "Shares", "Method", "Sources"], "sheets")
    equal(sorted(row[0][0] for row in book["Regions"][1:]), sorted(NASTY), "regions")
    data = {(row[0][0], int(row[1][0])): row for row in book["Data"][1:]}
    equal([book["Data"][0][c][0] for c in range(6)], ["region", "year", "a", "b", "c", "d"], "columns")
    for i, region in enumerate(NASTY):
        equal(number(data[region, 2020].get(2)), i + 0.1, "a value")
        equal(number(data[region, 2020].get(3)), None if i == 1 else (i + 1) ** 2 / 3, "a value")
    for sheet, table in book.items():
        for row in table:
            for value, formula in row.values():
                assert formula is None or sheet in ("Indicators", "Weights", "Scores", "Normalised", "Coverage", "Shares"), f"{sheet}: {formula}"
                assert formula is None or not any(text in formula for text in ["cmd", "SOURCE", *NASTY[3:]]), formula
    contains([row[1][0] for row in book["Indicators"][1:]], "=cmd|' /C calc'!A0")
    contains([row[4][0] for row in book["Sources"][1:] if 4 in row], "=SOURCE")


@case
def xlsx_refuses_formulas():
    """where formulas cannot say the method there are none, and the workbook says so"""
    for method, told in (("geometric", "Scores are values"), ("rank", "Normalised values are values")):
        where = out(f"says-{method}.xlsx")
        good("export", CHINA, "-o", where, *METHODS[method])
        book = workbook(where)
        assert any(told in str(cell[0]) for row in book["Method"] for cell in row.values()), method
        formulas = {sheet: sum(formula is not None for row in table for _, formula in row.values()) for sheet, table in book.items()}
        equal(formulas["Normalised"] > 0, method == "geometric", f"{method}: formulas of normalised values")
        equal(formulas["Scores"] > 0, method == "rank", f"{method}: formulas of scores")
        equal("Shares" in book, method == "rank", f"{method}: the sheet Shares")


def recalculate(where, change=None):
    """The workbook as LibreOffice reckons it: without the results that were written; @change edits the XML of a sheet"""
    office = shutil.which("soffice")
    if office is None:
        raise Skip("LibreOffice is not installed")
    bare, folder = where.replace(".xlsx", "-bare.xlsx"), where.replace(".xlsx", "-office")
    with zipfile.ZipFile(where) as file, zipfile.ZipFile(bare, "w") as target:
        for name in file.namelist():
            text = file.read(name).decode()
            if name.startswith("xl/worksheets/"):
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text)
                text = change(name, text) if change else text
            target.writestr(name, text)
    done = subprocess.run([office, f"-env:UserInstallation=file://{path('office')}", "--headless", "--convert-to", "xlsx", "--outdir", folder, bare],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=240, env=environment(HOME=path("home")), check=False)
    result = os.path.join(folder, os.path.basename(bare))
    assert os.path.exists(result), done.stdout.decode()
    return workbook(result)


def xlsx_recalculated(name, method):
    where = out(f"live-{name}-{method}.xlsx")
    good("export", PROJECTS[name], "-o", where, *METHODS[method])
    check_scores(recalculate(where), scores_of(PROJECTS[name], *METHODS[method]), 1e-12)


for _name, _method in (("china", "stored"), ("nasty", "strict"), ("nasty", "zscore"), ("nasty", "goalposts"), ("nasty", "winsorise"), ("nasty", "rank"), ("derived", "stored"), ("derived", "zscore")):
    add(f"a spreadsheet reckons the scores of {_name} by {_method} from the data", xlsx_recalculated, _name, _method)


@case
def xlsx_changed_weight():
    """a weight that is changed in the workbook changes the scores as it does in nqp"""
    where = out("changed.xlsx")
    good("export", CHINA, "-o", where)
    book = workbook(where)
    line = next(r for r, row in enumerate(book["Weights"]) if row[0][0] == "drivers")
    sheet = f"xl/worksheets/sheet{list(book).index('Weights') + 1}.xml"

    def change(name, text):
        return re.sub(rf'(<c r="E{line + 1}"[^>]*><v>)[^<]*', r"\g<1>3", text) if name == sheet else text

    again = recalculate(where, change)
    weights = {row["node"]: float(row["weight"]) for row in rows(good("weights", CHINA))}
    pillars = [row["node"] for row in rows(good("weights", CHINA)) if row["level"] == "pillar"]
    total = 3 + sum(weights[pillar] for pillar in pillars if pillar != "drivers")
    weights.update({pillar: (3 if pillar == "drivers" else weights[pillar]) / total for pillar in pillars})
    own = write("changed.csv", "node,weight\n" + "".join(f"{node},{weight!r}\n" for node, weight in weights.items()))
    check_scores(again, scores_of(CHINA, "--weights", own), 1e-12)


# ---- the other forms ----------------------------------------------------------------------------------------------------------------


def read_dta(where):
    """(label, notes, [(name, label, label set)], rows, {label set: {number: text}}) of a Stata file of format 118"""
    raw = read(where)
    part = lambda tag: raw[raw.index(f"<{tag}>".encode()) + len(tag) + 2:raw.index(f"</{tag}>".encode())]
    text = lambda data: data.split(b"\0")[0].decode()
    equal((part("release"), part("byteorder")), (b"118", b"LSF"), "format")
    n_variables, n_rows = struct.unpack("<H", part("K"))[0], struct.unpack("<Q", part("N"))[0]
    types = struct.unpack(f"<{n_variables}H", part("variable_types"))
    slices = lambda tag, size: [text(part(tag)[size * i:size * (i + 1)]) for i in range(n_variables)]
    variables = list(zip(slices("varnames", 129), slices("variable_labels", 321), slices("value_label_names", 129)))
    form = "<" + "".join({65526: "d", 65527: "f", 65528: "i", 65529: "h", 65530: "b"}.get(kind, f"{kind}s") for kind in types)
    data = part("data")
    equal(len(data), n_rows * struct.calcsize(form), "bytes of data")
    table = []
    for row in struct.iter_unpack(form, data):
        values = [text(value) if isinstance(value, bytes) else value for value in row]
        table.append([None if isinstance(value, float) and value > 8.988e307 or isinstance(value, int) and value > 2147483620 else value for value in values])
    labels = {}
    for block in re.findall(b"<lbl>(.*?)</lbl>", part("value_labels"), re.S):
        name, body = text(block[4:133]), block[136:]
        n, length = struct.unpack("<II", body[:8])
        offsets, numbers = struct.unpack(f"<{n}I", body[8:8 + 4 * n]), struct.unpack(f"<{n}i", body[8 + 4 * n:8 + 8 * n])
        texts = body[8 + 8 * n:8 + 8 * n + length]
        labels[name] = {key: text(texts[offset:]) for key, offset in zip(numbers, offsets)}
    return part("label")[2:].decode(), part("characteristics").decode(errors="replace"), variables, table, labels


def can_write_dta():
    done = nqp("export", NASTY_PROJECT, "-o", out("probe.dta"), "--replace")
    if done.returncode and "cannot write the form" in done.stderr:
        raise Skip("built without libreadstat")
    equal(done.returncode, 0, done.stderr)


@case
def dta():
    """the Stata file holds data and scores to the last digit, with labels in the language chosen"""
    can_write_dta()
    for name, project in PROJECTS.items():
        for lang in ("en", "zh_CN"):
            where = out(f"{name}-{lang}.dta")
            good("export", project, "-o", where, "--lang", lang, env=FIXED)
            label, notes, variables, table, labels = read_dta(where)
            names = [variable[0] for variable in variables]
            equal(names[:5], ["region_id", "region", "region_name", "region_group", "year"], "first variables")
            equal(len(set(map(str.lower, names))), len(names), "names that are there once")
            for variable in names:
                assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", variable), variable
            nodes = {node for node, _, _ in scores_of(project)}
            found = {}
            for row in table:
                for node in nodes:
                    variable = "score_" + re.sub(r"[^A-Za-z0-9_]", "_", node)
                    rank = row[names.index(variable.replace("score_", "rank_")[:32])]
                    found[node, row[1], row[4]] = (row[names.index(variable[:32])], None if rank is None else int(rank))
            equal(found, scores_of(project), f"scores of {where}")
            ids = labels["regions"]
            equal(all(ids[row[0]] == row[2] for row in table), True, "names of regions are labels of their numbers")
            contains(notes, "weights=")
            if name == "china":
                told = dict((v[0], v[1]) for v in variables)
                contains(told["score_index"], "指数" if lang == "zh_CN" else "index")
                contains(label, "中国" if lang == "zh_CN" else "China")
                assert labels["groups"] and all(labels["groups"].values())


@case
def as_json():
    """the JSON file holds everything: values, weights and scores to the last digit"""
    for name, project in PROJECTS.items():
        where = out(f"{name}.json")
        good("export", project, "-o", where)
        whole = json.loads(read(where))
        for key in ("title", "method", "regions", "years", "series", "indicators", "published", "values", "weights", "scores"):
            assert key in whole or key == "title" and name == "nasty", key
        equal({(row["node"], row["region"], row["year"]): (row["score"], row["rank"]) for row in whole["scores"]}, scores_of(project), "scores")
        equal(whole["weights"], json.loads(good("weights", project, "--format", "json")), "weights")
        leaves = {(row["node"], row["region"], row["year"]): row["score"] for row in json.loads(good("score", project, "--level", "indicator", "--format", "json"))}
        values = {(row["indicator"], row["region"], row["year"]): row["normalised"] for row in whole["values"]}
        equal({key: values[key] for key in leaves}, leaves, "normalised values")


R_METHODS = {
    "stored": (), "minmax-year": ("--normalise", "minmax-year"), "zscore": ("--normalise", "zscore"), "rank": ("--normalise", "rank"),
    "percentile": ("--normalise", "percentile"), "goalposts": ("--normalise", "goalposts"), "geometric": ("--aggregate", "geometric"),
    "levels": ("--aggregate", "component=geometric,pillar=arithmetic,index=harmonic"), "power": ("--aggregate", "power", "--power", "0.3"),
    "power-negative": ("--aggregate", "power", "--power", "-2"), "winsorise": ("--outliers", "winsorise", "--winsor", "0.1"), "strict": ("--coverage", "1"),
}


@case
def coinr():
    """COINr's tables name every indicator and node, with the weights in use; the numbers are those of the project"""
    for name, project in PROJECTS.items():
        folder = out(f"coinr-{name}")
        good("export", project, "-o", folder, "--as", "coinr")
        meta = rows(read(os.path.join(folder, "iMeta.csv")).decode())
        data = rows(read(os.path.join(folder, "iData.csv")).decode())
        codes = [row["iCode"] for row in meta]
        equal(len(set(codes)), len(codes), "codes that are there once")
        for row in meta:
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", row["iCode"]), row
            if row["Type"] in ("Indicator", "Aggregate") and row["Level"] != "4":
                parent = next(other for other in meta if other["iCode"] == row["Parent"])
                equal(int(parent["Level"]), int(row["Level"]) + 1, f"the parent of {row['iCode']} is a level above")
            assert row["Type"] == "Aggregate" or row["iCode"] in data[0], row
        equal(sorted(set(data[0]) - {"uCode", "uName", "Time"} - set(codes)), [], "columns that iMeta does not know")
        weights = {row["node"]: float(row["weight"]) for row in rows(good("weights", project))}
        for row in meta:
            if row["Node"] in weights and row["Type"] == "Aggregate":
                equal(float(row["Weight"]), weights[row["Node"]], row["Node"])
        equal({(row["node"], row["region"], int(row["year"])): float(row["score"]) if row["score"] else None
               for row in rows(read(os.path.join(folder, "scores.csv")).decode())},
              {key: score for key, (score, _) in scores_of(project, texts=()).items()}, "scores.csv")


def r_script(name, method):
    if shutil.which("Rscript") is None:
        raise Skip("R is not installed")
    folder, result = out(f"r-{name}-{method}"), out(f"r-{name}-{method}.csv")
    good("export", PROJECTS[name], "-o", folder, "--as", "coinr", *R_METHODS[method])
    done = subprocess.run(["Rscript", "--vanilla", os.path.join(folder, "recompute.R"), result], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120 * SLOW,
                          stdin=subprocess.DEVNULL, env=environment(R_LIBS=os.environ.get("R_LIBS", "")), check=False)
    equal(done.returncode, 0, done.stdout.decode(errors="replace"))
    found = {(row["node"], row["region"], int(row["year"])): float(row["score"]) if row["score"] else None for row in rows(read(result).decode())}
    expected = {key: score for key, (score, _) in scores_of(PROJECTS[name], *R_METHODS[method], texts=()).items()}
    equal(found.keys(), expected.keys(), "nodes, regions, years")
    for key, score in expected.items():
        assert found[key] == score or abs(found[key] - score) < 1e-12, f"{key}: {found[key]} instead of {score}"
    for line in done.stdout.decode().splitlines():
        difference = re.search(r"difference.*: (\S+)\s*$", line)
        assert difference and float(difference.group(1)) < 1e-12, line


for _name, _method in [("nasty", method) for method in R_METHODS] + [("derived", "stored"), ("china", "stored"), ("china", "levels")]:
    add(f"R recomputes the scores of {_name} by {_method}", r_script, _name, _method)


@case
def datapackage():
    """the data package describes the files as they are, and its folder is still one that can be imported"""
    for name, project in PROJECTS.items():
        folder = out(f"package-{name}")
        good("export", project, "-o", folder, "--as", "datapackage", env=FIXED)
        package = json.loads(read(os.path.join(folder, "datapackage.json")))
        assert re.fullmatch(r"[a-z0-9][-a-z0-9._]*", package["name"]), package["name"]
        equal(package["created"], "2023-11-14T00:00:00Z", "date")
        equal(sorted(resource["path"] for resource in package["resources"]), sorted(set(os.listdir(folder)) - {"datapackage.json"}), "files")
        keys = {}
        for resource in package["resources"]:
            content = read(os.path.join(folder, resource["path"]))
            equal((resource["bytes"], resource["hash"]), (len(content), "sha256:" + hashlib.sha256(content).hexdigest()), resource["path"])
            if "schema" not in resource:
                continue
            table = list(csv.reader(io.StringIO(content.decode())))
            fields = resource["schema"]["fields"]
            equal([field["name"] for field in fields], table[0], resource["path"])
            for row in table[1:]:
                for field, value in zip(fields, row):
                    if value:
                        {"integer": int, "number": float, "string": str}[field["type"]](value)
            columns = dict(zip(table[0], zip(*table[1:]))) if len(table) > 1 else {}
            key = resource["schema"].get("primaryKey")
            if key and columns:
                found = list(zip(*(columns[part] for part in key)))
                equal(len(set(found)), len(found), f"rows of {resource['path']} with a key of their own")
            keys[resource["name"]] = (columns, resource["schema"].get("foreignKeys", []))
        for columns, links in keys.values():
            for link in links:
                other = keys[link["reference"]["resource"]][0][link["reference"]["fields"]]
                assert set(columns.get(link["fields"], ())) - {""} <= set(other), link
        if name == "world":
            assert package["sources"] and package["licenses"][0]["name"] == "CC-BY-4.0", package["licenses"]
            data = next(resource for resource in package["resources"] if resource["name"] == "data")
            contains([field.get("unit") for field in data["schema"]["fields"]], "million 2017 US$")
        files = [f"--{file.partition('.')[0]}={os.path.join(folder, file)}" for file in os.listdir(folder) if file.partition(".")[0] not in ("datapackage", "weights", "framework")]
        good("import", "-o", out(f"again-{name}.nqp"), *files)


# ---- what all have in common --------------------------------------------------------------------------------------------------------

FORMS = {"xlsx": "x.xlsx", "json": "x.json", "dta": "x.dta", "coinr": "r", "datapackage": "p", "csv": "c"}


def same_twice(form):
    if form == "dta":
        can_write_dta()
    contents = []
    for k in (1, 2):
        where = out(f"twice-{k}-{FORMS[form]}")
        good("export", CHINA, "-o", where, "--as", form, env=FIXED)
        contents.append(read(where) if os.path.isfile(where) else {name: read(os.path.join(where, name)) for name in sorted(os.listdir(where))})
    equal(contents[0] == contents[1], True, "the same bytes")


def replaces(form):
    if form == "dta":
        can_write_dta()
    is_folder = form in ("csv", "coinr", "datapackage")
    where = out(f"replaced-{FORMS[form]}")
    good("export", CHINA, "-o", where, "--as", form)
    bad(1, "export", WORLD, "-o", where, "--as", form)
    good("export", WORLD, "-o", where, "--as", form, "--replace")
    good("export", WORLD, "-o", where, "--as", form, "--replace")
    other = write(f"other-{form}/mine.txt", "mine")
    target = os.path.dirname(other) if is_folder else other
    text = bad(1, "export", CHINA, "-o", target, "--as", form, "--replace")
    contains(text, "mine.txt")
    equal(read(other), b"mine", "what was there")
    equal(os.listdir(os.path.dirname(other)), ["mine.txt"], "what lies there")


def full_disk(form):
    if form == "dta":
        can_write_dta()
    if not os.path.exists("/dev/full"):
        raise Skip("there is no /dev/full")
    contains(bad(1, "export", CHINA, "-o", "/dev/full", "--as", form), "/dev/full")


for _form in FORMS:
    add(f"{_form} is the same bytes each time", same_twice, _form)
    add(f"{_form} replaces an earlier export and nothing else", replaces, _form)
for _form in ("xlsx", "json", "dta"):
    add(f"{_form} on a full disk fails", full_disk, _form)


@case
def numbers_of_other_places():
    """a locale with a decimal comma changes no number"""
    languages = subprocess.run(["locale", "-a"], stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout.split()
    comma = next((name for name in languages if re.match(r"(de|fr|es|it|pt|ru)_.*utf-?8$", name, re.I)), None)
    if comma is None:
        raise Skip("no locale with a decimal comma is installed")
    where = out("comma.xlsx")
    good("export", CHINA, "-o", where, env={**environment(), "LC_ALL": comma})
    check_scores(workbook(where), scores_of(CHINA), 0)


@case
def forms_and_endings():
    """the form follows from the ending, or from --as; what makes no sense is refused"""
    good("export", CHINA, "-o", out("csv-china"))
    assert os.path.exists(out("csv-china/data.csv"))
    good("export", CHINA, "-o", out("UPPER.XLSX"))
    assert zipfile.is_zipfile(out("UPPER.XLSX"))
    good("export", CHINA, "-o", out("book.dat"), "--as", "xlsx")
    assert zipfile.is_zipfile(out("book.dat"))
    good("export", CHINA, "-o", out("folder.json"), "--as", "csv")
    assert os.path.isdir(out("folder.json"))
    contains(bad(2, "export", CHINA, "-o", out("y"), "--as", "ods"), "csv|xlsx|coinr|datapackage|dta|json", "ods")
    contains(bad(2, "export", CHINA, "-o", out("y"), "--normalise", "rank"), "--normalise", "csv")
    contains(bad(1, "export", CHINA, "-o", out("z.xlsx"), "--normalise", "zscore", "--aggregate", "geometric"), "geometric")
    assert not os.path.exists(out("z.xlsx"))
    bad(1, "export", CHINA, "-o", os.path.join(out("nowhere"), "z.xlsx"))


@case
def without_scores():
    """a project whose indicators wait for their pillar leaves with its data"""
    project = path("waiting.nqp")
    good("import", "-o", project, "--data", write("waiting.csv", "region,year,a\nr1,2020,1\nr2,2020,2\n"))
    where = out("waiting.xlsx")
    done = nqp("export", project, "-o", where)
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "warning")
    equal([[number(row.get(2)) for row in workbook(where)["Data"][1:]]], [[1.0, 2.0]], "data")
    equal(len(json.loads(good("export", project, "-o", "/dev/stdout", "--as", "json", stderr=subprocess.DEVNULL))["values"]), 2, "values")


main(workers=2)
