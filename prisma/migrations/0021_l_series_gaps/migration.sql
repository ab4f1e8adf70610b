-- A standing session that could not be placed is kept until somebody has settled it. One new table, empty; no row is changed.
-- CreateTable
CREATE TABLE "series_gap" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "series_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "occurrence_key" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "looked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),
    "settled_by_id" UUID,

    CONSTRAINT "series_gap_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "series_gap_practice_id_state_starts_at_idx" ON "series_gap"("practice_id", "state", "starts_at");

-- CreateIndex
CREATE INDEX "series_gap_practice_id_state_looked_at_idx" ON "series_gap"("practice_id", "state", "looked_at");

-- CreateIndex
CREATE INDEX "series_gap_practice_id_episode_id_idx" ON "series_gap"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "series_gap_practice_id_settled_by_id_idx" ON "series_gap"("practice_id", "settled_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "series_gap_practice_id_series_id_occurrence_key_key" ON "series_gap"("practice_id", "series_id", "occurrence_key");

-- AddForeignKey
ALTER TABLE "series_gap" ADD CONSTRAINT "series_gap_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series_gap" ADD CONSTRAINT "series_gap_practice_id_series_id_fkey" FOREIGN KEY ("practice_id", "series_id") REFERENCES "series"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series_gap" ADD CONSTRAINT "series_gap_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series_gap" ADD CONSTRAINT "series_gap_practice_id_settled_by_id_fkey" FOREIGN KEY ("practice_id", "settled_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.series_gap ADD CONSTRAINT series_gap_state_words CHECK (state IN ('open', 'placed', 'left-out'));
ALTER TABLE public.series_gap ADD CONSTRAINT series_gap_open_or_settled CHECK ((state = 'open') = (settled_at IS NULL));
SELECT app.guard('public.series_gap', 'staff');
