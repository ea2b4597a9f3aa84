#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that harm: refused at import with their place, shown with a stand-in where a project holds them already, and never
sent to a terminal. Messages in the encoding of the locale; an environment that means no good."""
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import threading
import time
import xml.etree.ElementTree

from harness import *

FOLDER = "words"
LIMIT = 20 * SLOW  # seconds that one call may take
HARMFUL = "A\x1b[31m\u009b31m\u202eB\ufffe\x01<&>\"'"
LONG = "x" * 1000000
# what names may hold: Chinese, rare Chinese, emoji with joiners, Arabic and Hebrew with marks of direction, combining marks,
# spaces that do not break and are wide, signs of XML and of Pango
GOOD = ["北京市", "𠀀𬱖省", "👩‍🔬 🇨🇳", "القاهرة\u200f (مصر)", "ירושלים\u061c", "e\u0301\u0302", "中\u3000国", "a\u00a0b",
        "می\u200cخواهم", "<b>&amp;</b> \"'", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
# A wide space between two Han letters is none, any other is a plain one: names are compared.
FOLDED = [name.replace("\u3000", "").replace("\u00a0", " ") for name in GOOD]
SMALL = {
    "data": "region,year,GDP,POP\nA,2020,1,2\nB,2020,2,2\nA,2021,3,2\nB,2021,2,1\n",
    "indicators": "code,name_en,pillar,component,direction,source,note\nGDP,Output,elements,labour-force,+,Yearbook,\n"
                  "POP,People,drivers,innovation,+,,\n",
    "regions": "code,name_en,group\nA,Alpha,North\nB,Beta,North\n",
    "series": "code,name_en,unit,source,note\nGDP,Output,t,Yearbook,\nPOP,People,p,,\n",
    "neighbours": "code,neighbour,kind\nA,B,land\n",
    "flags": "region,year,series,flag,note\nA,2020,GDP,suspect,odd\n",
    "boundaries": json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": code, "name_en": name}, "geometry": {"type": "Polygon", "coordinates": [
            [[x, 30], [x + 1, 30], [x + 1, 31], [x, 30]]]}} for code, name, x in (("A", "Alpha", 100), ("B", "Beta", 102))]}),
}


def sources(name, **changes):
    """Options of an import from the small tables, some of them changed"""
    args = []
    for kind, text in {**SMALL, **changes}.items():
        end = "geojson" if kind == "boundaries" else "csv"
        args += [f"--{kind}", write(f"{FOLDER}/{name}/{kind}.{end}", text)]
    return args


# table, line of the row to change, its column from 1
PLACES = [("data", 1, 3), ("data", 2, 1), ("indicators", 2, 1), ("indicators", 2, 2), ("indicators", 2, 4), ("indicators", 2, 6),
          ("indicators", 2, 7), ("regions", 2, 1), ("regions", 2, 2), ("regions", 2, 3), ("series", 2, 1), ("series", 2, 2),
          ("series", 2, 3), ("series", 2, 4), ("series", 2, 5), ("neighbours", 2, 1), ("neighbours", 2, 2), ("neighbours", 2, 3),
          ("flags", 2, 5)]
FAULTS = [("\x1b[2J", "U+001B"), ("\u0085", "U+0085"), ("\x7f", "U+007F"), ("\u202e", "U+202E"), ("\u2066", "U+2066"),
          ("\ufdd0", "U+FDD0"), ("\ufffe", "U+FFFE"), ("\U0001ffff", "U+1FFFF"), ("\v", "U+000B")]


def changed(table, line, column, end):
    lines = SMALL[table].split("\n")
    fields = lines[line - 1].split(",")
    fields[column - 1] = f'"{fields[column - 1]}{end}"'
    lines[line - 1] = ",".join(fields)
    return "\n".join(lines)


def refused(table, line, column):
    """each harmful character is refused with file, line and column"""
    target = path(FOLDER, f"{table}-{line}-{column}.nqp")
    for k, (text, found) in enumerate(FAULTS if (table, column) == ("regions", 2) else FAULTS[(line + column) % 3::3]):
        options = sources(f"refused-{table}-{line}-{column}-{k}", **{table: changed(table, line, column, text)})
        lines = bad(1, "import", "-o", target, *options).splitlines()
        assert any(f"{table}.csv:{line}:{column}: " in one and found in one for one in lines), lines
        assert not os.path.exists(target)
    if column not in (5, 6, 7) or table == "regions":
        text = bad(1, "import", "-o", target, *sources(f"long-{table}-{line}-{column}",
                                                       **{table: changed(table, line, column, "x" * 201)}))
        contains(text, f"{table}.csv:{line}:{column}: ", "200")


for place in PLACES:
    if place not in (("series", 2, 4), ("series", 2, 5)):
        add(f"{place[0]}.csv, line {place[1]}, column {place[2]}: what harms is refused there", refused, *place)


@case
def refused_elsewhere():
    """in outlines, concept models, weights, judgements and titles what harms is refused, too"""
    target = path(FOLDER, "elsewhere.nqp")
    for key in ("code", "name_en"):
        for k, (text, found) in enumerate([*FAULTS, ("\ud800y", "U+D800"), ("\0", "U+0000"), ("x" * 201, "200")]):
            outlines = json.loads(SMALL["boundaries"])
            outlines["features"][0]["properties"][key] += text
            options = sources(f"outline-{key}-{k}", boundaries=json.dumps(outlines))
            contains(bad(1, "import", "-o", target, *options), "boundaries.geojson", found)
    model = json.loads(good("framework", "sample:china-provinces", "--format", "json"))
    for section, key in (("entries", "name"), ("entries", "text"), ("lessons", "name")):
        for text, found in FAULTS[:4]:
            wrong = json.loads(json.dumps(model))
            wrong[section][0][key]["en"] += text
            file = write(f"{FOLDER}/model.json", json.dumps(wrong, indent=1))
            contains(bad(1, "import", "-o", target, *sources("model"), "--framework", file), "model.json:", found)
    for option in ("--title", "--title-zh"):
        contains(bad(1, "import", "-o", target, *sources("title"), option, "a\u202eb"), "title: ", "U+202E")
        contains(bad(1, "import", "-o", target, *sources("title"), option, "x" * 201), "title: ", "200")
    weights = write(f"{FOLDER}/weights.csv", 'node,weight\n"elements\x1b",1\n')
    contains(bad(1, "score", "sample:china-provinces", "--weights", weights), "weights.csv:2:1: ", "U+001B")
    judgements = write(f"{FOLDER}/judgements.csv", "parent,a,b,value\nindex,elements\u202e,drivers,2\n")
    contains(bad(1, "score", "sample:china-provinces", "--weights", "ahp", "--judgements", judgements),
             "judgements.csv:2:2: ", "U+202E")
    assert not os.path.exists(target)


@case
def skipped():
    """with --skip-bad-rows a row of data with such a code is left out and told"""
    target = path(FOLDER, "skipped.nqp")
    data = SMALL["data"] + '"A\x1b",2022,1,1\n'
    done = nqp("import", "-o", target, *sources("skipped", data=data), "--skip-bad-rows")
    equal(done.returncode, 0, done.stderr)
    contains(done.stderr, "data.csv:6:1: ", "U+001B")


@case
def folded():
    """tabs and ends of lines become a space, the same in every file; notes keep their lines; columns nobody reads may hold anything"""
    target = path(FOLDER, "folded.nqp")
    changes = {
        "data": SMALL["data"].replace("A,", '"\tA \n",').replace("GDP", '"G\r\nDP"'),
        "indicators": SMALL["indicators"].replace("GDP", '"G \t DP"').replace("Output", '" \nOut\t\n put"'),
        "regions": SMALL["regions"].replace("A,Alpha", '"A\n","Al\tpha"').replace("group", '"\ngroup",remark').replace(
            "North", '"No\nrth",\x1b\u202e'),
        "series": SMALL["series"].replace("GDP", '"G\nDP"').replace("t,Yearbook,", '"t\n","Year\nbook","one\r\ntwo\n"'),
        "neighbours": SMALL["neighbours"].replace("A,B", '"A\t",B'),
        "flags": SMALL["flags"].replace("GDP", '"G\nDP"'),
        "boundaries": SMALL["boundaries"].replace('"A"', '"\\tA\\n"').replace("Alpha", "Al\\npha"),
    }
    good("import", "-o", target, *sources("folded", **changes), "--title", " a\n\tb ")
    with sqlite3.connect(target) as db:
        equal(db.execute("SELECT code, name_en FROM place WHERE id = 0").fetchone(), ("A", "Al pha"))
        equal(db.execute("SELECT name_en FROM region_group").fetchall(), [("No rth",)])
        equal(db.execute("SELECT code, name_en FROM indicator WHERE id = 0").fetchone(), ("G DP", "Out put"))
        equal(db.execute("SELECT code, unit_en, source, note FROM series WHERE id = 0").fetchone(),
              ("G DP", "t", "Year book", "one\ntwo\n"))
        equal(db.execute("SELECT value FROM project WHERE key = 'title_en'").fetchone(), (" a b ",))
        equal(db.execute("SELECT code, name_en FROM boundary WHERE id = 0").fetchone(), ("A", "Al pha"))
    db.close()


@case
def harmless():
    """letters, marks and joiners of every script stay as they are, in tables, pictures and exports; spaces are folded"""
    target = path(FOLDER, "harmless.nqp")
    regions = "code,name_en,name_zh,group\n" + "".join(
        '"%s","%s","%s","%s"\n' % ((name.replace('"', '""'),) * 4) for name in GOOD)
    data = "region,year,GDP,POP\n" + "".join('"%s",2020,%d,%d\n' % (name.replace('"', '""'), k, k * 7 % 5)
                                             for k, name in enumerate(GOOD))
    good("import", "-o", target, "--data", write(f"{FOLDER}/good-data.csv", data),
         "--regions", write(f"{FOLDER}/good-regions.csv", regions),
         "--indicators", write(f"{FOLDER}/good-indicators.csv", SMALL["indicators"]), "--title", "".join(GOOD))
    good("export", target, "-o", path(FOLDER, "good-out"))
    equal([row["name_en"] for row in rows(read(path(FOLDER, "good-out", "regions.csv")).decode())], FOLDED)
    equal([row for row in rows(good("check", target)) if "/name" in row["where"] or "/code" in row["where"]], [])
    for end in ("svg", "pdf", "png"):
        good("chart", target, "ranking.bars", "-o", path(FOLDER, f"good.{end}"), "--region", GOOD[0])
    text = "".join(xml.etree.ElementTree.parse(path(FOLDER, "good.svg")).getroot().itertext())
    for name in FOLDED:
        assert name in text or name[:8] in text, name


def hostile_project(name, codes):
    """A project with harm in every text that is shown; with @codes in codes as well"""
    target = path(FOLDER, name)
    os.makedirs(path(FOLDER), exist_ok=True)
    shutil.copy(os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(NQP))), "data", "samples", "china-provinces.nqp"), target)
    os.chmod(target, 0o644)
    db = sqlite3.connect(target)

    def column(table, column, where="1", value=HARMFUL):
        db.execute(f"UPDATE {table} SET {column} = ? || {column} WHERE {where}", (value,))

    for table, columns in {"place": ("name_en", "name_zh", "initials"), "region_group": ("name_en", "name_zh"),
                           "series": ("name_en", "name_zh", "unit_en", "unit_zh", "source", "note"),
                           "indicator": ("name_en", "name_zh", "unit_en", "unit_zh", "source", "note"),
                           "node": ("name_en", "name_zh"), "boundary": ("name_en", "name_zh"), "neighbour": ("kind",)}.items():
        for one in columns:
            column(table, one)
    for key in ("title_en", "title_zh"):
        db.execute("INSERT OR REPLACE INTO project VALUES (?, ?)", (key, HARMFUL))
    model = json.loads(good("framework", "sample:china-provinces", "--format", "json"))
    for k, entry in enumerate(model["entries"]):
        names = [HARMFUL + entry["name"].get(lang, "x") if "name" in entry else None for lang in ("en", "zh")]
        texts = [HARMFUL + "\n" + entry["text"].get(lang, "x") if "text" in entry else HARMFUL for lang in ("en", "zh")]
        db.execute("INSERT OR REPLACE INTO framework (id, ordinal, kind, parent, name_en, name_zh, section, text_en, text_zh, before_en,"
                   " note_en, from_id, to_id, own) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                   (entry["id"], k, entry["kind"], entry.get("parent"), *names, HARMFUL, *texts, HARMFUL, HARMFUL,
                    entry.get("from"), entry.get("to")))
    for number, lesson in enumerate(model["lessons"]):
        for k, step in enumerate(lesson["steps"]):
            texts = [HARMFUL + step[key].get(lang, "") for key in ("name", "text", "question", "discussion") for lang in ("en", "zh")]
            db.execute("INSERT OR REPLACE INTO lesson_step (lesson, position, lesson_ordinal, lesson_en, lesson_zh, name_en, name_zh, text_en,"
                       " text_zh, question_en, question_zh, discussion_en, discussion_zh, highlight, view) VALUES "
                       "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       (lesson["id"], k, number, HARMFUL, HARMFUL, *texts, step.get("highlight", ""), step.get("view", "")))
    place, = db.execute("SELECT id FROM place ORDER BY id LIMIT 1").fetchone()
    year, = db.execute("SELECT max(year) FROM year").fetchone()
    db.execute("INSERT INTO scenario (name, place_id, year, note) VALUES (?, ?, ?, ?)", (HARMFUL, place, year, HARMFUL))
    db.execute("INSERT INTO scheme (name, method) VALUES (?, '')", (HARMFUL,))
    db.execute("INSERT OR REPLACE INTO state VALUES ('measure', ?)", (HARMFUL,))
    db.execute("INSERT OR IGNORE INTO flag (series_id, year, place_id, flag, note) VALUES (0, ?, ?, 'suspect', ?)", (year, place, HARMFUL))
    # names of a megabyte: of a place, a group, an indicator, a node, a concept, the title
    for table, where in (("place", "id = 1"), ("region_group", "id = 1"), ("indicator", "id = 1"), ("node", "id = 1"),
                         ("framework", "kind = 'concept' AND ordinal = 2")):
        db.execute(f"UPDATE {table} SET name_en = ?, name_zh = ? WHERE {where}", (LONG, LONG))
    db.execute("UPDATE project SET value = value || ? WHERE key = 'title_zh'", (LONG,))
    db.execute("UPDATE series SET note = ?, source = ? WHERE id = 1", (LONG, LONG))
    # a NUL, and bytes that are no UTF-8
    db.execute("UPDATE place SET name_en = 'a' || char(0) || 'b' || CAST(x'ff80' AS TEXT) WHERE id = 2")
    if codes:
        for table in ("place", "boundary"):
            db.execute(f"UPDATE {table} SET code = code || ? WHERE code LIKE '3%'", ("\x1b\u202e",))
        for table in ("series", "indicator"):
            db.execute(f"UPDATE {table} SET code = code || ? WHERE id % 2 = 0", ("\x1b\t",))
        db.execute("UPDATE node SET code = code || ? WHERE indicator_id IS NOT NULL AND indicator_id % 2 = 0", ("\x1b\t",))
    db.commit()
    db.close()
    return target


NAMES = hostile_project("names.nqp", False)
CODES = hostile_project("codes.nqp", True)


def clean(text, what):
    for c in text:
        n = ord(c)
        assert c in "\n\t" or not (n < 0x20 or 0x7f <= n < 0xa0 or 0x202a <= n <= 0x202e or 0x2066 <= n <= 0x2069
                                   or n in (0xfffe, 0xffff)), f"{what}: U+{n:04X}"


def quick(*args, **kwargs):
    begun = time.monotonic()
    out = good(*args, **kwargs)
    took = time.monotonic() - begun
    assert took < LIMIT, f"{args}: {took:.1f} s"
    clean(out, args)
    return out


def commands(project):
    region = rows(good("score", project))[0]["region"]
    return [("info", project), ("check", project), ("score", project), ("score", project, "--format", "json"), ("weights", project),
            ("weights", project, "--weights", "entropy", "--format", "json"), ("framework", project), ("framework", project, "--format", "json"),
            ("framework", project, "--format", "dot", "--lang", "zh_CN"), ("stats", project, "obstacles", "--region", region),
            ("stats", project, "correlation"), ("stats", project, "levers", "--region", region)]


def shown(project):
    """every command shows a project with such names: valid results, no raw control character, in a moment"""
    for args in commands(project):
        out = quick(*args)
        if "json" in args:
            json.loads(out)
        elif args[0] != "framework":
            assert rows(out), args
    found = {row["where"].split("/")[0] + "." + row["where"].split("/")[-1]: row["what"] for row in rows(good("check", project))
             if row["where"].count("/") >= 2}
    contains(found["place.name_en"], "U+")
    if project == NAMES:
        done = quick("check", project)
        contains(done, "more texts are shown otherwise")


for project in (NAMES, CODES):
    add(f"every command shows {os.path.basename(project)}", shown, project)


def drawn(chart, project, ends):
    """a chart of such names: XML that is well-formed, PDF and PNG that are made, in a moment"""
    scores = rows(good("score", project, "--year", "2023"))
    regions = [row["region"] for row in scores if row["node"] == "index" and row["score"]][:2]
    two = [word for code in regions for word in ("--region", code)] if chart == "compare.waterfall" else []
    for end in ends:
        for lang in ("en", "zh_CN") if end == "svg" else ("zh_CN",):
            file = path(FOLDER, f"{os.path.basename(project)}-{chart}-{lang}.{end}")
            quick("chart", project, chart, "-o", file, "--lang", lang, *two, *(("--draws", "20") if chart.startswith("robustness.") else ()))
            if end == "svg":
                clean("".join(xml.etree.ElementTree.parse(file).getroot().itertext()), chart)
            else:
                assert read(file)[:4] in (b"%PDF", b"\x89PNG")


CHARTS = [line.split()[0] for line in good("chart", "--list").splitlines()]


@case
def on_a_terminal():
    """a terminal gets no escapes: results, messages, names of files, values of options, contents of broken files"""
    odd = os.path.join(tmp, "odd\x1b[2J\nname\u202e")
    shutil.copy(NAMES, odd + ".nqp")
    broken = write(f"{FOLDER}/broken.json", '{"a\x1b[31m": \x1b[31m\u202e}')
    junk = write(f"{FOLDER}/junk.csv", "region,year,G\x1b[31m\nA\x9b,2020,x\x1b[31m\n".encode("latin-1"))
    calls = [*commands(NAMES), ("info", odd + ".nqp"), ("info", odd), ("export", odd + ".nqp", "-o", odd),
             ("chart", NAMES, "x\x1b[31m", "-o", "a.svg"), ("chart", NAMES, "ranking.bars", "-o", "a\x1b[31m"),
             ("chart", NAMES, "ranking.bars", "-o", "a.svg", "--region", "\x1b[31m\u009b31m"), ("stats", NAMES, "x\x1b[31m"),
             ("score", NAMES, "--year", "\x1b[31m"), ("score", NAMES, "--weights", "x\x1b[31m"), ("\x1b[31m",), ("score", NAMES, "--x\x1b[31m"),
             ("score", NAMES, "--weights", odd), ("--lang", "\x1b[31m"), ("import", "-o", "a.nqp", *sources("pty"), "--framework", broken),
             ("import", "-o", "a.nqp", "--data", junk), ("import", "-o", "a.nqp", "--data", SMALL["data"], "--boundaries", broken),
             ("import", "-o", path(FOLDER, "b\x1b[31m.nqp"), *sources("pty")), ("score", NAMES, "a", "b\x1b[31m"), ("--help",),
             ("report", NAMES, "--lesson", "x\x1b[31m", "-o", "a.pdf")]
    for args in calls:
        out = terminal(*args)
        clean(out.decode().replace("\r\n", "\n").replace("\r", ""), args)


def terminal(*args, **env):
    """All that nqp sends to a terminal"""
    try:
        master, slave = pty.openpty()
    except OSError as reason:  # a bare root may have no /dev/pts
        raise Skip(f"no terminal can be made here: {reason}")
    process = subprocess.Popen([NQP, *args], env=environment(**env), stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, cwd=tmp)
    os.close(slave)
    out = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    os.close(master)
    process.wait(60 * SLOW)
    return out


@case
def round_trip():
    """what is shown is what is exported, and the export is imported again"""
    for project in (NAMES, CODES):
        folder, again = project + ".out", project + ".again.nqp"
        good("export", project, "-o", folder)
        for file in os.listdir(folder):
            clean(read(os.path.join(folder, file)).decode(), file)
        args = [f"--{kind}={folder}/{kind}.csv" for kind in ("data", "series", "indicators", "regions", "neighbours", "flags")]
        good("import", "-o", again, *args, f"--boundaries={folder}/boundaries.geojson", f"--framework={folder}/framework.json")
        equal(good("score", again), good("score", project), project)


@case
def handout():
    """the handout of a lesson with such names is made"""
    for project in (NAMES, CODES):
        quick("report", project, "--lesson", "-o", path(FOLDER, "handout.pdf"))


@case
def codes_that_meet():
    """codes that would be shown alike are damage, and no reason to fall over"""
    target = path(FOLDER, "meet.nqp")
    shutil.copy(NAMES, target)
    with sqlite3.connect(target) as db:
        db.execute("UPDATE place SET code = 'a' || char(1) WHERE id = 3")
        db.execute("UPDATE place SET code = 'a' || char(2) WHERE id = 4")
    db.close()
    contains(bad(1, "score", target), "“place”")


MAKING = threading.Lock()


def locales():
    """A folder with locales of other encodings"""
    with MAKING:
        return make_locales(path("locales"))


def make_locales(folder):
    if os.path.isdir(folder):
        return folder
    if shutil.which("localedef") is None or not os.path.isdir("/usr/share/i18n/charmaps"):
        raise Skip("no localedef or no charmaps (package locales)")
    os.makedirs(folder)
    for lang, charset in (("zh_CN", "GB18030"), ("de_DE", "ISO-8859-1"), ("zh_CN", "UTF-8")):
        subprocess.run(["localedef", "-i", lang, "-f", charset, f"{folder}/{lang}.{charset}"], check=False, capture_output=True)
        assert os.path.isdir(f"{folder}/{lang}.{charset}"), f"localedef makes no {lang}.{charset}"
    return folder


def in_locale(**env):
    """The C library never frees what it read of LOCPATH: no leak of ours"""
    return environment(**{"LOCPATH": locales(), "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0", **env})


def raw(*args, **env):
    return nqp(*args, env=in_locale(**env), text=False)


@case
def gb18030():
    """in a GB18030 locale messages and help are GB18030, results UTF-8, and words of the command line are understood"""
    target = path(FOLDER, "gb.nqp")
    data = SMALL["data"].replace("A,", "北京,")
    good("import", "-o", target, "--data", write(f"{FOLDER}/gb-data.csv", data),
         "--indicators", write(f"{FOLDER}/gb-indicators.csv", SMALL["indicators"]))
    env = {"LANG": "zh_CN.GB18030"}
    contains(raw("score", target, "x", "y", **env).stderr.decode("gb18030"), "“x”")
    contains(raw("--help", **env).stdout.decode("gb18030"), "命令")
    done = subprocess.run([NQP, "chart", target, "ranking.bars", "-o", "/nowhere/x.svg", b"--region=" + "上海".encode("gb18030")],
                          env=in_locale(**env), capture_output=True)
    contains(done.stderr.decode("gb18030"), "上海")
    picture = path(FOLDER, "gb.svg")
    done = subprocess.run([NQP, "chart", target, "profile.radar", "-o", picture, "--region", "北京".encode("gb18030")],
                          env=in_locale(**env), capture_output=True)
    equal(done.returncode, 0, done.stderr.decode("gb18030"))
    contains(read(picture).decode(), "北京")
    named = path(FOLDER, "题目").encode("gb18030") + b".nqp"  # a name is bytes, and stays them
    done = subprocess.run([NQP, "import", "-o", named, "--data", path(FOLDER, "gb-data.csv"), "--title", "题目".encode("gb18030")],
                          env=in_locale(**env), capture_output=True)
    equal(done.returncode, 0, done.stderr.decode("gb18030"))
    contains(done.stderr.decode("gb18030"), "题目.nqp")
    assert os.path.exists(named)
    shutil.copy(named, path(FOLDER, "title.nqp"))
    contains(good("info", path(FOLDER, "title.nqp")), "题目")
    contains(raw("score", target, **env).stdout.decode("utf-8"), "北京")
    done = subprocess.run([NQP, "import", "-o", named, "--replace", "--data", path(FOLDER, "gb-data.csv"), "--title", b"\xff\xff"],
                          env=in_locale(**env), capture_output=True)
    equal(done.returncode, 2, done.stderr)
    contains(done.stderr.decode("gb18030"), "--title")
    contains(terminal("score", target, **in_locale(**env)).decode("gb18030"), "北京")


@case
def latin_1():
    """in a Latin-1 locale messages are Latin-1; what it lacks is spelt out"""
    env = {"LANG": "de_DE.ISO-8859-1"}
    text = raw("info", "/nowhere/北.nqp", **env).stderr.decode("latin-1")
    contains(text, '"/nowhere/\\u5317.nqp"')
    done = subprocess.run([NQP, "chart", NAMES, "ranking.bars", "-o", "x.svg", b"--region=\xfcber"],
                          env=in_locale(**env), capture_output=True)
    contains(done.stderr.decode("latin-1"), "über")
    assert b"\xfcber" in done.stderr


@case
def bare():
    """in the locale C messages are ASCII; --lang zh_CN is answered in Chinese, a locale that is not there in UTF-8"""
    for env in ({"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": ""}):
        done = nqp("info", "/nowhere/北.nqp", env=environment(**env), text=False)
        contains(done.stderr.decode("ascii"), '"/nowhere/\\u5317.nqp"')
        nqp("--help", env=environment(**env), text=False).stdout.decode("ascii")
    contains(nqp("info", "/nowhere/北.nqp", "--lang", "zh_CN", env=environment(LANG="C")).stderr, "北.nqp”", "文件")
    contains(nqp("info", "/nowhere/北.nqp", env=environment(LANG="xx_YY.UTF-8")).stderr, "“/nowhere/北.nqp”")
    contains(nqp("chart", "sample:china-provinces", "ranking.bars", "-o", "x.svg", "--region", "北", env=environment(LANG="C", LANGUAGE="zh_CN"))
             .stderr, "北")


HOSTILE = [{"TZ": ":/etc/passwd"}, {"TZ": "/etc/passwd"}, {"TZ": "/dev/zero"}, {"TZ": ":/etc"}, {"TZ": "nonsense"}, {"TZ": "../../../etc/passwd"},
           {"LANG": "../../x"}, {"LC_ALL": "x" * 3000}, {"LANGUAGE": "/etc/passwd:../../x"}, {"HOME": ""}, {"HOME": "relative"},
           {"XDG_DATA_HOME": "relative", "XDG_CONFIG_HOME": "relative", "XDG_CACHE_HOME": "relative", "XDG_RUNTIME_DIR": "relative"},
           {"XDG_DATA_DIRS": "relative:/etc/passwd"}, {"TMPDIR": "/nowhere"}, {"SOURCE_DATE_EPOCH": "garbage"}, {"SOURCE_DATE_EPOCH": "-1"},
           {"SOURCE_DATE_EPOCH": "9223372036854775807"}, {"G_MESSAGES_DEBUG": "all"}, {"PANGOCAIRO_BACKEND": "nonsense"}, {"FC_LANG": "../x"},
           {"G_FILENAME_ENCODING": "nonsense"}, {"CHARSET": "nonsense"}, {"OUTPUT_CHARSET": "nonsense"}, {"LOCPATH": "/etc"}]


def environment_of(env):
    """an odd environment changes no result and draws no complaint"""
    env = in_locale(**env) if "LOCPATH" in env else environment(**env)
    done = nqp("score", "sample:china-provinces", "--year", "2020", env=env)
    equal((done.returncode, done.stderr), (0, ""))
    equal(done.stdout, good("score", "sample:china-provinces", "--year", "2020"))
    done = nqp("chart", "sample:china-provinces", "ranking.bars", "-o", path(FOLDER, "env.pdf"), env=env)
    equal((done.returncode, done.stderr), (0, ""))


for one in HOSTILE:
    add("environment: " + ", ".join(f"{key}={value[:30]}" for key, value in one.items()), environment_of, one)


@case
def data_folder():
    """a folder of data that is odd is named in a message that no terminal obeys"""
    for folder in ("relative", "/etc/passwd", "a\nb\x1b[2J", "\udcff"):
        text = bad(1, "info", "sample:china-provinces", env=environment(NQP_DATA_DIR=folder))
        clean(text, folder)


@case
def bare_home():
    """without HOME, and with nothing at all"""
    equal(nqp("info", NAMES, env={}).returncode, 0)


for chart in CHARTS:
    add(f"{chart} of odd names", drawn, chart, NAMES, ("svg", "pdf", "png"))
    add(f"{chart} of odd codes", drawn, chart, CODES, ("svg",))

if __name__ == "__main__":
    main(workers=2)
