-- What became of something that a person called wrong in their record. New table, no locks.
-- CreateTable
CREATE TABLE "correction_answer" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "request_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "note_id" UUID,
    "statement_sealed" BYTEA,
    "told_sealed" BYTEA,
    "answered_by_id" UUID NOT NULL,
    "answered_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "correction_answer_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "correction_answer_practice_id_client_id_idx" ON "correction_answer"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "correction_answer_practice_id_note_id_idx" ON "correction_answer"("practice_id", "note_id");

-- CreateIndex
CREATE INDEX "correction_answer_practice_id_answered_by_id_idx" ON "correction_answer"("practice_id", "answered_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "correction_answer_practice_id_request_id_key" ON "correction_answer"("practice_id", "request_id");

-- AddForeignKey
ALTER TABLE "correction_answer" ADD CONSTRAINT "correction_answer_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "correction_answer" ADD CONSTRAINT "correction_answer_practice_id_request_id_fkey" FOREIGN KEY ("practice_id", "request_id") REFERENCES "rights_request"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "correction_answer" ADD CONSTRAINT "correction_answer_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "correction_answer" ADD CONSTRAINT "correction_answer_practice_id_note_id_fkey" FOREIGN KEY ("practice_id", "note_id") REFERENCES "session_note"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "correction_answer" ADD CONSTRAINT "correction_answer_practice_id_answered_by_id_fkey" FOREIGN KEY ("practice_id", "answered_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;


ALTER TABLE public.correction_answer ADD CONSTRAINT correction_answer_outcome_words CHECK (outcome IN ('corrected', 'statement-kept'));
ALTER TABLE public.correction_answer ADD CONSTRAINT correction_answer_says_theirs CHECK (outcome <> 'statement-kept' OR statement_sealed IS NOT NULL);
SELECT app.guard('public.correction_answer', 'client clinical');
-- An answer stands as it was given.
DROP POLICY web_change ON public.correction_answer;
REVOKE UPDATE ON public.correction_answer FROM heather_web;
