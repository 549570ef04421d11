# Kubernetes: podman plays the Deployment, once for each replica. Sweep.Tests/Deploy holds all manifests against their published schemas.

try_kubernetes() {
  part_name=kubernetes
  start_database kubernetes
  podman volume exists "$prefix-authority" || make_certificates
  play_secrets
  play 1
  say "kube play of the Deployment with one replica: ready after $took s"
  submit_enough $((2 * ${took%.*} + 60))
  wait_for_slots 'scaled-%' 1
  scale_up
  scale_down
  for sweep in "${sweeps[@]}"; do require_nothing_lost "$sweep"; done
  [[ $(attempts 'scaled-%' Lost) == 0 ]] || fail "scaling lost attempts, which it must hand over"
}

# Submits so many sweeps that they last for these seconds at least, so that all three replicas find work, however fast the machine trains.
submit_enough() {
  sweeps=()
  for ((number = 0; number <= $1 / undisturbed; number++)); do
    sweeps+=("scaled-$number")
    submit "$(silo 1)" "scaled-$number"
  done
  say "submitted ${#sweeps[@]} sweeps, so that there is work until three replicas train"
}

# The container of a replica's silo, whose name begins with that of its pod.
silo() { podman ps --all --format '{{.Names}}' --filter "name=^$prefix-silo-$1-pod.*-silo\$"; }

# The two Secrets, made by podman itself: version 4.3 does not decode the values of one that it plays for a volume, and it reads the one for
# a variable as JSON.
play_secrets() {
  local files=(ca.pem silo.pem silo.key) file
  podman run --rm --user 0 --entrypoint tar --volume "$prefix-authority:/certificates:ro" "$silo_image" \
    -C /certificates -cf - "${files[@]}" | tar -C "$work" -xf -
  {
    printf 'data:\n'
    for file in "${files[@]}"; do printf '  %s: |\n%s\n' "$file" "$(sed 's/^/    /' "$work/$file")"; done
  } >"$work/secret.yaml"
  quietly podman secret create "$prefix-certificates" "$work/secret.yaml"
  printf '{"connection":"%s"}' "$(connection | tr -d '\n' | base64 --wrap 0)" >"$work/secret.json"
  quietly podman secret create "$prefix-database" "$work/secret.json"
}

# The Deployment of a replica, without what podman 4.3 does not take: it does not know the field status.podIP, so the silo finds its address
# itself, and it would publish the container's ports on this machine. Volumes are the machine's, so they are named after the replica.
manifest() {
  sed -e "0,/^  name: silo\$/s//  name: $prefix-silo-$1/" \
    -e 's/^  replicas: 3$/  replicas: 1/' \
    -e "s#image: sherlock\$#image: $silo_image#" \
    -e "s/ame: sherlock-\(database\|certificates\)/ame: $prefix-\1/" \
    -e "s/name: \(data\|tmp\|certificates\)\$/name: $prefix-\1-$1/" \
    -e 's/^            secretName: .*/&\n            optional: false/' \
    -e '/^          ports:$/,/containerPort: 8080/d' \
    -e '/- name: SHERLOCK_ADVERTISE/,/fieldPath: status.podIP/d' \
    -e '/- name: SHERLOCK_SLOTS/{n;s/"4"/"1"/}' \
    -e 's/^          env:$/&\n            - name: SHERLOCK_CHECKPOINT_INTERVAL\n              value: "5"/' deploy/kubernetes/silo.yaml
}

play() {
  local begin=$EPOCHREALTIME
  manifest "$1" >"$work/silo-$1.yaml"
  # On a slow machine podman 4.3 looks for the end of the init container too early. Another start of the pod goes on.
  podman kube play --network "$prefix" "$work/silo-$1.yaml" >>"$work/quiet.log" 2>&1 ||
    quietly podman pod start "$(podman pod ls --quiet --filter "name=^$prefix-silo-$1-")"
  wait_for 240 "the silo of replica $1 is ready" is_ready "$(silo "$1")"
  took=$(since "$begin")
}

scale_up() {
  local begin=$EPOCHREALTIME
  play 2
  play 3
  local ready
  ready=$(since "$begin")
  wait_for_slots 'scaled-%' 3
  say "scaled from 1 to 3 under sweeps: the second and the third are ready after $ready s," \
    "and all three train after $(since "$begin") s"
}

# Stops a replica as Kubernetes does: SIGTERM, and SIGKILL after terminationGracePeriodSeconds. The pod's network stays until the silo has
# ended; `podman pod stop` would take it away at once.
drain() {
  local begin=$EPOCHREALTIME grace
  grace="$(sed -n 's/.*terminationGracePeriodSeconds: //p' deploy/kubernetes/silo.yaml)"
  podman stop --time "$grace" "$(silo "$1")" >/dev/null
  since "$begin" >"$work/drained-$1"
}

# Both pods at the same time, as Kubernetes does when a Deployment is scaled down.
scale_down() {
  local replica code begin=$EPOCHREALTIME
  drain 2 &
  drain 3 &
  wait
  for replica in 2 3; do
    code="$(podman inspect --format '{{.State.ExitCode}}' "$(silo "$replica")")"
    [[ $code == 0 ]] || fail "the silo of replica $replica ended with exit code $code"
  done
  local handed
  handed="$(attempts 'scaled-%' HandedBack)"
  ((handed > 0)) || fail "the silos that were stopped handed no trial over"
  holds "bool_and(EXISTS (SELECT FROM checkpoints c WHERE c.sweep_id = a.sweep_id AND c.trial = a.trial))
    FROM attempts a JOIN sweeps s ON s.id = a.sweep_id WHERE s.folder LIKE 'scaled-%' AND a.outcome = 'HandedBack'" ||
    fail "a trial was handed over without a checkpoint"
  say "scaled from 3 to 1 under the sweeps: the two are gone with exit code 0 after $(<"$work/drained-2") s and $(<"$work/drained-3") s," \
    "$handed trials handed over"
}
