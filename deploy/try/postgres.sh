#!/bin/sh
# Starts Debian's PostgreSQL as the official image does: its first start makes the database, with the environment's user and password.
set -eu
data=/var/lib/postgresql/data
PATH="$(echo /usr/lib/postgresql/*/bin):$PATH"
as_postgres="setpriv --reuid=postgres --regid=postgres --init-groups"

install --directory --owner=postgres --mode=700 "$data"
install --directory --owner=postgres /var/run/postgresql
if [ ! -e "$data/PG_VERSION" ]; then
  (umask 077 && printf '%s\n' "$POSTGRES_PASSWORD" > /tmp/password && chown postgres /tmp/password)
  $as_postgres initdb --pgdata="$data" --username="$POSTGRES_USER" --pwfile=/tmp/password --encoding=UTF8 --locale=C \
    --auth-local=trust --auth-host=scram-sha-256
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$data/pg_hba.conf"
  echo "CREATE DATABASE $POSTGRES_DB" | $as_postgres postgres --single -D "$data" postgres
fi
exec $as_postgres postgres -D "$data" -c listen_addresses='*'
