-- Backups: what opens clients' keys in them (never part of one), and when each was made or tried. New tables, no locks.
-- CreateTable
CREATE TABLE "backup_ring" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "wrapped" BYTEA NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "backup_ring_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "backup_run" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "file_name" TEXT,
    "bytes" BIGINT,
    "sha256" TEXT,
    "row_count" BIGINT,
    "reason" TEXT,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "backup_ring_practice_id_key" ON "backup_ring"("practice_id");

-- CreateIndex
CREATE INDEX "backup_run_practice_id_kind_started_at_idx" ON "backup_run"("practice_id", "kind", "started_at");

-- AddForeignKey
ALTER TABLE "backup_ring" ADD CONSTRAINT "backup_ring_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "backup_run" ADD CONSTRAINT "backup_run_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.backup_run ADD CONSTRAINT backup_run_kind_words CHECK (kind IN ('backup', 'drill'));
ALTER TABLE public.backup_run ADD CONSTRAINT backup_run_state_words CHECK (state IN ('running', 'done', 'failed'));
ALTER TABLE public.backup_run ADD CONSTRAINT backup_run_reason_words CHECK (reason IN ('no-folder', 'no-room', 'not-allowed', 'database', 'cut-short', 'unexpected'));

SELECT app.guard('public.backup_ring', 'keys');
SELECT app.guard('public.backup_run', 'staff');
-- Staff read when backups were made; the worker alone says so, and nobody but it meets the ring.
DROP POLICY web_add ON public.backup_run;
DROP POLICY web_change ON public.backup_run;
REVOKE INSERT, UPDATE ON public.backup_run FROM heather_web;
DROP POLICY web_read ON public.backup_ring;
REVOKE SELECT ON public.backup_ring FROM heather_web;
