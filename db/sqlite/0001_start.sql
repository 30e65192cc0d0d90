-- The first schema. Columns ending in _ms are wall milliseconds of the machine; other times are
-- seconds of the game's clock. Ids and versions come from store_id unless a table says otherwise:
-- they rise, and none is ever used twice. Booleans are 0 and 1.

-- up

-- What the engine remembers about itself by name: the clock's offset, the offset of polling. Names
-- that begin with "store." are the store's own: store.epoch (the random name of this database),
-- store.ids (every id below it may have been handed out).
CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The state of the game, one JSON body a document. A deleted document leaves a tombstone: a row
-- without a body, whose version tells those who read the document before that it has changed, even
-- if it is made again.
CREATE TABLE documents (
    kind    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body    TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The ids of updates that were committed, as ranges with open holes: ids have gaps and come late, so
-- that a high-water mark would lose some. Ranges of one bot never overlap. Pruned by seen_ms, the
-- time of the newest id in the range: Telegram keeps an update for a day, we keep its id for two.
CREATE TABLE seen (
    bot     INTEGER NOT NULL,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL CHECK (last >= first),
    seen_ms INTEGER NOT NULL,
    PRIMARY KEY (bot, first)
) STRICT, WITHOUT ROWID;

-- The ids of all other events that were committed: 'timer/UID' for a firing, 'other/NAME' for the
-- rest (lore results, acts of admins, broadcasts). n is the order of coming, for pruning.
CREATE TABLE events (
    n       INTEGER PRIMARY KEY,
    id      TEXT    NOT NULL UNIQUE,
    seen_ms INTEGER NOT NULL
) STRICT;

-- Updates that were confirmed to Telegram before their turn had ended, in the order of receipt. The
-- turn that consumes a row deletes it in its own transaction.
CREATE TABLE inbox (
    id        INTEGER PRIMARY KEY,
    bot       INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    received  INTEGER NOT NULL,
    lane      TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    UNIQUE (bot, update_id)
) STRICT;

-- Deadlines of documents. Setting the same name again replaces the row under a new uid, so that a
-- firing of the old one finds nothing to delete and is dropped. No foreign key to documents: a
-- document that exists under any id has timers before its first write. The commit that drops a
-- document deletes its timers.
CREATE TABLE timers (
    uid      INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    deadline INTEGER NOT NULL,
    UNIQUE (kind, id, name)
) STRICT;
CREATE INDEX timers_deadline ON timers (deadline, uid);

-- Calls to Telegram that are no screens, each from its turn's commit to its recorded end.
-- state: 0 waiting, 1 sending (kept only by calls that must go out at most once), 2 sent,
-- 3 dropped, 4 failed. detail: Telegram's words for a failure. Ended rows are pruned by ended_ms.
CREATE TABLE outbox (
    id       INTEGER PRIMARY KEY,
    chat     INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    priority INTEGER NOT NULL,
    policy   INTEGER NOT NULL,
    state    INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 4),
    detail   TEXT,
    ended_ms INTEGER,
    CHECK ((state >= 2) = (ended_ms IS NOT NULL))
) STRICT;
CREATE INDEX outbox_open ON outbox (id) WHERE state < 2;
CREATE INDEX outbox_ended ON outbox (ended_ms) WHERE ended_ms IS NOT NULL;

-- Screens: what a chat should show in a slot (desired, under its version), what it shows (shown: a
-- version that was desired once, or 0) and in which message (0: none yet). in_doubt: a send is under
-- way whose outcome a crash would hide.
CREATE TABLE slots (
    chat     INTEGER NOT NULL,
    slot     TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    desired  TEXT    NOT NULL,
    shown    INTEGER NOT NULL DEFAULT 0,
    message  INTEGER NOT NULL DEFAULT 0,
    in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (in_doubt IN (0, 1)),
    PRIMARY KEY (chat, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX slots_unshown ON slots (version) WHERE shown < version OR in_doubt = 1;

-- What is known of a chat: the id of its newest message (a screen above it is sent anew instead of
-- edited), and since when Telegram refuses to write to it (403), which any update from there clears.
CREATE TABLE chats (
    chat       INTEGER PRIMARY KEY,
    bottom     INTEGER NOT NULL DEFAULT 0,
    blocked_ms INTEGER
) STRICT;

-- Reports of scripts that failed, with the event that made them fail, for admins. The newest are
-- kept. id is the table's own.
CREATE TABLE failures (
    id        INTEGER PRIMARY KEY,
    event     TEXT    NOT NULL,
    lane      TEXT    NOT NULL,
    now       INTEGER NOT NULL,
    failed_ms INTEGER NOT NULL,
    report    TEXT    NOT NULL,
    body      TEXT
) STRICT;

-- Every payment of gold, for ever: payer and payee are 'kind/id' of documents or 'world', the source
-- and sink. id is the table's own.
CREATE TABLE ledger (
    id     INTEGER PRIMARY KEY,
    now    INTEGER NOT NULL,
    payer  TEXT    NOT NULL,
    payee  TEXT    NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    why    TEXT    NOT NULL,
    event  TEXT    NOT NULL
) STRICT;

-- Texts that an AI wrote once for the whole world. The key is (kind, entity, language, attributes as
-- canonical JSON), never free text; the prompt's version is a mere column, so that a new prompt does
-- not forget old texts.
--   state: 0 wanted (no text yet), 1 kept, 2 hidden by an admin.
-- A claim (lease_ms is set) is separate from the state, because a kept text may be renewed while it
-- is served. Only the holder of the newest fence may write the answer; a lease that has run out may
-- be claimed by another. reserved is the worst-case cost of the call under way, taken from the day's
-- budget in the transaction of the claim. Money is in millionths of a US dollar.
CREATE TABLE lore (
    id            INTEGER PRIMARY KEY,
    kind          TEXT    NOT NULL,
    entity        TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    attributes    TEXT    NOT NULL,
    state         INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
    body          TEXT,
    discoverer    TEXT,    -- who saw it first: named in it for ever
    discovered    INTEGER, -- when, in the game's time
    model         TEXT,
    prompt        TEXT,    -- version of the prompt
    tokens_in     INTEGER NOT NULL DEFAULT 0,
    tokens_out    INTEGER NOT NULL DEFAULT 0,
    cost          INTEGER NOT NULL DEFAULT 0,
    written_ms    INTEGER,
    fence         INTEGER NOT NULL DEFAULT 0,
    lease_ms      INTEGER, -- until when the claim holds, by the database's clock; NULL: unclaimed
    reserved      INTEGER NOT NULL DEFAULT 0,
    attempts      INTEGER NOT NULL DEFAULT 0,
    next_ms       INTEGER, -- no attempt before this time
    refusal       TEXT,    -- why the last attempt came to nothing
    UNIQUE (kind, entity, language, attributes),
    CHECK (state = 0 OR body IS NOT NULL)
) STRICT;
CREATE INDEX lore_wanted ON lore (next_ms, id) WHERE state = 0;
CREATE INDEX lore_claimed ON lore (lease_ms) WHERE lease_ms IS NOT NULL;

-- Who waits for a text: it completes a screen only while that view (nonce) is still shown.
CREATE TABLE lore_waits (
    lore  INTEGER NOT NULL REFERENCES lore (id) ON DELETE CASCADE,
    chat  INTEGER NOT NULL,
    slot  TEXT    NOT NULL,
    nonce TEXT    NOT NULL,
    lane  TEXT    NOT NULL,
    PRIMARY KEY (lore, chat, slot)
) STRICT, WITHOUT ROWID;

-- What the AI cost a day (UTC, '2026-01-31'): reserved by calls under way, and spent.
CREATE TABLE lore_days (
    day      TEXT    NOT NULL PRIMARY KEY,
    reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    spent    INTEGER NOT NULL DEFAULT 0,
    calls    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Leader boards: one field of one kind of document. Of equals, who reached the score first leads.
CREATE TABLE scores (
    board   TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    score   INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    PRIMARY KEY (board, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX scores_order ON scores (board, score DESC, reached, id);

-- Money from Telegram, keyed by its charge id, so that a payment told twice is credited once. The row
-- is written by the core before any script sees the payment; it is credited (or undone after a
-- refund) by the turn that runs the choice, in its transaction.
CREATE TABLE payments (
    charge          TEXT    NOT NULL PRIMARY KEY,
    provider_charge TEXT,
    bot             INTEGER NOT NULL,
    payer           INTEGER NOT NULL, -- Telegram's user id
    chat            INTEGER NOT NULL,
    payload         TEXT    NOT NULL, -- the invoice's: scene and choice
    currency        TEXT    NOT NULL,
    amount          INTEGER NOT NULL CHECK (amount > 0),
    paid_ms         INTEGER NOT NULL,
    credited_ms     INTEGER,
    refund_ms       INTEGER, -- Telegram was asked, or told us, to give it back
    refunded_ms     INTEGER, -- it is given back, and the choice undone
    refused         TEXT     -- why it could not be credited or refunded
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_payer ON payments (payer, paid_ms);
CREATE INDEX payments_open ON payments (paid_ms)
    WHERE credited_ms IS NULL OR (refund_ms IS NOT NULL AND refunded_ms IS NULL);

-- Generations of scripts that went live: who loaded which, and when. Numbers may begin again with a
-- new process; id is the table's own.
CREATE TABLE generations (
    id      INTEGER PRIMARY KEY,
    number  INTEGER NOT NULL,
    hash    TEXT    NOT NULL,
    who     TEXT    NOT NULL,
    live_ms INTEGER NOT NULL
) STRICT;

-- Who did what with an admin's rights. Never pruned. id is the table's own.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    done_ms INTEGER NOT NULL,
    who     TEXT    NOT NULL,
    what    TEXT    NOT NULL,
    detail  TEXT
) STRICT;

-- down

DROP TABLE audit;
DROP TABLE generations;
DROP TABLE payments;
DROP TABLE scores;
DROP TABLE lore_days;
DROP TABLE lore_waits;
DROP TABLE lore;
DROP TABLE ledger;
DROP TABLE failures;
DROP TABLE chats;
DROP TABLE slots;
DROP TABLE outbox;
DROP TABLE timers;
DROP TABLE inbox;
DROP TABLE events;
DROP TABLE seen;
DROP TABLE documents;
DROP TABLE settings;
