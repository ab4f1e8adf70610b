-- Setting a practice up in the portal: a fee list, insurance, how and where somebody works, what a closure is called, and an end of
-- access to the second.
-- Locks: practice's staff tables for a moment each (catalogue changes; columns without a default rewrite no row), one new table.
ALTER TABLE public.staff_member ADD COLUMN access_ends_at timestamptz(6);
ALTER TABLE public.therapist_profile ADD COLUMN insurance_provider text, ADD COLUMN insurance_ends_on date;
ALTER TABLE public.absence ADD COLUMN label text;
ALTER TABLE public.availability ADD COLUMN place_kind text, ADD COLUMN usual_room_id uuid;
ALTER TABLE public.availability ADD CONSTRAINT availability_place_kind_words CHECK (place_kind IN ('room', 'online', 'telephone'));
ALTER TABLE public.availability ADD CONSTRAINT availability_usual_room_in_person CHECK (usual_room_id IS NULL OR place_kind = 'room');
CREATE INDEX availability_practice_id_usual_room_id_idx ON public.availability (practice_id, usual_room_id);
ALTER TABLE public.availability ADD CONSTRAINT availability_practice_id_usual_room_id_fkey
  FOREIGN KEY (practice_id, usual_room_id) REFERENCES public.room (practice_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE public.fee_option (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL,
  fee_pence integer NOT NULL,
  minutes integer NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  CONSTRAINT fee_option_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT fee_option_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES public.practice (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT fee_option_in_range CHECK (fee_pence BETWEEN 0 AND 1000000 AND minutes BETWEEN 5 AND 480)
);
CREATE UNIQUE INDEX fee_option_practice_id_name_key ON public.fee_option (practice_id, name);
SELECT app.guard('public.fee_option', 'staff');

-- Nobody who has left keeps a way in: whatever writes the state, in the same transaction every sign-in ends and nothing is left to
-- prove oneself with. It lies in auth and runs as its owner, because no other role reaches those tables.
CREATE FUNCTION auth.end_ways_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  person uuid := (SELECT u.id FROM auth.staff_user u WHERE u.practice_id = NEW.practice_id AND u.staff_id = NEW.id);
BEGIN
  UPDATE auth.staff_sign_in SET ended_at = coalesce(NEW.left_at, now())
    WHERE practice_id = NEW.practice_id AND staff_id = NEW.id AND ended_at IS NULL;
  UPDATE auth.spoken_code SET used_at = coalesce(NEW.left_at, now())
    WHERE practice_id = NEW.practice_id AND made_by_id = NEW.id AND used_at IS NULL;
  IF person IS NOT NULL THEN
    DELETE FROM auth.staff_session WHERE "userId" = person;
    DELETE FROM auth.staff_passkey WHERE "userId" = person;
    DELETE FROM auth.staff_two_factor WHERE "userId" = person;
    DELETE FROM auth.staff_account WHERE "userId" = person;
    UPDATE auth.staff_user SET "twoFactorEnabled" = false WHERE id = person;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION auth.end_ways_in() FROM PUBLIC;
CREATE TRIGGER end_ways_in AFTER UPDATE OF state ON public.staff_member FOR EACH ROW
  WHEN (NEW.state = 'left' AND OLD.state <> 'left') EXECUTE FUNCTION auth.end_ways_in();
