#!/bin/sh
# Writes deploy/.env, which compose.yaml reads: passwords, and how many trials each silo trains at a time. It never changes a value that is there, so you may
# run it again, for example after an update that needs one more value.
set -eu
cd "$(dirname "$0")"
umask 077
touch .env

add() {
  grep -q "^$1=" .env || echo "$1=$2" >> .env
}

for name in POSTGRES_PASSWORD GRAFANA_DATABASE_PASSWORD GRAFANA_ADMIN_PASSWORD; do
  # Letters and digits only, because they need no quotes in a connection string, in SQL or in YAML.
  add "$name" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
done

# Two silos share the cores of this machine.
add SLOTS_PER_SILO "$((($(nproc) + 1) / 2))"
