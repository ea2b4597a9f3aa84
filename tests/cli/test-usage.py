# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, wrong usage, exit statuses, and standard output that cannot be written."""
import os
import re
import subprocess

from harness import NQP, ROOT, SAMPLES, Skip, add, bad, case, contains, environment, equal, good, main, nqp, path

COMMANDS = ("import", "info", "check", "score", "weights", "method", "stats", "chart", "framework", "export")
SAMPLE = "sample:china-provinces"


@case
def version():
    """--version prints name and version"""
    assert re.fullmatch(r"nqp \(NQP Explorer\) \d+\.\d+\.\d+\n", good("--version"))


@case
def program_help():
    """--help names every command and both samples"""
    text = good("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", text, re.M), command
    contains(text, *(f"sample:{id}" for id in SAMPLES), "--version", "--lang", "Exit status")
    equal(good("-h"), text)


def command_help(command):
    text = good(command, "--help")
    contains(text, f"Usage: nqp {command}", "--help", "--lang")
    equal(good("--lang", "en", command, "-h"), text)


def man_page(command):
    with open(os.path.join(ROOT, "doc", "nqp.1"), encoding="utf-8") as file:
        manual = file.read().replace("\\-", "-")
    contains(manual, f".SS {command}\n", f"nqp {command}")
    for option in re.findall(r"--[a-z][a-z-]*", good(command, "--help")):
        assert re.search(re.escape(option) + r"(?![a-z-])", manual), f"{option} is not in nqp(1)"
    for letter in re.findall(r"^  (-[a-z]), ", good(command, "--help"), re.M):
        assert f"\\fB{letter}\\fR" in manual, f"{letter} is not in nqp(1)"


for name in COMMANDS:
    add(f"{name} --help", command_help, name)
    add(f"nqp(1) tells of all options of {name}", man_page, name)


@case
def chinese():
    """--lang zh_CN translates help and messages whatever the locale"""
    for lang in ("C.UTF-8", "C", "en_US.UTF-8"):
        text = good("--lang", "zh_CN", "--help", env=environment(LANG=lang))
        assert re.search("[\u4e00-\u9fff]", text), f"no Chinese with LANG={lang}"
    assert not re.search("[\u4e00-\u9fff]", good("--lang=en", "--help", env=environment(LANGUAGE="zh_CN")))


@case
def chinese_environment():
    """the user's language is taken from the environment, also where no locale was made for it"""
    window = os.path.join(os.path.dirname(NQP), "..", "app", "nqp-explorer")
    for program in (NQP, window):
        if not os.path.exists(program):
            continue
        for variables, chinese in (({"LANGUAGE": "zh_CN"}, True), ({"LANGUAGE": "zh_CN", "LANG": ""}, True),
                                   ({"LANGUAGE": "zh_CN", "LANG": "C"}, True),
                                   ({"LANGUAGE": "zh_CN", "LC_ALL": "POSIX"}, True), ({"LANG": "zh_CN.UTF-8"}, True),
                                   ({"LC_ALL": "zh_CN.UTF-8", "LANG": "C"}, True), ({"LANG": "C"}, False),
                                   ({"LANG": "en_US.UTF-8"}, False), ({"LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, False),
                                   ({"LANG": "C.UTF-8"}, False)):
            text = subprocess.run([program, "--help"], env=environment(**variables), stdout=subprocess.PIPE,
                                  encoding="utf-8", check=True).stdout
            equal(bool(re.search("[\u4e00-\u9fff]", text)), chinese, f"{program} --help is Chinese with {variables}")


@case
def window_man_page():
    """nqp-explorer(1) tells of all options of nqp-explorer"""
    program = os.path.join(os.path.dirname(NQP), "..", "app", "nqp-explorer")
    if not os.path.exists(program):
        raise Skip("the window is not built")
    with open(os.path.join(ROOT, "doc", "nqp-explorer.1"), encoding="utf-8") as file:
        manual = file.read().replace("\\-", "-")
    text = subprocess.run([program, "--help"], env=environment(), stdout=subprocess.PIPE, text=True, check=True).stdout
    own = text.partition("Application Options:")[2]
    options = re.findall(r"--[a-z][a-z-]*", own)
    assert len(options) >= 5, text
    contains(manual, *options)


def usage(expected, *args):
    text = bad(2, *args)
    contains(text, *expected, "--help")
    equal(len(text.splitlines()), 1, "lines of message")


for what, expected, args in (
    ("no command", ["no command"], []),
    ("unknown command", ["'scroe'", "'score'"], ["scroe", SAMPLE]),
    ("unknown command far from any", ["unknown command 'frobnicate'"], ["frobnicate"]),
    ("unknown option", ["'--yaer'", "'--year'"], ["score", SAMPLE, "--yaer", "2020"]),
    ("unknown option before the command", ["'--fast'"], ["--fast", "score", SAMPLE]),
    ("unknown letter", ["'-x'"], ["score", SAMPLE, "-x"]),
    ("no project", ["P.nqp"], ["score"]),
    ("one word too many", ["'more'"], ["score", SAMPLE, "more"]),
    ("option without its value", ["'--year'", "YEAR"], ["score", SAMPLE, "--year"]),
    ("switch with a value", ["--replace"], ["export", SAMPLE, "-o", "x", "--replace=yes"]),
    ("year that is no number", ["'twenty'"], ["score", SAMPLE, "--year", "twenty"]),
    ("unknown level", ["'planet'", "pillar"], ["score", SAMPLE, "--level", "planet"]),
    ("unknown format", ["'xml'", "json"], ["score", SAMPLE, "--format", "xml"]),
    ("unknown format of the model", ["'xml'", "dot"], ["framework", SAMPLE, "--format", "xml"]),
    ("model without a project", ["P.nqp"], ["framework"]),
    ("unknown scheme", ["'entorpy'", "'entropy'"], ["score", SAMPLE, "--weights", "entorpy"]),
    ("unknown scheme in a combination", ["entorpy", "entropy"], ["score", SAMPLE, "--weights", "combine(entorpy*cv)"]),
    ("combination of one scheme", ["combine(ONE*OTHER)"], ["score", SAMPLE, "--weights", "combine(entropy)"]),
    ("judgements for another scheme", ["--judgements", "ahp"],
     ["score", SAMPLE, "--weights", "cv", "--judgements", os.devnull]),
    ("shift out of range", ["--shift", "1.5"], ["score", SAMPLE, "--weights", "entropy", "--shift", "1.5"]),
    ("unknown normalisation", ["--normalise", "minmax"], ["score", SAMPLE, "--normalise", "maxmin"]),
    ("unknown aggregation", ["--aggregate", "geometric"], ["score", SAMPLE, "--aggregate", "sum"]),
    ("unknown treatment", ["--missing", "linear"], ["score", SAMPLE, "--missing", "zero"]),
    ("coverage out of range", ["--coverage"], ["score", SAMPLE, "--coverage", "1.5"]),
    ("scheme and weights at once", ["--scheme"], ["weights", SAMPLE, "--scheme", "cv", "--weights", "equal"]),
    ("import without output", ["-o"], ["import", "--data", "x.csv"]),
    ("import without data", ["--data"], ["import", "-o", "x.nqp"]),
    ("export without output", ["-o"], ["export", SAMPLE]),
    ("chart without output", ["-o"], ["chart", SAMPLE, "map.tiles"]),
    ("chart without chart", ["CHART-ID"], ["chart", SAMPLE, "-o", "x.png"]),
    ("unknown chart", ["'map.cloropleth'", "'map.choropleth'"], ["chart", SAMPLE, "map.cloropleth", "-o", "x.png"]),
    ("unknown picture format", ["x.gif", ".png"], ["chart", SAMPLE, "map.tiles", "-o", "x.gif"]),
    ("size without height", ["'800'"], ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--size", "800"]),
    ("size too small", ["'8x8'"], ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--size", "8x8"]),
    ("dpi too high", ["'601'"], ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--dpi", "601"]),
    ("dpi too low", ["'95'"], ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--dpi", "95"]),
    ("more pixels than an image holds", ["pixels"],
     ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--size", "10000x10000", "--dpi", "600"]),
    ("stats without statistic", ["NAME"], ["stats", SAMPLE]),
    ("unknown statistic", ["'obstakles'", "'obstacles'", "--list"], ["stats", SAMPLE, "obstakles"]),
    ("plan without a region", ["plan", "--region"], ["stats", SAMPLE, "plan", "--target-rank", "3"]),
    ("plan without a rank", ["plan", "--target-rank"], ["stats", SAMPLE, "plan", "--region", "340000"]),
    ("plan of two regions", ["one region"],
     ["stats", SAMPLE, "plan", "--region", "340000,350000", "--target-rank", "3"]),
    ("plan for rank 0", ["'0'", "rank"], ["stats", SAMPLE, "plan", "--region", "340000", "--target-rank", "0"]),
    ("plan for a rank that is no number", ["'first'"],
     ["stats", SAMPLE, "plan", "--region", "340000", "--target-rank", "first"]),
    ("difference without a region", ["difference", "--region"], ["stats", SAMPLE, "difference"]),
    ("difference from no year", ["--from", "'then'"],
     ["stats", SAMPLE, "difference", "--region", "340000", "--from", "then"]),
    ("year before that a statistic has no use for", ["obstacles", "--from"],
     ["stats", SAMPLE, "obstacles", "--from", "2016"]),
    ("option that a statistic has no use for", ["obstacles", "--target-rank"],
     ["stats", SAMPLE, "obstacles", "--target-rank", "3"]),
    ("unknown form of coupling", ["--form", "'new'", "corrected"], ["stats", SAMPLE, "coupling", "--form", "new"]),
    ("unknown neighbours", ["--neighbours", "'queen'", "knn:K"], ["stats", SAMPLE, "moran", "--neighbours", "queen"]),
    ("too few permutations", ["--permutations", "'5'", "99"], ["stats", SAMPLE, "lisa", "--permutations", "5"]),
    ("form of a statistic that has none", ["dagum", "--form"], ["stats", SAMPLE, "dagum", "--form", "classic"]),
    ("depth that there is not", ["--depth", "'4'"], ["chart", SAMPLE, "framework.diagram", "-o", "x.png", "--depth", "4"]),
    ("assumed value that is no number", ["'soft=much'", "rdint=2.5"],
     ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--assume", "soft=much"]),
    ("assumption without a value", ["'soft'", "rdint=2.5"], ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--assume", "soft"]),
    ("unknown style", ["'neon'", "print"], ["chart", SAMPLE, "map.tiles", "-o", "x.png", "--style", "neon"]),
):
    add(f"wrong usage: {what}", usage, expected, *args)


@case
def wrong_language():
    """wrong usage: a language there is not"""
    contains(bad(2, "--lang", "tlh", "--help"), "'tlh'", "zh_CN")


def refused(expected, *args):
    text = bad(1, *args)
    contains(text, *expected)
    equal(len(text.splitlines()), 1, "lines of message")


for what, expected, args in (
    ("sample that is not there", ["'china'", "china-provinces", "world-economies"], ["info", "sample:china"]),
    ("sample outside its folder", ["'../x'"], ["info", "sample:../x"]),
    ("file that is not there", ["nowhere.nqp"], ["info", "nowhere.nqp"]),
    ("year without data", ["1999", "2016", "2023"], ["score", SAMPLE, "--year", "1999"]),
    ("unknown region", ["'44000'", "'440000'"], ["chart", SAMPLE, "map.tiles", "-o", path("x.png"), "--region", "44000"]),
    ("region without data", ["'710000'"], ["chart", SAMPLE, "map.tiles", "-o", path("x.png"), "--region", "710000"]),
    ("unknown measure", ["'driver'", "'drivers'"], ["chart", SAMPLE, "map.tiles", "-o", path("x.png"), "--measure", "driver"]),
    ("unknown entry", ["'driver'", "'drivers'"], ["chart", SAMPLE, "framework.diagram", "-o", path("x.png"), "--entry", "driver"]),
    ("value assumed for an unknown indicator", ["'softt'", "'soft'"],
     ["chart", SAMPLE, "map.tiles", "-o", path("x.png"), "--assume", "softt=3"]),
    ("nonsense method", ["geometric", "arithmetic"], ["score", SAMPLE, "--normalise", "zscore", "--aggregate", "geometric"]),
    ("difference of three regions", ["--region A,B", "3"],
     ["stats", SAMPLE, "difference", "--region", "340000,350000,360000"]),
    ("difference of a region and itself", ["340000 twice in 2016", "--from"],
     ["stats", SAMPLE, "difference", "--region", "340000", "--year", "2016"]),
    ("plan for a rank that nobody has", ["32", "1 to 31"],
     ["stats", SAMPLE, "plan", "--region", "340000", "--target-rank", "32"]),
    ("plan by ranks", ["minmax"],
     ["stats", SAMPLE, "plan", "--region", "340000", "--target-rank", "3", "--normalise", "rank"]),
    ("plan for a geometric mean", ["arithmetic"],
     ["stats", SAMPLE, "plan", "--region", "340000", "--target-rank", "3", "--aggregate", "geometric"]),
    ("plan for a region without a rank", ["Tibet", "no score"],
     ["stats", SAMPLE, "plan", "--region", "540000", "--target-rank", "3", "--measure", "carriers"]),
    ("shares of scores below 0", ["below 0", "minmax"], ["stats", SAMPLE, "dagum", "--normalise", "zscore"]),
    ("coupling of scores beyond 1", ["0 to 1", "minmax"], ["stats", SAMPLE, "coupling", "--normalise", "zscore"]),
    ("more nearest neighbours than there are", ["31", "30"], ["stats", SAMPLE, "moran", "--neighbours", "knn:31"]),
    ("economic distance by what there is not", ["'gold'"], ["stats", SAMPLE, "moran", "--neighbours", "economic:gold"]),
    ("neighbours in a file that is not there", ["none.csv"], ["stats", SAMPLE, "moran", "--neighbours", "none.csv"]),
    ("coupling of one part", ["rdint", "two and more"], ["stats", SAMPLE, "coupling", "--measure", "rdint"]),
    ("statistic of an unknown region", ["'44000'", "'440000'"], ["stats", SAMPLE, "obstacles", "--region", "44000"]),
    ("statistic of an unknown year", ["1999", "2016"], ["stats", SAMPLE, "obstacles", "--year", "1999"]),
    ("weights file that is not there", ["none.csv"], ["score", SAMPLE, "--weights", "none.csv"]),
    ("weights of the project's own when there are none", ["custom"], ["score", SAMPLE, "--weights", "custom"]),
    ("workbook into a folder that is not there", ["no/such/x.xlsx"], ["export", SAMPLE, "-o", path("no/such/x.xlsx")]),
    ("picture into a folder that is not there", ["no/such/x.png"],
     ["chart", SAMPLE, "map.tiles", "-o", path("no/such/x.png")]),
):
    add(f"refused: {what}", refused, expected, *args)


@case
def names_in_chinese():
    """a refusal in Chinese says what the choices it names are called"""
    text = bad(1, "score", SAMPLE, "--normalise", "zscore", "--aggregate", "geometric", "--lang", "zh_CN")
    contains(text, "几何平均", "极差标准化（minmax）", "算术平均（arithmetic）")
    text = bad(1, "stats", SAMPLE, "plan", "--region", "340000", "--target-rank", "3", "--normalise", "percentile", "--lang", "zh_CN")
    contains(text, "百分位标准化", "极差标准化（minmax）")


@case
def order_of_options():
    """options may stand before and after the file, as two words or one"""
    expected = good("score", SAMPLE, "--year", "2020", "--level", "pillar")
    equal(good("score", "--year", "2020", "--level", "pillar", SAMPLE), expected)
    equal(good("score", "--year=2020", SAMPLE, "--level=pillar"), expected)
    equal(good("score", "--year", "2020", "--level", "pillar", "--", SAMPLE), expected)
    equal(good("--lang", "en", "score", "--year", "2019", "--year", "2020", SAMPLE, "--level", "pillar"), expected)


@case
def full_disk():
    """standard output on a full disk is an error"""
    for args in (["--help"], ["score", "--help"], ["--version"], ["score", SAMPLE], ["info", SAMPLE], ["framework", SAMPLE, "--format", "dot"], ["chart", "--list"]):
        with open("/dev/full", "wb") as full:
            done = nqp(*args, stdout=full)
        equal(done.returncode, 1, f"status of {args}")
        contains(done.stderr, "nqp: ", "No space left")


@case
def closed_output():
    """a closed standard output is an error and never becomes part of a file"""
    done = subprocess.run(["sh", "-c", '"$0" info sample:china-provinces >&-', NQP], env=environment(), stderr=subprocess.PIPE,
                          text=True)
    equal(done.returncode, 1, "status")
    contains(done.stderr, "nqp: ", "standard output")
    target = path("closed.nqp")
    data = path("closed.csv")
    with open(data, "w", encoding="utf-8") as file:
        file.write("region,year,a\nr1,2020,1\nr2,2020,2\n")
    subprocess.run(["sh", "-c", f'"$0" import -o {target} --data {data} 2>&- >&-', NQP], env=environment(), check=True)
    good("info", target)


@case
def broken_pipe():
    """a reader that goes away is no reason for words"""
    with subprocess.Popen([NQP, "score", SAMPLE, "--level", "indicator"], env=environment(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        process.stdout.close()
        stderr = process.stderr.read().decode()
    equal(process.returncode, 1, "status")
    warnings = [line for line in stderr.splitlines() if "warning" not in line]
    equal(warnings, [], "standard error")


main()
