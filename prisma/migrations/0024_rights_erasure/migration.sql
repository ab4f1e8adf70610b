-- How long records are kept, what holds them, their destruction with its certificate, and the data-protection complaint.
-- Locks: client, signature, consent_record, receipt and ledger_entry for a moment each (a trigger or a check is replaced); the rest are
-- new tables.

CREATE TABLE "retention_rule" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "required_by" TEXT NOT NULL,
    "nation" TEXT,
    "months_after" INTEGER NOT NULL,
    "until_age" INTEGER,
    "until_age_at17" INTEGER,
    "source" TEXT NOT NULL,
    "reviewed_on" DATE NOT NULL,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE TABLE "retention_hold" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason_sealed" BYTEA NOT NULL,
    "review_on" DATE NOT NULL,
    "placed_by_id" UUID NOT NULL,
    "placed_at" TIMESTAMPTZ(6) NOT NULL,
    "lifted_by_id" UUID,
    "lifted_at" TIMESTAMPTZ(6),
    "save_key" UUID NOT NULL,

    CONSTRAINT "retention_hold_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE TABLE "retention_run" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "month_on" DATE NOT NULL,
    "ran_at" TIMESTAMPTZ(6) NOT NULL,
    "listed" INTEGER NOT NULL,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE TABLE "destruction" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "rule_kind" TEXT,
    "rule_words" TEXT NOT NULL,
    "due_on" DATE,
    "state" TEXT NOT NULL,
    "listed_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_by_id" UUID,
    "confirmed_at" TIMESTAMPTZ(6),
    "destroy_after_at" TIMESTAMPTZ(6),
    "kept_by_id" UUID,
    "keep_until_on" DATE,
    "keep_reason_sealed" BYTEA,
    "stopped_by" TEXT,
    "destroyed_at" TIMESTAMPTZ(6),
    "counts" JSONB NOT NULL DEFAULT '{}',
    "certificate_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "destruction_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE TABLE "destruction_certificate" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "pages" INTEGER NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "sealed_sha256" TEXT NOT NULL,
    "certificate_serial" TEXT NOT NULL,
    "certificate_subject" TEXT NOT NULL,
    "certificate_not_after" TIMESTAMPTZ(6) NOT NULL,
    "bytes_sealed" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "destruction_certificate_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE TABLE "complaint" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" INTEGER NOT NULL,
    "client_id" UUID NOT NULL,
    "received_on" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "words_sealed" BYTEA NOT NULL,
    "about_id" UUID,
    "recorded_by_id" UUID,
    "handler_id" UUID,
    "state" TEXT NOT NULL,
    "acknowledged_on" DATE,
    "outcome" TEXT,
    "closed_on" DATE,
    "save_key" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE TABLE "complaint_step" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "complaint_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "words_sealed" BYTEA,
    "staff_id" UUID,
    "save_key" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "complaint_step_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE INDEX "retention_rule_practice_id_set_by_id_idx" ON "retention_rule"("practice_id", "set_by_id");

CREATE INDEX "retention_hold_practice_id_client_id_lifted_at_idx" ON "retention_hold"("practice_id", "client_id", "lifted_at");

CREATE INDEX "retention_hold_practice_id_placed_by_id_idx" ON "retention_hold"("practice_id", "placed_by_id");

CREATE INDEX "retention_hold_practice_id_lifted_by_id_idx" ON "retention_hold"("practice_id", "lifted_by_id");

CREATE UNIQUE INDEX "retention_hold_practice_id_save_key_key" ON "retention_hold"("practice_id", "save_key");

CREATE UNIQUE INDEX "retention_run_practice_id_month_on_key" ON "retention_run"("practice_id", "month_on");

CREATE INDEX "destruction_practice_id_state_due_on_idx" ON "destruction"("practice_id", "state", "due_on");

CREATE INDEX "destruction_practice_id_client_id_idx" ON "destruction"("practice_id", "client_id");

CREATE INDEX "destruction_practice_id_confirmed_by_id_idx" ON "destruction"("practice_id", "confirmed_by_id");

CREATE INDEX "destruction_practice_id_kept_by_id_idx" ON "destruction"("practice_id", "kept_by_id");

CREATE INDEX "destruction_practice_id_certificate_id_idx" ON "destruction"("practice_id", "certificate_id");

CREATE INDEX "destruction_certificate_practice_id_sealed_sha256_idx" ON "destruction_certificate"("practice_id", "sealed_sha256");

CREATE UNIQUE INDEX "destruction_certificate_practice_id_number_key" ON "destruction_certificate"("practice_id", "number");

CREATE INDEX "complaint_practice_id_state_received_on_idx" ON "complaint"("practice_id", "state", "received_on");

CREATE INDEX "complaint_practice_id_client_id_idx" ON "complaint"("practice_id", "client_id");

CREATE INDEX "complaint_practice_id_about_id_idx" ON "complaint"("practice_id", "about_id");

CREATE INDEX "complaint_practice_id_recorded_by_id_idx" ON "complaint"("practice_id", "recorded_by_id");

CREATE INDEX "complaint_practice_id_handler_id_idx" ON "complaint"("practice_id", "handler_id");

CREATE UNIQUE INDEX "complaint_practice_id_number_key" ON "complaint"("practice_id", "number");

CREATE UNIQUE INDEX "complaint_practice_id_save_key_key" ON "complaint"("practice_id", "save_key");

CREATE INDEX "complaint_step_practice_id_client_id_idx" ON "complaint_step"("practice_id", "client_id");

CREATE INDEX "complaint_step_practice_id_staff_id_idx" ON "complaint_step"("practice_id", "staff_id");

CREATE UNIQUE INDEX "complaint_step_practice_id_complaint_id_seq_key" ON "complaint_step"("practice_id", "complaint_id", "seq");

CREATE UNIQUE INDEX "complaint_step_practice_id_save_key_key" ON "complaint_step"("practice_id", "save_key");

ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_practice_id_set_by_id_fkey" FOREIGN KEY ("practice_id", "set_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "retention_hold" ADD CONSTRAINT "retention_hold_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "retention_hold" ADD CONSTRAINT "retention_hold_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "retention_hold" ADD CONSTRAINT "retention_hold_practice_id_placed_by_id_fkey" FOREIGN KEY ("practice_id", "placed_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "retention_hold" ADD CONSTRAINT "retention_hold_practice_id_lifted_by_id_fkey" FOREIGN KEY ("practice_id", "lifted_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "retention_run" ADD CONSTRAINT "retention_run_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "destruction" ADD CONSTRAINT "destruction_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "destruction" ADD CONSTRAINT "destruction_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "destruction" ADD CONSTRAINT "destruction_practice_id_confirmed_by_id_fkey" FOREIGN KEY ("practice_id", "confirmed_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "destruction" ADD CONSTRAINT "destruction_practice_id_kept_by_id_fkey" FOREIGN KEY ("practice_id", "kept_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "destruction" ADD CONSTRAINT "destruction_practice_id_certificate_id_fkey" FOREIGN KEY ("practice_id", "certificate_id") REFERENCES "destruction_certificate"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "destruction_certificate" ADD CONSTRAINT "destruction_certificate_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint" ADD CONSTRAINT "complaint_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint" ADD CONSTRAINT "complaint_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint" ADD CONSTRAINT "complaint_practice_id_about_id_fkey" FOREIGN KEY ("practice_id", "about_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint" ADD CONSTRAINT "complaint_practice_id_recorded_by_id_fkey" FOREIGN KEY ("practice_id", "recorded_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint" ADD CONSTRAINT "complaint_practice_id_handler_id_fkey" FOREIGN KEY ("practice_id", "handler_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint_step" ADD CONSTRAINT "complaint_step_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint_step" ADD CONSTRAINT "complaint_step_practice_id_complaint_id_fkey" FOREIGN KEY ("practice_id", "complaint_id") REFERENCES "complaint"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint_step" ADD CONSTRAINT "complaint_step_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "complaint_step" ADD CONSTRAINT "complaint_step_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.retention_rule ADD CONSTRAINT retention_rule_kind_words CHECK (kind IN ('adult', 'young', 'enquiry'));
ALTER TABLE public.retention_rule ADD CONSTRAINT retention_rule_required_by_words CHECK (required_by IN ('practice', 'insurer', 'professional-body', 'law'));
ALTER TABLE public.retention_rule ADD CONSTRAINT retention_rule_nation_words CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland'));
ALTER TABLE public.retention_rule ADD CONSTRAINT retention_rule_in_range CHECK (months_after BETWEEN 1 AND 600
  AND until_age BETWEEN 18 AND 99 AND until_age_at17 BETWEEN 18 AND 99 OR months_after BETWEEN 1 AND 600 AND until_age IS NULL AND until_age_at17 IS NULL);
-- One rule at a time for one kind, from one side, in one nation.
CREATE UNIQUE INDEX retention_rule_once ON public.retention_rule (practice_id, kind, required_by, nation) NULLS NOT DISTINCT WHERE ended_at IS NULL;
ALTER TABLE public.retention_hold ADD CONSTRAINT retention_hold_kind_words CHECK (kind IN ('legal-claim', 'complaint', 'insurance', 'regulator', 'safeguarding'));
ALTER TABLE public.retention_hold ADD CONSTRAINT retention_hold_lifted_by_somebody CHECK ((lifted_at IS NULL) = (lifted_by_id IS NULL));
ALTER TABLE public.destruction ADD CONSTRAINT destruction_source_words CHECK (source IN ('time', 'request'));
ALTER TABLE public.destruction ADD CONSTRAINT destruction_state_words CHECK (state IN ('listed', 'confirmed', 'kept', 'called-off', 'destroyed'));
ALTER TABLE public.destruction ADD CONSTRAINT destruction_stopped_by_words CHECK (stopped_by IN ('hold', 'course-open', 'alert-open', 'waiting',
  'money-owed', 'complaint-open', 'request-open', 'joined'));
-- Two steps: nobody's record is destroyed that nobody confirmed, and none before its days of grace are over.
ALTER TABLE public.destruction ADD CONSTRAINT destruction_confirmed_first CHECK (state NOT IN ('confirmed', 'destroyed')
  OR confirmed_by_id IS NOT NULL AND confirmed_at IS NOT NULL AND destroy_after_at > confirmed_at);
ALTER TABLE public.destruction ADD CONSTRAINT destruction_not_early CHECK ((state = 'destroyed') = (destroyed_at IS NOT NULL) AND destroyed_at >= destroy_after_at
  OR state <> 'destroyed' AND destroyed_at IS NULL);
ALTER TABLE public.destruction ADD CONSTRAINT destruction_kept_with_reason CHECK (state <> 'kept'
  OR kept_by_id IS NOT NULL AND keep_until_on IS NOT NULL AND keep_reason_sealed IS NOT NULL);
CREATE UNIQUE INDEX destruction_once ON public.destruction (practice_id, client_id) WHERE state IN ('listed', 'confirmed');
ALTER TABLE public.destruction_certificate ADD CONSTRAINT destruction_certificate_number_counts CHECK (number > 0);
ALTER TABLE public.complaint ADD CONSTRAINT complaint_channel_words CHECK (channel IN ('portal', 'telephone', 'letter', 'email', 'in-person'));
ALTER TABLE public.complaint ADD CONSTRAINT complaint_state_words CHECK (state IN ('received', 'acknowledged', 'answered', 'withdrawn'));
ALTER TABLE public.complaint ADD CONSTRAINT complaint_outcome_words CHECK (outcome IN ('upheld', 'partly-upheld', 'not-upheld'));
ALTER TABLE public.complaint ADD CONSTRAINT complaint_answered_with_outcome CHECK ((state = 'answered') = (outcome IS NOT NULL)
  AND (state IN ('answered', 'withdrawn')) = (closed_on IS NOT NULL));
-- Nobody handles a complaint about themselves.
ALTER TABLE public.complaint ADD CONSTRAINT complaint_goes_round CHECK (about_id IS NULL OR handler_id IS NULL OR about_id <> handler_id);
ALTER TABLE public.complaint_step ADD CONSTRAINT complaint_step_kind_words CHECK (kind IN ('acknowledged', 'looked-into', 'progress-told',
  'outcome-told', 'handler-changed', 'withdrawn'));

SELECT app.guard('public.retention_rule', 'staff');
SELECT app.guard('public.retention_hold', 'staff');
SELECT app.guard('public.retention_run', 'staff');
SELECT app.guard('public.destruction', 'staff');
SELECT app.guard('public.destruction_certificate', 'staff');
SELECT app.guard('public.complaint', 'client');
SELECT app.guard('public.complaint_step', 'client append-only');

-- A certificate is written by the worker, once.
DROP POLICY web_add ON public.destruction_certificate;
DROP POLICY web_change ON public.destruction_certificate;
REVOKE INSERT, UPDATE ON public.destruction_certificate FROM heather_web;
REVOKE UPDATE ON public.destruction_certificate FROM heather_worker;
COMMENT ON TABLE public.destruction_certificate IS 'class: staff append-only';
SELECT app.keep_forever('public.destruction_certificate');
-- Only the worker destroys, and what is destroyed stays so.
CREATE POLICY not_destroyed_here ON public.destruction AS RESTRICTIVE FOR UPDATE TO heather_web USING (state <> 'destroyed') WITH CHECK (state <> 'destroyed');
CREATE POLICY not_destroyed_new ON public.destruction AS RESTRICTIVE FOR INSERT TO heather_web WITH CHECK (state = 'listed');

-- A complaint goes round the person it is about: for them there is none, whatever their roles. What was done about it is its handler's
-- and the client's; and of the client's, what they were told.
CREATE POLICY goes_round ON public.complaint AS RESTRICTIVE FOR SELECT TO heather_web
  USING ((SELECT app.actor_kind()) <> 'staff' OR (about_id IS DISTINCT FROM (SELECT app.actor_id())
    AND (handler_id = (SELECT app.actor_id()) OR (SELECT app.has_role('manager', 'clinical-lead')))));
CREATE POLICY goes_round_changed ON public.complaint AS RESTRICTIVE FOR UPDATE TO heather_web
  USING ((SELECT app.actor_kind()) <> 'staff' OR (about_id IS DISTINCT FROM (SELECT app.actor_id())
    AND (handler_id = (SELECT app.actor_id()) OR (SELECT app.has_role('manager', 'clinical-lead')))));
CREATE POLICY handled ON public.complaint_step AS RESTRICTIVE FOR SELECT TO heather_web
  USING (CASE (SELECT app.actor_kind()) WHEN 'client' THEN kind IN ('acknowledged', 'progress-told', 'outcome-told', 'withdrawn')
    ELSE EXISTS (SELECT FROM public.complaint c WHERE c.practice_id = complaint_step.practice_id AND c.id = complaint_step.complaint_id
      AND c.handler_id = (SELECT app.actor_id())) END);

-- ---------------------------------------------------------------------------------------------------------------------
-- Somebody whose record was destroyed. The word is set by the worker alone and never taken back.
ALTER TABLE public.client DROP CONSTRAINT client_state_words;
ALTER TABLE public.client ADD CONSTRAINT client_state_words CHECK (state IN ('enquiring', 'waiting', 'active', 'ended', 'referred-on', 'withdrawn', 'erased'));
CREATE POLICY erased_by_worker ON public.client AS RESTRICTIVE FOR UPDATE TO heather_web USING (state <> 'erased') WITH CHECK (state <> 'erased');
CREATE POLICY erased_by_worker_new ON public.client AS RESTRICTIVE FOR INSERT TO heather_web WITH CHECK (state <> 'erased');
CREATE FUNCTION app.refuse_coming_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a destroyed record does not come back' USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION app.refuse_coming_back() FROM PUBLIC;
CREATE TRIGGER stays_erased BEFORE UPDATE OF state ON public.client FOR EACH ROW WHEN (OLD.state = 'erased' AND NEW.state <> 'erased')
  EXECUTE FUNCTION app.refuse_coming_back();

-- In the same transaction every way in is gone. It lies in auth and runs as its owner, because no other role reaches those tables; what
-- hangs from the user (sign-ins, passkeys, ceremonies) goes with it.
CREATE FUNCTION auth.forget_client() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM auth.client_user WHERE practice_id = NEW.practice_id AND client_id = NEW.id;
  DELETE FROM auth.spoken_code WHERE practice_id = NEW.practice_id AND client_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION auth.forget_client() FROM PUBLIC;
CREATE TRIGGER forget_client AFTER UPDATE OF state ON public.client FOR EACH ROW WHEN (NEW.state = 'erased') EXECUTE FUNCTION auth.forget_client();

-- What is never rewritten keeps its hashes and ids for ever; the words in it that name somebody are emptied, to exactly these values and
-- only once that person's record is destroyed. Column by column, by the worker.
CREATE FUNCTION app.refuse_change_but_erasing() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- A stored generated column is not there yet before the row is written.
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'effect_pence' = (to_jsonb(OLD) || TG_ARGV[0]::jsonb) - 'effect_pence'
    AND EXISTS (SELECT FROM public.client c WHERE c.practice_id = OLD.practice_id AND c.id = OLD.client_id AND c.state = 'erased') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION app.refuse_change_but_erasing() FROM PUBLIC;
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM (VALUES
    ('signature', 'name_as_typed, sign_in_hash, ip_address, user_agent, payload',
      '{"name_as_typed": "Erased", "sign_in_hash": null, "ip_address": null, "user_agent": null, "payload": {}}'),
    ('consent_record', 'rendered', '{"rendered": []}'),
    ('receipt', 'issued_to', '{"issued_to": "Erased"}'),
    ('ledger_entry', 'reference', '{"reference": null}')
  ) AS list (name, columns, blank) LOOP
    EXECUTE format('DROP TRIGGER keep_forever ON public.%I', one.name);
    EXECUTE format('CREATE TRIGGER keep_forever BEFORE UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_change_but_erasing(%L)', one.name, one.blank);
    EXECUTE format('GRANT UPDATE (%s) ON public.%I TO heather_worker', one.columns, one.name);
  END LOOP;
END $$;

-- Nothing begins again for somebody whose record was destroyed. It looks after the foreign key's own lock on the client's row is held
-- (RI_ sorts before zz), and the destruction takes that row for itself: of something begun and a destruction at once, one sees the other.
CREATE FUNCTION app.refuse_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public.client c WHERE c.practice_id = NEW.practice_id AND c.id = NEW.client_id AND c.state = 'erased') THEN
    RAISE EXCEPTION 'this record was destroyed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['enquiry', 'waiting_list_entry', 'entry_participant', 'offer', 'episode_participant', 'session_participant',
      'agreement_pack', 'consent_record', 'signature', 'safe_contact', 'person_around', 'administration', 'check_in', 'goal', 'goal_rating',
      'session_wish', 'session_note', 'note_entry', 'note_version', 'process_note', 'payment_arrangement', 'client_merge', 'break_glass',
      'retention_hold', 'destruction', 'complaint', 'rights_request'] LOOP
    EXECUTE format('CREATE TRIGGER zz_not_erased AFTER INSERT ON public.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_erased()', name);
  END LOOP;
END $$;
GRANT CREATE ON SCHEMA app TO heather_lookup;
REVOKE ALL ON FUNCTION app.refuse_erased() FROM PUBLIC;
ALTER FUNCTION app.refuse_erased() OWNER TO heather_lookup;
REVOKE CREATE ON SCHEMA app FROM heather_lookup;

-- Rows that say something of a person and prove nothing are taken out with the record, and at no other time.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM (VALUES ('client_fee_reason', 'client_id'), ('course_weight', 'client_id'), ('goal_rating', 'client_id'),
      ('client_apart', 'client_id, other_id')) AS list (name, columns) LOOP
    EXECUTE format('GRANT DELETE ON public.%I TO heather_worker', one.name);
    EXECUTE format('CREATE POLICY once_erased ON public.%1$I AS RESTRICTIVE FOR DELETE TO heather_worker USING (EXISTS (SELECT FROM public.client c
      WHERE c.practice_id = %1$I.practice_id AND c.id IN (%2$s) AND c.state = ''erased''))', one.name, one.columns);
  END LOOP;
END $$;
