# SPDX-License-Identifier: GPL-3.0-or-later
"""The concept model: that the program holds everything of the theory, in both languages, and that nothing is lost on the way.

tests/data/framework-list.csv is the list of what there has to be, written by hand from the theory and not from the program.
Its column "words" has what the English text has to speak of.
"""
import csv
import json
import os
import re
import sqlite3

from harness import ROOT, add, bad, case, contains, equal, good, main, path, read, rows, write

CHINA = "sample:china-provinces"
WORLD = "sample:world-economies"
SECTIONS = {"1", "2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "4", "4.1", "4.2", "4.3", "4.4"}
KINDS = ("concept", "relation", "contrast", "path", "measure", "link")
CHINESE = re.compile("[\u4e00-\u9fff]")

with open(os.path.join(ROOT, "tests", "data", "framework-list.csv"), encoding="utf-8", newline="") as listing:
    LIST = list(csv.DictReader(listing))
TABLE = rows(good("framework", CHINA))
BY_ID = {row["id"]: row for row in TABLE}
MODEL = json.loads(good("framework", CHINA, "--format", "json"))
GRAPH = {lang: good("framework", CHINA, "--format", "dot", "--lang", lang) for lang in ("en", "zh_CN")}


def same_name(found, wanted):
    return found.casefold() == wanted.strip('"').casefold()


def find(wanted):
    """The row of the program's table that a row of the list means"""
    if wanted["id"]:
        assert wanted["id"] in BY_ID, f"no {wanted['id']}"
        return BY_ID[wanted["id"]]
    fits = [row for row in TABLE if row["kind"] == wanted["kind"]
            and all(row[end] == wanted[end] for end in ("from", "to") if wanted[end])
            and (not wanted["name_en"] or same_name(row["name_en"], wanted["name_en"]))]
    equal(len(fits), 1, f"rows that fit {wanted}")
    return fits[0]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def listed(wanted):
    row = find(wanted)
    equal(row["kind"], wanted["kind"], row["id"])
    for column in ("name_en", "name_zh"):
        if wanted[column]:
            assert same_name(row[column], wanted[column]), f"{row['id']}: {row[column]}, expected {wanted[column]}"
    for column in ("section", "from", "to"):
        if wanted[column]:
            equal(row[column], wanted[column], f"{column} of {row['id']}")
    for words in filter(None, wanted["words"].split(";")):
        assert words.casefold() in row["text_en"].casefold(), f"{row['id']} does not speak of {words}: {row['text_en']}"
    entry = [entry for entry in MODEL["entries"] if entry["id"] == row["id"]]
    equal(len(entry), 1, f"entries of the JSON with the id {row['id']}")
    equal(entry[0]["kind"], row["kind"], "kind in JSON")
    equal(entry[0].get("name", {}).get("zh", ""), row["name_zh"], "name in JSON")
    for lang, column in (("en", "name_en"), ("zh_CN", "name_zh")):
        label = quoted(row[column])
        if row["kind"] == "concept":
            contains(GRAPH[lang], f"  {quoted(row['id'])} [label={label}, ")
        elif row["kind"] == "relation":
            contains(GRAPH[lang], f"  {quoted(row['from'])} -> {quoted(row['to'])} [label={label}];")


for entry_wanted in LIST:
    add("the model has " + (entry_wanted["id"] or " ".join(filter(None, (
        entry_wanted["kind"], entry_wanted["from"], entry_wanted["name_en"], "to" if entry_wanted["to"] else "", entry_wanted["to"])))),
        listed, entry_wanted)


@case
def whole_list():
    """the list names everything of the theory that the model has, links and background apart"""
    meant = {find(wanted)["id"] for wanted in LIST}
    more = [row["id"] for row in TABLE if row["kind"] != "link" and row["id"] not in meant]
    equal(more, ["origin"], "entries that are not in the list")


@case
def columns():
    """columns, kinds, and an id for every entry"""
    equal(list(TABLE[0]), ["kind", "id", "parent", "name_en", "name_zh", "section", "text_en", "text_zh", "from", "to"])
    equal(len(BY_ID), len(TABLE), "ids")
    equal({row["kind"] for row in TABLE}, set(KINDS), "kinds")


@case
def both_languages():
    """every concept, relation, contrast, path and measure has a name, a text and a section of the paper"""
    for row in TABLE:
        if row["kind"] == "link":
            continue
        for column in ("name_en", "text_en"):
            assert row[column].strip() and not CHINESE.search(row[column]), f"{column} of {row['id']}: {row[column]!r}"
        for column in ("name_zh", "text_zh"):
            assert CHINESE.search(row[column]), f"{column} of {row['id']}: {row[column]!r}"
        for section in row["section"].split(", "):
            assert section in SECTIONS, f"section of {row['id']}: {row['section']!r}"


@case
def definitions():
    """definitions are sentences, and short"""
    for row in TABLE:
        assert len(row["text_en"]) < 600, f"the text of {row['id']} is too long for a definition"
        if row["kind"] in ("concept", "relation", "path", "measure"):
            assert row["text_en"].endswith("."), row["id"]
            assert row["text_zh"].endswith("。"), row["id"]


@case
def ends():
    """parents, ends of relations and what links lead to exist; links come from paths, measures, indicators and components"""
    nodes = set()
    for sample in (CHINA, WORLD):
        nodes |= {row["node"] for row in rows(good("weights", sample))}
    with open(os.path.join(ROOT, "data", "samples", "world-economies", "indicators.csv"), encoding="utf-8") as file:
        nodes |= {row["code"] for row in csv.DictReader(file)}
    for row in TABLE:
        if row["kind"] in ("relation", "contrast"):
            equal(BY_ID[row["to"]]["kind"], "concept", row["id"])
        if row["kind"] == "relation":
            equal(BY_ID[row["from"]]["kind"], "concept", row["id"])
        if row["kind"] == "link":
            assert row["to"] in BY_ID, row["id"]
            known = BY_ID.get(row["from"], {}).get("kind") in ("path", "measure")
            assert known or row["from"] in nodes, f"{row['from']} is in no sample"
        if row["parent"]:
            equal(BY_ID[row["parent"]]["kind"], "path" if row["kind"] == "measure" else "concept", row["id"])


def within(id, ancestor):
    while id and id != ancestor:
        id = BY_ID[id]["parent"]
    return id == ancestor


@case
def measures_within_paths():
    """a measure works on concepts that its path works on, and every measure on one"""
    works = {}
    for row in TABLE:
        if row["kind"] == "link" and row["from"].startswith("path."):
            works.setdefault(row["from"], []).append(row["to"])
    for row in TABLE:
        if row["kind"] != "measure":
            continue
        assert works.get(row["id"]), f"{row['id']} works on nothing"
        for concept in works[row["id"]]:
            assert any(within(concept, top) for top in works[row["parent"]]), f"{row['id']} works on {concept}"


def evidence(sample):
    """every indicator of the index is evidence for a concept"""
    linked = {row["from"] for row in TABLE if row["kind"] == "link" and BY_ID[row["to"]]["kind"] == "concept"}
    for row in rows(good("weights", f"sample:{sample}")):
        if row["level"] == "indicator":
            assert row["node"] in linked, f"{row['node']} is evidence for nothing"
        if row["level"] == "component":
            assert row["node"] in linked or row["node"] in BY_ID, f"{row['node']} leads to no concept"


for name in ("china-provinces", "world-economies"):
    add(f"indicators and components of {name} lead to concepts", evidence, name)


@case
def no_evidence():
    """some concepts have no evidence in any sample, and the model does not hide it"""
    shown = [row["to"] for row in TABLE if row["kind"] == "link" and not row["from"].startswith("path.")
             and BY_ID[row["to"]]["kind"] == "concept"]
    for id in ("elements.labour-force.strategic", "elements.labour-tools.virtual", "elements.labour-objects.frontier",
               "carriers.future", "relations.innovation", "tfp.progress"):
        assert not any(within(to, id) for to in shown), id


@case
def lesson():
    """the lesson has twelve steps in both languages, with a question, a part of the diagram and a view that can be drawn"""
    charts = {line.split()[0] for line in good("chart", "--list").splitlines()}
    nodes = {row["node"] for row in rows(good("weights", CHINA))} & {row["node"] for row in rows(good("weights", WORLD))}
    equal([found["name"]["en"] for found in MODEL["lessons"]], ["From three elements to four paths"], "lessons")
    steps = MODEL["lessons"][0]["steps"]
    equal(len(steps), 12, "steps")
    for step in steps:
        for key in ("name", "text", "question", "discussion"):
            assert step[key]["en"].strip() and CHINESE.search(step[key]["zh"]), (key, step["name"])
        sentences = re.findall(r"[.?!](?= |$)", step["text"]["en"])
        assert 2 <= len(sentences) <= 3, step["text"]["en"]
        assert step["highlight"], step["name"]
        for id in step["highlight"].split(" "):
            assert id in BY_ID, id
        view = dict(word.split("=") for word in step["view"].split(" "))
        assert view["chart"] in charts, view
        assert view["measure"] in nodes | {"elements.labour-objects"}, view
    assert any("weights=" in step["view"] for step in steps)


FOLDER = "framework"


def tables(*more):
    args = []
    for option in ("data", "series", "indicators", "regions", "neighbours"):
        args += [f"--{option}", os.path.join(ROOT, "data", "samples", "china-provinces", f"{option}.csv")]
    return [*args, *more]


def own_model(**changes):
    """The model with a concept, a link and a note of the teacher's own"""
    model = json.loads(json.dumps(MODEL))
    model["entries"] += [
        {"kind": "concept", "id": "elements.own", "parent": "elements", "name": {"zh": "自己的概念 \"“\\二"},
         "text": {"zh": "一\n二"}, "own": True},
        {"kind": "link", "id": "link.own", "from": "soft", "to": "elements.own", "own": True, **changes}]
    model["entries"][0]["note"] = {"en": "Look at this first", "zh": "先看这里"}
    return json.dumps(model, ensure_ascii=False)


@case
def round_trip():
    """a model of one's own is imported, exported and imported without a loss"""
    file = write(f"{FOLDER}/own.json", own_model())
    first, second = path(FOLDER, "first.nqp"), path(FOLDER, "second.nqp")
    good("import", "-o", first, *tables("--framework", file))
    good("export", first, "-o", path(FOLDER, "out"))
    exported = os.path.join(path(FOLDER, "out"), "framework.json")
    equal(read(exported).decode(), good("framework", first, "--format", "json"), "the exported model")
    equal(json.loads(read(exported)), json.loads(own_model()), "the model")
    good("import", "-o", second, *tables("--framework", exported))
    for form in ("csv", "json", "dot"):
        equal(good("framework", first, "--format", form), good("framework", second, "--format", form), form)
    contains(good("framework", first, "--format", "dot"), '自己的概念 \\"“\\\\二', 'tooltip="一\\n二"')


@case
def shipped():
    """without --framework a project has the program's model, and so has each sample"""
    target = path(FOLDER, "plain.nqp")
    good("import", "-o", target, *tables())
    equal(good("framework", target, "--format", "json"), good("framework", WORLD, "--format", "json"))
    equal(json.loads(good("framework", target, "--format", "json")), MODEL)
    good("export", CHINA, "-o", path(FOLDER, "sample"))
    equal(json.loads(read(os.path.join(path(FOLDER, "sample"), "framework.json"))), MODEL)


@case
def version_1():
    """a project of the first version has the program's model"""
    target, newer = path(FOLDER, "old.nqp"), path(FOLDER, "newer.nqp")
    good("import", "-o", newer, *tables())
    with sqlite3.connect(target) as db:
        with open(os.path.join(ROOT, "src", "store", "schema", "001-initial.sql"), encoding="utf-8") as first:
            db.executescript(first.read())
        db.execute("PRAGMA application_id = 0x4e515031")
        db.execute("PRAGMA user_version = 1")
        db.commit()
        db.execute("ATTACH ? AS newer", (newer,))
        for (table,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    db.close()
    equal(json.loads(good("framework", target, "--format", "json")), MODEL)
    equal([row for row in rows(good("check", target)) if row["severity"] == "error"], [], "errors")


@case
def check_links():
    """check tells of a link of one's own that leads nowhere"""
    file = write(f"{FOLDER}/wrong.json", own_model(**{"from": "sofa"}))
    target = path(FOLDER, "wrong.nqp")
    good("import", "-o", target, *tables("--framework", file))
    found = [row for row in rows(good("check", target)) if row["where"].startswith("link")]
    equal([(row["severity"], row["where"]) for row in found], [("warning", "link.own")])
    contains(found[0]["what"], "sofa")
    for sample in (CHINA, WORLD):
        equal([row for row in rows(good("check", sample)) if row["where"].startswith("link")], [], sample)


@case
def damaged():
    """a project whose model contradicts itself: check says so, framework refuses, scores are as they were"""
    target = path(FOLDER, "damaged.nqp")
    good("import", "-o", target, *tables())
    expected = good("score", target)
    with sqlite3.connect(target) as db:
        db.execute("UPDATE framework SET parent = 'elements.labour-force' WHERE id = 'elements'")
    db.close()
    contains(bad(1, "framework", target), "damaged.nqp", "part of itself")
    equal(good("score", target), expected)


def refused(expected, content):
    file = write(f"{FOLDER}/bad.json", content)
    target = path(FOLDER, "bad.nqp")
    contains(bad(1, "import", "-o", target, *tables("--framework", file)), "bad.json", *expected)
    assert not os.path.exists(target), "a project was made"


for what, expected, content in (
    ("no JSON", [":2:"], '{"format":\nnqp}'),
    ("empty", ["empty"], ""),
    ("another JSON", ["nqp-framework"], '{"type": "FeatureCollection", "features": []}'),
    ("unknown key", ["“colour”"], own_model(colour="red")),
    ("link to nothing", ["“elements.none”"], own_model(to="elements.none")),
    ("id twice", ["“nqp”"], own_model(id="nqp")),
):
    add(f"import refuses a model: {what}", refused, expected, content)


@case
def missing_file():
    """import refuses a model that is not there"""
    contains(bad(1, "import", "-o", path(FOLDER, "none.nqp"), *tables("--framework", "none.json")), "none.json")


main()
