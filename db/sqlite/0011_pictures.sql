-- Pictures of things that an AI has drawn (store/lore.h), by the hash of their bytes, as base64. They are
-- here and not in files, so that a copy of the world has them. What Telegram calls them stands in settings.

-- up

CREATE TABLE pictures (
    id    TEXT NOT NULL PRIMARY KEY,
    bytes TEXT NOT NULL
) STRICT;

-- down

DELETE FROM settings WHERE name >= 'picture.' AND name < 'picture/';
DROP TABLE pictures;
