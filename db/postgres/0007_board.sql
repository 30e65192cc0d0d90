-- Leader boards: `scores` of the first schema, made ready to be used. `reached` is from store_id.

-- up

-- The player's name, so that a board is read without anybody's document.
ALTER TABLE scores ADD COLUMN name TEXT NOT NULL DEFAULT '';

-- Players who stand on no board, whatever their documents say: those who are frozen or banned.
CREATE TABLE unranked (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY
);

-- down

DROP TABLE unranked;
ALTER TABLE scores DROP COLUMN name;
