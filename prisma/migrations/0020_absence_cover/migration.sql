-- Cover opens what was written of the work only once somebody granted it.
-- Lock: none but the catalogue's. One function is replaced (its text is 0015's, with the last line of `therapist`).
GRANT CREATE ON SCHEMA app TO heather_lookup;
SET LOCAL ROLE heather_lookup;
-- Whose clinical rows the staff member on the connection may read now: an open allocation (or its handover), cover for such a
-- therapist that was granted the record, the clinical lead's break-glass. An offer opens none of them: what is needed to decide stands
-- in the enquiry, and from the client's yes on there is an allocation, which can be ended.
CREATE OR REPLACE FUNCTION app.my_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 40 AS $$
  WITH actor AS MATERIALIZED (
    SELECT app.practice_id() AS practice_id, app.actor_id() AS id WHERE app.actor_kind() = 'staff'
  ), therapist AS (
    SELECT a.practice_id, a.id FROM actor a
    UNION
    SELECT c.practice_id, c.therapist_id FROM public.cover c JOIN actor a ON c.practice_id = a.practice_id AND c.cover_id = a.id
    WHERE c.starts_at <= now() AND c.ends_at > now() AND c.reads = 'record'
  )
  SELECT p.client_id FROM therapist t
    JOIN public.allocation l ON l.practice_id = t.practice_id AND l.therapist_id = t.id
    JOIN public.episode_participant p ON p.practice_id = l.practice_id AND p.episode_id = l.episode_id
    WHERE l.from_at <= now() AND (l.until_at IS NULL OR l.until_at > now() OR l.handover_until_at > now())
  UNION
  SELECT b.client_id FROM actor a JOIN public.break_glass b ON b.practice_id = a.practice_id AND b.staff_id = a.id
    JOIN public.staff_role r ON r.practice_id = b.practice_id AND r.staff_id = b.staff_id AND r.role = 'clinical-lead'
    WHERE b.opened_at <= now() AND b.expires_at > now()
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA app FROM heather_lookup;
