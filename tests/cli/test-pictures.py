# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture can be asked to be: its size, its ground, its texts, what is said of it."""
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import xml.dom.minidom
import xml.etree.ElementTree
import zlib

from harness import ROOT, Skip, add, bad, case, contains, environment, equal, good, main, nqp, path, read, rows, write

CHINA = "sample:china-provinces"
CHARTS = [line.split()[0] for line in good("chart", "--list").splitlines()]
SVG = "{http://www.w3.org/2000/svg}"
INDICATORS = ("code,name_en,name_zh,pillar,component,unit,direction\nA,Alpha,甲,elements,labour-force,x,+\n"
              "B,Beta,乙,drivers,innovation,x,+\nC,Gamma,丙,carriers,industry,x,+\nD,Delta,丁,relations,openness,x,-\n")
DATA = "region,year,A,B,C,D\nr1,2020,1,2,3,4\nr2,2020,2,3,4,1\nr3,2020,3,1,2,5\n"


def project(name, regions="code,name_en,name_zh\nr1,One,一\nr2,Two,二\nr3,Three,三\n", more=""):
    where = path(f"{name}.nqp")
    good("import", "-o", where, "--replace", "--data", write(f"{name}-data.csv", DATA + more),
         "--indicators", write(f"{name}-ind.csv", INDICATORS), "--regions", write(f"{name}-reg.csv", regions))
    return where


def draw(chart, end, *args, of=CHINA, status=0):
    """The file, and what was said"""
    where = path(f"p.{end}")
    if chart == "compare.waterfall" and of == CHINA and "--region" not in args:
        args += ("--region", "340000,320000")  # of two regions
    done = nqp("chart", of, chart, "-o", where, *args)
    equal(done.returncode, status, f"{chart} {args}: {done.stderr}")
    for line in done.stderr.splitlines():
        assert line.startswith("nqp: "), line
    return where, done.stderr


def png(where):
    """Width, height, type of colour, dots per metre, the pixels as rows of bytes"""
    content, at, data, dots = read(where), 8, b"", None
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        chunk = content[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", chunk[:10])
            equal(depth, 8, "depth")
        elif kind == b"pHYs":
            dots = struct.unpack(">IIB", chunk)
        elif kind == b"IDAT":
            data += chunk
        at += 12 + length
    return width, height, colours, dots, zlib.decompress(data)


def first_pixel(where):
    """Of the first row, which no filter but that of the pixel to the left can change: its first pixel is as it is"""
    _, _, colours, _, data = png(where)
    return tuple(data[1:1 + (4 if colours == 6 else 3)])


def pdf_size(where):
    if not shutil.which("pdfinfo"):
        raise Skip("pdfinfo is not installed")
    text = subprocess.run(["pdfinfo", where], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    return tuple(float(number) for number in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", text).groups())


def near(found, expected, by, what):
    assert all(abs(f - e) <= by for f, e in zip(found, expected)), f"{what}: expected {expected}, found {found}"


CM = 96 / 2.54
SIZES = {"800x500": (800, 500), "800X500px": (800, 500), "16x9cm": (16 * CM, 9 * CM), "160x90mm": (16 * CM, 9 * CM),
         "16 × 9 cm": (16 * CM, 9 * CM), "6.5x4in": (624, 384), "16.5cmx9.25cm": (16.5 * CM, 9.25 * CM),
         "a4-column": (8.5 * CM, 7 * CM), "a4-width": (17 * CM, 11 * CM), "a4-landscape": (25.7 * CM, 17 * CM),
         "slide-16x9": (1280, 720), "slide-4x3": (960, 720), "page": (680, 960), "small": (640, 480)}


def sized(text):
    width, height = SIZES[text]
    where, said = draw("trends.lines", "svg", "--size", text)
    root = xml.etree.ElementTree.parse(where).getroot()
    near((float(root.get("width")), float(root.get("height"))), (width, height), 0.01, "SVG")
    equal(said, "", "messages")
    for dpi in (96, 300):
        where, _ = draw("trends.lines", "png", "--size", text, "--dpi", dpi)
        found = png(where)
        near(found[:2], (width * dpi / 96, height * dpi / 96), 0.5001, f"PNG of {dpi} dpi")
        near(found[3], (dpi / 0.0254, dpi / 0.0254, 1), 0.5001, "dots per metre")
    where, _ = draw("trends.lines", "pdf", "--size", text)
    near(pdf_size(where), (width * 0.75, height * 0.75), 0.001, "PDF")


for text in SIZES:
    add(f"size {text}", sized, text)


@case
def no_size():
    """A size that is none is refused with those there are"""
    for text in ("16x9", "16x9km", "16", "x9cm", "16x", "-16x9cm", "1e3x500", "16cmx9in", "16,5x9cm", "3x3cm", "300x300cm", "a4",
                 "nanxnan", "16x9cm!", "800xx500", ""):
        said = bad(2, "chart", CHINA, "trends.lines", "-o", path("none.png"), f"--size={text}")
        contains(said, "--size: expected", "16x9cm", "a4-column", "slide-16x9", f"'{text}'")
    assert not os.path.exists(path("none.png"))


@case
def grown():
    """A picture that grows beyond its size says so"""
    where, said = draw("ranking.bars", "pdf", "--size", "a4-width")
    width, height = pdf_size(where)
    near((width,), (17 / 2.54 * 72,), 0.001, "width")
    assert height > 11 / 2.54 * 72
    contains(said, f"17 × {round(height / 72 * 2.54, 3):g} cm")
    equal(draw("ranking.bars", "pdf")[1], "", "its own size")


def transparent(chart):
    """No format has a ground with it, all have one without it"""
    if nqp("chart", CHINA, chart, "-o", path("with.png")).returncode != 0:
        raise Skip("draws nothing of this project")
    equal(png(path("with.png"))[2], 2, "colours without an opacity")
    where, _ = draw(chart, "png", "--transparent")
    equal((png(where)[2], first_pixel(where)), (6, (0, 0, 0, 0)), "a PNG with opacity, its first pixel")
    assert any(png(where)[4]), "the picture is blank"
    for style, ground in (("light", "#ffffff"), ("dark", "#26262b")):
        grounds = []
        for args in ((), ("--transparent",)):
            root = xml.etree.ElementTree.parse(draw(chart, "svg", "--style", style, *args)[0]).getroot()
            grounds.append([r for r in root.iter(SVG + "rect") if r.get("width") == root.get("width")
                            and r.get("height") == root.get("height") and r.get("fill") == ground])
        equal([len(g) for g in grounds], [1, 0], f"grounds in {style}")
    full, bare = (len(read(draw(chart, "pdf", *args)[0])) for args in ((), ("--transparent",)))
    assert bare < full, (bare, full)


for chart in CHARTS:
    add(f"{chart} without a ground", transparent, chart)


def texts(where):
    return ["".join(element.itertext()) for element in xml.etree.ElementTree.parse(where).getroot().iter(SVG + "text")]


def own_texts(chart):
    """Its title, subtitle and caption stand in the picture, in place of its own, or nothing does"""
    own = draw(chart, "svg", "--size", "1100x900")[0]
    before = texts(own)
    where, said = draw(chart, "svg", "--size", "1100x900", "--title", "Mine <&> 我的", "--subtitle", "Second line",
                       "--caption", "Third line 图注")
    found = texts(where)
    for text in ("Mine <&> 我的", "Second line", "Third line 图注"):
        equal(found.count(text), 1, f"{text} in {found}")
    assert "cut" not in said and "no room" not in said, said
    equal(xml.etree.ElementTree.parse(where).getroot().find(SVG + "title").text, "Mine <&> 我的", "title of the file")
    bare = texts(draw(chart, "svg", "--size", "1100x900", "--title", "", "--subtitle", "", "--caption", "")[0])
    title = xml.etree.ElementTree.parse(own).getroot().find(SVG + "title").text
    assert before[0].split()[0] in title and bare[0] != before[0], (before[0], title, bare[0])
    assert found[-1] == bare[-1] == before[-1] or chart == "framework.diagram", "the source stays"


for chart in CHARTS:
    add(f"texts of one's own on {chart}", own_texts, chart)


@case
def assumed():
    """What is assumed is said whatever the subtitle is"""
    for subtitle, expected in (("Mine", "With assumed values for Anhui; Mine"), ("", "With assumed values for Anhui")):
        where, _ = draw("ranking.bars", "svg", "--region", "340000", "--assume", "rdint=3", "--subtitle", subtitle)
        contains("\n".join(texts(where)), expected)


@case
def long_texts():
    """A text there is no room for is drawn as far as it fits, and that is said; no text is too odd for a file"""
    for option in ("title", "subtitle", "caption"):
        where, said = draw("trends.lines", "svg", "--size", "400x400", f"--{option}", "Much to say. " * 60)
        contains(said, "no room for all of “Much to say.")
        xml.dom.minidom.parse(where)
        for end in ("png", "pdf", "svg"):
            draw("trends.lines", end, f"--{option}", "\"<&>' ]]> 𠀀 👩‍🔬 e\u0301")
        for harm, name in (("A\vB", "U+000B"), ("A\x1bB", "U+001B"), ("A\u202eB", "U+202E"), ("A\uffffB", "U+FFFF")):
            contains(bad(2, "chart", CHINA, "trends.lines", "-o", path("none.svg"), f"--{option}", harm), f"--{option}: ", name)
    assert not os.path.exists(path("none.svg"))


@case
def old_project():
    """Characters that XML has no place for, in a project of before they were refused, are replaced in every picture"""
    where = project("old")
    db = sqlite3.connect(where)
    changed = 0
    for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
        for column in [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]:
            if not re.search("name|title|unit|source|note|text|group|region_group", column):
                continue
            try:
                db.execute(f"UPDATE {table} SET {column} = {column} || char(11) || char(65535) WHERE {column} <> ''")
                changed += db.total_changes
            except sqlite3.Error:
                db.rollback()
            else:
                db.commit()
    db.close()
    assert changed > 10, changed
    for chart in CHARTS:
        for lang in ("en", "zh_CN"):
            done = nqp("chart", where, chart, "-o", path("old.svg"), "--lang", lang, "--weights", "equal")
            if done.returncode == 0:
                text = "".join(xml.etree.ElementTree.parse(path("old.svg")).getroot().itertext())
                assert "\v" not in text, chart
    contains(text, "\ufffd")


@case
def glyphs():
    """Characters that no font here has are named on standard error, all others are not"""
    where = project("glyphs", "code,name_en,name_zh\nr1,One,𠀀\U0010fffd省\nr2,Two,\U000f1234\nr3,Three,三\n")
    for end in ("png", "pdf", "svg"):
        _, said = draw("ranking.bars", end, "--lang", "zh_CN", "--weights", "equal", of=where)
        contains(said, "U+10FFFD", "U+F1234")
        assert "U+7701" not in said and "U+4E09" not in said, said
        equal(draw("ranking.bars", end, "--lang", "en", "--weights", "equal", of=where)[1], "", "in English")
        contains(draw("ranking.bars", end, "--title", "\U0010fffd", of=where)[1], "U+10FFFD")


@case
def no_data():
    """A picture that holds no data says so, and is not drawn with --strict"""
    where = project("gap", more="r1,2021,,,,\nr2,2021,,,,\nr3,2021,,,,\n")
    for chart in ("map.tiles", "ranking.bars", "profile.strengths", "paths.whatif"):
        args = ("--weights", "equal", "--year", "2021")
        contains(draw(chart, "svg", *args, of=where)[1], f"{chart}: the picture holds no data", "2021")
        contains(bad(1, "chart", where, chart, "-o", path("strict.svg"), "--strict", *args), "holds no data")
        assert not os.path.exists(path("strict.svg"))
        equal(draw(chart, "svg", "--weights", "equal", "--year", "2020", "--strict", of=where)[1], "", chart)
    for chart in ("trends.lines", "data.coverage", "method.weights", "framework.diagram"):
        equal(draw(chart, "svg", "--weights", "equal", "--year", "2021", "--strict", of=where)[1], "", chart)
    for chart in CHARTS:
        if nqp("chart", CHINA, chart, "-o", path("strict.png")).returncode == 0:
            equal(draw(chart, "png", "--strict")[1], "", chart)


VALUES = {"axis.min": "-37", "axis.max": "133", "axis.zero": "no", "breaks": "jenks", "classes": "3", "decimals": "3", "from": "2016", "labels": "no", "palette": "purple",
          "reference": "33.3", "type": "1.2"}


def options(chart, taken):
    """Each option that the list names changes the picture, any other is refused with those"""
    if nqp("chart", CHINA, chart, "-o", path("o.svg")).returncode != 0:
        raise Skip("draws nothing of this project")
    for key, value in VALUES.items():
        if key in taken:
            args = ("--measure", "tert") if key == "axis.zero" else ()
            unset = ("--option", "axis.zero=yes") if key == "axis.zero" else ()  # a chart chooses either, by its figures
            plain, other = (read(draw(chart, "svg", *args, *more)[0]) for more in (unset, ("--option", f"{key}={value}")))
            assert plain != other, f"{key} changes nothing"
            contains(bad(2, "chart", CHINA, chart, "-o", path("none.svg"), "--option", f"{key}=x"), f"{key}: expected", "'x'")
        else:
            contains(bad(2, "chart", CHINA, chart, "-o", path("none.svg"), "--option", f"{key}={value}"), ", ".join(taken), chart)
    both = [part for key in taken for part in ("--option", f"{key}={VALUES[key]}")]
    for end in ("png", "pdf", "svg"):
        equal(draw(chart, end, *both)[1], "", "messages")


for line in good("chart", "--list").splitlines():
    taken = re.search(r"\(options: (.*)\)$", line).group(1).split(", ")
    assert set(taken) <= set(VALUES), taken
    add(f"options of {line.split()[0]}", options, line.split()[0], taken)


@case
def axis():
    """An axis leaves out no value, and says so where it was asked to; what is no option names those that are"""
    contains(draw("trends.lines", "svg", "--option", "axis.max=30")[1], "axis.max=30 would leave out values")
    contains(draw("ranking.bars", "svg", "--option", "axis.max=30")[1], "axis.max=30 would leave out values")
    contains(bad(2, "chart", CHINA, "trends.lines", "-o", path("n.svg"), "--option", "axis.min=5", "--option", "axis.max=1"), "below")
    for text in ("labels", "=", "title=x", "", "axis.max"):
        contains(bad(2, "chart", CHINA, "trends.lines", "-o", path("n.svg"), f"--option={text}"), "KEY=VALUE", "axis.min, axis.max")
    where, said = draw("trends.lines", "svg", "--option", "reference=50", "--option", "decimals=1")
    equal((texts(where).count("50.0"), said), (1, ""), "number of the line, messages")


def caption(chart, lang, *args):
    where, _ = draw(chart, "svg", "--lang", lang, "--size", "1600x900", "--title", "", "--subtitle", "", *args)
    before = texts(where)
    where, said = draw(chart, "svg", "--lang", lang, "--size", "1600x900", "--title", "", "--subtitle", "", "--caption", "auto", *args)
    equal(said, "", "messages")
    new = [text for text in texts(where) if text not in before]
    equal(len(new), 1, f"texts beside those without a caption: {new}")
    return new[0]


@case
def captions():
    """A caption in words says what the figures say"""
    names = {row["code"]: row for row in rows(read(os.path.join(ROOT, "data/samples/china-provinces/regions.csv")).decode())}
    score = rows(good("score", CHINA))
    years = sorted({int(row["year"]) for row in score})
    of = {year: sorted((row for row in score if row["year"] == str(year) and row["rank"]), key=lambda row: int(row["rank"]))
          for year in years}
    for year in (years[0], years[3], years[-1]):
        first, second = of[year][:2]
        since = year
        while since > years[0] and of[since - 1][0]["region"] == first["region"]:
            since -= 1
        points = [round(100 * float(row["score"]), 1) for row in (first, second)]
        ahead = 100 * (float(first["score"]) - float(second["score"]))
        place = next(i for i, row in enumerate(of[year]) if row["region"] == "340000")
        behind = 100 * (float(first["score"]) - float(of[year][place]["score"]))
        for chart in ("ranking.bars", "trends.lines"):
            text = caption(chart, "en", "--year", year, "--region", "340000")
            contains(text, f"{names[first['region']]['name_en']} leads in {year} with {points[0]:.1f}, {ahead:.1f} ahead of "
                           f"{names[second['region']]['name_en']}.")
            if since < year:
                contains(text, f"since {since}")
            if chart == "ranking.bars":
                contains(text, f"Anhui has rank {place + 1} of {len(of[year])}, {behind:.1f} behind the first.")
            else:
                own = [100 * float(next(row["score"] for row in of[y] if row["region"] == "340000")) for y in (years[0], years[-1])]
                means = [100 * sum(float(row["score"]) for row in of[y]) / len(of[y]) for y in (years[0], years[-1])]
                for name, (begin, end) in (("Anhui", own), ("The mean of all regions", means)):
                    contains(text, f"{name} rose from {begin:.1f} in {years[0]} to {end:.1f} in {years[-1]}, by {end - begin:.1f}.")
            contains(caption(chart, "zh_CN", "--year", year), names[first["region"]]["name_zh"])
    contains(caption("ranking.bars", "en", "--measure", "rdint"), "percentage points ahead of")
    contains(bad(2, "chart", CHINA, "map.tiles", "-o", path("n.svg"), "--caption", "auto"), "ranking.bars", "trends.lines")


@case
def ties():
    """Who shares the first place is not said to lead; without data there is nothing to say"""
    where = path("ties.nqp")
    data = "region,year,A,B,C,D\n" + "".join(f"r{i},2020,{a},{b},1,1\n" for i, a, b in ((1, 2, 2), (2, 2, 2), (3, 1, 1)))
    good("import", "-o", where, "--data", write("t-data.csv", data + "r1,2021,,,,\n"), "--indicators", write("t-ind.csv", INDICATORS),
         "--regions", write("t-reg.csv", "code,name_en\nr1,One\nr2,Two\nr3,Three\n"))
    picture, _ = draw("ranking.bars", "svg", "--year", "2020", "--caption", "auto", "--weights", "equal", of=where)
    text = " ".join(texts(picture))
    contains(text, "One and Two share the first place in 2020 with")
    assert "leads" not in text, text
    picture, said = draw("ranking.bars", "svg", "--year", "2021", "--caption", "auto", "--weights", "equal", of=where)
    contains(said, "nothing to say in a caption")


@case
def figures():
    """The figures are those of the picture, as CSV"""
    for chart in CHARTS:
        where = path("figures.csv")
        if nqp("chart", CHINA, chart, "-o", path("f.png"), "--figures", where).returncode == 0:
            assert rows(read(where).decode()), chart
            os.unlink(where)
    good("chart", CHINA, "ranking.bars", "-o", path("f.png"), "--figures", path("f.csv"), "--year", "2020")
    found = rows(read(path("f.csv")).decode())
    scores = {row["region"]: row for row in rows(good("score", CHINA, "--year", "2020"))}
    equal((len(found), {row["year"] for row in found}), (31, {"2020"}), "rows and year")
    for row in found:
        near((float(row["value"]),), (100 * float(scores[row["region"]]["score"]),), 1e-9, row["region"])
    contains(bad(2, "chart", CHINA, "ranking.bars", "-o", path("f.png"), "--figures", path("f.txt")), "--figures", ".csv")
    contains(bad(1, "chart", CHINA, "ranking.bars", "-o", path("f.png"), "--figures", "/nowhere/f.csv"), "/nowhere/f.csv")


main()
