#!/usr/bin/env bash
# stack.sh COMMAND [ARGUMENT ...]: runs tests (or a bench) with each world in a database of its own on
# PostgreSQL and hot copies in Redis, and exits with the command's code: postgres.sh, redis.sh.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")

export BYLINA_DATABASE=postgres
exec "$here/postgres.sh" "$here/redis.sh" "$@"
