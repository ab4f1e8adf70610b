-- Files brought in from another system, what of them came in, and sessions and scores that did.
-- Locks: session, administration and enquiry for a moment (a column without a value, and a longer list of words, which reads each once); three new tables.
-- AlterTable
ALTER TABLE "session" ADD COLUMN     "imported_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "import_run" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "made_by_id" UUID,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "committed_at" TIMESTAMPTZ(6),
    "bytes" INTEGER NOT NULL,
    "plan_sealed" BYTEA,
    "found_sealed" BYTEA,
    "reason" TEXT,
    "rows_read" INTEGER,
    "rows_ready" INTEGER,
    "rows_known" INTEGER,
    "rows_out" INTEGER,
    "rows_made" INTEGER,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_of" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "import_part" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "run_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "bytes_sealed" BYTEA NOT NULL,

    CONSTRAINT "import_part_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "imported_row" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "run_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "who" TEXT,

    CONSTRAINT "imported_row_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "import_run_practice_id_made_at_idx" ON "import_run"("practice_id", "made_at");

-- CreateIndex
CREATE INDEX "import_run_practice_id_made_by_id_idx" ON "import_run"("practice_id", "made_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_part_practice_id_run_id_ordinal_key" ON "import_part"("practice_id", "run_id", "ordinal");

-- CreateIndex
CREATE INDEX "imported_row_practice_id_client_id_idx" ON "imported_row"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "imported_row_practice_id_run_id_idx" ON "imported_row"("practice_id", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "imported_row_practice_id_kind_fingerprint_key" ON "imported_row"("practice_id", "kind", "fingerprint");

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_practice_id_made_by_id_fkey" FOREIGN KEY ("practice_id", "made_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_part" ADD CONSTRAINT "import_part_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_part" ADD CONSTRAINT "import_part_practice_id_run_id_fkey" FOREIGN KEY ("practice_id", "run_id") REFERENCES "import_run"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "imported_row" ADD CONSTRAINT "imported_row_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "imported_row" ADD CONSTRAINT "imported_row_practice_id_run_id_fkey" FOREIGN KEY ("practice_id", "run_id") REFERENCES "import_run"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "imported_row" ADD CONSTRAINT "imported_row_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.import_run ADD CONSTRAINT import_run_kind_words CHECK (kind IN ('clients', 'sessions', 'scores'));
ALTER TABLE public.import_run ADD CONSTRAINT import_run_state_words
  CHECK (state IN ('uploading', 'checking', 'checked', 'committing', 'committed', 'refused', 'discarded'));
ALTER TABLE public.imported_row ADD CONSTRAINT imported_row_kind_words CHECK (kind IN ('reference', 'person', 'session', 'score'));
ALTER TABLE public.import_run ADD CONSTRAINT import_run_committed_at CHECK ((state = 'committed') = (committed_at IS NOT NULL));
ALTER TABLE public.import_part ADD CONSTRAINT import_part_in_order CHECK (ordinal >= 0);

SELECT app.guard('public.import_run', 'staff');
SELECT app.guard('public.import_part', 'staff');
SELECT app.guard('public.imported_row', 'staff');
-- The worker alone meets them: a file holds what its bringer may not read here (scores), and a hash says who was brought in.
DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['import_run', 'import_part', 'imported_row'] LOOP
    EXECUTE format('DROP POLICY web_read ON public.%I', one);
    EXECUTE format('DROP POLICY web_add ON public.%I', one);
    EXECUTE format('DROP POLICY web_change ON public.%I', one);
    EXECUTE format('REVOKE ALL ON public.%I FROM heather_web', one);
  END LOOP;
END $$;
-- A file goes as soon as it has come in or was given up; a person's hashes go with them.
GRANT DELETE ON public.import_part, public.imported_row TO heather_worker;

ALTER TABLE public.administration DROP CONSTRAINT administration_collection_words;
ALTER TABLE public.administration ADD CONSTRAINT administration_collection_words CHECK (collection IN ('online', 'paper', 'in-session', 'imported'));
ALTER TABLE public.enquiry DROP CONSTRAINT enquiry_source_words;
ALTER TABLE public.enquiry ADD CONSTRAINT enquiry_source_words CHECK (source IN ('web', 'telephone', 'imported'));
