# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that a spreadsheet would run come out as texts, and come in again as they were."""
import csv
import os

from harness import case, contains, equal, good, main, path, read, rows, write

NASTY = ['=HYPERLINK("http://e.invalid/?x=","Open")', "+cmd", "@x", "-1+2", "'quoted", "''twice", "=1", "-", "a=b", "-5", "'"]
INDICATORS = "code,name_en,name_zh,pillar,component,unit,direction,source,note\n" \
             "'=A,'=Alpha,甲,elements,labour-force,'-x,+,'@src,'+note\nB,Beta,乙,drivers,innovation,x,-,,\n"
TABLES = ("data", "series", "indicators", "regions", "neighbours", "flags", "weights")


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def guarded(text):
    return "'" + text if text[0] in "=+-@'" and text != "-5" else text


def project():
    data = "region,year,'=A,B\n" + "".join(f"{quoted(guarded(text))},2020,{i},{i * i % 5}\n" for i, text in enumerate(NASTY))
    target = path("p.nqp")
    good("import", "-o", target, "--replace", "--data", write("data.csv", data), "--indicators", write("indicators.csv", INDICATORS))
    return target


def cells(text):
    return [cell for row in csv.reader(text.splitlines()) for cell in row]


def runs(cell):
    """Whether a spreadsheet would run it"""
    if cell[:1] not in ("=", "+", "-", "@", "\t", "\r") or cell in ("+", "-"):
        return False
    try:
        float(cell)
        return False
    except ValueError:
        return True


@case
def taken():
    """import takes one apostrophe away, and no more"""
    found = good("score", project(), "--raw", "--weights", "equal")
    equal({row["region"] for row in rows(found)}, set(NASTY))


@case
def guarded_everywhere():
    """every table of the command line has an apostrophe in front, numbers and directions have none"""
    target = project()
    for command in (["score", "--level", "indicator"], ["weights"], ["info"], ["check"], ["stats", "obstacles"], ["stats", "importance"],
                    ["framework"]):
        args = [command[0], target, *command[1:]]
        text = good(*args)
        equal([cell for cell in cells(text) if runs(cell)], [], " ".join(command))
    text = good("score", target)
    contains(text, "'=HYPERLINK(", "'+cmd", "''quoted", "'''twice", "\n-5,")
    contains(good("weights", target), "\n'=A,")


@case
def json_is_plain():
    """JSON holds the texts as they are"""
    contains(good("score", project(), "--format", "json"), '"=1"', '"@x"', "\"'quoted\"")


@case
def raw():
    """--raw leaves all as it is"""
    target = project()
    contains(good("weights", target, "--raw"), "\n=A,")
    contains(good("score", target, "--raw"), "\n@x,", "\n'quoted,")
    good("export", target, "-o", path("raw"), "--raw")
    contains(read(path("raw", "data.csv")).decode(), "\n+cmd,")


@case
def round_trip():
    """an exported folder runs nothing, and imports to the same project"""
    target, folder, again = project(), path("folder"), path("again.nqp")
    good("export", target, "-o", folder)
    for name in TABLES:
        text = read(os.path.join(folder, name + ".csv")).decode()
        equal([cell for cell in cells(text) if runs(cell)], [], name)
    contains(read(os.path.join(folder, "indicators.csv")).decode(), ",+,", ",-,", "'@src", "'+note")
    args = [word for name in TABLES for word in (f"--{name}", os.path.join(folder, name + ".csv"))]
    good("import", "-o", again, *args)
    good("export", again, "-o", folder + "2")
    for name in TABLES:
        equal(read(os.path.join(folder + "2", name + ".csv")), read(os.path.join(folder, name + ".csv")), name)
    equal(good("weights", again, "--scheme", "equal"), good("weights", target, "--scheme", "equal"))


main()
