-- Finding a client by a word of their name, joining two records of one person and taking them apart again, and what a therapist carries.
-- Locks: client and safe_contact for the time it takes to read them once (their words are written down); five new tables.
CREATE TABLE "client_word" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "client_word_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "client_merge" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "kept_id" UUID NOT NULL,
    "contact" TEXT NOT NULL,
    "contact_before" JSONB,
    "merged_by_id" UUID NOT NULL,
    "merged_at" TIMESTAMPTZ(6) NOT NULL,
    "undone_by_id" UUID,
    "undone_at" TIMESTAMPTZ(6),
    CONSTRAINT "client_merge_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "client_apart" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "said_by_id" UUID NOT NULL,
    "said_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "client_apart_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "course_weight" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "extra_tenths" INTEGER NOT NULL,
    "said_by_id" UUID NOT NULL,
    "said_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "course_weight_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "open_places" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "therapist_id" UUID NOT NULL,
    "places" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "said_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "open_places_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "client_word_practice_id_kind_word_client_id_idx" ON "client_word"("practice_id", "kind", "word", "client_id");
CREATE UNIQUE INDEX "client_word_practice_id_client_id_kind_word_key" ON "client_word"("practice_id", "client_id", "kind", "word");
CREATE INDEX "client_merge_practice_id_client_id_idx" ON "client_merge"("practice_id", "client_id");
CREATE INDEX "client_merge_practice_id_kept_id_idx" ON "client_merge"("practice_id", "kept_id");
CREATE INDEX "client_merge_practice_id_merged_by_id_idx" ON "client_merge"("practice_id", "merged_by_id");
CREATE INDEX "client_merge_practice_id_undone_by_id_idx" ON "client_merge"("practice_id", "undone_by_id");
CREATE INDEX "client_apart_practice_id_other_id_idx" ON "client_apart"("practice_id", "other_id");
CREATE INDEX "client_apart_practice_id_said_by_id_idx" ON "client_apart"("practice_id", "said_by_id");
CREATE UNIQUE INDEX "client_apart_practice_id_client_id_other_id_key" ON "client_apart"("practice_id", "client_id", "other_id");
CREATE INDEX "course_weight_practice_id_episode_id_idx" ON "course_weight"("practice_id", "episode_id");
CREATE INDEX "course_weight_practice_id_said_by_id_idx" ON "course_weight"("practice_id", "said_by_id");
CREATE UNIQUE INDEX "course_weight_practice_id_client_id_episode_id_key" ON "course_weight"("practice_id", "client_id", "episode_id");
CREATE INDEX "open_places_practice_id_therapist_id_said_at_idx" ON "open_places"("practice_id", "therapist_id", "said_at");
CREATE INDEX "client_practice_id_born_on_idx" ON "client"("practice_id", "born_on");
ALTER TABLE "client_word" ADD CONSTRAINT "client_word_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_word" ADD CONSTRAINT "client_word_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_merge" ADD CONSTRAINT "client_merge_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_merge" ADD CONSTRAINT "client_merge_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_merge" ADD CONSTRAINT "client_merge_practice_id_kept_id_fkey" FOREIGN KEY ("practice_id", "kept_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_merge" ADD CONSTRAINT "client_merge_practice_id_merged_by_id_fkey" FOREIGN KEY ("practice_id", "merged_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_merge" ADD CONSTRAINT "client_merge_practice_id_undone_by_id_fkey" FOREIGN KEY ("practice_id", "undone_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_practice_id_other_id_fkey" FOREIGN KEY ("practice_id", "other_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "client_apart" ADD CONSTRAINT "client_apart_practice_id_said_by_id_fkey" FOREIGN KEY ("practice_id", "said_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "course_weight" ADD CONSTRAINT "course_weight_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "course_weight" ADD CONSTRAINT "course_weight_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "course_weight" ADD CONSTRAINT "course_weight_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "course_weight" ADD CONSTRAINT "course_weight_practice_id_said_by_id_fkey" FOREIGN KEY ("practice_id", "said_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "open_places" ADD CONSTRAINT "open_places_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "open_places" ADD CONSTRAINT "open_places_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.client_word ADD CONSTRAINT client_word_kind_words CHECK (kind IN ('name', 'digits'));
ALTER TABLE public.client_merge ADD CONSTRAINT client_merge_contact_words CHECK (contact IN ('kept', 'merged'));
ALTER TABLE public.client_merge ADD CONSTRAINT client_merge_of_two CHECK (client_id <> kept_id);
ALTER TABLE public.client_merge ADD CONSTRAINT client_merge_undone_by_somebody CHECK ((undone_at IS NULL) = (undone_by_id IS NULL));
-- A record is the earlier half of one other at most.
CREATE UNIQUE INDEX client_merge_once ON public.client_merge (practice_id, client_id) WHERE undone_at IS NULL;
-- Two people in one order, so that a pair is one row.
ALTER TABLE public.client_apart ADD CONSTRAINT client_apart_in_order CHECK (client_id < other_id);
ALTER TABLE public.course_weight ADD CONSTRAINT course_weight_tenths CHECK (extra_tenths IN (0, 5, 10));
ALTER TABLE public.open_places ADD CONSTRAINT open_places_in_range CHECK (places BETWEEN 0 AND 40);
SELECT app.guard('public.client_word', 'client');
SELECT app.guard('public.client_merge', 'staff');
SELECT app.guard('public.client_apart', 'staff');
SELECT app.guard('public.course_weight', 'client clinical');
SELECT app.guard('public.open_places', 'staff');
-- A word that is no longer somebody's goes: whoever may change the words may.
CREATE POLICY web_remove ON public.client_word FOR DELETE TO heather_web
  USING ((SELECT app.actor_kind()) = 'staff' OR ((SELECT app.actor_kind()) = 'client' AND client_id = (SELECT app.actor_id())));
GRANT DELETE ON public.client_word TO heather_web, heather_worker;

-- name_search is folded by whoever writes it (@heather/core nameSearchOf); its words stand here one by one in C order, so that the
-- beginning of a word is a range of an index that row-level security leaves usable (ilike and trigrams reach none).
CREATE FUNCTION app.digits_backwards(telephone text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT reverse(regexp_replace(telephone, '\D', '', 'g')) $$;
GRANT EXECUTE ON FUNCTION app.digits_backwards(text) TO heather_web, heather_worker;
CREATE FUNCTION app.keep_name_words() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM public.client_word w USING added c WHERE w.practice_id = c.practice_id AND w.client_id = c.id AND w.kind = 'name'
      AND w.word <> ALL (string_to_array(c.name_search, ' '));
  END IF;
  INSERT INTO public.client_word (practice_id, client_id, kind, word)
    SELECT DISTINCT c.practice_id, c.id, 'name', w.word FROM added c, LATERAL unnest(string_to_array(c.name_search, ' ')) AS w (word)
    WHERE w.word <> '' ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_name_words AFTER INSERT ON public.client REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION app.keep_name_words();
CREATE TRIGGER keep_name_words_again AFTER UPDATE ON public.client REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION app.keep_name_words();
CREATE FUNCTION app.keep_digits() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM public.client_word w USING added c WHERE w.practice_id = c.practice_id AND w.client_id = c.client_id AND w.kind = 'digits'
      AND w.word IS DISTINCT FROM app.digits_backwards(c.telephone);
  END IF;
  INSERT INTO public.client_word (practice_id, client_id, kind, word)
    SELECT c.practice_id, c.client_id, 'digits', app.digits_backwards(c.telephone) FROM added c
    WHERE length(app.digits_backwards(c.telephone)) >= 4 ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_digits AFTER INSERT ON public.safe_contact REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION app.keep_digits();
CREATE TRIGGER keep_digits_again AFTER UPDATE ON public.safe_contact REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION app.keep_digits();

-- Who is known already. The owner is bound by the policies too and has no actor: for this moment it is not.
ALTER TABLE public.client NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.safe_contact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.client_word NO FORCE ROW LEVEL SECURITY;
INSERT INTO public.client_word (practice_id, client_id, kind, word)
  SELECT DISTINCT c.practice_id, c.id, 'name', w.word FROM public.client c, LATERAL unnest(string_to_array(c.name_search, ' ')) AS w (word)
  WHERE w.word <> '';
INSERT INTO public.client_word (practice_id, client_id, kind, word)
  SELECT s.practice_id, s.client_id, 'digits', app.digits_backwards(s.telephone) FROM public.safe_contact s
  WHERE length(app.digits_backwards(s.telephone)) >= 4;
ALTER TABLE public.client FORCE ROW LEVEL SECURITY;
ALTER TABLE public.safe_contact FORCE ROW LEVEL SECURITY;
ALTER TABLE public.client_word FORCE ROW LEVEL SECURITY;

-- The earlier half of a person begins nothing new. It looks after the foreign key's own lock on the client's row is held (RI_ sorts
-- before zz), and joining two records takes that row for itself: of a course begun and a merge made at once, one sees the other.
CREATE FUNCTION app.refuse_merged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public.client_merge m WHERE m.practice_id = NEW.practice_id AND m.client_id = NEW.client_id AND m.undone_at IS NULL) THEN
    RAISE EXCEPTION 'this record goes on under another' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['enquiry', 'waiting_list_entry', 'entry_participant', 'offer', 'episode_participant'] LOOP
    EXECUTE format('CREATE TRIGGER zz_not_merged AFTER INSERT ON public.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_merged()', name);
  END LOOP;
END $$;
CREATE POLICY lookup ON public.client_merge FOR SELECT TO heather_lookup USING (true);
GRANT SELECT ON public.client_merge TO heather_lookup;
GRANT CREATE ON SCHEMA app TO heather_lookup;
REVOKE ALL ON FUNCTION app.refuse_merged() FROM PUBLIC;
ALTER FUNCTION app.refuse_merged() OWNER TO heather_lookup;
SET LOCAL ROLE heather_lookup;
-- Two records with one address let nobody in; joined, they lead to the one that is kept.
CREATE OR REPLACE FUNCTION app.find_clients_by_email(wanted_practice uuid, wanted_email text) RETURNS TABLE (client_id uuid, auth_user_id text, is_shared boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT c.id, c.auth_user_id, s.email_is_shared FROM public.safe_contact s
          JOIN public.client c ON c.practice_id = s.practice_id AND c.id = s.client_id
        WHERE s.practice_id = wanted_practice AND lower(s.email) = lower(wanted_email) AND s.email_is_safe
          AND NOT EXISTS (SELECT FROM public.client_merge m WHERE m.practice_id = c.practice_id AND m.client_id = c.id AND m.undone_at IS NULL) $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA app FROM heather_lookup;
