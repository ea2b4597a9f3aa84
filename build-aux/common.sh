# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts of this folder share: `. build-aux/common.sh`

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

step ()
{
  printf '==> %d:%02d %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*" >&2
}

fail ()
{
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# usage FIRST-ARGUMENT: prints the comment at the head of the script for --help
usage ()
{
  case "${1:-}" in
    -h | --help)
      sed -n '/^# SPDX/,/^$/{/^# SPDX/d;s/^# \{0,1\}//p}' "$0"
      exit 0
      ;;
  esac
}

# build DIR [MESON OPTION]...: sets up once, then compiles
build ()
{
  local dir=$1
  shift
  if [ ! -f "$dir/build.ninja" ]; then
    step "Configuring $dir"
    meson setup "$dir" "$@" >&2 || fail "meson could not configure $dir; its log is $dir/meson-logs/meson-log.txt"
  fi
  step "Compiling in $dir"
  meson compile -C "$dir" >&2 || fail "the program does not compile"
}

# in_session COMMAND...: runs it with a message bus and a virtual display of its own
in_session ()
{
  dbus-run-session -- xvfb-run --auto-servernum --server-args='-screen 0 1280x800x24 -nolisten tcp' "$@"
}
