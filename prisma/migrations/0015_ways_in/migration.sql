-- Who may read what was said in confidence is said by the course alone; and a code goes to no address that staff put there.
-- Lock: safe_contact for a moment (a catalogue change; a column without a default rewrites no row). Two functions are replaced.

-- When staff put this address there, where somebody might by it become the client. No code goes to it until the client, signed in
-- another way, says that it is theirs. Null: it is the one they came with, or their own word.
ALTER TABLE public.safe_contact ADD COLUMN email_unproven_at timestamptz(6);

GRANT CREATE ON SCHEMA app TO heather_lookup;
SET LOCAL ROLE heather_lookup;
-- Whose clinical rows the staff member on the connection may read now: an open allocation (or its handover), cover for such a
-- therapist, the clinical lead's break-glass. An offer opens none of them: what is needed to decide stands in the enquiry, and from
-- the client's yes on there is an allocation, which can be ended.
CREATE OR REPLACE FUNCTION app.my_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 40 AS $$
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
  SELECT b.client_id FROM actor a JOIN public.break_glass b ON b.practice_id = a.practice_id AND b.staff_id = a.id
    JOIN public.staff_role r ON r.practice_id = b.practice_id AND r.staff_id = b.staff_id AND r.role = 'clinical-lead'
    WHERE b.opened_at <= now() AND b.expires_at > now()
$$;
-- Only an address that the person called safe is found, and not one that waits for their word: else whoever types somebody's
-- address into another record would shut them out of their own.
CREATE OR REPLACE FUNCTION app.find_clients_by_email(wanted_practice uuid, wanted_email text) RETURNS TABLE (client_id uuid, auth_user_id text, is_shared boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.id, c.auth_user_id, s.email_is_shared FROM public.safe_contact s
          JOIN public.client c ON c.practice_id = s.practice_id AND c.id = s.client_id
        WHERE s.practice_id = wanted_practice AND lower(s.email) = lower(wanted_email) AND s.email_is_safe AND s.email_unproven_at IS NULL
          AND NOT EXISTS (SELECT FROM public.client_merge m WHERE m.practice_id = c.practice_id AND m.client_id = c.id AND m.undone_at IS NULL) $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA app FROM heather_lookup;
