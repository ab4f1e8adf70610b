-- One clause may be worded otherwise for one agreement, once both sides have said yes to exactly that. One new table, empty; no row is
-- changed. The words of a change never change: another wording is another change.
-- CreateTable
CREATE TABLE "agreement_change" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "working_agreement_id" UUID NOT NULL,
    "clause_id" TEXT NOT NULL,
    "summary" TEXT,
    "text" TEXT NOT NULL,
    "words_sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "assents" JSONB NOT NULL DEFAULT '{}',
    "waits_for" INTEGER NOT NULL,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "agreement_change_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "agreement_change_practice_id_working_agreement_id_idx" ON "agreement_change"("practice_id", "working_agreement_id");

-- CreateIndex
CREATE INDEX "agreement_change_practice_id_episode_id_idx" ON "agreement_change"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "agreement_change_practice_id_proposed_by_id_idx" ON "agreement_change"("practice_id", "proposed_by_id");

-- AddForeignKey
ALTER TABLE "agreement_change" ADD CONSTRAINT "agreement_change_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_change" ADD CONSTRAINT "agreement_change_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_change" ADD CONSTRAINT "agreement_change_practice_id_working_agreement_id_fkey" FOREIGN KEY ("practice_id", "working_agreement_id") REFERENCES "working_agreement"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_change" ADD CONSTRAINT "agreement_change_practice_id_proposed_by_id_fkey" FOREIGN KEY ("practice_id", "proposed_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.agreement_change ADD CONSTRAINT agreement_change_state_words CHECK (state IN ('proposed', 'agreed', 'refused', 'withdrawn', 'lapsed'));
ALTER TABLE public.agreement_change ADD CONSTRAINT agreement_change_open_or_settled CHECK ((state = 'proposed') = (settled_at IS NULL));
ALTER TABLE public.agreement_change ADD CONSTRAINT agreement_change_agreed_by_all CHECK (waits_for >= 0 AND (state <> 'agreed' OR waits_for = 0));
-- One open proposal for a line: nobody is asked for two at once.
CREATE UNIQUE INDEX agreement_change_one_open ON public.agreement_change (practice_id, working_agreement_id, clause_id) WHERE state = 'proposed';

-- What is settled stays settled, and what was proposed is what was agreed. Emptied only with the record of somebody who took part.
CREATE FUNCTION app.keep_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'proposed'
    AND to_jsonb(NEW) - '{state,assents,waits_for,settled_at}'::text[] = to_jsonb(OLD) - '{state,assents,waits_for,settled_at}'::text[] THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND NEW.text = '' AND NEW.summary IS NULL
    AND to_jsonb(NEW) - '{text,summary,state,settled_at}'::text[] = to_jsonb(OLD) - '{text,summary,state,settled_at}'::text[]
    AND (NEW.state = OLD.state OR OLD.state = 'proposed')
    AND EXISTS (SELECT FROM public.episode_participant p JOIN public.client c ON c.practice_id = p.practice_id AND c.id = p.client_id
      WHERE p.practice_id = OLD.practice_id AND p.episode_id = OLD.episode_id AND c.state = 'erased') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was settled on a line is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION app.keep_change() FROM PUBLIC;
CREATE TRIGGER keep_change BEFORE UPDATE OR DELETE ON public.agreement_change FOR EACH ROW EXECUTE FUNCTION app.keep_change();
SELECT app.guard('public.agreement_change', 'episode');
