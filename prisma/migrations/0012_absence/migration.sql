-- Time away: who is told and how, what is offered again, who covers and what they read, and the clinical will.
-- Locks: cover and occupied for a moment (columns that rewrite no row, two small indexes); six new tables; clinical_read while one CHECK is read.
ALTER TABLE "cover" ADD COLUMN     "away_id" UUID,
ADD COLUMN     "granted_at" TIMESTAMPTZ(6),
ADD COLUMN     "granted_by_id" UUID,
ADD COLUMN     "reads" TEXT NOT NULL DEFAULT 'frame';
ALTER TABLE "occupied" ADD COLUMN     "away_time_id" UUID;
CREATE TABLE "time_away" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "started_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(6),
    "settled_at" TIMESTAMPTZ(6),
    CONSTRAINT "time_away_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "away_session" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "away_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "status_before" TEXT NOT NULL,
    "chosen_session_id" UUID,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(6),
    CONSTRAINT "away_session_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "away_time" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "away_session_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "room_id" UUID,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "lapses_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "away_time_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "away_message" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "away_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "words_sealed" BYTEA NOT NULL,
    "outbox_id" UUID,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(6),
    "tried_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "away_message_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "clinical_will" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "first_trustee_id" UUID NOT NULL,
    "second_trustee_id" UUID NOT NULL,
    "instructions_sealed" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    CONSTRAINT "clinical_will_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE TABLE "will_opening" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "will_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "lapses_at" TIMESTAMPTZ(6) NOT NULL,
    "second_by_id" UUID,
    "opened_at" TIMESTAMPTZ(6),
    "closes_at" TIMESTAMPTZ(6),
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(6),
    CONSTRAINT "will_opening_pkey" PRIMARY KEY ("practice_id","id")
);
CREATE INDEX "time_away_practice_id_staff_id_starts_at_idx" ON "time_away"("practice_id", "staff_id", "starts_at");
CREATE INDEX "time_away_practice_id_started_by_id_idx" ON "time_away"("practice_id", "started_by_id");
CREATE INDEX "time_away_practice_id_ended_by_id_idx" ON "time_away"("practice_id", "ended_by_id");
CREATE INDEX "time_away_practice_id_ends_at_idx" ON "time_away"("practice_id", "ends_at");
CREATE INDEX "away_session_practice_id_session_id_idx" ON "away_session"("practice_id", "session_id");
CREATE INDEX "away_session_practice_id_chosen_session_id_idx" ON "away_session"("practice_id", "chosen_session_id");
CREATE UNIQUE INDEX "away_session_practice_id_away_id_session_id_key" ON "away_session"("practice_id", "away_id", "session_id");
CREATE INDEX "away_time_practice_id_away_session_id_idx" ON "away_time"("practice_id", "away_session_id");
CREATE INDEX "away_time_practice_id_therapist_id_state_idx" ON "away_time"("practice_id", "therapist_id", "state");
CREATE INDEX "away_time_practice_id_room_id_idx" ON "away_time"("practice_id", "room_id");
CREATE INDEX "away_time_practice_id_state_lapses_at_idx" ON "away_time"("practice_id", "state", "lapses_at");
CREATE INDEX "away_message_practice_id_client_id_created_at_idx" ON "away_message"("practice_id", "client_id", "created_at");
CREATE INDEX "away_message_practice_id_outbox_id_idx" ON "away_message"("practice_id", "outbox_id");
CREATE INDEX "away_message_practice_id_tried_by_id_idx" ON "away_message"("practice_id", "tried_by_id");
CREATE INDEX "away_message_practice_id_state_created_at_idx" ON "away_message"("practice_id", "state", "created_at");
CREATE UNIQUE INDEX "away_message_practice_id_away_id_client_id_occasion_key" ON "away_message"("practice_id", "away_id", "client_id", "occasion");
CREATE INDEX "clinical_will_practice_id_staff_id_idx" ON "clinical_will"("practice_id", "staff_id");
CREATE INDEX "clinical_will_practice_id_first_trustee_id_idx" ON "clinical_will"("practice_id", "first_trustee_id");
CREATE INDEX "clinical_will_practice_id_second_trustee_id_idx" ON "clinical_will"("practice_id", "second_trustee_id");
CREATE INDEX "will_opening_practice_id_will_id_asked_at_idx" ON "will_opening"("practice_id", "will_id", "asked_at");
CREATE INDEX "will_opening_practice_id_asked_by_id_idx" ON "will_opening"("practice_id", "asked_by_id");
CREATE INDEX "will_opening_practice_id_second_by_id_idx" ON "will_opening"("practice_id", "second_by_id");
CREATE INDEX "will_opening_practice_id_ended_by_id_idx" ON "will_opening"("practice_id", "ended_by_id");
CREATE INDEX "cover_practice_id_away_id_idx" ON "cover"("practice_id", "away_id");
CREATE INDEX "cover_practice_id_granted_by_id_idx" ON "cover"("practice_id", "granted_by_id");
CREATE INDEX "occupied_practice_id_away_time_id_idx" ON "occupied"("practice_id", "away_time_id");
ALTER TABLE "time_away" ADD CONSTRAINT "time_away_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_away" ADD CONSTRAINT "time_away_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_away" ADD CONSTRAINT "time_away_practice_id_started_by_id_fkey" FOREIGN KEY ("practice_id", "started_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_away" ADD CONSTRAINT "time_away_practice_id_ended_by_id_fkey" FOREIGN KEY ("practice_id", "ended_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_session" ADD CONSTRAINT "away_session_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_session" ADD CONSTRAINT "away_session_practice_id_away_id_fkey" FOREIGN KEY ("practice_id", "away_id") REFERENCES "time_away"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_session" ADD CONSTRAINT "away_session_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_session" ADD CONSTRAINT "away_session_practice_id_chosen_session_id_fkey" FOREIGN KEY ("practice_id", "chosen_session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_time" ADD CONSTRAINT "away_time_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_time" ADD CONSTRAINT "away_time_practice_id_away_session_id_fkey" FOREIGN KEY ("practice_id", "away_session_id") REFERENCES "away_session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_time" ADD CONSTRAINT "away_time_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_time" ADD CONSTRAINT "away_time_practice_id_room_id_fkey" FOREIGN KEY ("practice_id", "room_id") REFERENCES "room"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_message" ADD CONSTRAINT "away_message_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_message" ADD CONSTRAINT "away_message_practice_id_away_id_fkey" FOREIGN KEY ("practice_id", "away_id") REFERENCES "time_away"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_message" ADD CONSTRAINT "away_message_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_message" ADD CONSTRAINT "away_message_practice_id_outbox_id_fkey" FOREIGN KEY ("practice_id", "outbox_id") REFERENCES "outbox_mail"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "away_message" ADD CONSTRAINT "away_message_practice_id_tried_by_id_fkey" FOREIGN KEY ("practice_id", "tried_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clinical_will" ADD CONSTRAINT "clinical_will_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clinical_will" ADD CONSTRAINT "clinical_will_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clinical_will" ADD CONSTRAINT "clinical_will_practice_id_first_trustee_id_fkey" FOREIGN KEY ("practice_id", "first_trustee_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clinical_will" ADD CONSTRAINT "clinical_will_practice_id_second_trustee_id_fkey" FOREIGN KEY ("practice_id", "second_trustee_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "will_opening" ADD CONSTRAINT "will_opening_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "will_opening" ADD CONSTRAINT "will_opening_practice_id_will_id_fkey" FOREIGN KEY ("practice_id", "will_id") REFERENCES "clinical_will"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "will_opening" ADD CONSTRAINT "will_opening_practice_id_asked_by_id_fkey" FOREIGN KEY ("practice_id", "asked_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "will_opening" ADD CONSTRAINT "will_opening_practice_id_second_by_id_fkey" FOREIGN KEY ("practice_id", "second_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "will_opening" ADD CONSTRAINT "will_opening_practice_id_ended_by_id_fkey" FOREIGN KEY ("practice_id", "ended_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "occupied" ADD CONSTRAINT "occupied_practice_id_away_time_id_fkey" FOREIGN KEY ("practice_id", "away_time_id") REFERENCES "away_time"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "cover" ADD CONSTRAINT "cover_practice_id_away_id_fkey" FOREIGN KEY ("practice_id", "away_id") REFERENCES "time_away"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "cover" ADD CONSTRAINT "cover_practice_id_granted_by_id_fkey" FOREIGN KEY ("practice_id", "granted_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.cover ADD CONSTRAINT cover_reads_words CHECK (reads IN ('frame', 'record'));
-- The record is opened by somebody, at a time, or it is not open.
ALTER TABLE public.cover ADD CONSTRAINT cover_granted_by_somebody CHECK ((granted_by_id IS NULL) = (granted_at IS NULL));
ALTER TABLE public.time_away ADD CONSTRAINT time_away_kind_words CHECK (kind IN ('unwell', 'leave', 'family', 'other'));
ALTER TABLE public.time_away ADD CONSTRAINT time_away_state_words CHECK (state IN ('standing', 'undone', 'ended', 'over'));
ALTER TABLE public.time_away ADD CONSTRAINT time_away_in_order CHECK (starts_at <= ends_at);
ALTER TABLE public.away_session ADD CONSTRAINT away_session_state_words CHECK (state IN ('told', 'offered', 'chosen', 'left', 'lapsed', 'restored'));
ALTER TABLE public.away_session ADD CONSTRAINT away_session_status_before_words CHECK (status_before IN ('planned', 'moved'));
ALTER TABLE public.away_session ADD CONSTRAINT away_session_chosen CHECK ((state = 'chosen') = (chosen_session_id IS NOT NULL));
ALTER TABLE public.away_time ADD CONSTRAINT away_time_state_words CHECK (state IN ('asked', 'held', 'taken', 'declined', 'released', 'lapsed'));
ALTER TABLE public.away_time ADD CONSTRAINT away_time_in_order CHECK (starts_at < ends_at);
-- One of the times offered for a session is taken, never two.
CREATE UNIQUE INDEX away_time_once ON public.away_time (practice_id, away_session_id) WHERE state = 'taken';
ALTER TABLE public.away_message ADD CONSTRAINT away_message_occasion_words CHECK (occasion IN ('away', 'back'));
ALTER TABLE public.away_message ADD CONSTRAINT away_message_route_words CHECK (route IN ('mail', 'telephone', 'text', 'none'));
ALTER TABLE public.away_message ADD CONSTRAINT away_message_state_words CHECK (state IN ('mailed', 'to-tell', 'left-message', 'no-answer', 'told', 'undone'));
ALTER TABLE public.clinical_will ADD CONSTRAINT clinical_will_of_three CHECK (first_trustee_id <> second_trustee_id AND first_trustee_id <> staff_id AND second_trustee_id <> staff_id);
CREATE UNIQUE INDEX clinical_will_once ON public.clinical_will (practice_id, staff_id) WHERE ended_at IS NULL;
ALTER TABLE public.will_opening ADD CONSTRAINT will_opening_reason_words CHECK (reason IN ('death', 'incapacity', 'unreachable'));
ALTER TABLE public.will_opening ADD CONSTRAINT will_opening_state_words CHECK (state IN ('asked', 'open', 'withdrawn', 'stopped', 'closed', 'lapsed'));
-- Two people, and never one twice: no path of the code could open it otherwise.
ALTER TABLE public.will_opening ADD CONSTRAINT will_opening_by_two CHECK (second_by_id <> asked_by_id
  AND (second_by_id IS NULL) = (opened_at IS NULL) AND (opened_at IS NULL) = (closes_at IS NULL) AND (state <> 'open' OR opened_at IS NOT NULL));
ALTER TABLE public.will_opening ADD CONSTRAINT will_opening_ended CHECK ((ended_at IS NULL) = (state IN ('asked', 'open')));
CREATE UNIQUE INDEX will_opening_once ON public.will_opening (practice_id, will_id) WHERE state IN ('asked', 'open');
ALTER TABLE public.clinical_read DROP CONSTRAINT clinical_read_purpose_words;
ALTER TABLE public.clinical_read ADD CONSTRAINT clinical_read_purpose_words CHECK (purpose IN ('care', 'cover', 'break-glass', 'supervision', 'alert', 'rights', 'clinical-will'));
SELECT app.guard('public.time_away', 'staff');
SELECT app.guard('public.away_session', 'staff');
SELECT app.guard('public.away_time', 'staff');
SELECT app.guard('public.away_message', 'staff');
SELECT app.guard('public.clinical_will', 'staff');
SELECT app.guard('public.will_opening', 'staff');
