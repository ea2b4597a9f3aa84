# SPDX-License-Identifier: GPL-3.0-or-later
"""The handout of a lesson: what it says in both languages, that it is whole, and what is refused."""
import json
import os
import re
import resource
import shutil
import subprocess

from harness import Skip, add, bad, case, contains, environment, equal, good, main, path, read, write

CHINA = "sample:china-provinces"
FIXED = environment(SOURCE_DATE_EPOCH="1700000000")
KEYS = {"en": "en", "zh_CN": "zh"}


def model(project=CHINA):
    return json.loads(good("framework", project, "--format", "json"))


def squeeze(text):
    return re.sub(r"\s+", "", text)


def run(tool, *args):
    if not shutil.which(tool):
        raise Skip(f"{tool} is not installed")
    return subprocess.run([tool, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=True).stdout


def pages(where):
    return run("pdftotext", where, "-").split("\f")[:-1]


def with_lessons(name, lessons):
    """A small project whose model has these lessons"""
    content = model()
    content["lessons"] = lessons
    framework = write(f"{name}/framework.json", json.dumps(content, ensure_ascii=False))
    data = write(f"{name}/data.csv", "region,year,a,b\nr1,2020,1,4\nr2,2020,2,3\nr1,2021,2,5\nr2,2021,4,1\n")
    listing = write(f"{name}/indicators.csv", "code,name_en,name_zh,pillar,component,unit,direction\n"
                    "a,A,甲,elements,labour-force,1,+\nb,B,乙,drivers,efficiency,1,+\n")
    where = path(name, "p.nqp")
    good("import", "-o", where, "--data", data, "--indicators", listing, "--framework", framework)
    return where


def step(number, **more):
    content = {"name": {"en": f"Step named {number}", "zh": f"第{number}步"}, "text": {"en": "Words.", "zh": "文字。"},
               "question": {"en": f"Question {number}?", "zh": f"问题{number}？"}, "discussion": {"en": "", "zh": ""},
               "highlight": "", "view": ""}
    content.update(more)
    return content


def lesson(ident, steps):
    return {"id": ident, "name": {"en": f"Lesson {ident}", "zh": f"课程{ident}"}, "steps": steps}


def says_everything(lang):
    where = path(f"handout-{lang}.pdf")
    equal(good("report", CHINA, "--lesson", "-o", where, "--lang", lang, "--region", "340000", env=FIXED), "", "output")
    texts = pages(where)
    whole = squeeze("".join(texts))
    content, key = model()["lessons"][0], KEYS[lang]
    contains(whole, squeeze(content["name"][key]))
    for one in content["steps"]:
        for part in ("name", "text", "question", "discussion"):
            contains(whole, squeeze(one[part][key]))
    contains(whole, {"en": "Anhui", "zh_CN": "安徽"}[lang], "2023-11-14")
    assert len(texts) > 3, len(texts)
    for number, text in enumerate(texts, 1):
        contains(squeeze(text), "NQPExplorer")
        assert str(number) in text and str(len(texts)) in text, f"page {number} of {len(texts)}: {text!r}"
    # Discussions are held back: on no page with the first step's question and lines for its answer
    answer = squeeze(content["steps"][0]["discussion"][key])
    equal([number for number, text in enumerate(texts) if answer in squeeze(text)], [len(texts) - 2], "page of the first discussion")


for language in KEYS:
    add(f"every name, text, question and discussion is there, {language}", says_everything, language)


def fonts_and_details(lang):
    where = path(f"fonts-{lang}.pdf")
    good("report", CHINA, "--lesson=four-paths", "-o", where, "--lang", lang)
    lines = run("pdffonts", where).splitlines()[2:]
    assert lines, "no fonts"
    for line in lines:
        embedded, _, unicode, _, _ = line.split()[-5:]
        equal((embedded, unicode), ("yes", "yes"), f"embedded, maps to Unicode: {line}")
    details = run("pdfinfo", where)
    contains(details, model()["lessons"][0]["name"][KEYS[lang]], "A4")
    for key in ("Title", "Subject", "Author", "Keywords", "Creator"):
        assert re.search(rf"^{key}:\s+\S", details, re.M), f"{key} in {details}"


for language in KEYS:
    add(f"fonts are embedded, metadata is there, {language}", fonts_and_details, language)


@case
def outline():
    """the outline lists every step"""
    where = path("outline.pdf")
    good("report", CHINA, "--lesson", "-o", where, "--lang", "en")
    if not shutil.which("pdftohtml"):
        raise Skip("pdftohtml is not installed")
    xml = run("pdftohtml", "-xml", "-i", "-stdout", where)
    items = [squeeze(re.sub(r"<[^>]*>", "", item)) for item in re.findall(r"<item[^>]*>.*?</item>", xml)]
    names = [squeeze(f"{n}. {one['name']['en']}") for n, one in enumerate(model()["lessons"][0]["steps"], 1)]
    equal(items[:len(names)], [name.replace('"', "&#34;") if name not in items else name for name in names], "items")
    assert len(items) > len(names), items


@case
def same_each_time():
    """the same call gives the same bytes; year, region and method change them"""
    found = {}
    for name, options in {"first": [], "second": [], "year": ["--year", "2016"], "region": ["--region", "540000"],
                          "weights": ["--weights", "equal"], "lang": ["--lang", "zh_CN"]}.items():
        where = path(f"same-{name}.pdf")
        good("report", CHINA, "--lesson", "-o", where, *options, env=FIXED)
        found[name] = read(where)
    equal(found["first"] == found["second"], True, "the same bytes")
    equal(len(set(found.values())), len(found) - 1, "different documents")


@case
def world():
    """the other sample has the lesson too"""
    where = path("world.pdf")
    good("report", "sample:world-economies", "--lesson", "-o", where, "--region", "DEU", "--lang", "en")
    contains("".join(pages(where)), "Germany")


@case
def own_lessons():
    """lessons of the project's own: the first, one by its id, what a step names goes before the options"""
    steps = [step(1, view="chart=trends.lines year=2020 regions=r2 measure=a"), step(2, question={"en": "", "zh": ""})]
    where = with_lessons("own", [lesson("one", steps), lesson("two", [step(7)])])
    good("report", where, "--lesson", "-o", path("own.pdf"), "--lang", "en", "--region", "r1")
    text = "".join(pages(path("own.pdf")))
    contains(text, "Lesson one", "Step named 1", "Question 1?", "Step named 2", "r2")
    assert "Step named 7" not in text and "For the discussion" not in text, text
    for words in (["--lesson", "two"], ["--lesson=two"]):
        good("report", where, *words, "-o", path("two.pdf"), "--lang", "en")
        text = "".join(pages(path("two.pdf")))
        contains(text, "Lesson two", "Step named 7")
        assert "Step named 1" not in text, text


@case
def many_steps():
    """100 steps, long words, no words, and views that name nothing there is"""
    steps = [step(n, text={"en": "Long words. " * (40 if n % 7 == 0 else 3), "zh": "字" * 300},
                  view="chart=none.such measure=nothing year=1800 regions=xx" if n % 3 == 0 else "chart=ranking.bars",
                  highlight="elements" if n % 2 else "") for n in range(1, 101)]
    where = with_lessons("many", [lesson("many", steps)])
    for lang in KEYS:
        good("report", where, "--lesson", "-o", path("many.pdf"), "--lang", lang)
        text = squeeze("".join(pages(path("many.pdf"))))
        for one in steps:
            contains(text, squeeze(one["name"][KEYS[lang]]), squeeze(one["question"][KEYS[lang]]))


@case
def unknown_lesson():
    """an unknown lesson is answered with those there are"""
    where = with_lessons("known", [lesson("one", [step(1)]), lesson("two", [step(2)])])
    contains(bad(1, "report", where, "--lesson", "three", "-o", path("x.pdf")), "three", "one, two")
    contains(bad(1, "report", CHINA, "--lesson=", "-o", path("x.pdf")), "four-paths")
    contains(bad(1, "report", with_lessons("none", []), "--lesson", "-o", path("x.pdf")), "no lesson")
    equal(os.path.exists(path("x.pdf")), False, "no file")


@case
def wrong_usage():
    """wrong usage says what is expected"""
    where = path("usage.pdf")
    contains(bad(2, "report", CHINA, "-o", where), "--lesson")
    contains(bad(2, "report", CHINA, "--lesson"), "-o FILE.pdf")
    contains(bad(2, "report", CHINA, "--lesson", "-o", path("x.png")), ".pdf", "x.png")
    contains(bad(2, "report", "--lesson", "-o", where), "P.nqp")
    contains(bad(2, "report", CHINA, "--lesson", "four-paths", "more", "-o", where), "more")
    contains(bad(2, "report", CHINA, "--lesson", "-o", where, "--year", "soon"), "--year")
    contains(bad(1, "report", CHINA, "--lesson", "-o", where, "--year", "1066"), "1066")
    contains(bad(1, "report", CHINA, "--lesson", "-o", where, "--region", "nowhere"), "nowhere")
    contains(bad(2, "report", CHINA, "--lesson", "-o", where, "--lang", "fr"), "fr")
    equal(os.path.exists(where), False, "no file")
    contains(good("report", "--help"), "--lesson [ID]")
    good("report", "--lesson", CHINA, "-o", where)  # what stands for the project is not taken for the lesson


# No part of a document is left

@case
def not_writable():
    """where nothing can be written: one message, and nothing is left"""
    contains(bad(1, "report", CHINA, "--lesson", "-o", path("no-such", "x.pdf")), "x.pdf")
    os.makedirs(path("folder.pdf"))
    contains(bad(1, "report", CHINA, "--lesson", "-o", path("folder.pdf")), "folder")
    equal(os.listdir(path("folder.pdf")), [], "files")
    if os.geteuid() != 0:
        os.makedirs(path("locked"), mode=0o500)
        contains(bad(1, "report", CHINA, "--lesson", "-o", path("locked", "x.pdf")), "x.pdf")
        equal(os.listdir(path("locked")), [], "files")


@case
def full_disk():
    """no room: one message, no new file, an existing one unchanged"""
    folder = path("full")
    os.makedirs(folder)
    where = os.path.join(folder, "x.pdf")
    for size in (0, 512, 20000, 100000):
        limit = {"preexec_fn": lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}
        contains(bad(1, "report", CHINA, "--lesson", "-o", where, **limit), "x.pdf")
        equal(os.listdir(folder), [], f"files with a limit of {size}")
    good("report", CHINA, "--lesson", "-o", where)
    kept = read(where)
    assert len(kept) > 100000, "the limits above were none"
    bad(1, "report", CHINA, "--lesson", "-o", where, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)))
    equal(read(where) == kept, True, "left as it was")
    equal(os.listdir(folder), ["x.pdf"], "files")


main(2)
