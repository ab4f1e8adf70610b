-- What people ask about the record of them, and every step of answering it. New tables; clinical_read for a moment (its list of purposes).
-- CreateTable
CREATE TABLE "rights_request" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "recorded_by_id" UUID,
    "words_sealed" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'open',
    "closed_at" TIMESTAMPTZ(6),
    "save_key" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rights_request_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "rights_step" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "request_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "ground" TEXT,
    "words_sealed" BYTEA,
    "staff_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rights_step_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE INDEX "rights_request_practice_id_state_received_on_idx" ON "rights_request"("practice_id", "state", "received_on");

-- CreateIndex
CREATE INDEX "rights_request_practice_id_client_id_received_on_idx" ON "rights_request"("practice_id", "client_id", "received_on");

-- CreateIndex
CREATE INDEX "rights_request_practice_id_recorded_by_id_idx" ON "rights_request"("practice_id", "recorded_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "rights_request_practice_id_save_key_key" ON "rights_request"("practice_id", "save_key");

-- CreateIndex
CREATE INDEX "rights_step_practice_id_client_id_idx" ON "rights_step"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "rights_step_practice_id_staff_id_idx" ON "rights_step"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "rights_step_practice_id_request_id_seq_key" ON "rights_step"("practice_id", "request_id", "seq");

-- AddForeignKey
ALTER TABLE "rights_request" ADD CONSTRAINT "rights_request_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rights_request" ADD CONSTRAINT "rights_request_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rights_request" ADD CONSTRAINT "rights_request_practice_id_recorded_by_id_fkey" FOREIGN KEY ("practice_id", "recorded_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rights_step" ADD CONSTRAINT "rights_step_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rights_step" ADD CONSTRAINT "rights_step_practice_id_request_id_fkey" FOREIGN KEY ("practice_id", "request_id") REFERENCES "rights_request"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rights_step" ADD CONSTRAINT "rights_step_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rights_step" ADD CONSTRAINT "rights_step_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;


ALTER TABLE public.rights_request ADD CONSTRAINT rights_request_kind_words CHECK (kind IN ('access', 'correction', 'erasure', 'restriction', 'objection'));
ALTER TABLE public.rights_request ADD CONSTRAINT rights_request_channel_words CHECK (channel IN ('portal', 'telephone', 'letter', 'email', 'in-person'));
ALTER TABLE public.rights_request ADD CONSTRAINT rights_request_state_words CHECK (state IN ('open', 'answered', 'refused', 'withdrawn'));
ALTER TABLE public.rights_request ADD CONSTRAINT rights_request_closed_once CHECK ((state = 'open') = (closed_at IS NULL));
ALTER TABLE public.rights_step ADD CONSTRAINT rights_step_kind_words CHECK (kind IN ('identity-asked', 'identity-confirmed',
  'clarification-asked', 'clarification-given', 'extended', 'answered', 'refused', 'withdrawn'));
ALTER TABLE public.rights_step ADD CONSTRAINT rights_step_ground_words CHECK (ground IN ('unfounded', 'excessive', 'identity-not-shown',
  'law-keeps-it', 'not-wrong', 'complex', 'several-requests'));
SELECT app.guard('public.rights_request', 'client');
SELECT app.guard('public.rights_step', 'client append-only');
-- What a client may say of their own request themselves: what was asked of them, and that they no longer want it.
CREATE POLICY client_says ON public.rights_step AS RESTRICTIVE FOR INSERT TO heather_web
  WITH CHECK ((SELECT app.actor_kind()) <> 'client' OR (kind IN ('clarification-given', 'withdrawn') AND staff_id IS NULL));

-- A record is also read to answer what its person asked.
ALTER TABLE public.clinical_read DROP CONSTRAINT clinical_read_purpose_words;
ALTER TABLE public.clinical_read ADD CONSTRAINT clinical_read_purpose_words
  CHECK (purpose IN ('care', 'cover', 'break-glass', 'supervision', 'alert', 'rights'));
