-- Notes: what was written after a session, in one person's record; what a therapist thinks for themselves; headings to write under.
-- Locks: new tables alone, and for a moment the tables that they point to (a foreign key is added to a table without rows).

-- CreateTable
CREATE TABLE "session_note" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "words_sealed" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 1,
    "tab_id" UUID NOT NULL,
    "tab_seq" INTEGER NOT NULL,
    "begun_at" TIMESTAMPTZ(6) NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,
    "signed_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_note_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "note_entry" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "note_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "words_sealed" BYTEA NOT NULL,
    "save_key" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "note_entry_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "note_version" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "note_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "words_sealed" BYTEA,
    "tab_id" UUID NOT NULL,
    "tab_seq" INTEGER NOT NULL,
    "kept_at" TIMESTAMPTZ(6) NOT NULL,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "note_version_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "note_share" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "note_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "entries" INTEGER NOT NULL,
    "shared_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "note_share_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "process_note" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "words_sealed" BYTEA NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "opened_by_tab" UUID NOT NULL,
    "tab_id" UUID NOT NULL,
    "tab_seq" INTEGER NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "process_note_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "note_template" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "headings" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "note_template_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "session_note_practice_id_client_id_idx" ON "session_note"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "session_note_practice_id_episode_id_idx" ON "session_note"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "session_note_practice_id_author_id_state_idx" ON "session_note"("practice_id", "author_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "session_note_practice_id_session_id_client_id_author_id_key" ON "session_note"("practice_id", "session_id", "client_id", "author_id");

-- CreateIndex
CREATE INDEX "note_entry_practice_id_client_id_written_at_idx" ON "note_entry"("practice_id", "client_id", "written_at");

-- CreateIndex
CREATE INDEX "note_entry_practice_id_author_id_idx" ON "note_entry"("practice_id", "author_id");

-- CreateIndex
CREATE UNIQUE INDEX "note_entry_practice_id_note_id_ordinal_key" ON "note_entry"("practice_id", "note_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "note_entry_practice_id_note_id_save_key_key" ON "note_entry"("practice_id", "note_id", "save_key");

-- CreateIndex
CREATE INDEX "note_version_practice_id_note_id_idx" ON "note_version"("practice_id", "note_id");

-- CreateIndex
CREATE INDEX "note_version_practice_id_client_id_idx" ON "note_version"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "note_version_practice_id_staff_id_state_idx" ON "note_version"("practice_id", "staff_id", "state");

-- CreateIndex
CREATE INDEX "note_share_practice_id_note_id_idx" ON "note_share"("practice_id", "note_id");

-- CreateIndex
CREATE INDEX "note_share_practice_id_client_id_shared_at_idx" ON "note_share"("practice_id", "client_id", "shared_at");

-- CreateIndex
CREATE INDEX "note_share_practice_id_staff_id_idx" ON "note_share"("practice_id", "staff_id");

-- CreateIndex
CREATE INDEX "process_note_practice_id_client_id_written_at_idx" ON "process_note"("practice_id", "client_id", "written_at");

-- CreateIndex
CREATE INDEX "process_note_practice_id_episode_id_idx" ON "process_note"("practice_id", "episode_id");

-- CreateIndex
CREATE UNIQUE INDEX "process_note_practice_id_staff_id_opened_by_tab_key" ON "process_note"("practice_id", "staff_id", "opened_by_tab");

-- CreateIndex
CREATE INDEX "note_template_practice_id_staff_id_idx" ON "note_template"("practice_id", "staff_id");

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_practice_id_author_id_fkey" FOREIGN KEY ("practice_id", "author_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_entry" ADD CONSTRAINT "note_entry_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_entry" ADD CONSTRAINT "note_entry_practice_id_note_id_fkey" FOREIGN KEY ("practice_id", "note_id") REFERENCES "session_note"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_entry" ADD CONSTRAINT "note_entry_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_entry" ADD CONSTRAINT "note_entry_practice_id_author_id_fkey" FOREIGN KEY ("practice_id", "author_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_practice_id_note_id_fkey" FOREIGN KEY ("practice_id", "note_id") REFERENCES "session_note"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_share" ADD CONSTRAINT "note_share_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_share" ADD CONSTRAINT "note_share_practice_id_note_id_fkey" FOREIGN KEY ("practice_id", "note_id") REFERENCES "session_note"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_share" ADD CONSTRAINT "note_share_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_share" ADD CONSTRAINT "note_share_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "process_note" ADD CONSTRAINT "process_note_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "process_note" ADD CONSTRAINT "process_note_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "process_note" ADD CONSTRAINT "process_note_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "process_note" ADD CONSTRAINT "process_note_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_template" ADD CONSTRAINT "note_template_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "note_template" ADD CONSTRAINT "note_template_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.session_note ADD CONSTRAINT session_note_state_words CHECK (state IN ('draft', 'signed', 'not-kept'));
ALTER TABLE public.note_entry ADD CONSTRAINT note_entry_kind_words CHECK (kind IN ('signed', 'addendum'));
ALTER TABLE public.note_version ADD CONSTRAINT note_version_state_words CHECK (state IN ('open', 'settled'));
-- Only a draft has words of its own; once signed they stand in note_entry, the signed ones first and the addenda after them.
ALTER TABLE public.session_note ADD CONSTRAINT session_note_words_of_draft
  CHECK ((state = 'draft') = (words_sealed IS NOT NULL) AND (state = 'signed') = (signed_at IS NOT NULL));
ALTER TABLE public.note_entry ADD CONSTRAINT note_entry_signed_first CHECK (ordinal >= 1 AND (kind = 'signed') = (ordinal = 1));
ALTER TABLE public.note_share ADD CONSTRAINT note_share_of_something CHECK (entries >= 1);

SELECT app.guard('public.session_note', 'client clinical');
SELECT app.guard('public.note_entry', 'client clinical');
SELECT app.guard('public.note_version', 'client clinical');
SELECT app.guard('public.note_share', 'client clinical');
SELECT app.guard('public.process_note', 'client clinical');
SELECT app.guard('public.note_template', 'staff');

-- What was signed, and what was added, is not touched again by anybody.
DROP POLICY web_change ON public.note_entry;
REVOKE UPDATE ON public.note_entry FROM heather_web, heather_worker;
SELECT app.keep_forever('public.note_entry');
CREATE FUNCTION app.refuse_change_once_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'signed' AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a signed note is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;
SELECT app.keep_forever('public.session_note', 'refuse_change_once_signed');

-- Restrictive, beside what the class allows: notes are written by staff, each in their own name …
CREATE POLICY own_name ON public.session_note AS RESTRICTIVE FOR INSERT TO heather_web
  WITH CHECK ((SELECT app.actor_kind()) = 'staff' AND author_id = (SELECT app.actor_id()));
CREATE POLICY own_draft ON public.session_note AS RESTRICTIVE FOR UPDATE TO heather_web
  USING ((SELECT app.actor_kind()) = 'staff' AND author_id = (SELECT app.actor_id()));
CREATE POLICY own_name ON public.note_entry AS RESTRICTIVE FOR INSERT TO heather_web
  WITH CHECK ((SELECT app.actor_kind()) = 'staff' AND author_id = (SELECT app.actor_id()));
CREATE POLICY own_name ON public.note_share AS RESTRICTIVE FOR INSERT TO heather_web
  WITH CHECK ((SELECT app.actor_kind()) = 'staff' AND staff_id = (SELECT app.actor_id()));
CREATE POLICY staff_end ON public.note_share AS RESTRICTIVE FOR UPDATE TO heather_web USING ((SELECT app.actor_kind()) = 'staff');
-- … the client reads what is shared with them now, and no more of it than was shared …
CREATE POLICY client_shared ON public.note_entry AS RESTRICTIVE FOR SELECT TO heather_web
  USING ((SELECT app.actor_kind()) <> 'client' OR EXISTS (SELECT FROM public.note_share s WHERE s.practice_id = note_entry.practice_id
    AND s.note_id = note_entry.note_id AND s.ended_at IS NULL AND s.entries >= note_entry.ordinal));
CREATE POLICY client_shared ON public.session_note AS RESTRICTIVE FOR SELECT TO heather_web
  USING ((SELECT app.actor_kind()) <> 'client' OR EXISTS (SELECT FROM public.note_share s WHERE s.practice_id = session_note.practice_id
    AND s.note_id = session_note.id AND s.ended_at IS NULL));
-- … and three tables are for one member of staff alone: no role, cover or broken glass opens them.
CREATE POLICY author_alone ON public.note_version AS RESTRICTIVE TO heather_web
  USING ((SELECT app.actor_kind()) = 'staff' AND staff_id = (SELECT app.actor_id()));
CREATE POLICY author_alone ON public.process_note AS RESTRICTIVE TO heather_web
  USING ((SELECT app.actor_kind()) = 'staff' AND staff_id = (SELECT app.actor_id()));
CREATE POLICY author_alone ON public.note_template AS RESTRICTIVE TO heather_web
  USING ((SELECT app.actor_kind()) = 'staff' AND staff_id = (SELECT app.actor_id()));
