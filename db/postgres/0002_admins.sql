-- What admins settle: failed scripts are open until they are tried again or dropped; broadcasts.

-- up

-- state: 0 open, 1 tried again (as a letter in the same lane), 2 dropped; when, and by whom.
ALTER TABLE failures ADD COLUMN state BIGINT NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2);
ALTER TABLE failures ADD COLUMN settled_ms BIGINT;
ALTER TABLE failures ADD COLUMN settled_by TEXT;
CREATE INDEX failures_open ON failures (id) WHERE state = 0;
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 4;
CREATE INDEX chats_blocked ON chats (chat) WHERE blocked_ms IS NOT NULL;

-- A message to all players, as a cursor over them: the ids of players are walked in order, and all
-- up to the cursor are done with. The cursor moves durably, and `claimed` with it, before the
-- players behind it are written to; what became of them is counted afterwards. So
--     claimed - (sent + failed + blocked + missed)
-- is how many were under way; after a crash they count as missed, and nobody gets it twice.
--   state: 0 draft, 1 running, 2 paused, 3 done, 4 stopped by an admin or never sent
--   texts: JSON, {"ru": HTML, "en": HTML}, or {"": HTML} for all
--   progress: id of the message in the admin's chat that shows how far it is; 0: none yet
-- id is from store_id.
CREATE TABLE broadcasts (
    id         BIGINT PRIMARY KEY,
    who        TEXT    NOT NULL,
    lang       TEXT    NOT NULL,
    texts      TEXT    NOT NULL,
    paid       BIGINT NOT NULL DEFAULT 0 CHECK (paid IN (0, 1)),
    state      BIGINT NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 4),
    cursor     TEXT COLLATE "C" NOT NULL DEFAULT '',
    claimed    BIGINT NOT NULL DEFAULT 0,
    sent       BIGINT NOT NULL DEFAULT 0,
    failed     BIGINT NOT NULL DEFAULT 0,
    blocked    BIGINT NOT NULL DEFAULT 0,
    missed     BIGINT NOT NULL DEFAULT 0,
    progress   BIGINT NOT NULL DEFAULT 0,
    made_ms    BIGINT NOT NULL,
    started_ms BIGINT,
    ended_ms   BIGINT
);
CREATE INDEX broadcasts_open ON broadcasts (id) WHERE state IN (1, 2);

-- down

DROP TABLE broadcasts;
DROP INDEX chats_blocked;
DROP INDEX outbox_failed;
DROP INDEX failures_open;
ALTER TABLE failures DROP COLUMN settled_by;
ALTER TABLE failures DROP COLUMN settled_ms;
ALTER TABLE failures DROP COLUMN state;
