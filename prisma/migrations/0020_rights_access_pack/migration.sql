-- The copy of a record that somebody asked for. New tables, no locks.
-- CreateTable
CREATE TABLE "access_pack" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "request_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'gathering',
    "begun_by_id" UUID NOT NULL,
    "begun_at" TIMESTAMPTZ(6) NOT NULL,
    "tables_done" INTEGER NOT NULL DEFAULT 0,
    "tables_all" INTEGER NOT NULL DEFAULT 0,
    "gathered_at" TIMESTAMPTZ(6),
    "released_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "size_bytes" INTEGER,
    "sha256" TEXT,

    CONSTRAINT "access_pack_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "access_item" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "content_sealed" BYTEA,
    "decision" TEXT NOT NULL,
    "ground" TEXT,
    "marks_sealed" BYTEA,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(6),

    CONSTRAINT "access_item_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "access_file" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "bytes_sealed" BYTEA,

    CONSTRAINT "access_file_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "access_pack_practice_id_client_id_idx" ON "access_pack"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "access_pack_practice_id_state_expires_at_idx" ON "access_pack"("practice_id", "state", "expires_at");

-- CreateIndex
CREATE INDEX "access_pack_practice_id_reviewer_id_state_idx" ON "access_pack"("practice_id", "reviewer_id", "state");

-- CreateIndex
CREATE INDEX "access_pack_practice_id_begun_by_id_idx" ON "access_pack"("practice_id", "begun_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_pack_practice_id_request_id_key" ON "access_pack"("practice_id", "request_id");

-- CreateIndex
CREATE INDEX "access_item_practice_id_pack_id_reviewer_id_ordinal_idx" ON "access_item"("practice_id", "pack_id", "reviewer_id", "ordinal");

-- CreateIndex
CREATE INDEX "access_item_practice_id_pack_id_decision_idx" ON "access_item"("practice_id", "pack_id", "decision");

-- CreateIndex
CREATE INDEX "access_item_practice_id_client_id_idx" ON "access_item"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "access_item_practice_id_reviewer_id_idx" ON "access_item"("practice_id", "reviewer_id");

-- CreateIndex
CREATE INDEX "access_item_practice_id_decided_by_id_idx" ON "access_item"("practice_id", "decided_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_item_practice_id_pack_id_table_name_row_id_key" ON "access_item"("practice_id", "pack_id", "table_name", "row_id");

-- CreateIndex
CREATE INDEX "access_file_practice_id_client_id_idx" ON "access_file"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "access_file_practice_id_reviewer_id_idx" ON "access_file"("practice_id", "reviewer_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_file_practice_id_pack_id_ordinal_key" ON "access_file"("practice_id", "pack_id", "ordinal");

-- AddForeignKey
ALTER TABLE "access_pack" ADD CONSTRAINT "access_pack_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_pack" ADD CONSTRAINT "access_pack_practice_id_request_id_fkey" FOREIGN KEY ("practice_id", "request_id") REFERENCES "rights_request"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_pack" ADD CONSTRAINT "access_pack_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_pack" ADD CONSTRAINT "access_pack_practice_id_reviewer_id_fkey" FOREIGN KEY ("practice_id", "reviewer_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_pack" ADD CONSTRAINT "access_pack_practice_id_begun_by_id_fkey" FOREIGN KEY ("practice_id", "begun_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_item" ADD CONSTRAINT "access_item_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_item" ADD CONSTRAINT "access_item_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "access_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_item" ADD CONSTRAINT "access_item_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_item" ADD CONSTRAINT "access_item_practice_id_reviewer_id_fkey" FOREIGN KEY ("practice_id", "reviewer_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_item" ADD CONSTRAINT "access_item_practice_id_decided_by_id_fkey" FOREIGN KEY ("practice_id", "decided_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_file" ADD CONSTRAINT "access_file_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_file" ADD CONSTRAINT "access_file_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "access_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_file" ADD CONSTRAINT "access_file_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "access_file" ADD CONSTRAINT "access_file_practice_id_reviewer_id_fkey" FOREIGN KEY ("practice_id", "reviewer_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;


ALTER TABLE public.access_pack ADD CONSTRAINT access_pack_state_words CHECK (state IN ('gathering', 'reviewing', 'building', 'released', 'lapsed'));
ALTER TABLE public.access_item ADD CONSTRAINT access_item_decision_words CHECK (decision IN ('waiting', 'give', 'in-part', 'leave-out'));
ALTER TABLE public.access_item ADD CONSTRAINT access_item_ground_words CHECK (ground IN ('other-person', 'in-confidence', 'serious-harm', 'legal-advice'));
ALTER TABLE public.access_item ADD CONSTRAINT access_item_taken_out_for_a_reason CHECK (decision <> 'leave-out' OR ground IS NOT NULL);
SELECT app.guard('public.access_pack', 'client');
SELECT app.guard('public.access_item', 'client');
SELECT app.guard('public.access_file', 'client');
-- What stands in it is read by the one who was asked to, for this request; a client reads the file and not how it came about. The
-- worker alone makes it.
CREATE POLICY reader_alone ON public.access_item AS RESTRICTIVE TO heather_web
  USING ((SELECT app.actor_kind()) = 'staff' AND reviewer_id = (SELECT app.actor_id()));
CREATE POLICY reader_or_person ON public.access_file AS RESTRICTIVE TO heather_web
  USING ((SELECT app.actor_kind()) = 'client' OR reviewer_id = (SELECT app.actor_id()));
DROP POLICY web_add ON public.access_item;
DROP POLICY web_add ON public.access_file;
DROP POLICY web_change ON public.access_file;
REVOKE INSERT ON public.access_item FROM heather_web;
REVOKE INSERT, UPDATE ON public.access_file FROM heather_web;
