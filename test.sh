#!/usr/bin/env bash
# Runs the tests, after installing what they need beyond .NET. Arguments go to dotnet test: ./test.sh --filter FullyQualifiedName~Grids
# With --under-load as the first argument it also starts busy workers, because no test may fail on a machine that has other work.
# ./test.sh chaos --minutes N [--seed N] runs one test alone: sweeps on three silos while one fault follows the other for that long.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# libtorch has its own OpenMP library and needs the system's C++ runtime. ICU is not needed (invariant globalization).
# faketime gives a silo a clock that differs from the others', iproute2 and iptables a network that can be cut. The TensorBoard beside the repository needs Debian's Python and its packages.
packages=(libstdc++6 faketime iproute2 iptables python3-numpy python3-werkzeug python3-markdown python3-absl python3-pil python3-packaging python3-setuptools)

is_installed() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# Runs a command as root. Fails if that needs a password.
as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo --non-interactive "$@"; fi
}

# Succeeds if the tests will find PostgreSQL's programs: on PATH, or in Debian's folder for them. A server in SHERLOCK_TEST_DATABASE is not enough, because some
# tests stop and kill servers of their own.
has_postgresql() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

# Succeeds if the programs that check dashboards, manifests and reports are installed.
has_node() { command -v node >/dev/null && command -v npm >/dev/null; }

# Succeeds if the browser is installed in which tests open reports.
has_chromium() { command -v chromium >/dev/null; }

has_pgbouncer() { command -v pgbouncer >/dev/null || [[ -x /usr/sbin/pgbouncer ]]; }

has_prometheus() { command -v prometheus >/dev/null && command -v promtool >/dev/null; }

# By default Debian's package of PostgreSQL makes a database cluster and starts it on port 5432, and its package of Prometheus starts a service. These two files
# prevent that, because the tests start servers of their own.
no_cluster=/etc/postgresql-common/createcluster.d/sherlock-tests.conf
no_services=/usr/sbin/policy-rc.d

# Runs in a subshell, so that the two files are removed after the installation, however it ends.
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
  has_pgbouncer || missing+=(pgbouncer)
  if [[ ${#missing[@]} -eq 0 ]]; then return; fi

  echo "test.sh: installing ${missing[*]} with apt-get" >&2
  if ! { as_root apt-get update -qq && install_packages "${missing[@]}"; } >&2; then
    echo "test.sh: could not install ${missing[*]}; the tests that need it will say so" >&2
  fi
}

# Installs the npm packages of test folders that have a package.json. npm writes .package-lock.json last, so an installation that was interrupted is repeated.
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

chaos() {
  local minutes=1
  while [[ $# -gt 0 ]]; do
    if [[ "$1 ${2:-}" =~ ^--minutes\ ([1-9][0-9]{0,3})$ ]]; then
      minutes=$2
    elif [[ "$1 ${2:-}" =~ ^--seed\ ([0-9]{1,9})$ ]]; then
      export SHERLOCK_CHAOS_SEED=$2
    else
      echo "test.sh: chaos takes --minutes N and --seed N, not '$1 ${2:-}'" >&2
      exit 2
    fi
    shift 2
  done
  export SHERLOCK_CHAOS_SECONDS=$((minutes * 60))
  exec dotnet test -c Release --filter FullyQualifiedName~FieldTests --logger "console;verbosity=detailed"
}

if [[ "${1:-}" == chaos ]]; then chaos "${@:2}"; fi
if [[ "${1:-}" != --under-load ]]; then exec dotnet test -c Release "$@"; fi
shift

# Six busy workers per processor bring the load average to 10 or more on two processors. A kernel may share its time among sessions, so the workers have one
# session per processor, besides the session of the tests and those of their silos. They end when this script ends, however it ends.
workers=()
looker=
looks="$(mktemp)"
busy='for i in 1 2 3 4 5 6; do while kill -0 "$0"; do for ((n = 0; n < 100000; n++)); do :; done; done & done; wait'
start_workers() {
  local i
  for ((i = 0; i < $(nproc); i++)); do
    setsid bash -c "$busy" $$ 2>/dev/null &
    workers+=($!)
  done
}

# Records the load average of the last minute every ten seconds.
look_at_load() {
  while kill -0 $$ 2>/dev/null; do
    cut -d ' ' -f 1 /proc/loadavg >>"$looks"
    sleep 10
  done
}

end_load() {
  local worker
  for worker in "${workers[@]}"; do kill -- "-$worker" 2>/dev/null || true; done
  if [[ -n $looker ]]; then kill "$looker" 2>/dev/null || true; fi
  sort -g "$looks" | awk '{ all[NR] = $1 }
    END { if (NR) printf "test.sh: load average from %s to %s, median %s, in %d looks\n", all[1], all[NR], all[int((NR + 1) / 2)], NR }' >&2
  rm -f "$looks"
}

dotnet build -c Release
trap end_load EXIT
start_workers
until awk -v least="$((5 * $(nproc)))" '{ exit $1 < least }' /proc/loadavg; do sleep 1; done
look_at_load >/dev/null 2>&1 &
looker=$!
dotnet test -c Release --no-build "$@"
