#!/usr/bin/env bash
# redis.sh COMMAND [ARGUMENT ...]: runs a command beside a Redis of its own and exits with its code. The
# server listens on a Unix socket in a temporary folder only, keeps nothing on the disk, and ends with the
# command, whatever ended that.
#
# BYLINA_TEST_REDIS: its address, as for REDIS_URL. A server that is there already is used as it is: set
# BYLINA_TEST_REDIS yourself.
set -euo pipefail

readonly START_TRIES=1200 # of 0.05 s

[ -z "${BYLINA_TEST_REDIS:-}" ] || exec "$@"

die() {
    echo "redis.sh: $*" >&2
    exit 1
}

command -v redis-server >/dev/null || die "there is no Redis server here: apt-get install redis-server"
folder=$(mktemp -d /tmp/bylina-redis-XXXXXX)
server=

# shellcheck disable=SC2317 # it is the trap's
stop() {
    [ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

# It ends with this script, kill -9 included.
setpriv --pdeathsig KILL redis-server --port 0 --unixsocket "$folder/r.sock" --dir "$folder" --save '' \
    --appendonly no >"$folder/log" 2>&1 &
server=$!
for ((i = 0; ; i++)); do
    [ "$(redis-cli -s "$folder/r.sock" ping 2>/dev/null)" = PONG ] && break
    if [ $i -ge $START_TRIES ] || ! kill -0 "$server" 2>/dev/null; then
        die "the server did not start: $(tail -n 5 "$folder/log")"
    fi
    sleep 0.05
done

export BYLINA_TEST_REDIS=unix:$folder/r.sock
code=0
"$@" || code=$?
exit "$code"
