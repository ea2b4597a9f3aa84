#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on 2,800 counties x 25 years x 60 indicators with outlines: bench-county.py NQP BENCH_COUNTY [PROJECT].

Makes the case once, imports it with nqp and has bench-county open it: one line of JSON. With PROJECT the case is left there, and
taken from there when it exists already.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
import county

N_REGIONS, N_YEARS, N_INDICATORS = 2800, 25, 60


def make(nqp, folder, project):
    points = county.write(folder, N_REGIONS, N_YEARS, N_INDICATORS)
    command = [nqp, "import", "-o", str(project), "--title", "Counties"]
    for option, name in (("--data", "data.csv"), ("--indicators", "indicators.csv"), ("--regions", "regions.csv"),
                         ("--boundaries", "boundaries.geojson")):
        command += [option, str(folder / name)]
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(json.dumps({"name": "county: import with outlines", "ms": round((time.monotonic() - begin) * 1000, 1),
                      "points": points, "project_mb": round(project.stat().st_size / 1e6, 1)}))


def main():
    nqp, bench = sys.argv[1:3]
    if "DISPLAY" not in os.environ:
        print(json.dumps({"name": "county", "skipped": "needs a display"}))
        return 77
    with tempfile.TemporaryDirectory(prefix="nqp-county-") as name:
        folder = Path(name)
        project = Path(sys.argv[3]) if len(sys.argv) > 3 else folder / "made.nqp"
        if not project.exists():
            make(nqp, folder, project)
        opened = folder / "county.nqp"  # it is written to
        shutil.copyfile(project, opened)
        env = dict(os.environ, HOME=name, XDG_DATA_HOME=name + "/data", XDG_CONFIG_HOME=name + "/config",
                   GSETTINGS_BACKEND="memory", GSK_RENDERER="cairo")
        return subprocess.run([bench, str(opened)], env=env, timeout=500).returncode


if __name__ == "__main__":
    sys.exit(main())
