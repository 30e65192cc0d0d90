-- Lore as the pioneer pipeline needs it (store/lore.h): the work and the record of texts that an AI
-- writes once for the whole world. What players are served is the document '_lore/KEY'. The tables of
-- the first schema were never written to, and are made anew. Money is in millionths of a US dollar;
-- days, hours and weeks are of UTC, by the database's clock, like all times _ms.

-- up

DROP TABLE lore_days;
DROP TABLE lore_waits;
DROP TABLE lore;

-- key: KIND.LANG.HASH, the hash over entity and attributes (canonical JSON); the prompt's version is a
-- mere column, so that a new prompt does not forget old texts. facts: JSON, for who writes the text;
-- `_players` in it lists the ids of the players whom the text names: what is left of it when one of
-- them is erased is a row without entity, facts and body, hidden.
--   state: 0 wanted (no text yet), 1 kept, 2 hidden by a moderator, 3 given up.
-- A claim is separate from the state, because a kept text may be written anew (renew) while it is
-- served. Only the holder of the newest fence may settle, also when its lease has run out; then another
-- may claim. revision: of what players should see, published: of what the document shows; 0: nothing.
-- 0 in lease_ms, next_ms and written_ms: free, at once, never. No row is deleted.
CREATE TABLE lore (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    entity     TEXT NOT NULL,
    language   TEXT NOT NULL,
    attributes TEXT NOT NULL,
    facts      TEXT NOT NULL,
    state      INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    revision   INTEGER NOT NULL DEFAULT 0,
    published  INTEGER NOT NULL DEFAULT 0,
    body       TEXT,
    discoverer TEXT, -- who saw it first: named in it for ever
    discovered INTEGER NOT NULL DEFAULT 0, -- when, in the game's time
    model      TEXT, -- that wrote the body, as `prompt`
    prompt     TEXT,
    tokens_in  INTEGER NOT NULL DEFAULT 0, -- of all calls for this row, as the two below
    tokens_out INTEGER NOT NULL DEFAULT 0,
    cost       INTEGER NOT NULL DEFAULT 0,
    written_ms INTEGER NOT NULL DEFAULT 0,
    fence      INTEGER NOT NULL DEFAULT 0,
    lease_ms   INTEGER NOT NULL DEFAULT 0,
    next_ms    INTEGER NOT NULL DEFAULT 0,
    attempts   INTEGER NOT NULL DEFAULT 0, -- since it was wanted or renewed
    refusal    TEXT, -- why the last attempt came to nothing: a code
    refused_prompt TEXT, -- whose answers were refused then
    renew      INTEGER NOT NULL DEFAULT 0 CHECK (renew IN (0, 1)),
    reports    INTEGER NOT NULL DEFAULT 0, -- of players, since it was written or kept
    CHECK (state <> 1 OR body IS NOT NULL)
) STRICT;
CREATE INDEX lore_open ON lore (id) WHERE state = 0 OR renew = 1;
CREATE INDEX lore_behind ON lore (id) WHERE published < revision;
CREATE INDEX lore_reported ON lore (id) WHERE reports > 0;
CREATE INDEX lore_state ON lore (state, id);
CREATE INDEX lore_kind ON lore (kind, id);
CREATE INDEX lore_kept ON lore (kind, language, written_ms) WHERE state = 1;
CREATE INDEX lore_discoverer ON lore (discoverer, id) WHERE discoverer IS NOT NULL;
CREATE INDEX lore_players ON lore (id) WHERE instr(facts, '"_players":') > 0;

-- Calls under way: what each claim has reserved, and in whose budget of which day and hour. lost: the
-- lease has run out and another has taken over; what was reserved is booked as spent until the old
-- holder, if it still lives, says what it was.
CREATE TABLE lore_claims (
    lore       INTEGER NOT NULL,
    fence      INTEGER NOT NULL,
    claimed_ms INTEGER NOT NULL,
    player     TEXT NOT NULL, -- '': nobody's
    reserved   INTEGER NOT NULL,
    calls      INTEGER NOT NULL,
    lost       INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1)),
    PRIMARY KEY (lore, fence)
) STRICT, WITHOUT ROWID;

-- What the AI costs in a day (span 24) or an hour (span 1) that begins so many hours after 1970; of
-- all (player '') or of one player. calls: made and reserved.
CREATE TABLE lore_spent (
    span     INTEGER NOT NULL CHECK (span IN (1, 24)),
    hour     INTEGER NOT NULL,
    player   TEXT NOT NULL,
    reserved INTEGER NOT NULL DEFAULT 0,
    spent    INTEGER NOT NULL DEFAULT 0,
    calls    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (span, hour, player)
) STRICT, WITHOUT ROWID;

-- A week by its Monday, in days since 1970. hits and misses: requests that a text answered, or not.
CREATE TABLE lore_weeks (
    monday     INTEGER NOT NULL PRIMARY KEY,
    hits       INTEGER NOT NULL DEFAULT 0,
    misses     INTEGER NOT NULL DEFAULT 0,
    calls      INTEGER NOT NULL DEFAULT 0,
    cost       INTEGER NOT NULL DEFAULT 0,
    tokens_in  INTEGER NOT NULL DEFAULT 0,
    tokens_out INTEGER NOT NULL DEFAULT 0,
    kept       INTEGER NOT NULL DEFAULT 0,
    given_up   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE lore_reasons (
    monday INTEGER NOT NULL,
    reason TEXT NOT NULL,
    n      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (monday, reason)
) STRICT, WITHOUT ROWID;

-- Texts that are not served: answers that were refused, and ('superseded') texts that a new one has
-- replaced. The newest are kept.
CREATE TABLE lore_refusals (
    id     INTEGER PRIMARY KEY,
    lore   INTEGER NOT NULL,
    at_ms  INTEGER NOT NULL,
    reason TEXT NOT NULL,
    words  TEXT NOT NULL,
    model  TEXT,
    prompt TEXT
) STRICT;
CREATE INDEX lore_refusals_lore ON lore_refusals (lore, id);

-- Who has reported the text that is served now.
CREATE TABLE lore_reports (
    lore   INTEGER NOT NULL,
    player TEXT NOT NULL,
    PRIMARY KEY (lore, player)
) STRICT, WITHOUT ROWID;

-- How many kept texts each player was the first to ask for. Of equals, who reached it first leads.
CREATE TABLE lore_pioneers (
    player  TEXT NOT NULL PRIMARY KEY,
    found   INTEGER NOT NULL,
    reached INTEGER NOT NULL -- ms
) STRICT, WITHOUT ROWID;
CREATE INDEX lore_pioneers_order ON lore_pioneers (found DESC, reached, player);

-- down

-- Rows may begin at 1 again, and with them the names of the events that publish them.
DELETE FROM events WHERE id >= 'other/lore/' AND id < 'other/lore0';
DROP TABLE lore_pioneers;
DROP TABLE lore_reports;
DROP TABLE lore_refusals;
DROP TABLE lore_reasons;
DROP TABLE lore_weeks;
DROP TABLE lore_spent;
DROP TABLE lore_claims;
DROP TABLE lore;
CREATE TABLE lore (
    id            INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL,
    entity        TEXT NOT NULL,
    language      TEXT NOT NULL,
    attributes    TEXT NOT NULL,
    state         INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
    body          TEXT,
    discoverer    TEXT,
    discovered    INTEGER,
    model         TEXT,
    prompt        TEXT,
    tokens_in     INTEGER NOT NULL DEFAULT 0,
    tokens_out    INTEGER NOT NULL DEFAULT 0,
    cost          INTEGER NOT NULL DEFAULT 0,
    written_ms    INTEGER,
    fence         INTEGER NOT NULL DEFAULT 0,
    lease_ms      INTEGER,
    reserved      INTEGER NOT NULL DEFAULT 0,
    attempts      INTEGER NOT NULL DEFAULT 0,
    next_ms       INTEGER,
    refusal       TEXT,
    UNIQUE (kind, entity, language, attributes),
    CHECK (state = 0 OR body IS NOT NULL)
) STRICT;
CREATE INDEX lore_wanted ON lore (next_ms, id) WHERE state = 0;
CREATE INDEX lore_claimed ON lore (lease_ms) WHERE lease_ms IS NOT NULL;
CREATE TABLE lore_waits (
    lore  INTEGER NOT NULL REFERENCES lore (id) ON DELETE CASCADE,
    chat  INTEGER NOT NULL,
    slot  TEXT NOT NULL,
    nonce TEXT NOT NULL,
    lane  TEXT NOT NULL,
    PRIMARY KEY (lore, chat, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE lore_days (
    day      TEXT NOT NULL PRIMARY KEY,
    reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    spent    INTEGER NOT NULL DEFAULT 0,
    calls    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
