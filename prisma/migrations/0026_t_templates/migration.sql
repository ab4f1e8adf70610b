-- Wordings are written, read by somebody and published; more kinds of document; who is responsible in law and who keeps the record.
-- Locks: template and template_version for a moment each (a check and a trigger's function are replaced, five columns are added without a
-- rewrite); party_rule is new.

-- AlterTable
ALTER TABLE "template_version" ADD COLUMN     "reviewed_at" TIMESTAMPTZ(6),
ADD COLUMN     "saved_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "title" TEXT,
ADD COLUMN     "written_at" TIMESTAMPTZ(6),
ADD COLUMN     "written_by_id" UUID;

-- CreateTable
CREATE TABLE "party_rule" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "therapist_id" UUID,
    "controller" TEXT,
    "keeper" TEXT,
    "name" TEXT,
    "address" TEXT,
    "contact" TEXT,
    "ico_number" TEXT,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "party_rule_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "party_rule_practice_id_set_by_id_idx" ON "party_rule"("practice_id", "set_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "party_rule_practice_id_therapist_id_key" ON "party_rule"("practice_id", "therapist_id");

-- CreateIndex
CREATE INDEX "template_version_practice_id_written_by_id_idx" ON "template_version"("practice_id", "written_by_id");

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_practice_id_written_by_id_fkey" FOREIGN KEY ("practice_id", "written_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party_rule" ADD CONSTRAINT "party_rule_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party_rule" ADD CONSTRAINT "party_rule_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party_rule" ADD CONSTRAINT "party_rule_practice_id_set_by_id_fkey" FOREIGN KEY ("practice_id", "set_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.template DROP CONSTRAINT template_kind_words;
ALTER TABLE public.template ADD CONSTRAINT template_kind_words CHECK (kind IN ('working-agreement', 'privacy-notice', 'optional-consents',
  'confidentiality-agreement', 'online-work', 'couple-confidentiality', 'group-confidentiality', 'young-person', 'guardian'));
ALTER TABLE public.template_version DROP CONSTRAINT template_version_state_words;
ALTER TABLE public.template_version ADD CONSTRAINT template_version_state_words
  CHECK (state IN ('draft', 'reviewed', 'published', 'superseded', 'withdrawn'));
ALTER TABLE public.template_version ADD CONSTRAINT template_version_nation_words
  CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland'));
ALTER TABLE public.template_version ADD CONSTRAINT template_version_reviewed_whole
  CHECK (state <> 'reviewed' OR (reviewed_by_id IS NOT NULL AND reviewed_at IS NOT NULL));

-- A draft may change, be read by somebody, or be put away. What was read changes only by going back; what was published never, it is
-- only superseded or withdrawn. By UPDATE nothing is published that nobody read; what Heather ships is put in as it is, published.
CREATE OR REPLACE FUNCTION app.refuse_change_once_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reading constant text[] := '{state,reviewed_by_id,reviewed_at}';
  publishing constant text[] := '{state,is_material_change,change_summary,published_by_id,published_at}';
BEGIN
  IF TG_OP = 'DELETE' AND OLD.state = 'draft' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state = 'draft' AND NEW.state IN ('draft', 'withdrawn') THEN RETURN NEW; END IF;
    IF OLD.state = 'draft' AND NEW.state = 'reviewed' THEN RETURN NEW; END IF;
    IF OLD.state = 'reviewed' AND NEW.state IN ('draft', 'withdrawn') AND to_jsonb(NEW) - reading = to_jsonb(OLD) - reading THEN RETURN NEW; END IF;
    IF OLD.state = 'reviewed' AND NEW.state = 'published' AND to_jsonb(NEW) - publishing = to_jsonb(OLD) - publishing
      AND NEW.published_by_id IS NOT NULL AND NEW.published_at IS NOT NULL THEN RETURN NEW; END IF;
    IF OLD.state IN ('published', 'superseded', 'withdrawn') AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state'
      AND NEW.state IN ('superseded', 'withdrawn') THEN RETURN NEW; END IF;
  END IF;
  IF OLD.state IN ('draft', 'reviewed') THEN
    RAISE EXCEPTION 'a wording is published as it was read' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RAISE EXCEPTION 'a published wording is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;

ALTER TABLE public.party_rule ADD CONSTRAINT party_rule_controller_words CHECK (controller IN ('practice', 'therapist', 'both'));
ALTER TABLE public.party_rule ADD CONSTRAINT party_rule_keeper_words CHECK (keeper IN ('practice', 'therapist', 'client-chooses'));
ALTER TABLE public.party_rule ADD CONSTRAINT party_rule_practice_whole
  CHECK (therapist_id IS NOT NULL OR (controller IS NOT NULL AND keeper IS NOT NULL));
-- One rule of the practice itself: an empty therapist is a value like another.
DROP INDEX public.party_rule_practice_id_therapist_id_key;
CREATE UNIQUE INDEX party_rule_practice_id_therapist_id_key ON public.party_rule (practice_id, therapist_id) NULLS NOT DISTINCT;
SELECT app.guard('public.party_rule', 'staff');
