#!/usr/bin/env bash
# Runs the tests, after installing what they need beyond .NET. Arguments go to dotnet test: ./test.sh --filter FullyQualifiedName~Grids
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# libtorch brings its own OpenMP library and needs the system's C++ runtime; nothing needs ICU (invariant globalization).
# faketime sets a silo's clock apart from the others'.
packages=(libstdc++6 faketime)

is_installed() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# Prefixes a command with what it takes to be root; fails where that is not to be had without a password.
as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo --non-interactive "$@"; fi
}

# Whether the tests will find PostgreSQL's programs: on PATH, or where Debian puts them. A server that they are given (SHERLOCK_TEST_DATABASE) does not do for
# all of them: some stop and kill servers of their own.
has_postgresql() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

# Whether the programs that check dashboards, manifests and reports are there, wherever they come from.
has_node() { command -v node >/dev/null && command -v npm >/dev/null; }

# The browser in which reports are looked at.
has_chromium() { command -v chromium >/dev/null; }

has_prometheus() { command -v prometheus >/dev/null && command -v promtool >/dev/null; }

# Debian's PostgreSQL makes a database cluster and starts it on port 5432, unless told otherwise; its Prometheus is started as a service, unless a policy
# forbids that. The tests start servers of their own.
no_cluster=/etc/postgresql-common/createcluster.d/sherlock-tests.conf
no_services=/usr/sbin/policy-rc.d

# A subshell, so that what holds only for the installation goes with it, however it ends.
install_packages() (
  trap 'as_root rm -f "$no_cluster"' EXIT
  if [[ ! -e "$no_services" ]]; then
    trap 'as_root rm -f "$no_cluster" "$no_services"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$no_services" >/dev/null && as_root chmod +x "$no_services" || exit
  fi
  as_root mkdir -p "$(dirname "$no_cluster")" && echo "create_main_cluster = false" | as_root tee "$no_cluster" >/dev/null || exit
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
)

install_missing() {
  local missing=() package
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  has_postgresql || missing+=(postgresql)
  has_prometheus || missing+=(prometheus)
  has_node || missing+=(nodejs npm)
  has_chromium || missing+=(chromium)
  if [[ ${#missing[@]} -eq 0 ]]; then return; fi

  echo "test.sh: installing ${missing[*]} with apt-get" >&2
  if ! { as_root apt-get update -qq && install_packages "${missing[@]}"; } >&2; then
    echo "test.sh: could not install ${missing[*]}; the tests that need it will say so" >&2
  fi
}

# Folders of tests may bring a package.json. npm writes the file that is looked at here last, so a half-done installation is done again.
install_node_packages() {
  local lock folder
  for lock in Sweep.Tests/*/package-lock.json; do
    folder="$(dirname "$lock")"
    if [[ ! -e "$lock" || "$folder/node_modules/.package-lock.json" -nt "$lock" ]]; then continue; fi
    echo "test.sh: installing the npm packages of $folder" >&2
    npm ci --prefix "$folder" --silent --no-audit --no-fund >&2 || echo "test.sh: npm ci failed in $folder; the tests that need it will say so" >&2
  done
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_missing
fi
if has_node; then install_node_packages; fi

exec dotnet test -c Release "$@"
