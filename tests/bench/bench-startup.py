#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""First frame of the window against that of an empty libadwaita window, in turn: bench-startup.py NQP_EXPLORER EMPTY [ROUNDS].

Both processes end at their first frame; what is timed is the whole process. Prints one JSON line.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def once(command, env):
    begin = time.monotonic()
    subprocess.run(command, env=env, check=True, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.monotonic() - begin) * 1000


def main():
    explorer, empty = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    if "DISPLAY" not in os.environ and "NQP_BENCH_INNER" not in os.environ:
        if shutil.which("xvfb-run") is None or shutil.which("dbus-run-session") is None:
            print(json.dumps({"name": "startup", "skipped": "needs xvfb-run and dbus-run-session"}))
            return 77
        os.environ["NQP_BENCH_INNER"] = "1"
        return subprocess.call(["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "dbus-run-session", "--", sys.executable]
                               + sys.argv)
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, HOME=home, XDG_DATA_HOME=home + "/data", XDG_CONFIG_HOME=home + "/config",
                   GSETTINGS_BACKEND="memory", GSK_RENDERER="cairo", NQP_EXIT_AT_FRAME="first")
        once([explorer, "sample:china-provinces"], env)
        once([empty], env)
        ours, theirs, ratios, content = [], [], [], []
        for _ in range(rounds):
            a = once([explorer, "sample:china-provinces"], env)
            b = once([empty], env)
            c = once([explorer, "sample:china-provinces"], dict(env, NQP_EXIT_AT_FRAME="content"))
            ours.append(a)
            theirs.append(b)
            ratios.append(a / b)
            content.append(c / b)
    print(json.dumps({"name": "startup: first frame", "median_ms": round(statistics.median(ours), 1),
                      "empty_window_ms": round(statistics.median(theirs), 1),
                      "ratio": round(statistics.median(ratios), 3), "target_ratio": 1.3,
                      "ratio_with_project": round(statistics.median(content), 3), "rounds": rounds}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
