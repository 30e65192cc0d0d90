-- What /status, /outbox and broadcasts at a time of their own need to know.

-- up

-- When a call was put there, for the age of what waits; 0: before this column was.
ALTER TABLE outbox ADD COLUMN made_ms BIGINT NOT NULL DEFAULT 0;

-- The day of the game's clock (days since 1970) on which the chat was last heard from.
ALTER TABLE chats ADD COLUMN heard_day BIGINT;
CREATE INDEX chats_heard ON chats (heard_day);

-- A draft that an admin has confirmed for a time: due, in seconds of the game's clock. It is begun then,
-- or as soon as the engine runs and no other broadcast does.
ALTER TABLE broadcasts ADD COLUMN due BIGINT;
CREATE INDEX broadcasts_due ON broadcasts (due) WHERE state = 0 AND due IS NOT NULL;

-- down

DROP INDEX broadcasts_due;
ALTER TABLE broadcasts DROP COLUMN due;
DROP INDEX chats_heard;
ALTER TABLE chats DROP COLUMN heard_day;
ALTER TABLE outbox DROP COLUMN made_ms;
