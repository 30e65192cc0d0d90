-- What the PostgreSQL backend has the server do in one step. These functions live in pg_temp of the
-- writer's session: each engine brings its own, no migration has to follow a change of them, and
-- nobody else sees them. Verdicts are those of enum store_verdict: 0 committed, 1 conflict, 2 seen,
-- 3 gone.
--
-- A turn is one call of turn_begin and then plain statements, each under the condition that
-- bylina.turn is '0'. That setting is the verdict of the turn under way and lives no longer than the
-- transaction; so a turn that may not stand writes nothing, and that is no error.

-- Locks, in one global order, the documents that the group reads or writes. Returns how many changes
-- by others there were so far, which turn_begin compares with what its reads knew.
CREATE OR REPLACE FUNCTION pg_temp.group_begin(in_kinds text[], in_ids text[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    others bigint;
BEGIN
    PERFORM set_config('bylina.turn', '0', true), set_config('bylina.now', '0', true);
    PERFORM 1 FROM unnest(in_kinds, in_ids) AS k (kind, id)
        JOIN documents AS d ON d.kind = k.kind AND d.id = k.id
        ORDER BY d.kind, d.id FOR UPDATE OF d;
    SELECT value::bigint INTO others FROM settings WHERE name = 'store.foreign';
    PERFORM set_config('bylina.foreign', coalesce(others, 0)::text, true);
    RETURN coalesce(others, 0);
END
$$;

-- Looks at everything before it writes anything: the event, the charge and its mark, the reads. Then
-- it takes the event. in_name: of an event that is no update. in_mark: enum store_paid_mark.
CREATE OR REPLACE FUNCTION pg_temp.turn_begin(in_kind bigint, in_bot bigint, in_number bigint,
    in_name text, in_inbox bigint, in_now bigint, in_wall bigint, in_as_of bigint, in_kinds text[],
    in_ids text[], in_versions bigint[], in_charge text, in_paid text, in_mark bigint)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    verdict integer := 0;
    range_first bigint;
    range_last bigint;
BEGIN
    IF in_kind = 0 THEN
        SELECT s.first, s.last INTO range_first, range_last FROM seen AS s
            WHERE s.bot = in_bot AND s.first <= in_number ORDER BY s.first DESC LIMIT 1;
        IF range_last >= in_number THEN
            verdict := 2;
        END IF;
    ELSIF EXISTS (SELECT FROM events AS e WHERE e.id = in_name) THEN
        verdict := 2;
    ELSIF in_kind = 1 AND NOT EXISTS (SELECT FROM timers AS t WHERE t.uid = in_number) THEN
        verdict := 3;
    END IF;
    IF verdict = 0 AND in_charge IS NOT NULL
        AND EXISTS (SELECT FROM payments AS p WHERE p.charge = in_charge) THEN
        verdict := 2;
    END IF;
    IF verdict = 0 AND in_paid IS DISTINCT FROM in_charge AND in_mark IN (0, 1)
        AND NOT EXISTS (SELECT FROM payments AS p WHERE p.charge = in_paid
            AND p.refunded_ms IS NULL
            AND (in_mark = 1 OR (p.credited_ms IS NULL AND p.refund_ms IS NULL))) THEN
        verdict := 2;
    END IF;
    IF verdict = 0 AND cardinality(in_versions) > 0
        AND (in_as_of <> current_setting('bylina.foreign')::bigint
            OR EXISTS (SELECT FROM unnest(in_kinds, in_ids, in_versions) AS m (kind, id, version)
                LEFT JOIN documents AS d ON d.kind = m.kind AND d.id = m.id
                WHERE coalesce(d.version, 0) <> m.version)) THEN
        verdict := 1;
    END IF;
    IF verdict = 0 AND in_kind = 0 THEN
        IF range_last = in_number - 1 THEN
            UPDATE seen AS s SET last = in_number, seen_ms = greatest(s.seen_ms, in_wall)
                WHERE s.bot = in_bot AND s.first = range_first;
        ELSE
            INSERT INTO seen (bot, first, last, seen_ms)
                VALUES (in_bot, in_number, in_number, in_wall);
        END IF;
    ELSIF verdict = 0 THEN
        DELETE FROM timers AS t WHERE in_kind = 1 AND t.uid = in_number;
        INSERT INTO events (id, seen_ms) VALUES (in_name, in_wall);
    END IF;
    IF verdict = 0 AND in_now > current_setting('bylina.now')::bigint THEN
        PERFORM set_config('bylina.now', in_now::text, true);
    END IF;
    IF verdict <> 1 AND in_kind = 0 THEN -- settled: its row of the inbox goes in any case
        DELETE FROM inbox AS i WHERE i.bot = in_bot AND i.update_id = in_number;
    END IF;
    IF verdict <> 1 AND in_inbox <> 0 THEN
        DELETE FROM inbox AS i WHERE i.id = in_inbox;
    END IF;
    PERFORM set_config('bylina.turn', verdict::text, true);
    RETURN verdict;
END
$$;

-- The rows of a document in the index, instead of those it had. in_fields NULL: it has none any more.
CREATE OR REPLACE FUNCTION pg_temp.index_put(in_kind text, in_id text, in_fields bytea,
    in_shapes bigint[], in_keys bytea[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    old record;
BEGIN
    SELECT i.fields, i.shapes, i.keys INTO old FROM indexed AS i
        WHERE i.kind = in_kind AND i.id = in_id;
    IF old.fields IS NOT DISTINCT FROM in_fields THEN
        RETURN;
    END IF;
    DELETE FROM found AS f USING unnest(old.shapes, old.keys) AS o (shape, key)
        WHERE f.shape = o.shape AND f.key = o.key AND f.id = in_id
        AND (in_fields IS NULL OR NOT EXISTS (SELECT FROM unnest(in_shapes, in_keys)
            AS n (shape, key) WHERE n.shape = o.shape AND n.key = o.key));
    IF in_fields IS NULL THEN
        DELETE FROM indexed AS i WHERE i.kind = in_kind AND i.id = in_id;
        RETURN;
    END IF;
    INSERT INTO found (shape, key, id)
        SELECT n.shape, n.key, in_id FROM unnest(in_shapes, in_keys) AS n (shape, key)
        ON CONFLICT DO NOTHING;
    INSERT INTO indexed (kind, id, fields, shapes, keys)
        VALUES (in_kind, in_id, in_fields, in_shapes, in_keys)
        ON CONFLICT (kind, id) DO UPDATE
        SET fields = excluded.fields, shapes = excluded.shapes, keys = excluded.keys;
END
$$;

-- Whether a text is an event as scripts get it (JSON with a type), hence can be run again.
CREATE OR REPLACE FUNCTION pg_temp.is_event(in_body text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN coalesce(in_body::jsonb ->> 'type' IS NOT NULL, false);
EXCEPTION WHEN data_exception THEN
    RETURN false;
END
$$;
