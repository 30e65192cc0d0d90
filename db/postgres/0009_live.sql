-- Live documents: whose screens are drawn again when one changes (turn/live.c).

-- up

-- What the open screen of a lane was drawn from: a document in that version, or with id '' all of its
-- kind when the kind had changed so many times. A screen is stale while that is no longer so; its next
-- drawing puts the rows right. So no redraw is lost, whatever happens between a change and it.
CREATE TABLE watches (
    kind    TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    lane    TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (kind, id, lane)
);
CREATE INDEX watches_lane ON watches (lane);

-- How often documents of a live kind have been written or dropped, in all.
CREATE TABLE changes (
    kind TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);

-- down

DROP TABLE changes;
DROP TABLE watches;
