# What the parts of try.sh share: how a step speaks, waits and fails, and what it asks the database.

prefix=sherlock-try
silo_image=localhost/$prefix:0.1.0
services_image=localhost/$prefix-services:0.1.0
program=/opt/sherlock/Sweep.Silo.dll
# The container of the database that sql asks.
database=
trials=8

say() { printf '%-10s %s\n' "${part_name:-try}" "$*"; }

fail() {
  echo "try.sh: $*" >&2
  exit 1
}

# Removes everything of ours except the images. Podman may not notice at once that a container which it stops is gone, so it gets two goes.
remove_containers() {
  local name
  for name in $(podman pod ls --quiet --filter "name=^$prefix"); do podman pod rm --force "$name"; done
  for _ in 1 2; do
    for name in $(podman ps --all --quiet --filter "name=^$prefix"); do
      podman rm --force --volumes --time 5 --depend "$name" 2>/dev/null || true
    done
  done
  for name in $(podman volume ls --quiet --filter "name=^$prefix"); do podman volume rm "$name"; done
  for name in $(podman network ls --quiet --filter "name=^$prefix"); do podman network rm "$name"; done
  for name in $(podman secret ls --format '{{.Name}}' | grep "^$prefix" || true); do podman secret rm "$name"; done
} >/dev/null

# At the end: shows why a step failed, and removes everything.
finish() {
  local code=$? name
  set +e
  if [[ $code -ne 0 ]]; then
    echo "try.sh: the last lines of each container:" >&2
    for name in $(podman ps --all --format '{{.Names}}' --filter "name=^$prefix"); do
      echo "== $name" >&2
      podman logs --tail 15 "$name" >&2
    done
    tail -n 15 "$work"/*.log >&2
  fi
  remove_containers
  # The volumes without a name that podman made for init containers, which it has removed without them.
  podman volume ls --quiet | sort | comm -13 "$work/volumes" - | grep -E '^[0-9a-f]{64}$' |
    xargs --no-run-if-empty podman volume rm >/dev/null
  rm -rf "$work"
  exit "$code"
}

# The seconds since a moment of EPOCHREALTIME.
since() { awk -v begin="$1" -v now="$EPOCHREALTIME" 'BEGIN { printf "%.1f", now - begin }'; }

# Runs a command without its output, which is shown if the command fails.
quietly() { "$@" >>"$work/quiet.log" 2>&1 || fail "this failed: $*"; }

# wait_for SECONDS WHAT COMMAND…: waits until the command succeeds, and leaves the seconds that it took in $took.
wait_for() {
  local limit=$((SECONDS + $1)) what=$2 begin=$EPOCHREALTIME
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS > limit)); then fail "waited $(since "$begin") s in vain: $what"; fi
    sleep 0.5
  done
  took=$(since "$begin")
}

sql() { podman exec "$database" psql -U sherlock -d sherlock -At -c "$1"; }

holds() { [[ $(sql "SELECT $1") == t ]]; }

# A network of ours with a database in it.
start_database() {
  database=$prefix-database-$1
  podman network exists "$prefix" || quietly podman network create "$prefix"
  quietly podman run --detach --name "$database" --network "$prefix" --stop-timeout 60 --entrypoint /postgres.sh \
    --env POSTGRES_USER=sherlock --env POSTGRES_PASSWORD=secret --env POSTGRES_DB=sherlock "$services_image"
  wait_for 240 "PostgreSQL answers" podman exec "$database" pg_isready -U sherlock -d sherlock -h 127.0.0.1
}

# The connection string of that database.
connection() { echo "Host=$database;Username=sherlock;Password=secret;Database=sherlock"; }

# Prints the answer of a silo's HTTP port to one who asks inside its container: page CONTAINER PATH.
page() { podman exec "$1" sh -c "printf 'GET $2 HTTP/1.0\r\n\r\n' | openssl s_client -quiet -connect 127.0.0.1:8080 2>/dev/null"; }

is_live() { [[ $(page "$1" /health/live) == 'HTTP/1.1 200 '* ]]; }

is_ready() { [[ $(page "$1" /health/ready) == 'HTTP/1.1 200 '* ]]; }

# Submits the first sweep under another name, from the inside of a silo's container: submit CONTAINER NAME. On a machine with much other
# work a silo may refuse a client that speaks too slowly, and the client says that one may repeat the call with its request's id.
submit() {
  local id
  id="$(</proc/sys/kernel/random/uuid)"
  submit_once "$@" "$id" || submit_once "$@" "$id" || quietly submit_once "$@" "$id"
}

submit_once() {
  podman exec --interactive "$1" sh -c \
    "cat > /tmp/grid.yaml && dotnet $program submit /tmp/grid.yaml --set name=$2 --request-id $3" \
    <grids/quickstart.yaml >>"$work/quiet.log" 2>&1
}

# wait_for_slots SWEEP NUMBER: so many silos train trials of the sweep at the same time, and all of these trials have a checkpoint. The sweep
# may be a pattern of LIKE here and in attempts.
wait_for_slots() {
  wait_for 600 "$2 silos train $1, and checkpoints are stored" holds "count(DISTINCT a.silo) = $2 AND bool_and(EXISTS (
      SELECT FROM checkpoints c WHERE c.sweep_id = a.sweep_id AND c.trial = a.trial))
    FROM attempts a JOIN sweeps s ON s.id = a.sweep_id WHERE s.folder LIKE '$1' AND a.outcome IS NULL"
}

# The number of a sweep's attempts with an outcome, for example Lost.
attempts() { sql "SELECT count(*) FROM attempts a JOIN sweeps s ON s.id = a.sweep_id WHERE s.folder LIKE '$1' AND a.outcome = '$2'"; }

wait_until_done() {
  wait_for 1800 "all trials of $1 are completed" holds \
    "count(*) = $trials AND bool_and(status = 'Completed') FROM trial_summary WHERE sweep = '$1'"
}

# Each trial of a sweep with its status, the hash of its weights, and the number and the hash of its points. Times are not compared.
fingerprint() {
  sql "SELECT t.number, t.status, t.weights_hash, points.*
    FROM trials t JOIN sweeps s ON s.id = t.sweep_id CROSS JOIN LATERAL (
      SELECT count(*), md5(string_agg(concat_ws(' ', metric, step, value), ',' ORDER BY metric, step))
      FROM metrics m WHERE m.sweep_id = t.sweep_id AND m.trial = t.number AND metric NOT LIKE 'perf/%') points
    WHERE s.folder = '$1' ORDER BY t.number"
}

# Waits for a sweep's end, and compares all its weights and numbers with those of the sweep that ran undisturbed.
require_nothing_lost() {
  wait_until_done "$1"
  if [[ $(fingerprint "$1") != "$(<"$work/reference")" ]]; then
    diff "$work/reference" <(fingerprint "$1") >&2 || true
    fail "the sweep $1 has other weights or points than the undisturbed one"
  fi
  say "$1: $trials of $trials trials completed, weights and points as undisturbed; attempts: $(attempts "$1" Completed) completed," \
    "$(attempts "$1" HandedBack) handed back, $(attempts "$1" Lost) lost"
}
