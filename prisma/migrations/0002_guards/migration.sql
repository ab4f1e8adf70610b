-- What the database itself promises: nobody reads or writes outside their practice, a client only their own, clinical rows only with
-- an open way to them; history is not rewritten; nothing is booked twice; text that must be sealed is sealed.
-- Locks: each table for a moment, on an empty database.
-- The roles are made by packages/database/src/roles.ts before this runs. No actor on the connection means no rows.

CREATE SCHEMA IF NOT EXISTS app;
GRANT USAGE ON SCHEMA app TO heather_web, heather_worker, heather_lookup;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA app;
-- A function is for whom it is granted to, not for everyone, from here on.
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- The actor stands on the connection as `kind:practice:id`. Always called as (SELECT …), so that it is asked once a query.
CREATE FUNCTION app.actor_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(current_setting('app.actor', true), ':', 1), '') $$;
CREATE FUNCTION app.practice_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(current_setting('app.actor', true), ':', 2), '')::uuid $$;
CREATE FUNCTION app.actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(current_setting('app.actor', true), ':', 3), '')::uuid $$;
GRANT EXECUTE ON FUNCTION app.actor_kind(), app.practice_id(), app.actor_id() TO heather_web, heather_worker, heather_lookup;

-- ---------------------------------------------------------------------------------------------------------------------
-- Ways to a client. These look across rows and therefore run as heather_lookup, which cannot log in and may only read.

-- Whose clinical rows the staff member on the connection may read now: an open allocation (or its handover), cover for
-- such a therapist, the clinical lead's break-glass, an offer that asks this therapist.
CREATE FUNCTION app.my_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 40 AS $$
  WITH actor AS MATERIALIZED (
    SELECT app.practice_id() AS practice_id, app.actor_id() AS id WHERE app.actor_kind() = 'staff'
  ), therapist AS (
    SELECT a.practice_id, a.id FROM actor a
    UNION
    SELECT c.practice_id, c.therapist_id FROM public.cover c JOIN actor a ON c.practice_id = a.practice_id AND c.cover_id = a.id
    WHERE c.starts_at <= now() AND c.ends_at > now()
  )
  SELECT p.client_id FROM therapist t
    JOIN public.allocation l ON l.practice_id = t.practice_id AND l.therapist_id = t.id
    JOIN public.episode_participant p ON p.practice_id = l.practice_id AND p.episode_id = l.episode_id
    WHERE l.from_at <= now() AND (l.until_at IS NULL OR l.until_at > now() OR l.handover_until_at > now())
  UNION
  SELECT o.client_id FROM actor a JOIN public.offer o ON o.practice_id = a.practice_id AND o.therapist_id = a.id
    WHERE o.state IN ('held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client', 'agreed')
  UNION
  SELECT p.client_id FROM actor a JOIN public.offer o ON o.practice_id = a.practice_id AND o.therapist_id = a.id
    JOIN public.entry_participant p ON p.practice_id = o.practice_id AND p.entry_id = o.entry_id
    WHERE o.state IN ('held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client', 'agreed')
  UNION
  SELECT b.client_id FROM actor a JOIN public.break_glass b ON b.practice_id = a.practice_id AND b.staff_id = a.id
    JOIN public.staff_role r ON r.practice_id = b.practice_id AND r.staff_id = b.staff_id AND r.role = 'clinical-lead'
    WHERE b.opened_at <= now() AND b.expires_at > now()
$$;
CREATE FUNCTION app.may_read_clinical(client uuid) RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT client IN (SELECT app.my_clients()) $$;
CREATE FUNCTION app.has_role(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.staff_role r WHERE app.actor_kind() = 'staff' AND r.practice_id = app.practice_id()
    AND r.staff_id = app.actor_id() AND r.role = ANY (roles))
$$;
-- What belongs to the client on the connection.
CREATE FUNCTION app.my_entries() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 2 AS $$
  SELECT p.entry_id FROM public.entry_participant p
    WHERE app.actor_kind() = 'client' AND p.practice_id = app.practice_id() AND p.client_id = app.actor_id()
$$;
CREATE FUNCTION app.my_episodes() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 2 AS $$
  SELECT p.episode_id FROM public.episode_participant p
    WHERE app.actor_kind() = 'client' AND p.practice_id = app.practice_id() AND p.client_id = app.actor_id()
$$;
CREATE FUNCTION app.my_therapists() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 3 AS $$
  SELECT l.therapist_id FROM public.allocation l WHERE l.practice_id = app.practice_id() AND l.episode_id IN (SELECT app.my_episodes())
  UNION
  SELECT o.therapist_id FROM public.offer o WHERE app.actor_kind() = 'client' AND o.practice_id = app.practice_id()
    AND (o.client_id = app.actor_id() OR o.entry_id IN (SELECT app.my_entries()))
    AND o.state IN ('offered-to-client', 'accepted-by-client', 'agreed', 'declined-by-client')
$$;
-- Is a row of `occupied` held for this client? A client who moves or cancels frees the therapist's and the room's row too.
CREATE FUNCTION app.is_my_place(session uuid, offer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT app.actor_kind() = 'client' AND (
    EXISTS (SELECT FROM public.session s WHERE s.practice_id = app.practice_id() AND s.id = session AND s.episode_id IN (SELECT app.my_episodes()))
    OR EXISTS (SELECT FROM public.offer o WHERE o.practice_id = app.practice_id() AND o.id = offer
      AND (o.client_id = app.actor_id() OR o.entry_id IN (SELECT app.my_entries()))))
$$;
-- Who is away at an instant, and not why: enough to find the next rung of the ladder.
CREATE FUNCTION app.away_staff(at timestamptz) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.staff_id FROM public.absence a
    WHERE a.practice_id = app.practice_id() AND a.staff_id IS NOT NULL AND a.starts_at <= at AND a.ends_at > at
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Before there is an actor: from what a person brings (an address, a hash, a sign-in) to who they are.

CREATE FUNCTION app.find_practice(wanted_slug text) RETURNS TABLE (practice_id uuid, slug text, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT p.id, p.slug, p.name FROM public.practice p WHERE p.slug = wanted_slug $$;
CREATE FUNCTION app.practices() RETURNS TABLE (practice_id uuid, slug text, name text, born_as_demonstration_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT p.id, p.slug, p.name, p.born_as_demonstration_at FROM public.practice p ORDER BY p.created_at, p.id $$;
CREATE FUNCTION app.find_link(wanted_hash text) RETURNS TABLE (practice_id uuid, link_id uuid, client_id uuid, pack_id uuid, offer_id uuid,
    purpose text, expires_at timestamptz, used_at timestamptz, revoked_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT l.practice_id, l.id, l.client_id, l.pack_id, l.offer_id, l.purpose, l.expires_at, l.used_at, l.revoked_at
        FROM public.signing_link l WHERE l.token_hash = wanted_hash $$;
CREATE FUNCTION app.find_invitation(wanted_hash text) RETURNS TABLE (practice_id uuid, invitation_id uuid, staff_id uuid,
    expires_at timestamptz, used_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT i.practice_id, i.id, i.staff_id, i.expires_at, i.used_at FROM public.staff_invitation i WHERE i.token_hash = wanted_hash $$;
CREATE FUNCTION app.find_staff_by_auth(wanted_user text) RETURNS TABLE (practice_id uuid, staff_id uuid, state text, roles text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT s.practice_id, s.id, s.state,
          ARRAY(SELECT r.role FROM public.staff_role r WHERE r.practice_id = s.practice_id AND r.staff_id = s.id ORDER BY r.role)
        FROM public.staff_member s WHERE s.auth_user_id = wanted_user $$;
CREATE FUNCTION app.find_client_by_auth(wanted_user text) RETURNS TABLE (practice_id uuid, client_id uuid, state text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.practice_id, c.id, c.state FROM public.client c WHERE c.auth_user_id = wanted_user $$;
-- Only an address that the person called safe is found.
CREATE FUNCTION app.find_clients_by_email(wanted_practice uuid, wanted_email text) RETURNS TABLE (client_id uuid, auth_user_id text, is_shared boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.id, c.auth_user_id, s.email_is_shared FROM public.safe_contact s
          JOIN public.client c ON c.practice_id = s.practice_id AND c.id = s.client_id
        WHERE s.practice_id = wanted_practice AND lower(s.email) = lower(wanted_email) AND s.email_is_safe $$;
CREATE INDEX safe_contact_email ON public.safe_contact (practice_id, lower(email));

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO heather_web, heather_worker;
GRANT CREATE ON SCHEMA app TO heather_lookup;
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.prosecdef LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO heather_web, heather_worker, heather_lookup', one.name);
    EXECUTE format('ALTER FUNCTION %s OWNER TO heather_lookup', one.name);
  END LOOP;
  FOR one IN SELECT unnest(ARRAY['practice', 'signing_link', 'staff_member', 'staff_role', 'staff_invitation', 'client', 'safe_contact',
      'episode_participant', 'entry_participant', 'allocation', 'offer', 'session', 'cover', 'break_glass', 'absence']) AS name LOOP
    EXECUTE format('CREATE POLICY lookup ON public.%I FOR SELECT TO heather_lookup USING (true)', one.name);
    EXECUTE format('GRANT SELECT ON public.%I TO heather_lookup', one.name);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA app FROM heather_lookup;

-- ---------------------------------------------------------------------------------------------------------------------
-- History is not rewritten.

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
-- A record of reading is put into the chain once, later, by the worker; nothing else of it moves.
CREATE FUNCTION app.refuse_change_but_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.batch_seq IS NULL AND to_jsonb(NEW) - 'batch_seq' = to_jsonb(OLD) - 'batch_seq' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
-- A draft may change; a published wording may only be superseded or withdrawn.
CREATE FUNCTION app.refuse_change_once_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'draft' THEN RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' AND NEW.state IN ('superseded', 'withdrawn') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a published wording is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION app.keep_forever(target regclass, rule text DEFAULT 'refuse_change') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER keep_forever BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION app.%I()', target, rule);
  EXECUTE format('CREATE TRIGGER keep_forever_all BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()', target);
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- app.guard(table, class): row-level security, policies and grants of one table. A later migration calls it for each new table;
-- without it web and worker have no rights there at all. Classes are the ones in the comments of prisma/schema.
--   staff             staff of the practice
--   public            anybody of the practice reads, staff write
--   client            staff; and the client themselves (client_id; `client` and `clinical` tables name it)
--   client clinical   only staff with an open way to the client; and the client themselves
--   episode           staff; and clients who take part in the episode
--   … append-only     no change, no removal, and a trigger that says so
CREATE FUNCTION app.guard(target regclass, class text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = target);
  staff constant text := '(SELECT app.actor_kind()) = ''staff''';
  client constant text := '(SELECT app.actor_kind()) = ''client''';
  anyone constant text := '(SELECT app.actor_kind()) IN (''staff'', ''client'', ''public'')';
  me constant text := '(SELECT app.actor_id())';
  mine constant text := format('%s AND client_id = %s', client, me);
  my_clients constant text := format('%s AND client_id = ANY (ARRAY(SELECT app.my_clients()))', staff);
  my_episode text := format('%s AND episode_id = ANY (ARRAY(SELECT app.my_episodes()))', client);
  practice_column text := CASE name WHEN 'practice' THEN 'id' ELSE 'practice_id' END;
  can_read text; can_add text; can_change text; can_remove text;
  sealed record;
BEGIN
  CASE
    WHEN class = 'practice-root' THEN
      can_read := anyone; can_change := staff;
    WHEN class = 'public' THEN
      can_read := anyone; can_add := staff; can_change := staff;
    WHEN class = 'staff' THEN
      can_read := staff; can_add := staff; can_change := staff;
    WHEN class IN ('client', 'client append-only') THEN
      can_read := format('%s OR (%s)', staff, mine); can_add := can_read;
      IF class = 'client' THEN can_change := can_read; END IF;
    WHEN class = 'client clinical' THEN
      can_read := format('(%s) OR (%s)', my_clients, mine); can_add := can_read; can_change := can_read;
    WHEN class = 'episode' THEN
      can_read := format('%s OR (%s)', staff, my_episode); can_add := can_read; can_change := can_read;
    WHEN class = 'append-only' THEN
      can_read := format('%s OR (%s)', staff, mine); can_add := can_read;
    WHEN class = 'keys' THEN
      can_read := anyone;
    WHEN class = 'mail' THEN
      -- A client's act may cause a mail to staff; the client does not read it back.
      can_read := format('%s OR (%s)', staff, mine);
      can_add := format('%s OR (%s) OR (%s AND client_id IS NULL)', staff, mine, client); can_change := staff;
    WHEN class = 'alert' THEN
      -- The manager learns that one waits and since when; what it says is sealed.
      can_read := format('(%s) OR (%s AND (holder_id = %s OR (SELECT app.has_role(''manager'', ''clinical-lead'')))) OR (%s)', my_clients, staff, me, mine);
      can_add := format('(%s) OR (%s)', my_clients, mine);
      can_change := format('(%s) OR (%s AND (holder_id = %s OR (SELECT app.has_role(''clinical-lead''))))', my_clients, staff, me);
    WHEN class = 'offer' THEN
      can_read := format('%s OR (%s AND (client_id = %s OR entry_id = ANY (ARRAY(SELECT app.my_entries()))))', staff, client, me);
      can_add := staff; can_change := can_read;
    WHEN class = 'audit-head' THEN
      can_read := anyone; can_add := anyone; can_change := anyone;
    ELSE
      RAISE EXCEPTION 'no such class of table: %', class;
  END CASE;

  -- What single tables need beyond their class.
  CASE name
    WHEN 'client' THEN
      can_read := format('%s OR (%s AND id = %s)', staff, client, me); can_add := can_read; can_change := can_read;
    WHEN 'episode' THEN
      can_read := format('%s OR (%s AND id = ANY (ARRAY(SELECT app.my_episodes())))', staff, client); can_add := staff; can_change := can_read;
    WHEN 'waiting_list_entry' THEN
      can_read := format('%s OR (%s AND (client_id = %s OR id = ANY (ARRAY(SELECT app.my_entries()))))', staff, client, me);
      can_add := can_read; can_change := can_read;
    -- A client reads the names of their own therapists, and of nobody else.
    WHEN 'staff_member' THEN can_read := format('%s OR (%s AND id = ANY (ARRAY(SELECT app.my_therapists())))', staff, client);
    WHEN 'therapist_profile' THEN can_read := format('%s OR (%s AND staff_id = ANY (ARRAY(SELECT app.my_therapists())))', staff, client);
    -- A client's answer may have to find the person who will read it.
    WHEN 'ladder_rung', 'cover' THEN can_read := format('%s OR %s', staff, client);
    WHEN 'occupied' THEN
      can_read := format('%s OR (%s AND app.is_my_place(session_id, offer_id))', staff, client); can_add := can_read; can_change := can_read;
    WHEN 'audit_event' THEN can_add := anyone;
    WHEN 'clinical_read' THEN can_add := format('%s AND staff_id = %s', staff, me);
    WHEN 'risk_alert_hop' THEN can_read := format('(%s) OR (%s AND (SELECT app.has_role(''manager'', ''clinical-lead''))) OR (%s)', my_clients, staff, mine);
    WHEN 'client_key' THEN
      can_read := format('%s OR (%s) OR (%s AND client_id IS NULL)', staff, mine, anyone);
      can_add := format('%s OR (%s)', staff, mine);
    WHEN 'seal_key' THEN can_read := format('%s OR %s', staff, client);
    ELSE NULL;
  END CASE;
  IF name IN ('staff_role', 'ladder_rung', 'availability', 'absence', 'occupied', 'person_around', 'session_wish') THEN
    can_remove := can_change;
  END IF;

  EXECUTE format('COMMENT ON TABLE %s IS %L', target, 'class: ' || class);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
  -- Restrictive: whatever else a policy may come to allow, it stays inside the practice.
  EXECUTE format('CREATE POLICY practice ON %s AS RESTRICTIVE TO heather_web, heather_worker USING (%I = (SELECT app.practice_id()))', target, practice_column);
  EXECUTE format('CREATE POLICY worker ON %s TO heather_worker USING ((SELECT app.actor_kind()) = ''worker'')', target);
  EXECUTE format('CREATE POLICY web_read ON %s FOR SELECT TO heather_web USING (%s)', target, can_read);
  EXECUTE format('GRANT SELECT ON %s TO heather_web, heather_worker', target);
  EXECUTE format('GRANT INSERT ON %s TO heather_worker', target);
  IF can_add IS NOT NULL THEN
    EXECUTE format('CREATE POLICY web_add ON %s FOR INSERT TO heather_web WITH CHECK (%s)', target, can_add);
    EXECUTE format('GRANT INSERT ON %s TO heather_web', target);
  END IF;
  IF can_change IS NOT NULL THEN
    EXECUTE format('CREATE POLICY web_change ON %s FOR UPDATE TO heather_web USING (%s)', target, can_change);
    EXECUTE format('GRANT UPDATE ON %s TO heather_web', target);
  END IF;
  IF can_remove IS NOT NULL THEN
    EXECUTE format('CREATE POLICY web_remove ON %s FOR DELETE TO heather_web USING (%s)', target, can_remove);
    EXECUTE format('GRANT DELETE ON %s TO heather_web, heather_worker', target);
  END IF;
  IF class LIKE '%append-only' THEN
    PERFORM app.keep_forever(target, CASE name WHEN 'clinical_read' THEN 'refuse_change_but_batch' ELSE 'refuse_change' END);
    IF name = 'clinical_read' THEN EXECUTE format('GRANT UPDATE (batch_seq) ON %s TO heather_worker', target); END IF;
  ELSE
    EXECUTE format('GRANT UPDATE ON %s TO heather_worker', target);
  END IF;

  -- Sealed text has the shape of sealed text: format 1, key version, nonce and tag (packages/database/src/encryption/envelope.ts).
  FOR sealed IN SELECT attname FROM pg_attribute WHERE attrelid = target AND attnum > 0 AND NOT attisdropped
      AND atttypid = 'bytea'::regtype AND (attname LIKE '%\_sealed' OR attname = 'wrapped') LOOP
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (octet_length(%I) >= 31 AND get_byte(%I, 0) = 1)',
      target, name || '_' || sealed.attname || '_shape', sealed.attname, sealed.attname);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION app.guard(regclass, text), app.keep_forever(regclass, text) FROM PUBLIC, heather_web, heather_worker;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM (VALUES
    ('practice', 'practice-root'),
    ('practice_key', 'keys'), ('client_key', 'keys'), ('seal_key', 'keys'),
    ('room', 'public'), ('template', 'public'), ('template_version', 'public'),
    ('staff_member', 'staff'), ('staff_role', 'staff'), ('staff_invitation', 'staff'), ('therapist_profile', 'staff'),
    ('supervision_link', 'staff'), ('ladder_rung', 'staff'), ('cover', 'staff'), ('break_glass', 'staff'), ('availability', 'staff'),
    ('absence', 'staff'), ('occupied', 'staff'),
    ('client', 'client'), ('safe_contact', 'client'), ('person_around', 'client'), ('enquiry', 'client'), ('waiting_list_entry', 'client'),
    ('entry_participant', 'client'), ('episode_participant', 'client'), ('agreement_pack', 'client'), ('signing_link', 'client'),
    ('session_participant', 'client'), ('ledger_entry', 'client'),
    ('offer', 'offer'), ('offer_event', 'append-only'),
    ('episode', 'episode'), ('allocation', 'episode'), ('working_agreement', 'episode'), ('series', 'episode'), ('session', 'episode'),
    ('consent_record', 'client append-only'), ('consent_event', 'client append-only'), ('signature', 'client append-only'),
    ('seal', 'client append-only'), ('sealed_file', 'client append-only'),
    ('agreement_talk', 'client clinical'), ('measure_plan', 'client clinical'), ('administration', 'client clinical'),
    ('check_in', 'client clinical'), ('alliance_signal', 'client clinical'), ('talked_about', 'client clinical'),
    ('session_wish', 'client clinical'), ('goal', 'client clinical'), ('goal_rating', 'client clinical'),
    ('risk_alert', 'alert'), ('risk_alert_hop', 'append-only'),
    ('audit_event', 'append-only'), ('audit_head', 'audit-head'), ('clinical_read', 'append-only'),
    ('outbox_mail', 'mail')
  ) AS list (name, class) LOOP
    PERFORM app.guard(format('public.%I', one.name)::regclass, one.class);
  END LOOP;
END $$;
SELECT app.keep_forever('public.template_version', 'refuse_change_once_published');

-- ---------------------------------------------------------------------------------------------------------------------
-- Nothing is booked twice: one resource, one stretch of time. The name is met in code (isExclusionViolation).
ALTER TABLE public.occupied ADD CONSTRAINT occupied_in_order CHECK (starts_at < ends_at);
ALTER TABLE public.occupied ADD CONSTRAINT occupied_once
  EXCLUDE USING gist (practice_id WITH =, kind WITH =, resource_id WITH =, during WITH &&) WHERE (active);

-- One data key for the practice itself: an empty client is a value like another.
DROP INDEX public.client_key_practice_id_client_id_key;
CREATE UNIQUE INDEX client_key_practice_id_client_id_key ON public.client_key (practice_id, client_id) NULLS NOT DISTINCT;

-- The sign-in library's tables belong to its own role alone.
ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO heather_auth;
