-- Lore on PostgreSQL: what engine/store/lore.c, lore_budget.c and lore_review.c do with SQLite, each
-- act in one step of the server, as functions.sql has the turns. States: 0 wanted, 1 kept, 2 hidden,
-- 3 given up (enum store_lore_state). NULL as an answer: there is no such row.
--
-- All engines write lore one after another: the first lore of a transaction takes a lock that its end
-- gives back. So caps hold over all of them, and no two wait for each other.

CREATE OR REPLACE FUNCTION pg_temp.lore_begin() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1115253871, hashtext(current_schema()));
    RETURN (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
END
$$;

CREATE OR REPLACE FUNCTION pg_temp.lore_monday(in_ms bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT in_ms / 86400000 - (in_ms / 86400000 + 3) % 7
$$;

CREATE OR REPLACE FUNCTION pg_temp.lore_want(in_key text, in_kind text, in_entity text,
    in_language text, in_attributes text, in_facts text, in_discoverer text, in_discovered bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM lore WHERE key = in_key) THEN
        RETURN;
    END IF;
    PERFORM pg_temp.lore_begin();
    INSERT INTO lore (key, kind, entity, language, attributes, facts, discoverer, discovered)
        VALUES (in_key, in_kind, in_entity, in_language, in_attributes, in_facts, in_discoverer,
            in_discovered)
        ON CONFLICT (key) DO NOTHING;
END
$$;

-- --- budgets ------------------------------------------------------------------------------------

-- In the hour, the day and the player's day of a claim that was made then.
CREATE OR REPLACE FUNCTION pg_temp.lore_book(in_ms bigint, in_player text, in_reserved bigint,
    in_spent bigint, in_calls bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO lore_spent AS s (span, hour, player, reserved, spent, calls)
        SELECT b.span, in_ms / 3600000 - (in_ms / 3600000) % b.span,
            CASE WHEN b.own THEN in_player ELSE '' END, in_reserved, in_spent, in_calls
        FROM (VALUES (1::bigint, false), (24::bigint, false), (24::bigint, true)) AS b (span, own)
        WHERE NOT b.own OR in_player <> ''
        ON CONFLICT (span, hour, player) DO UPDATE SET reserved = s.reserved + excluded.reserved,
            spent = s.spent + excluded.spent, calls = s.calls + excluded.calls
$$;

-- Its lease has run out: what it had reserved is booked as spent.
CREATE OR REPLACE FUNCTION pg_temp.lore_lose(in_row bigint, in_fence bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    c record;
BEGIN
    UPDATE lore_claims SET lost = 1 WHERE lore = in_row AND fence = in_fence AND lost = 0
        RETURNING * INTO c;
    IF FOUND THEN
        PERFORM pg_temp.lore_book(c.claimed_ms, c.player, -c.reserved, c.reserved, 0);
    END IF;
END
$$;

-- The first of the caps that the reserve does not fit in, as enum store_lore_claimed, and the hours of
-- its span; 0: all have room. in_caps: cost and calls of an hour, a day, a player.
CREATE OR REPLACE FUNCTION pg_temp.lore_over(in_now bigint, in_player text, in_reserve bigint,
    in_calls bigint, in_caps bigint[], OUT verdict bigint, OUT span bigint)
LANGUAGE plpgsql AS $$
DECLARE
    b record;
    used record;
BEGIN
    FOR b IN SELECT * FROM (VALUES (1, 1::bigint, '', 5), (2, 24::bigint, '', 4),
        (3, 24::bigint, in_player, 6)) AS b (n, span, player, over) WHERE n < 3 OR in_player <> ''
        ORDER BY n
    LOOP
        SELECT coalesce(sum(s.spent + s.reserved), 0) AS cost, coalesce(sum(s.calls), 0) AS calls
            INTO used FROM lore_spent AS s WHERE s.span = b.span AND s.player = b.player
            AND s.hour = in_now / 3600000 - (in_now / 3600000) % b.span;
        IF (in_caps[2 * b.n - 1] <> 0 AND used.cost + in_reserve > in_caps[2 * b.n - 1])
            OR (in_caps[2 * b.n] <> 0 AND used.calls + in_calls > in_caps[2 * b.n]) THEN
            verdict := b.over;
            span := b.span;
            RETURN;
        END IF;
    END LOOP;
    verdict := 0;
END
$$;

-- --- the work -----------------------------------------------------------------------------------

-- outcome: enum store_lore_claimed.
CREATE OR REPLACE FUNCTION pg_temp.lore_claim(in_key text, in_lease bigint, in_reserve bigint,
    in_calls bigint, in_player text, in_prompt text, in_caps bigint[], OUT outcome bigint,
    OUT wait_ms bigint)
LANGUAGE plpgsql AS $$
DECLARE
    now_ms bigint := pg_temp.lore_begin();
    l record;
    o record;
BEGIN
    SELECT * INTO l FROM lore WHERE key = in_key;
    wait_ms := 0;
    IF NOT FOUND THEN
        RETURN;
    ELSIF l.state <> 0 AND l.renew = 0 THEN
        outcome := 2;
    ELSIF l.lease_ms > now_ms THEN
        outcome := 1;
        wait_ms := l.lease_ms - now_ms;
    ELSIF l.next_ms > now_ms
        AND (in_prompt IS NULL OR l.refused_prompt IS NULL OR in_prompt = l.refused_prompt) THEN
        outcome := 3;
        wait_ms := l.next_ms - now_ms;
    ELSE
        IF l.lease_ms > 0 THEN
            PERFORM pg_temp.lore_lose(l.id, l.fence);
        END IF;
        SELECT * INTO o FROM pg_temp.lore_over(now_ms, in_player, in_reserve, in_calls, in_caps);
        outcome := o.verdict;
        IF outcome <> 0 THEN
            wait_ms := (now_ms / 3600000 - (now_ms / 3600000) % o.span + o.span) * 3600000 - now_ms;
            RETURN;
        END IF;
        UPDATE lore SET fence = fence + 1, lease_ms = now_ms + in_lease, attempts = attempts + 1
            WHERE id = l.id;
        INSERT INTO lore_claims (lore, fence, claimed_ms, player, reserved, calls)
            VALUES (l.id, l.fence + 1, now_ms, in_player, in_reserve, in_calls);
        PERFORM pg_temp.lore_book(now_ms, in_player, in_reserve, 0, in_calls);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION pg_temp.lore_lease(in_row bigint, in_fence bigint, in_lease bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    now_ms bigint := pg_temp.lore_begin();
BEGIN
    UPDATE lore SET lease_ms = now_ms + in_lease
        WHERE id = in_row AND fence = in_fence AND lease_ms > 0;
    RETURN FOUND::int;
END
$$;

-- The text that is served now becomes one of those that are not.
CREATE OR REPLACE FUNCTION pg_temp.lore_supersede(in_row bigint, in_now bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO lore_refusals (lore, at_ms, reason, words, model, prompt)
        SELECT id, in_now, 'superseded', body, model, prompt FROM lore
        WHERE id = in_row AND body IS NOT NULL;
    DELETE FROM lore_reports WHERE lore = in_row
$$;

CREATE OR REPLACE FUNCTION pg_temp.lore_found(in_row bigint, in_more bigint, in_now bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF in_more = 0 THEN
        RETURN;
    END IF;
    INSERT INTO lore_pioneers AS p (player, found, reached)
        SELECT discoverer, in_more, in_now FROM lore WHERE id = in_row AND discoverer IS NOT NULL
        ON CONFLICT (player) DO UPDATE SET found = p.found + excluded.found,
            reached = CASE WHEN excluded.found > 0 THEN excluded.reached ELSE p.reached END;
    DELETE FROM lore_pioneers AS p
        WHERE p.found <= 0 AND p.player = (SELECT discoverer FROM lore WHERE id = in_row);
END
$$;

CREATE OR REPLACE FUNCTION pg_temp.lore_count(in_now bigint, in_hits bigint, in_misses bigint,
    in_calls bigint, in_cost bigint, in_tokens_in bigint, in_tokens_out bigint, in_kept bigint,
    in_given_up bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO lore_weeks AS w (monday, hits, misses, calls, cost, tokens_in, tokens_out, kept,
            given_up)
        VALUES (pg_temp.lore_monday(in_now), in_hits, in_misses, in_calls, in_cost, in_tokens_in,
            in_tokens_out, in_kept, in_given_up)
        ON CONFLICT (monday) DO UPDATE SET hits = w.hits + excluded.hits,
            misses = w.misses + excluded.misses, calls = w.calls + excluded.calls,
            cost = w.cost + excluded.cost, tokens_in = w.tokens_in + excluded.tokens_in,
            tokens_out = w.tokens_out + excluded.tokens_out, kept = w.kept + excluded.kept,
            given_up = w.given_up + excluded.given_up
$$;

-- in_end: enum store_lore_end. in_numbers: tokens in and out, cost, calls. 1: it stands; 0: the fence
-- is old, or it was settled before.
CREATE OR REPLACE FUNCTION pg_temp.lore_settle(in_row bigint, in_fence bigint, in_end bigint,
    in_body text, in_model text, in_prompt text, in_reason text, in_reasons text[],
    in_words text[], in_numbers bigint[], in_after bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    now_ms bigint := pg_temp.lore_begin();
    l record;
    c record;
    stands boolean;
BEGIN
    SELECT * INTO l FROM lore WHERE id = in_row;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    DELETE FROM lore_claims WHERE lore = in_row AND fence = in_fence RETURNING * INTO c;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    stands := l.fence = in_fence AND l.lease_ms > 0;
    PERFORM pg_temp.lore_book(c.claimed_ms, c.player,
        CASE c.lost WHEN 1 THEN 0 ELSE -c.reserved END,
        in_numbers[3] - CASE c.lost WHEN 1 THEN c.reserved ELSE 0 END, in_numbers[4] - c.calls);
    PERFORM pg_temp.lore_count(now_ms, 0, 0, in_numbers[4], in_numbers[3], in_numbers[1],
        in_numbers[2], (stands AND in_end = 0)::int, (stands AND in_end = 3)::int);
    UPDATE lore SET tokens_in = tokens_in + in_numbers[1],
        tokens_out = tokens_out + in_numbers[2], cost = cost + in_numbers[3] WHERE id = in_row;
    INSERT INTO lore_refusals (lore, at_ms, reason, words, model, prompt)
        SELECT in_row, now_ms, r.reason, r.words, in_model, in_prompt
        FROM unnest(in_reasons, in_words) WITH ORDINALITY AS r (reason, words, n)
        WHERE l.entity <> '' ORDER BY r.n;
    INSERT INTO lore_reasons AS w (monday, reason, n)
        SELECT pg_temp.lore_monday(now_ms), r.reason, count(*)
        FROM (SELECT unnest(in_reasons) UNION ALL SELECT in_reason WHERE in_reason IS NOT NULL
            AND (in_end = 2 OR (in_end <> 0 AND cardinality(in_reasons) = 0))) AS r (reason)
        GROUP BY r.reason ON CONFLICT (monday, reason) DO UPDATE SET n = w.n + excluded.n;
    IF NOT stands THEN
        RETURN 0;
    END IF;
    IF in_end = 0 THEN
        PERFORM pg_temp.lore_supersede(in_row, now_ms);
        UPDATE lore SET state = 1, revision = revision + 1, body = in_body, model = in_model,
            prompt = in_prompt, written_ms = now_ms, lease_ms = 0, next_ms = 0, refusal = NULL,
            renew = 0, reports = 0 WHERE id = in_row;
        PERFORM pg_temp.lore_found(in_row, (l.state <> 1)::int, now_ms);
    ELSIF in_end IN (1, 2) THEN
        UPDATE lore SET lease_ms = 0, next_ms = now_ms + in_after, refusal = in_reason,
            refused_prompt = CASE in_end WHEN 1 THEN in_prompt END WHERE id = in_row;
    ELSIF in_end = 3 THEN
        UPDATE lore SET revision = revision + (state = 0)::int,
            state = CASE state WHEN 0 THEN 3 ELSE state END, lease_ms = 0, next_ms = 0,
            refusal = in_reason, renew = 0 WHERE id = in_row;
    ELSE
        UPDATE lore SET lease_ms = 0, attempts = attempts - 1 WHERE id = in_row;
    END IF;
    RETURN 1;
END
$$;

-- --- review -------------------------------------------------------------------------------------

-- in_act: enum store_lore_act: 0 keep, 1 hide, 2 write, 3 renew, as lore_rules.c has them. 1: it has
-- changed something; -1: there is no text to keep; -2: nothing is left of it.
CREATE OR REPLACE FUNCTION pg_temp.lore_edit(in_row bigint, in_act bigint, in_who text,
    in_what text, in_body text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    now_ms bigint := pg_temp.lore_begin();
    l record;
    to_state bigint;
    revise boolean;
    again boolean := in_act = 3;
    to_renew bigint;
BEGIN
    SELECT * INTO l FROM lore WHERE id = in_row;
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF in_act = 0 AND l.body IS NULL THEN
        RETURN -1;
    ELSIF in_act > 1 AND l.entity = '' THEN
        RETURN -2;
    END IF;
    to_state := CASE in_act WHEN 1 THEN 2 WHEN 3 THEN l.state ELSE 1 END;
    revise := in_act = 2 OR to_state <> l.state;
    to_renew := CASE in_act WHEN 0 THEN l.renew WHEN 3 THEN (l.state <> 0)::int ELSE 0 END;
    IF NOT revise AND NOT (in_act = 0 AND l.reports > 0) AND NOT (in_act = 1 AND l.renew = 1)
        AND NOT (again AND (to_renew <> l.renew OR l.attempts > 0 OR l.next_ms > 0)) THEN
        RETURN 0;
    END IF;
    IF in_act = 2 THEN
        PERFORM pg_temp.lore_supersede(in_row, now_ms);
        UPDATE lore SET body = in_body, model = NULL, prompt = NULL, written_ms = now_ms,
            refusal = NULL, next_ms = 0 WHERE id = in_row;
    END IF;
    UPDATE lore SET state = to_state, revision = revision + revise::int, renew = to_renew,
        fence = fence + (in_act IN (1, 2) AND lease_ms > 0)::int,
        lease_ms = CASE WHEN in_act IN (1, 2) THEN 0 ELSE lease_ms END,
        attempts = CASE WHEN again THEN 0 ELSE attempts END,
        next_ms = CASE WHEN again THEN 0 ELSE next_ms END,
        reports = CASE WHEN again THEN reports ELSE 0 END WHERE id = in_row;
    PERFORM pg_temp.lore_found(in_row, (to_state = 1)::int - (l.state = 1)::int, now_ms);
    INSERT INTO audit (done_ms, who, what, detail, subject, was, became)
        VALUES (now_ms, in_who, in_what, l.key, '_lore/' || l.key,
            CASE in_act WHEN 2 THEN l.body END, CASE in_act WHEN 2 THEN in_body END);
    RETURN 1;
END
$$;

-- Only texts that are served.
CREATE OR REPLACE FUNCTION pg_temp.lore_report(in_row bigint, in_player text) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_temp.lore_begin();
    IF NOT EXISTS (SELECT FROM lore WHERE id = in_row AND state = 1) THEN
        RETURN NULL;
    END IF;
    INSERT INTO lore_reports (lore, player) VALUES (in_row, in_player) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    UPDATE lore SET reports = reports + 1 WHERE id = in_row;
    RETURN 1;
END
$$;

-- in_numbers: discovered, state, tokens in and out, cost, written_ms. 1: it was taken.
CREATE OR REPLACE FUNCTION pg_temp.lore_import(in_replace boolean, in_key text, in_kind text,
    in_entity text, in_language text, in_attributes text, in_facts text, in_body text,
    in_discoverer text, in_model text, in_prompt text, in_numbers bigint[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    now_ms bigint := pg_temp.lore_begin();
    l record;
BEGIN
    SELECT * INTO l FROM lore WHERE key = in_key;
    IF NOT FOUND THEN
        INSERT INTO lore (key, kind, entity, language, attributes, facts, discoverer, discovered,
                state, body, model, prompt, tokens_in, tokens_out, cost, written_ms, revision)
            VALUES (in_key, in_kind, in_entity, in_language, in_attributes, in_facts,
                in_discoverer, in_numbers[1], in_numbers[2], in_body, in_model, in_prompt,
                in_numbers[3], in_numbers[4], in_numbers[5], in_numbers[6], 1)
            RETURNING * INTO l;
    ELSIF l.state IN (0, 3)
        OR (in_replace AND l.entity <> '' AND (l.state <> in_numbers[2] OR l.body IS DISTINCT FROM in_body)) THEN
        PERFORM pg_temp.lore_supersede(l.id, now_ms);
        PERFORM pg_temp.lore_found(l.id, -(l.state = 1)::int, now_ms);
        UPDATE lore SET discoverer = coalesce(in_discoverer, discoverer),
            discovered = CASE WHEN in_discoverer IS NULL THEN discovered ELSE in_numbers[1] END,
            state = in_numbers[2], body = in_body, model = in_model, prompt = in_prompt,
            tokens_in = tokens_in + in_numbers[3], tokens_out = tokens_out + in_numbers[4],
            cost = cost + in_numbers[5], written_ms = in_numbers[6], revision = revision + 1,
            fence = fence + (lease_ms > 0)::int, lease_ms = 0, next_ms = 0, refusal = NULL,
            renew = 0, reports = 0 WHERE id = l.id;
    ELSE
        RETURN 0;
    END IF;
    PERFORM set_config('bylina.taken', (current_setting('bylina.taken')::int + 1)::text, true);
    PERFORM pg_temp.lore_found(l.id, (in_numbers[2] = 1)::int, now_ms);
    RETURN 1;
END
$$;

CREATE OR REPLACE FUNCTION pg_temp.lore_erase(in_player text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_temp.lore_begin();
    UPDATE audit SET was = NULL, became = NULL WHERE subject IN (SELECT '_lore/' || key FROM lore
        WHERE position('"_players":' in facts) > 0
            AND position('"' || in_player || '"' in facts) > 0);
    DELETE FROM lore_refusals WHERE lore IN (SELECT id FROM lore
        WHERE position('"_players":' in facts) > 0
            AND position('"' || in_player || '"' in facts) > 0);
    UPDATE lore SET entity = '', attributes = '{}', facts = '{}', body = NULL, state = 2,
        revision = revision + 1, fence = fence + (lease_ms > 0)::int, lease_ms = 0, next_ms = 0,
        renew = 0, reports = 0
        WHERE position('"_players":' in facts) > 0
            AND position('"' || in_player || '"' in facts) > 0;
    UPDATE lore SET discoverer = NULL, revision = revision + (state = 1)::int
        WHERE discoverer = in_player;
    DELETE FROM lore_reports WHERE player = in_player;
    DELETE FROM lore_pioneers WHERE player = in_player;
END
$$;
