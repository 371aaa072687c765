#!/usr/bin/env bash
# Brings what the tests use beyond Python packages, and says what could not be brought. Never fails: what is missing is skipped by name.
set -u
want() { # command, Debian package, what for
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { [ -n "${UPDATED:-}" ] || { apt-get update -qq && UPDATED=1; }; } >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends "$2" >/dev/null 2>&1
  fi
  command -v "$1" >/dev/null 2>&1 || echo "Not brought: $2 ($3); its tests are skipped. Bring it with: apt-get install $2"
}
want chromium chromium "the page in a real browser"
want nginx nginx-light "the server behind a proxy"
want node nodejs "the page that runs in a browser"
want npm npm "the page that runs in a browser"
here=$(cd "$(dirname "$0")/.." && pwd)
if command -v npm >/dev/null 2>&1 && ! [ "$here/front/node_modules/.package-lock.json" -nt "$here/front/package-lock.json" ]; then
  (cd "$here/front" && npm ci --no-audit --no-fund --loglevel=error >/dev/null 2>&1) \
    || echo "Not brought: the packages of front/package-lock.json; the page is not built from its sources, and axe is skipped."
fi
exit 0
