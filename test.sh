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

# Debian's package makes a database cluster and starts it on port 5432, unless told otherwise. The tests start servers of their own.
no_cluster=/etc/postgresql-common/createcluster.d/sherlock-tests.conf
install_packages() {
  as_root mkdir -p "$(dirname "$no_cluster")" && echo "create_main_cluster = false" | as_root tee "$no_cluster" >/dev/null || return
  local code=0
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" || code=$?
  as_root rm -f "$no_cluster"
  return "$code"
}

install_missing() {
  local missing=() package
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  has_postgresql || missing+=(postgresql)
  if [[ ${#missing[@]} -eq 0 ]]; then return; fi

  echo "test.sh: installing ${missing[*]} with apt-get" >&2
  if ! { as_root apt-get update -qq && install_packages "${missing[@]}"; } >&2; then
    echo "test.sh: could not install ${missing[*]}; the tests that need it will say so" >&2
  fi
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_missing
fi

exec dotnet test -c Release "$@"
