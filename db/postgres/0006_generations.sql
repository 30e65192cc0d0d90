-- Generations with their files, so that an old one can be put live again without any file on disk.

-- up

-- The text of each file of the generations that are kept, once, however many of them have it.
CREATE TABLE sources (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

--   number: rises over all processes from this version on
--   origin: where its files came from: 'start' and 'reload' (the folder), 'rollback', 'zip'
--   folder: hash of the folder's files at that time
--   what:   JSON: what changed from the generation before it
--   files:  JSON: [["scripts/init.lua", "HASH of its text"], ...]; NULL: not kept (any more)
ALTER TABLE generations ADD COLUMN origin TEXT NOT NULL DEFAULT 'reload';
ALTER TABLE generations ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE generations ADD COLUMN what TEXT NOT NULL DEFAULT '{}';
ALTER TABLE generations ADD COLUMN files TEXT;
CREATE INDEX generations_number ON generations (number, id);
CREATE INDEX generations_kept ON generations (id) WHERE files IS NOT NULL;

-- down

DROP INDEX generations_kept;
DROP INDEX generations_number;
ALTER TABLE generations DROP COLUMN files;
ALTER TABLE generations DROP COLUMN what;
ALTER TABLE generations DROP COLUMN folder;
ALTER TABLE generations DROP COLUMN origin;
DROP TABLE sources;
