# Compose: all of compose.yaml that Debian's packages can stand in for, in a copy of deploy/ with passwords of its own.

try_compose() {
  part_name=compose
  local folder=$work/deploy
  cp --recursive deploy grids "$work"
  rm -f "$folder/.env"
  database=${prefix}_postgres_1
  prepare
  start_services
  kill_a_silo
  back_up
  require_nothing_lost killed
  read_metrics
  upgrade
  restore
}

compose() {
  podman-compose --project-name "$prefix" --file "$work/deploy/compose.yaml" --file "$work/deploy/try/compose.yaml" "$@" \
    2>>"$work/compose.log"
}

up() { quietly compose up --detach --no-build "$@"; }

is_healthy() { podman healthcheck run "${prefix}_$1_1"; }

prepare() {
  local first
  "$work/deploy/prepare.sh"
  first="$(<"$work/deploy/.env")"
  "$work/deploy/prepare.sh"
  [[ $first == "$(<"$work/deploy/.env")" ]] || fail "prepare.sh changed .env when it ran again"
  [[ $(stat --format %a "$work/deploy/.env") == 600 ]] || fail "others may read .env"
  say "prepare.sh wrote .env, for its owner alone"
}

# In the order of depends_on: podman-compose 1.0 starts a service without waiting until those before it are healthy or done.
start_services() {
  local begin=$EPOCHREALTIME
  up postgres certificates
  wait_for 240 "PostgreSQL is healthy" is_healthy postgres
  wait_for 240 "the certificates are made" podman exec "${prefix}_certificates_1" sh -c '[ "$(stat -c %u /logs)" = "$APP_UID" ]'
  up silo-1 silo-2 prometheus
  local service
  for service in silo-1 silo-2 prometheus; do wait_for 240 "$service is healthy" is_healthy "$service"; done
  say "PostgreSQL, certificates, two silos and Prometheus are up and healthy: $(since "$begin") s"
  quietly compose run --rm --no-deps -T grafana-reader
  [[ $(podman exec --user postgres "$database" psql -U grafana -d sherlock -Atc 'SELECT count(*) FROM trial_summary') == 0 ]] ||
    fail "the role for Grafana cannot read the views"
  say "grafana-reader made the role with which Grafana reads"
  podman exec "${prefix}_silo-1_1" test ! -e /certificates/ca.key || fail "a silo sees the authority's key"
}

# prometheus QUERY: the value of a query that has one answer.
prometheus() {
  podman exec "${prefix}_prometheus_1" wget -q -O - "http://127.0.0.1:9090/api/v1/query?query=$1" |
    sed -n 's/.*"value":\[[0-9.]*,"\([0-9.e+]*\)"\].*/\1/p'
}

scrapes_both() { [[ $(prometheus 'sum(up)') == 2 ]]; }

has_steps() { [[ $(prometheus 'sum(sweep_training_steps_total)') -gt 0 ]]; }

submit_quickstart() {
  local id
  id="$(</proc/sys/kernel/random/uuid)"
  # Podman-compose 1.0 does not say whether a command has failed. The same request, sent again, makes no second sweep.
  for _ in 1 2; do
    quietly compose exec -T silo-1 dotnet "$program" submit /grids/quickstart.yaml --set "name=$1" --request-id "$id" </dev/null
  done
  wait_for_slots "$1" 2
}

read_metrics() {
  wait_for 240 "Prometheus scrapes both silos" scrapes_both
  wait_for 240 "Prometheus has the steps that the silos train" has_steps
  say "Prometheus scrapes both silos over TLS, and has counted $(prometheus 'sum(sweep_training_steps_total)') steps"
}

has_lost() { [[ $(attempts "$1" Lost) -gt 0 ]]; }

trains_on_both() {
  holds "count(DISTINCT a.silo) = 2 FROM attempts a JOIN sweeps s ON s.id = a.sweep_id WHERE s.folder = '$1' AND a.outcome IS NULL"
}

kill_a_silo() {
  submit_quickstart killed
  local begin=$EPOCHREALTIME
  kill -KILL "$(podman inspect --format '{{.State.Pid}}' "${prefix}_silo-1_1")"
  wait_for 240 "the cluster notices that silo-1 is dead" has_lost killed
  local lost
  lost=$(since "$begin")
  wait_for 240 "the policy starts silo-1 again" is_healthy silo-1
  say "silo-1 killed: its trial was given up after $lost s; started again by its policy, healthy after $(since "$begin") s"
  wait_for 240 "both silos train again" trains_on_both killed
}

# podman-compose 1.0 writes lines of its own to standard output, so podman itself runs the commands that README.md names.
back_up() {
  local begin=$EPOCHREALTIME
  podman exec "$database" pg_dump -U sherlock -Fc sherlock >"$work/sherlock.dump"
  say "pg_dump while trials run: $(since "$begin") s, $(stat --format %s "$work/sherlock.dump" | awk '{ printf "%.1f MB", $1 / 1e6 }')"
}

# A new image of the same name, as after an update of the sources. Docker Compose does the same with: up --build --detach --no-deps silo-1.
upgrade() {
  local service begin stopped container image
  submit_quickstart upgraded
  build_silo --label upgraded=yes
  image="$(podman image inspect --format '{{.Id}}' "$silo_image")"
  for service in silo-1 silo-2; do
    container=${prefix}_${service}_1
    begin=$EPOCHREALTIME
    quietly compose stop "$service"
    stopped=$(since "$begin")
    [[ $(podman inspect --format '{{.State.ExitCode}}' "$container") == 0 ]] || fail "$service did not end with exit code 0"
    quietly podman rm "$container"
    up "$service"
    wait_for 240 "$service is healthy after its upgrade" is_healthy "$service"
    [[ $(podman inspect --format '{{.Image}}' "$container") == "$image" ]] || fail "$service runs the old image"
    say "$service upgraded under a sweep: stopped after $stopped s, healthy again after $(since "$begin") s"
    wait_for 240 "both silos train" trains_on_both upgraded
  done
  require_nothing_lost upgraded
  [[ $(attempts upgraded Lost) == 0 ]] || fail "an upgrade lost attempts, which it must hand over"
}

# The dump is of a moment in the sweep that was killed, and before the one that was upgraded.
restore() {
  local begin=$EPOCHREALTIME
  quietly compose stop silo-1 silo-2
  podman exec --interactive "$database" pg_restore -U sherlock --clean --if-exists -d sherlock <"$work/sherlock.dump" ||
    fail "pg_restore failed"
  holds "count(*) = $trials AND NOT bool_and(status = 'Completed') FROM trial_summary WHERE sweep = 'killed'" ||
    fail "the restored database does not have the sweep as it was"
  holds "count(*) = 0 FROM trial_summary WHERE sweep = 'upgraded'" || fail "the restored database has a sweep that is younger than the dump"
  quietly compose start silo-1 silo-2
  for service in silo-1 silo-2; do wait_for 240 "$service is healthy after the restore" is_healthy "$service"; done
  say "database restored to a moment in the sweep; silos stopped, started and healthy: $(since "$begin") s"
  require_nothing_lost killed
}
