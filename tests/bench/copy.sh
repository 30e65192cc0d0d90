#!/usr/bin/env bash
# copy.sh [PLAYERS]: a world of so many players (100,000), copied to a PostgreSQL of its own and back;
# how long it takes, and whether the sums are the same. BYLINA_BIN: build/bylina if absent. The
# server's sync is off, as in tests: figures are of the copy, not of its disk.
set -euo pipefail

[ -n "${BYLINA_TEST_POSTGRES:-}" ] || exec "$(dirname "$0")/../servers/postgres.sh" "$0" "$@"

bin=$(realpath "${BYLINA_BIN:-build/bylina}")
players=${1:-100000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

"$bin" migrate up --database-url sqlite:world.db >/dev/null
sqlite3 world.db >/dev/null <<END
PRAGMA synchronous = OFF;
BEGIN;
INSERT INTO settings VALUES ('store.epoch', '0123456789abcdef'), ('store.ids', '100000000');
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $players)
    SELECT i FROM n;
INSERT INTO documents SELECT 'player', i, i, printf('{"gold":%d,"hp":%d,"id":"%d","lang":"ru","name":'
    || '"Алёша %d","bag":["sword","bread",{"herb":%d}],"steps":%d}', i * 7, i % 100, i, i, i % 9, i) FROM n;
INSERT INTO documents SELECT '_session', i, $players + i, printf('{"id":"%d","path":[{"scene":"hall",'
    || '"stamp":%d,"vars":{"seen":true}}],"quests":{},"stamp":%d,"views":[{"nonce":"%08x"}]}', i, i, i, i) FROM n;
INSERT INTO slots SELECT i, 'main', i, printf('{"text":"Двор. %d","buttons":[["Шагнуть"]]}', i), i, i, 0 FROM n;
INSERT INTO chats (chat, bottom, heard_day) SELECT i, i, 20000 FROM n;
INSERT INTO timers SELECT i, 'player', i, 'hall.bell', 1800000000 + i FROM n;
INSERT INTO scores (board, id, score, reached, name) SELECT 'gold', i, i * 7, i, 'Алёша ' || i FROM n;
INSERT INTO ledger (now, payer, payee, amount, why, event) SELECT i, 'world', 'player/' || i, 7, 'quest', 'e' || i FROM n;
COMMIT;
END
echo "world of $players players: $(stat -c %s world.db) bytes"

# timed WORDS COMMAND ...
timed() {
    local words=$1 began
    shift
    began=$(date +%s%N)
    "$@" >out 2>err || { cat err; exit 1; }
    echo "$words: $((($(date +%s%N) - began) / 1000000)) ms, $(grep -h 'the world' out || true)"
}

timed "sums of the file" "$bin" migrate sums --database-url sqlite:world.db
timed "to the server" "$bin" migrate copy sqlite:world.db BYLINA_TEST_POSTGRES
timed "and back" "$bin" migrate copy BYLINA_TEST_POSTGRES sqlite:back.db
timed "sums of what came back" "$bin" migrate sums --database-url sqlite:back.db
