# The image: it builds, and runs without rights, on a file system that it cannot write.

try_image() {
  part_name=image
  build_images
  start_database image
  make_certificates
  start_locked_silo
  require_locked
  run_undisturbed
  stop_under_a_sweep
}

build_images() {
  local begin=$EPOCHREALTIME dotnet codename file
  dotnet="$(dirname "$(readlink -f "$(command -v dotnet)")")"
  if ! podman image exists "localhost/$prefix-base"; then
    codename="$(. /etc/os-release && echo "$VERSION_CODENAME")"
    for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
      if [[ -s $file ]]; then break; fi
    done
    quietly mmdebstrap --variant=apt --include=ca-certificates,libstdc++6 "$codename" "$work/base.tar" "$file"
    quietly podman import "$work/base.tar" "localhost/$prefix-base"
    rm "$work/base.tar"
  fi
  quietly podman build --file deploy/try/dotnet.Dockerfile --tag "localhost/$prefix-dotnet" "$dotnet"
  quietly podman build --file deploy/try/services.Dockerfile --tag "$services_image" --network host deploy/try
  say "stand-ins for the images of a registry: $(since "$begin") s"
  begin=$EPOCHREALTIME
  build_silo
  say "deploy/Dockerfile built: $(since "$begin") s," \
    "$(podman image inspect --format '{{.Size}}' "$silo_image" | awk '{ printf "%.0f MB", $1 / 1e6 }')"
}

# Arguments go to podman build. The SDK, the packages and the certificate authorities are this machine's.
build_silo() {
  local dotnet packages="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
  dotnet="$(dirname "$(readlink -f "$(command -v dotnet)")")"
  mkdir -p "$packages"
  quietly podman build --file deploy/Dockerfile --tag "$silo_image" --network host \
    --build-arg "SDK=localhost/$prefix-dotnet" --build-arg "RUNTIME=localhost/$prefix-dotnet" \
    --volume "$dotnet:/usr/share/dotnet:ro" --volume "$packages:/packages" --volume /etc/ssl/certs:/etc/ssl/certs:ro "$@" .
}

# An authority and one certificate, in a volume that the silo's user reads.
make_certificates() {
  quietly podman run --rm --name "$prefix-certificates" --user 0 --network none --volume "$prefix-authority:/certificates" \
    --entrypoint bash "$silo_image" -ceu "
      dotnet $program certs init /certificates
      dotnet $program certs add silo --dir /certificates
      chown -R \$APP_UID /certificates"
}

start_locked_silo() {
  locked=$prefix-locked
  quietly podman run --detach --name "$locked" --network "$prefix" --stop-timeout 75 \
    --read-only --read-only-tmpfs=false --tmpfs /tmp --cap-drop all --security-opt no-new-privileges \
    --volume "$prefix-authority:/certificates:ro" --env "SHERLOCK_DATABASE=$(connection)" --env SHERLOCK_LISTEN=0.0.0.0 \
    --env SHERLOCK_CERTS=/certificates --env SHERLOCK_OPEN_HEALTH=true --env SHERLOCK_CHECKPOINT_INTERVAL=5 "$silo_image"
  wait_for 240 "the locked silo answers /health/live" is_live "$locked"
  local live=$took
  wait_for 240 "the locked silo is ready" is_ready "$locked"
  say "started with a read-only root and without capabilities: live after $live s, ready $took s later"
}

require_locked() {
  local status line
  status="$(podman exec "$locked" cat /proc/1/status)"
  for line in $'Uid:\t1654\t1654' $'CapEff:\t0000000000000000' $'CapBnd:\t0000000000000000' $'NoNewPrivs:\t1'; do
    [[ $status == *"$line"* ]] || fail "the silo's process lacks '$line' in its status"
  done
  if podman exec "$locked" touch /opt/sherlock/mine 2>/dev/null; then fail "the silo's root can be written"; fi
  podman exec "$locked" sh -c 'touch /data/mine && rm /data/mine' || fail "the silo cannot write its data"
  say "the silo's process is user 1654, has no capabilities, cannot get any, and writes to /data and /tmp alone"
}

# The sweep with which all others are compared.
run_undisturbed() {
  submit "$locked" undisturbed
  wait_until_done undisturbed
  undisturbed=${took%.*}
  fingerprint undisturbed >"$work/reference"
  say "an undisturbed sweep: $trials trials in $took s"
}

stop_under_a_sweep() {
  local begin code
  submit "$locked" stopped
  wait_for_slots stopped 1
  begin=$EPOCHREALTIME
  quietly podman stop --time 75 "$locked"
  took=$(since "$begin")
  code="$(podman inspect --format '{{.State.ExitCode}}' "$locked")"
  [[ $code == 0 ]] || fail "the silo ended with exit code $code"
  holds "bool_and(coalesce(a.outcome, '') IN ('Completed', 'HandedBack')) AND bool_or(a.outcome = 'HandedBack')
    FROM attempts a JOIN sweeps s ON s.id = a.sweep_id WHERE s.folder = 'stopped'" || fail "the silo did not hand its trials over"
  say "stopped under a sweep: exit code 0 after $took s of 75 s, $(attempts stopped HandedBack) trials handed over with a checkpoint"
}
