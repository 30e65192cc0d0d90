-- The audit says whom an act was about, what it changed, and which acts were refused.

-- up

-- subject: a document, 'kind/id', or NULL. was, became: JSON of the fields that the act changed, as they
-- were and as they are. refused: it was asked for by one who has not the right; only the newest of those
-- are kept, for anybody can ask.
ALTER TABLE audit ADD COLUMN subject TEXT COLLATE "C";
ALTER TABLE audit ADD COLUMN was TEXT;
ALTER TABLE audit ADD COLUMN became TEXT;
ALTER TABLE audit ADD COLUMN refused BIGINT NOT NULL DEFAULT 0 CHECK (refused IN (0, 1));
CREATE INDEX audit_who ON audit (who, id);
CREATE INDEX audit_subject ON audit (subject, id) WHERE subject IS NOT NULL;
CREATE INDEX audit_refused ON audit (id) WHERE refused = 1;

-- down

DROP INDEX audit_refused;
DROP INDEX audit_subject;
DROP INDEX audit_who;
ALTER TABLE audit DROP COLUMN refused;
ALTER TABLE audit DROP COLUMN became;
ALTER TABLE audit DROP COLUMN was;
ALTER TABLE audit DROP COLUMN subject;
