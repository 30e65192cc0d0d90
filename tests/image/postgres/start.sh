#!/bin/sh
# What the official image's entry does with the variables that compose.yaml sets.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    # shellcheck disable=SC2086 # words of their own
    initdb -U "$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth-local=trust --auth-host=scram-sha-256 $POSTGRES_INITDB_ARGS
    echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
    pg_ctl -w start -o "-c listen_addresses="
    createdb -U "$POSTGRES_USER" "$POSTGRES_DB" || true
    pg_ctl -w stop
fi
exec postgres -c listen_addresses='*'
