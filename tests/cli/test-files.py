# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written where something is already: what it keeps, what it refuses to replace, and what an end in the middle leaves."""
import itertools
import os
import pwd
import shutil
import signal
import sqlite3
import stat
import subprocess
import time

from harness import NQP, SLOW, Skip, add, bad, case, contains, environment, equal, good, main, nqp, path, read, write

CHINA = "sample:china-provinces"
DATA = "region,year,a,b\nr1,2020,1,10.5\nr2,2020,2,20.5\nr1,2021,4,11.5\nr2,2021,5,21.5\n"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_count = itertools.count()


def folder():
    where = path(f"files-{next(_count)}")
    os.makedirs(where)
    return where


def data():
    return write(f"data-{next(_count)}.csv", DATA)


def large():
    rows = (f"r{i},{y},{i},{y},{i * y % 97},{i + y}\n" for i in range(900) for y in range(2000, 2030))
    return write(f"large-{next(_count)}.csv", "region,year,a,b,c,d\n" + "".join(rows))


# What writes a file, and its name
FILES = {
    "chart-png": ("x.png", lambda where: ("chart", CHINA, "map.tiles", "-o", where)),
    "chart-pdf": ("x.pdf", lambda where: ("chart", CHINA, "map.tiles", "-o", where)),
    "chart-svg": ("x.svg", lambda where: ("chart", CHINA, "map.tiles", "-o", where)),
    "report": ("r.pdf", lambda where: ("report", CHINA, "--lesson", "-o", where)),
    "import": ("p.nqp", lambda where: ("import", "-o", where, "--data", data(), "--replace")),
}


def old_file(kind, where):
    """Something that the command may replace"""
    if kind == "import":
        good("import", "-o", where, "--data", data())
    else:
        with open(where, "w", encoding="utf-8") as file:
            file.write("old")
    return read(where)


def mode(where):
    return stat.S_IMODE(os.stat(where).st_mode)


def modes(kind):
    name, args = FILES[kind]
    where = os.path.join(folder(), name)
    mask = {"preexec_fn": lambda: os.umask(0o077)}
    old = old_file(kind, where)
    for wanted in (0o600, 0o640, 0o666) if kind != "report" else (0o640,):
        os.chmod(where, wanted)
        good(*args(where), **mask)
        equal(oct(mode(where)), oct(wanted), "mode")
    assert read(where) != old or kind == "import", "not written"
    os.remove(where)
    good(*args(where), **mask)
    equal(oct(mode(where)), oct(0o600), "mode of a new one")
    os.remove(where)
    good(*args(where), preexec_fn=lambda: os.umask(0o022))
    equal(oct(mode(where)), oct(0o644), "mode of a new one")
    equal(os.listdir(os.path.dirname(where)), [name], "files")


def links(kind):
    name, args = FILES[kind]
    here = folder()
    os.makedirs(os.path.join(here, "sub"))
    target, one, two = os.path.join(here, "sub", "real"), os.path.join(here, "one"), os.path.join(here, name)
    old = old_file(kind, target)
    os.chmod(target, 0o640)
    os.symlink("sub/real", one)
    os.symlink(one, two)
    good(*args(two))
    equal((os.readlink(one), os.readlink(two)), ("sub/real", one), "links")
    equal(mode(target), 0o640, "mode")
    assert read(target) != old or kind == "import", "not written"
    os.remove(target)
    good(*args(two))  # to a file that is not there
    equal((os.readlink(one), os.readlink(two)), ("sub/real", one), "links")
    assert stat.S_ISREG(os.lstat(target).st_mode)
    equal((sorted(os.listdir(here)), os.listdir(os.path.join(here, "sub"))), (sorted(["one", "sub", name]), ["real"]), "files")
    os.remove(one)
    os.symlink(name, one)  # a loop
    bad(1, *args(two))
    equal((os.readlink(one), os.readlink(two)), (name, one), "links")


def pipes(kind):
    name, args = FILES[kind]
    where = os.path.join(folder(), name)
    os.mkfifo(where, 0o600)
    text = bad(1, *args(where))
    equal(len(text.splitlines()), 1, text)
    if kind == "import":
        bad(1, *args(where)[:-1])
    else:
        contains(text, name, "pipe that nobody reads")
        through = os.path.join(folder(), name)
        with open(through, "wb") as out, subprocess.Popen(["cat", where], stdout=out):
            for _ in range(100):
                if nqp(*args(where)).returncode == 0:
                    break
                time.sleep(0.1)
        begins = read(through)[:5]
        assert begins[:4] == b"\x89PNG" or begins in (b"%PDF-", b"<?xml", b"<svg "), begins
        full, null = (os.path.join(folder(), name) for _ in range(2))
        os.symlink("/dev/full", full)
        contains(bad(1, *args(full)), name, "No space left")
        os.symlink("/dev/null", null)
        good(*args(null))
        equal((os.readlink(full), os.readlink(null)), ("/dev/full", "/dev/null"), "links")
    assert stat.S_ISFIFO(os.lstat(where).st_mode)
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    equal(os.listdir(os.path.dirname(where)), [name], "files")


for _kind in FILES:
    if _kind in ("chart-pdf",):
        continue
    add(f"permissions are kept: {_kind}", modes, _kind)
    add(f"symbolic links stay: {_kind}", links, _kind)
    add(f"pipes and devices stay: {_kind}", pipes, _kind)


@case
def group_of_the_folder():
    """what is made in a folder with a group of its own gets that group"""
    if os.geteuid() != 0:
        raise Skip("needs root to give a folder to another group")
    here = folder()
    os.chown(here, -1, 54321)
    os.chmod(here, 0o2775)
    good("chart", CHINA, "map.tiles", "-o", os.path.join(here, "x.svg"))
    good("import", "-o", os.path.join(here, "p.nqp"), "--data", data())
    good("export", CHINA, "-o", os.path.join(here, "csv"))
    for name in ("x.svg", "p.nqp", "csv", "csv/data.csv"):
        equal(os.stat(os.path.join(here, name)).st_gid, 54321, f"group of {name}")
    assert os.stat(os.path.join(here, "csv")).st_mode & stat.S_ISGID


# Only what is ours is replaced

@case
def import_replaces_projects():
    """import --replace exchanges a project, also a damaged one, and an empty file, and nothing else"""
    here = folder()
    target = os.path.join(here, "p.nqp")
    foreign = os.path.join(here, "foreign.db")
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE t (a)")
    for content in (b"Dear reader", b"SQLite format 3", b"SQLite format 3\0" + b"x" * 5000, b"\0" * 100, b"PK\3\4" * 1000, read(foreign)):
        with open(target, "wb") as file:
            file.write(content)
        contains(bad(1, "import", "-o", target, "--data", data(), "--replace"), "p.nqp", "not a project")
        equal(read(target), content, "left as it was")
    open(target, "wb").close()
    bad(1, "import", "-o", target, "--data", data())
    good("import", "-o", target, "--data", data(), "--replace")
    whole = read(target)
    with open(target, "wb") as file:
        file.write(whole[:4096] + b"\xa5" * 4096)
    good("import", "-o", target, "--data", data(), "--replace")
    good("info", target)
    equal(sorted(os.listdir(here)), ["foreign.db", "p.nqp"], "files")


@case
def import_does_not_replace_the_unknown():
    """import --replace leaves what it may not read, and what is write-protected"""
    if os.geteuid() == 0:
        try:
            user = {"user": pwd.getpwnam("nobody").pw_uid, "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
            os.chmod(path(), 0o755)
            subprocess.run([NQP, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, **user)
        except (KeyError, OSError, subprocess.CalledProcessError) as error:
            raise Skip("root may read everything, and nobody cannot run the program") from error
    else:
        user = {}
    here = folder()
    target = os.path.join(here, "p.nqp")
    os.chmod(here, 0o777)
    for kept_mode in (0o000, 0o444):
        good("import", "-o", target, "--data", data(), "--replace")
        kept = read(target)
        os.chown(target, user.get("user", -1), user.get("group", -1))
        os.chmod(target, kept_mode)
        contains(bad(1, "import", "-o", target, "--data", data(), "--replace", **user), "p.nqp")
        equal(mode(target), kept_mode, "mode")
        os.chmod(target, 0o644)
        equal(read(target) == kept, True, "left as it was")
    picture = os.path.join(here, "x.svg")
    with open(picture, "w", encoding="utf-8") as file:
        file.write("mine")
    os.chmod(picture, 0o444)
    contains(bad(1, "chart", CHINA, "map.tiles", "-o", picture, **user), "write-protected")
    equal(read(picture), b"mine", "left as it was")
    equal(sorted(os.listdir(here)), ["p.nqp", "x.svg"], "files")


@case
def no_picture_in_place_of_a_project():
    """a picture or report does not take the place of a project behind a link"""
    here = folder()
    target = os.path.join(here, "p.nqp")
    good("import", "-o", target, "--data", data())
    kept = read(target)
    for kind in ("chart-png", "report"):
        name, args = FILES[kind]
        os.symlink("p.nqp", os.path.join(here, name))
        contains(bad(1, *args(os.path.join(here, name))), name, "project")
    equal(read(target) == kept, True, "left as it was")


def content(where):
    return {os.path.relpath(os.path.join(top, name), where): read(os.path.join(top, name))
            for top, _, names in os.walk(where) for name in names}


@case
def export_replaces_exports():
    """export --replace exchanges an earlier export, whose permissions and links stay"""
    here = folder()
    target, link = os.path.join(here, "sub", "csv"), os.path.join(here, "link")
    good("export", CHINA, "-o", target)
    os.chmod(target, 0o700)
    os.chmod(os.path.join(target, "data.csv"), 0o600)
    os.symlink("sub/csv", link)
    old = content(target)
    bad(1, "export", "sample:world-economies", "-o", link)
    good("export", "sample:world-economies", "-o", link, "--replace")
    equal(os.readlink(link), "sub/csv", "link")
    new = content(target)
    assert new["data.csv"] != old["data.csv"]
    equal((mode(target), mode(os.path.join(target, "data.csv"))), (0o700, 0o600), "modes")
    equal((os.listdir(os.path.dirname(target)), sorted(os.listdir(here))), (["csv"], ["link", "sub"]), "files")
    fresh = os.path.join(here, "fresh")
    os.symlink("not/yet", fresh)
    good("export", CHINA, "-o", fresh)
    equal(content(os.path.join(here, "not", "yet")), old)
    os.symlink("round", os.path.join(here, "round"))
    bad(1, "export", CHINA, "-o", os.path.join(here, "round"), "--replace")


def other_folder(change):
    here = folder()
    target, link = os.path.join(here, "csv"), os.path.join(here, "link")
    good("export", CHINA, "-o", target)
    change(target)
    os.symlink("csv", link)
    kept = content(target)
    for where in (target, link):
        text = bad(1, "export", CHINA, "-o", where, "--replace")
        equal(len(text.splitlines()), 1, text)
    equal(content(target) == kept, True, "left as it was")
    equal((os.readlink(link), sorted(os.listdir(here))), ("csv", ["csv", "link"]), "files")


def _keep(*names):
    return lambda where: [os.remove(os.path.join(where, name)) for name in os.listdir(where) if name not in names]


def _put(name, text):
    def put(where):
        with open(os.path.join(where, name), "w", encoding="utf-8") as file:
            file.write(text)
    return put


def _folder_of_that_name(where):
    os.remove(os.path.join(where, "flags.csv"))
    os.makedirs(os.path.join(where, "flags.csv"))
    _put("flags.csv/mine.txt", "mine")(where)


def _link_of_that_name(where):
    shutil.move(os.path.join(where, "flags.csv"), os.path.join(where, "..", "..", f"mine-{next(_count)}.csv"))
    os.symlink("/dev/null", os.path.join(where, "flags.csv"))


for _what, _change in (("only a data.csv", _keep("data.csv")), ("some of an export", _keep("data.csv", "indicators.csv")),
                       ("another data.csv", _put("data.csv", "a,b\n1,2\n")), ("a letter", _put("letter.txt", "mine")),
                       ("another framework.json", _put("framework.json", "[1]")), ("an empty file", _put("series.csv", "")),
                       ("a hidden file", _put(".hidden", "mine")), ("a folder of that name", _folder_of_that_name),
                       ("a link of that name", _link_of_that_name)):
    add(f"export --replace leaves a folder with {_what}", other_folder, _change)


# An end in the middle

def start(args, number=None):
    def ready():
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN if each == number else signal.SIG_DFL)
    return subprocess.Popen([NQP, *args], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, preexec_fn=ready)


def parts(where):
    return {name for name in os.listdir(where) if name.endswith(".nqp-part")}


def wait_for_part(process, where, *, known=frozenset()):
    """Whether it was seen writing"""
    while process.poll() is None:
        if parts(where) - known:
            return True
    return False


ENDS = {
    "import": ("p.nqp", lambda where: ("import", "-o", where, "--data", LARGE, "--replace")),
    "export": ("csv", lambda where: ("export", WIDE, "-o", where, "--replace")),
    "report": ("r.pdf", lambda where: ("report", CHINA, "--lesson", "-o", where)),
    "chart": ("x.png", lambda where: ("chart", CHINA, "map.choropleth", "-o", where, "--dpi", "600")),
}


def snapshot(where):
    return content(where) if os.path.isdir(where) else read(where)


def signals(kind):
    name, args = ENDS[kind]
    here = folder()
    target = os.path.join(here, name)
    before = time.monotonic()
    good(*args(target))
    duration = time.monotonic() - before
    old = snapshot(target)
    n_seen = 0
    for k in range(12):
        number = SIGNALS[k % 3]
        with start(args(target)) as process:
            if k < 9:
                n_seen += wait_for_part(process, here)
            else:
                time.sleep(duration * (k - 8) / 4)
            process.send_signal(number)
        assert process.returncode in (-number, 0), f"ended with {process.returncode} after signal {number}"
        equal(os.listdir(here), [name], f"files after signal {number}")
        if kind != "report":  # whose date of making differs
            equal(snapshot(target) == old, True, "the old or the new one, which are the same")
    assert n_seen >= 3, f"only {n_seen} were seen writing"
    # not over what was not there either
    shutil.rmtree(target) if os.path.isdir(target) else os.remove(target)
    with start(args(target)) as process:
        wait_for_part(process, here)
        process.send_signal(signal.SIGTERM)
    assert process.returncode in (-signal.SIGTERM, 0)
    assert os.listdir(here) in ([], [name]), os.listdir(here)


def killed(kind):
    name, args = ENDS[kind]
    here = folder()
    target = os.path.join(here, name)
    good(*args(target))
    old = snapshot(target)
    foreign = [".x.png.0123456789abcdef.nqp-part", ".nqp-abc123", f"{name}.ABCDEF", "x.nqp-part"]
    for each in foreign:
        with open(os.path.join(here, each), "w", encoding="utf-8") as file:
            file.write("mine")
        os.utime(os.path.join(here, each), (1e9, 1e9))
    known = parts(here)
    for _ in range(20):
        with start(args(target)) as process:
            wait_for_part(process, here, known=known)
            process.kill()
        if parts(here) != known:
            break
    assert parts(here) != known, "none was killed while writing"
    if kind != "report":
        equal(snapshot(target) == old, True, "left as it was")
    good("chart", CHINA, "map.tiles", "-o", os.path.join(here, "other.svg"))
    equal(sorted(os.listdir(here)), sorted([name, "other.svg", *foreign]), "files")


for _kind in ENDS:
    add(f"a signal leaves nothing behind: {_kind}", signals, _kind)
    add(f"what a kill leaves is swept by the next run: {_kind}", killed, _kind)


@case
def ignored_signals():
    """a signal that the caller ignores, as nohup does, stays ignored"""
    here = folder()
    target = os.path.join(here, "p.nqp")
    for number in (signal.SIGHUP, signal.SIGINT):
        with start(ENDS["import"][1](target), number) as process:
            wait_for_part(process, here)
            process.send_signal(number)
        equal(process.returncode, 0, "status")
    good("info", target)


@case
def two_at_once():
    """a run does not sweep what another one is writing"""
    here = folder()
    target = os.path.join(here, "p.nqp")
    with start(ENDS["import"][1](target)) as process:
        while wait_for_part(process, here) and process.poll() is None:
            good("chart", CHINA, "map.tiles", "-o", os.path.join(here, "x.svg"))
    equal(process.returncode, 0, "status")
    good("info", target)


@case
def many_writers():
    """runs that write to one name leave one whole file"""
    where = os.path.join(folder(), "x.svg")
    several = [start(("chart", CHINA, "map.tiles", "-o", where)) for _ in range(6)]
    for process in several:
        equal(process.wait(60 * SLOW), 0, "status")
    assert read(where).rstrip().endswith(b"</svg>")
    equal(os.listdir(os.path.dirname(where)), ["x.svg"], "files")


LARGE = large()
WIDE = path("wide.nqp")
good("import", "-o", WIDE, "--data", LARGE)
main(2)
