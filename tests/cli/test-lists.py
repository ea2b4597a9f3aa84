# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written down twice agrees: sources and their lists, registries and what the manual page and the help say of them."""
import os
import re
import xml.etree.ElementTree

from harness import ROOT, case, equal, good, main

COMMENTS = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
WORDS = re.compile(r'\b(?:_|N_|C_|NC_|ngettext)\s*\(\s*"')
RESOURCES = "resources/nqp-explorer.gresource.xml"


def text(*parts):
    with open(os.path.join(ROOT, *parts), encoding="utf-8") as file:
        return file.read()


def files(folder, *endings):
    """Paths below the root of the sources, of files with one of these endings"""
    found = []
    for where, _, names in os.walk(os.path.join(ROOT, folder)):
        found += [os.path.relpath(os.path.join(where, name), ROOT) for name in names if name.endswith(endings)]
    return sorted(found)


def nothing(found, what):
    assert not found, f"{what}: {', '.join(sorted(found))}"


def manual():
    return text("doc", "nqp.1").replace("\\-", "-").replace("\\(aq", "'")


def plain(roff):
    return re.sub(r"\\f[BIRP]", "", roff)


def section(name):
    """What the manual page says below a heading, up to the next of the same or a higher rank"""
    found = re.search(rf"^\.(S[SH]) {name}$(.*?)(?=^\.SH |^\.SS |\Z)", manual(), re.M | re.S)
    assert found, f"the manual page has no section {name}"
    return found.group(2)


@case
def translated_sources():
    """every file with words to translate is in po/POTFILES.in, and what is in it is there"""
    listed = [line for line in text("po", "POTFILES.in").splitlines() if line and not line.startswith("#")]
    sources = [file for file in files("src", ".c", ".h") if WORDS.search(COMMENTS.sub("", text(file)))]
    ui = [file for file in files("ui", ".ui") if 'translatable="yes"' in text(file)]
    nothing(set(sources + ui) - set(listed), "not in po/POTFILES.in")
    nothing([file for file in listed if not os.path.exists(os.path.join(ROOT, file))], "in po/POTFILES.in, but gone")
    nothing([file for file in set(listed) if listed.count(file) > 1], "in po/POTFILES.in twice")


@case
def bundled_files():
    """every .ui file, style sheet and icon is in the list of resources, and what is in it is there"""
    listed = {os.path.normpath(os.path.join("resources", element.text))
              for element in xml.etree.ElementTree.fromstring(text(RESOURCES)).iter("file")}
    libraries = {os.path.basename(element.text) for file in files("src", ".gresource.xml")
                 for element in xml.etree.ElementTree.fromstring(text(file)).iter("file")}  # what a library bundles itself
    wanted = {file for file in files("ui", ".ui") + files("resources", "") if not file.endswith(".gresource.xml")}
    nothing({file for file in wanted - listed if os.path.basename(file) not in libraries}, f"not in {RESOURCES}")
    nothing({file for file in listed if not os.path.exists(os.path.join(ROOT, file))}, f"in {RESOURCES}, but gone")


@case
def compiled_sources():
    """every source is compiled: its name stands in the meson.build of its folder or of one above"""
    for file in files("src", ".c"):
        folder, found = os.path.dirname(file), False
        while folder and not found:
            build = os.path.join(ROOT, folder, "meson.build")
            found = os.path.exists(build) and os.path.relpath(file, folder) in text(build)
            folder = os.path.dirname(folder)
        assert found, f"{file} is in no meson.build"


@case
def guards():
    """no widget keeps a flag against its own signals: showing a value holds them back (nqp-control.h)"""
    nothing([file for file in files("src/app", ".c") + files("src/app", ".h")
             if re.search(r"\b(?:updating|filling|syncing) = |gboolean (?:updating|filling|syncing)\b", text(file))], "has a guard of its own")


@case
def charts():
    """chart --list names every chart that is defined, in the order of the manual page"""
    ids = [line.split()[0] for line in good("chart", "--list").splitlines()]
    defined = [found for file in files("src/chart", ".c") for found in re.findall(r'^const NqpChart nqp_chart_\w+ = \{\s*\.id = "([^"]+)"', text(file), re.M)]
    assert len(defined) > 10, "where are charts defined?"
    equal(sorted(ids), sorted(defined), "chart --list, and what src/chart defines")
    told = re.search(r"^The charts are (.*?)\.$", section("chart"), re.M | re.S)
    equal(plain(told.group(1)).replace("\n", " ").replace(" and ", ", ").split(", "), ids, "charts of the manual page")


@case
def statistics():
    """the manual page says something of every statistic"""
    for line in good("stats", "--list").splitlines():
        if line and not line[0].isspace():
            assert re.search(rf"\\fB{re.escape(line.split()[0])}\\fR|^\.B {re.escape(line.split()[0])}$", manual(), re.M), line


@case
def method_options():
    """the manual page has every option of a method, with every choice that the help names"""
    told = section("METHOD OPTIONS")
    options = re.findall(r"^  --([a-z]+)(?: (\S+))?", good("score", "--help"), re.M)
    names = [name for name, _ in options]
    method = dict(options[names.index("missing"):names.index("floor") + 1])
    assert len(method) >= 11, method
    for name, values in method.items():
        entry = re.search(rf"^\\fB--{name}\\fR (.*?)\n(.*?)(?=^\.TP|\Z)", told, re.M | re.S)
        assert entry, f"the manual page does not tell of --{name}"
        if "FILE" not in values:
            equal(plain(entry.group(1)), values, f"values of --{name} in the manual page")
        else:
            for value in values.split("|")[:-1]:
                assert re.search(rf"\\fB{re.escape(value.partition('(')[0])}(?:\\fR|\()", entry.group(2)), f"--{name}: the manual page does not tell of {value}"


@case
def choice_files():
    """every choice has a file of its own and a line in the registry"""
    registry = text("src", "method", "values", "nqp-choices.h")
    for stage, folder in (("MISSING", "fill"), ("OUTLIERS", "treat"), ("NORMALISE", "normalise"), ("SCHEME", "weigh"), ("AGGREGATE", "aggregate")):
        lines = re.search(rf"#define NQP_EACH_{stage}\(X\)((?:.*\\\n)+.*\n)", registry).group(1)
        named = [name.replace("_", "-") for name in re.findall(r"X \(\w+, (\w+)\)", lines)]
        described = {file: re.findall(rf"^const \w+ nqp_{folder}_(\w+) = \{{", text(file), re.M) for file in files(f"src/method/{folder}", ".c")}
        found = {os.path.basename(file): names for file, names in described.items() if names}
        equal(sorted(found), sorted(f"nqp-{folder}-{name}.c" for name in named), f"files of {folder}")
        for file, names in found.items():
            equal([f"nqp-{folder}-{name.replace('_', '-')}.c" for name in names], [file], "one choice a file")


@case
def rooms_of_the_method():
    """a choice includes the headers of its room, of values and of core, and no other room's"""
    core = {os.path.basename(file) for file in files("src/core", ".h")}
    values = {os.path.basename(file) for file in files("src/method/values", ".h")}
    for room, more in (("values", ()), ("fill", ()), ("treat", ()), ("normalise", ()), ("aggregate", ()), ("weigh", ("aggregate",))):
        seen = core | values | {os.path.basename(file) for folder in (room, *more) for file in files(f"src/method/{folder}", ".h")}
        for file in files(f"src/method/{room}", ".c", ".h"):
            nothing(set(re.findall(r'^#include "([^"]+)"', text(file), re.M)) - seen, f"{file} includes")


@case
def names_of_choices():
    """nothing decides by the name of a choice: what has to be known of one stands in its description"""
    name = re.compile(r"(?:\bcase\s+|[=!]=\s*)(NQP_(?:MISSING|OUTLIERS|NORMALISE|SCHEME|AGGREGATE)_[A-Z]+)\b")
    for file in files("src", ".c"):
        found = set(name.findall(COMMENTS.sub("", text(file))))
        # a user's own weights are no scheme, and equal ones are what there is without any
        nothing(found - {"NQP_SCHEME_CUSTOM", "NQP_SCHEME_EQUAL"}, f"{file} decides by")


main()
