#!/usr/bin/env bash
# Tries this folder with podman, and needs no registry: builds the image, starts compose.yaml and the Deployment for Kubernetes, and kills,
# upgrades, restores and scales silos under running sweeps. It checks that no trial and no number is lost. README.md shows what it prints.
#   deploy/try.sh               all: image, compose and kubernetes
#   deploy/try.sh compose       one part; the image comes first in any case, because the others compare with its sweep
#   deploy/try.sh clean         removes the images, and what a try left that was killed
# It runs as root on Debian, and needs .NET and this:
#   apt-get install podman podman-compose runc netavark aardvark-dns iptables catatonit mmdebstrap
# It takes port 9090 of the loopback address. The names of all that it makes begin with sherlock-try. At the end it removes all of them,
# except the images.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C CONTAINERS_CONF="$PWD/deploy/try/containers.conf"
# Without systemd podman has no timers for health checks, and must not look for them. The steps run the checks themselves.
if [[ ! -d /run/systemd/system ]]; then export DISABLE_HC_SYSTEMD=true; fi

for part in steps image compose kubernetes; do source "deploy/try/$part.sh"; done

for tool in podman podman-compose runc iptables catatonit mmdebstrap dotnet; do
  command -v "$tool" >/dev/null || fail "needs $tool: see the first lines of deploy/try.sh"
done

case "${1:-all}" in
  all | image | compose | kubernetes) ;;
  clean)
    remove_containers
    podman images --quiet --filter "reference=localhost/$prefix*" | sort -u | xargs --no-run-if-empty podman rmi --force >/dev/null
    exit
    ;;
  *) fail "knows image, compose, kubernetes and clean, and not '$1'" ;;
esac

work="$(mktemp --directory)"
podman volume ls --quiet | sort >"$work/volumes"
trap finish EXIT
remove_containers
try_image
if [[ ${1:-all} == @(all|compose) ]]; then try_compose; fi
if [[ ${1:-all} == @(all|kubernetes) ]]; then try_kubernetes; fi
say "all steps have passed"
