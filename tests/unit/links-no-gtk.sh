#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# links-no-gtk.sh PROGRAM: the window's state, its edits and runs need no display; fails if PROGRAM links a toolkit.
libraries=$(ldd "$1") || exit 99
case "$libraries" in
  *libsqlite3*) ;;
  *) echo "this is no program on src/session: $1"; exit 1 ;;
esac
if echo "$libraries" | grep -E 'libgtk-|libgdk-|libgsk-|libadwaita|libgraphene'; then
  echo "src/session must not need what only src/app has"
  exit 1
fi
