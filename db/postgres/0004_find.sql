-- What ctx:find looks in: documents by the values of their indexed fields (store/index.h).

-- up

-- What stands in `found` of a document: the names and values of its indexed fields, packed, and the
-- rows that they give, so that the server takes out what is no more without asking the engine (NULL
-- after a copy from SQLite: the engine puts them in when it opens). Only kinds with such fields have
-- rows here.
CREATE TABLE indexed (
    kind   TEXT COLLATE "C" NOT NULL,
    id     TEXT COLLATE "C" NOT NULL,
    fields BYTEA NOT NULL,
    shapes BIGINT[],
    keys   BYTEA[],
    PRIMARY KEY (kind, id)
);
CREATE INDEX indexed_bare ON indexed (kind, id) WHERE shapes IS NULL;

-- A row for each way in which a document can be asked for: `shape` is the hash of the kind, of some
-- fields that are equal to a value and of the one field by which it is ordered; `key` their values,
-- which compare as bytes. So every find is one range of this table, whatever it asks.
CREATE TABLE found (
    shape BIGINT NOT NULL,
    key   BYTEA NOT NULL,
    id    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shape, key, id)
);

-- down

DROP TABLE found;
DROP TABLE indexed;
