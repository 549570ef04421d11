#!/usr/bin/env bash
# Runs the tests, after installing what they need beyond .NET. Arguments go to dotnet test: ./test.sh --filter FullyQualifiedName~Grids
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# libtorch brings its own OpenMP library and needs the system's C++ runtime; nothing needs ICU (invariant globalization).
packages=(libstdc++6)

is_installed() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# Prefixes a command with what it takes to be root; fails where that is not to be had without a password.
as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo --non-interactive "$@"; fi
}

install_missing() {
  local missing=() package
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  if [[ ${#missing[@]} -eq 0 ]]; then return; fi

  echo "test.sh: installing ${missing[*]} with apt-get" >&2
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2; then
    echo "test.sh: could not install ${missing[*]}; the tests that need it will say so" >&2
  fi
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_missing
fi

exec dotnet test -c Release "$@"
