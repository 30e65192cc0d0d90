#!/usr/bin/env bash
# postgres.sh COMMAND [ARGUMENT ...]: runs a command beside a PostgreSQL of its own and exits with its
# code. The server is made from nothing in about a second, as an ordinary user, and listens on a Unix
# socket in a temporary folder only; it ends with the command, whatever ended that.
#
# BYLINA_TEST_POSTGRES: the address of an empty database there (another one is one CREATE DATABASE
# away). A server that is there already is used as it is: set BYLINA_TEST_POSTGRES yourself.
# BYLINA_TEST_POSTGRES_FSYNC=on: commits are durable, for benches.
# BYLINA_TEST_POSTGRES_DATA, BYLINA_TEST_POSTGRES_BIN: the server's folder and its programs, for tests
# that stop it and start it again (pg_ctl -D).
set -euo pipefail

readonly NOBODY=65534
readonly START_TRIES=1200 # of 0.05 s

[ -z "${BYLINA_TEST_POSTGRES:-}" ] || exec "$@"

die() {
    echo "postgres.sh: $*" >&2
    exit 1
}

# The server refuses to run as root, and ends with this script, kill -9 included.
as_user=(setpriv --pdeathsig QUIT)
[ "$(id -u)" != 0 ] || as_user+=("--reuid=$NOBODY" "--regid=$NOBODY" --clear-groups)

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || die "there is no PostgreSQL server here: apt-get install postgresql"
folder=$(mktemp -d /tmp/bylina-postgres-XXXXXX)
server=

# shellcheck disable=SC2317 # it is the trap's
# With a kill, since a stop may wait for clients that hang.
stop() {
    local pid
    pid=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null) && "${as_user[@]}" kill -QUIT "$pid" 2>/dev/null
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

[ "$(id -u)" != 0 ] || chown $NOBODY:$NOBODY "$folder"
cd "$folder"
"${as_user[@]}" "$bin/initdb" -D "$folder/data" -U app -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
    >"$folder/initdb.log" 2>&1 || die "initdb failed: $(cat "$folder/initdb.log")"
# A client that connects while the server is going down and says nothing (it may be the very program
# that waits for the server's end) holds it for authentication_timeout, which is a minute by default.
cat >>"$folder/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
unix_socket_permissions = 0777
fsync = ${BYLINA_TEST_POSTGRES_FSYNC:-off}
max_connections = 200
authentication_timeout = 5s
shared_buffers = 32MB
END
"${as_user[@]}" "$bin/postgres" -D "$folder/data" >>"$folder/log" 2>&1 &
server=$!
for ((i = 0; ; i++)); do
    "$bin/pg_isready" -q -h "$folder" -U app && break
    if [ $i -ge $START_TRIES ] || ! kill -0 "$server" 2>/dev/null; then
        die "the server did not start: $(tail -n 5 "$folder/log")"
    fi
    sleep 0.05
done
"$bin/createdb" -h "$folder" -U app world

export BYLINA_TEST_POSTGRES="postgres:///world?host=$folder&user=app"
export BYLINA_TEST_POSTGRES_DATA=$folder/data BYLINA_TEST_POSTGRES_BIN=$bin
cd "$OLDPWD"
code=0
"$@" || code=$?
exit "$code"
