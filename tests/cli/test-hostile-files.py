# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks, tables and projects that are made to do harm by what they are: a file that unpacks to a thousand times its length, entities of
XML, a million rows, parts of a database that run by themselves.

Refused with a line that says why, or read; nothing in it is run; within bounds of time and memory.
"""
import io
import os
import shutil
import sqlite3
import zipfile
import zlib

import own_data as own
from bounds import limited
from harness import NQP, SANITIZED, Skip, add, case, contains, good, main, nqp, path, read, write

FEWER = 10 if SANITIZED else 1
NO_BOOKS = "cannot read workbooks" in nqp("import", "--dry-run", "--data", write("probe.xlsx", own.xlsx([("a", [["a"]], [])]))).stderr
BIG = 900 * 1024  # a million rows are what they are: kilobytes


def books():
    if NO_BOOKS:
        raise Skip("built without workbooks")


def imported(name, data, statuses=(0, 1), **more):
    project = path(f"{name}.nqp")
    status, said = limited("import", "-o", project, "--replace", "--data", data, statuses=statuses, **more)
    assert os.path.exists(project) == (status == 0), f"{name}: half a project, or none"
    return status, said, project


# ---- workbooks -----------------------------------------------------------------------------------------------------

def repacked(content, part, change):
    """A workbook with one part changed"""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(body) if name == part else body)
    return out.getvalue()


XLSX = own.xlsx([("a", [["region", "year", "v"], ["r", 2020, 1], ["s", 2020, 2]], [])])
ODS = own.ods([("a", [["region", "year", "v"], ["r", 2020, 1], ["s", 2020, 2]], [])])
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %s "%s">' % (b, b"&%s;" % a * 10) for a, b in zip((b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h"), (b"b", b"c", b"d", b"e", b"f", b"g", b"h", b"i"))) + b"]>"
OUTSIDE = b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def entities(kind, content, part, root, declared):
    books()
    book = write(f"entities-{kind}", repacked(content, part, lambda body: body.replace(root, declared + root, 1).replace(b">1<", b">&i;<", 1)))
    status, said, _ = imported(f"entities-{kind.replace('.', '-')}", book)
    assert status == 1, said
    contains(said, "DOCTYPE")
    assert "root:" not in said


for name, declared in (("laughs", LAUGHS), ("outside", OUTSIDE)):
    add(f"entities refused: {name} in a sheet", entities, f"{name}.xlsx", XLSX, SHEET, b"<worksheet", declared)
    add(f"entities refused: {name} in the list of sheets", entities, f"{name}-book.xlsx", XLSX, "xl/workbook.xml", b"<workbook", declared)
    add(f"entities refused: {name} in ODS", entities, f"{name}.ods", ODS, "content.xml", b"<office:document-content", declared)


def bomb(part, content, before, times):
    """So many megabytes of @part, which pack to almost nothing"""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        body = old.read(part)
    at = body.index(before)
    return repacked(content, part, lambda _: body[:at] + b" " * (times << 20) + body[at:])


@case
def bombs():
    """what unpacks to a thousand times its length is refused before it is unpacked to the end"""
    books()
    for name, part, content, before in (("bomb.xlsx", SHEET, XLSX, b"<sheetData"), ("bomb.ods", "content.xml", ODS, b"<office:body")):
        status, said, _ = imported(name.replace(".", "-"), write(name, bomb(part, content, before, 400 // FEWER)))
        # zlib packs a thousandfold, just about: read to the end in bounds of memory, or refused
        assert status == 0 or "unpacks to more" in said, said
    # and one that no program makes, but the format allows: see make-workbooks.py
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    inner = packer.compress(b"\0" * (64 << 20)) + packer.flush()
    status, said, _ = imported("bomb-of-zeros", write("zeros.xlsx", repacked(XLSX, SHEET, lambda _: zlib.decompress(inner, -15))))
    assert status == 1, said


@case
def columns_of_a_sheet():
    """16,384 columns, the most a sheet can have, come in or are refused with a word; one cell far away costs nothing"""
    books()
    n = 16384 // FEWER
    wide = [["region", "year", *(f"c{k}" for k in range(n - 2))], *([r, 2020, *(float(k % 97) for k in range(n - 2))] for r in "ab")]
    status, said, project = imported("columns", write("columns.xlsx", own.xlsx([("a", wide, [])])))
    assert status == 0, said
    assert limited("info", project)[0] == 0
    far = repacked(XLSX, SHEET, lambda body: body.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))
    status, said, _ = imported("far", write("far.xlsx", far))
    assert said or status == 0


@case
def repeats():
    """cells and rows of ODS that are said to be repeated a million times cost no million cells"""
    books()
    for number, (cell, row) in enumerate(((16384, 1), (1, 1048576), (16384, 1048576), (2147483647, 2147483647))):
        def repeat(body, cell=cell, row=row):
            more = (f'<table:table-row table:number-rows-repeated="{row}"><table:table-cell table:number-columns-repeated="{cell}" '
                    'office:value-type="float" office:value="1"/></table:table-row>')
            return body.replace(b"</table:table>", more.encode() + b"</table:table>", 1)
        status, said, _ = imported(f"repeat-{number}", write(f"repeat-{number}.ods", repacked(ODS, "content.xml", repeat)))
        assert status == 0 or said, said


def rows_of_text(n):
    yield "region,year,A,B\n"
    for k in range(n):
        yield f"r{k % 2711},{1000 + k // 2711},{k % 97}.5,{k % 89}\n"


@case
def a_million_rows():
    """a million rows of text, and of a sheet, come in within bounds; one row too many of the same region and year is named"""
    n = 1000000 // FEWER
    data = write("million.csv", "".join(rows_of_text(n)))
    status, said, project = imported("million", data, kilobytes=BIG)
    assert status == 0, said
    assert limited("info", project, kilobytes=BIG)[0] == 0
    with open(data, "a", encoding="utf-8") as out:
        out.write("r0,1000,1,1\n")
    status, said, _ = imported("million-and-one", data, kilobytes=BIG)
    assert status == 1
    contains(said, f":{n + 2}:")
    assert len(said.splitlines()) < 20, said[:500]


@case
def rows_of_a_sheet():
    """three hundred thousand rows of a sheet"""
    books()
    n = 300000 // FEWER
    rows = [line.rstrip("\n").split(",") for line in rows_of_text(n)]
    table = [rows[0]] + [[row[0], int(row[1]), float(row[2]), int(row[3])] for row in rows[1:]]
    status, said, _ = imported("sheet", write("rows.xlsx", own.xlsx([("a", table, [])])), kilobytes=BIG)
    assert status == 0, said


@case
def faults_without_end():
    """a million wrong rows are a few lines of messages"""
    data = write("wrong.csv", "region,year,A\n" + "".join(f"r{k},20x0,x\n" for k in range(1000000 // FEWER)))
    status, said, _ = imported("wrong", data, kilobytes=BIG)
    assert status == 1 and len(said.splitlines()) <= 1010, len(said.splitlines())


# ---- projects ------------------------------------------------------------------------------------------------------

good("import", "-o", path("base.nqp"), "--data", write("base.csv", "region,year,A,B\n" + "".join(f"r{k},{y},{k * 7 % 5},{y - k}\n" for k in range(5) for y in (2020, 2021))))
COMMANDS = [["info"], ["check"], ["score", "--weights", "equal"], ["weights"], ["export", "--replace", "-o", "{}-out"], ["compact"],
            ["salvage", "--replace", "-o", "{}-saved.nqp"]]


def changed(name, *statements):
    project = path(f"{name}.nqp")
    shutil.copy(path("base.nqp"), project)
    db = sqlite3.connect(project)
    db.execute("PRAGMA ignore_check_constraints = 1")
    for statement, *values in statements:
        db.execute(statement, *values)
    db.commit()
    db.close()
    return project


FOREIGN = {
    "a trigger": ["CREATE TRIGGER t AFTER UPDATE ON value BEGIN DELETE FROM place; END"],
    "a trigger on what the window remembers": ["CREATE TRIGGER t BEFORE INSERT ON state BEGIN DELETE FROM value; END"],
    "a view": ["CREATE VIEW v AS SELECT * FROM value"],
    "a view in the place of a table": ["ALTER TABLE value RENAME TO stolen", "CREATE VIEW value AS SELECT * FROM stolen"],
    "a view that never ends": ["DROP TABLE flag", "CREATE VIEW flag AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n"],
    "another view of ours": ["DROP VIEW v_scores_input", "CREATE VIEW v_scores_input AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n"],
    "a full-text table": ["CREATE VIRTUAL TABLE f USING fts5(x)"],
    "a spatial table": ["CREATE VIRTUAL TABLE r USING rtree(id, a, b)"],
    "a virtual table in the place of a table": ["DROP TABLE flag", "CREATE VIRTUAL TABLE flag USING fts5(id, series_id, year, place_id, note, accepted)"],
    "a virtual table of no module": ["PRAGMA writable_schema = 1", "INSERT INTO sqlite_schema VALUES ('table', 'z', 'z', 0, 'CREATE VIRTUAL TABLE z USING none(x)')"],
    "an index of an expression": ["CREATE INDEX i ON value (abs (value))"],
    "a table more": ["CREATE TABLE mine (a)"],
    "a default that is a call": ["PRAGMA writable_schema = 1", "UPDATE sqlite_schema SET sql = replace (sql, 'STRICT', '') WHERE name = 'value'"],
    "a generated column": ["ALTER TABLE value ADD COLUMN g BLOB AS (zeroblob (100000000))"],
}


def foreign(number, statements):
    # what this SQLite cannot make, it cannot be given either
    try:
        project = changed(f"foreign-{number}", *((s,) for s in statements))
    except sqlite3.Error as reason:
        raise Skip(str(reason))
    before = read(project)
    for command in COMMANDS:
        words = [word.replace("{}", project) for word in command]
        status, said = limited(words[0], project, *words[1:], statuses=(0, 1))
        if words[0] == "salvage":
            continue
        assert status == 1, f"{command[0]}: taken"
        assert len(said.splitlines()) == 1, said
        contains(said, "is not an NQP project" if "not an NQP project" in said else "“")
        assert read(project) == before, f"{command[0]}: written to"


for number, (name, statements) in enumerate(FOREIGN.items()):
    add(f"project refused: {name}", foreign, number, statements)

TYPES = [
    "UPDATE value SET value = {} WHERE series_id = 0", "UPDATE year SET year = {} WHERE year = 2020", "UPDATE place SET code = {} WHERE id = 0",
    "UPDATE series SET code = {} WHERE id = 0", "UPDATE project SET value = {} WHERE key = 'method'",
]


@case
def wrong_types():
    """texts, blobs and numbers where another kind belongs, in tables that were made to take them"""
    for k, statement in enumerate(TYPES):
        for j, value in enumerate(("'x'", "x'00ff'", "1e300", "9223372036854775807", "zeroblob(1000)", "NULL")):
            project = path("types.nqp")
            shutil.copy(path("base.nqp"), project)
            db = sqlite3.connect(project)
            # the table loses its types for as long as it takes to write
            db.execute("PRAGMA writable_schema = 1")
            kept = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
            db.execute("UPDATE sqlite_schema SET sql = replace (replace (sql, 'STRICT', ''), 'NOT NULL', '') WHERE type = 'table'")
            db.commit()
            db.close()
            db = sqlite3.connect(project)
            db.execute("PRAGMA ignore_check_constraints = 1")
            try:
                db.execute(statement.format(value))
            except sqlite3.Error:
                continue
            finally:
                db.execute("PRAGMA writable_schema = 1")
                for name, sql in kept:
                    db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ? AND type = 'table'", (sql, name))
                db.commit()
                db.close()
            for command in (["info"], ["score", "--weights", "equal"], ["check"]):
                status, said = limited(command[0], project, *command[1:], statuses=(0, 1))
                assert status == 0 or said, f"{k} {j}"


BLOBS = {
    "outlines": ("INSERT INTO boundary (id, code, name_en, kind, wkb) VALUES (900, 'r0', 'x', 'region', ?)", True),
    "a result": ("INSERT OR REPLACE INTO result VALUES ('uncertainty', 'draws=10', 'x', ?)", True),
    "a name": ("UPDATE place SET name_en = ? WHERE id = 0", False),
    "the method": ("INSERT OR REPLACE INTO project VALUES ('method', ?)", False),
    "what the window remembers": ("INSERT OR REPLACE INTO state VALUES ('page', ?)", False),
}


def blob(name, statement, binary):
    """200 MB in one field: refused, or left where it is not needed"""
    size = (200 << 20) // FEWER
    project = changed("blob-" + name.replace(" ", "-"), (statement, (b"\1" * size if binary else "x" * size,)))
    for command in (["info"], ["check"], ["score", "--weights", "equal"], ["chart", "map.choropleth", "-o", path("blob.png")]):
        status, said = limited(command[0], project, *command[1:], statuses=(0, 1), kilobytes=BIG)
        assert status == 0 or len(said.splitlines()) == 1, said[:500]
    os.remove(project)


for name, (statement, binary) in BLOBS.items():
    add(f"200 MB in {name}", blob, name, statement, binary)

main(workers=2)
