-- The tables, as prisma/schema draws them (packages/database/scripts/diff.mjs wrote this), and the closed words of their columns.
-- Locks: none that matter, the database is empty.
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "template" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "template_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en-GB',
    "nation" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "clauses" JSONB NOT NULL DEFAULT '{}',
    "content_sha256" TEXT NOT NULL,
    "is_material_change" BOOLEAN NOT NULL DEFAULT true,
    "change_summary" TEXT,
    "reviewed_by_id" UUID,
    "published_by_id" UUID,
    "published_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "working_agreement" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "template_version_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "frame" JSONB NOT NULL DEFAULT '{}',
    "how_we_work" JSONB NOT NULL DEFAULT '{}',
    "frame_sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "supersedes_id" UUID,
    "offer_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "agreed_at" TIMESTAMPTZ(6),

    CONSTRAINT "working_agreement_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "agreement_pack" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "working_agreement_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "notice_version_id" UUID NOT NULL,
    "consents_version_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "paused_at" TIMESTAMPTZ(6),
    "reminders_sent" INTEGER NOT NULL DEFAULT 0,
    "reminded_at" TIMESTAMPTZ(6),
    "draft_sealed" BYTEA,
    "draft_saved_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "agreement_pack_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "signing_link" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "offer_id" UUID,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "signing_link_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "consent_record" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "template_version_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "content_sha256" TEXT NOT NULL,
    "rendered" JSONB NOT NULL DEFAULT '{}',
    "language" TEXT NOT NULL,
    "nation" TEXT NOT NULL,
    "collection_method" TEXT NOT NULL,
    "receipt_number" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_record_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "consent_event" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "record_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "clause_id" TEXT,
    "channel" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_event_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "signature" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "staff_id" UUID,
    "role" TEXT NOT NULL,
    "name_as_typed" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "intent_statement" TEXT NOT NULL,
    "button_label" TEXT NOT NULL,
    "statement_version" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(6) NOT NULL,
    "auth_methods" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sign_in_hash" TEXT,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "payload_sha256" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "seal" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "body_sha256" TEXT NOT NULL,
    "sealed_sha256" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "certificate_serial" TEXT NOT NULL,
    "certificate_subject" TEXT NOT NULL,
    "certificate_not_after" TIMESTAMPTZ(6) NOT NULL,
    "sealed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "sealed_file" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealed_file_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "seal_key" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "certificate_pem" TEXT NOT NULL,
    "private_key_sealed" BYTEA NOT NULL,
    "not_before" TIMESTAMPTZ(6) NOT NULL,
    "not_after" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "seal_key_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "agreement_talk" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pack_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "clause_id" TEXT,
    "words_sealed" BYTEA NOT NULL,
    "raised_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(6),
    "answered_by_id" UUID,

    CONSTRAINT "agreement_talk_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "check_in" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "definition_version" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "closes_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "answers_sealed" BYTEA,
    "audience" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(6),
    "submitted_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "alliance_signal" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "check_in_id" UUID,
    "kind" TEXT NOT NULL,
    "rule_version" TEXT NOT NULL,
    "sentence_sealed" BYTEA NOT NULL,
    "raised_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "alliance_signal_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "talked_about" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "talked_on" DATE NOT NULL,
    "staff_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "talked_about_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "session_wish" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "session_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "words_sealed" BYTEA NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_wish_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "goal" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "words_sealed" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "agreed_at" TIMESTAMPTZ(6),

    CONSTRAINT "goal_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "goal_rating" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "goal_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "rating" INTEGER NOT NULL,
    "rated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rated_by" TEXT NOT NULL,

    CONSTRAINT "goal_rating_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "waiting_list_entry" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "enquiry_id" UUID NOT NULL,
    "episode_kind" TEXT NOT NULL,
    "assessment_first" BOOLEAN NOT NULL DEFAULT false,
    "since_at" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL,
    "next_contact_on" DATE,
    "wishes" JSONB NOT NULL DEFAULT '{}',
    "left_reason" TEXT,
    "left_at" TIMESTAMPTZ(6),

    CONSTRAINT "waiting_list_entry_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "entry_participant" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "entry_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,

    CONSTRAINT "entry_participant_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "offer" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "entry_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "room_id" UUID,
    "place_kind" TEXT NOT NULL,
    "starts_local" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "every_weeks" INTEGER NOT NULL,
    "length_minutes" INTEGER NOT NULL,
    "fee_pence" INTEGER NOT NULL,
    "planned_sessions" INTEGER,
    "state" TEXT NOT NULL,
    "held_until" TIMESTAMPTZ(6) NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason_words" TEXT,
    "decline_reason" TEXT,
    "private_reason_sealed" BYTEA,
    "therapist_answered_at" TIMESTAMPTZ(6),
    "client_answered_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "offer_event" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "offer_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offer_event_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "episode" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "planned_sessions" INTEGER,
    "review_every_sessions" INTEGER NOT NULL DEFAULT 6,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "episode_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "episode_participant" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(6),

    CONSTRAINT "episode_participant_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "offer_id" UUID,
    "reason" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(6) NOT NULL,
    "until_at" TIMESTAMPTZ(6),
    "handover_until_at" TIMESTAMPTZ(6),
    "made_by_id" UUID,

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "type" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "client_id" UUID,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "changes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "facts" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,
    "auth_methods" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "practice_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("practice_id")
);

-- CreateTable
CREATE TABLE "clinical_read" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_count" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "request_id" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "batch_seq" BIGINT,

    CONSTRAINT "clinical_read_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "client" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "auth_user_id" TEXT,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "known_as" TEXT,
    "name_search" TEXT NOT NULL,
    "born_on" DATE,
    "pronouns" TEXT,
    "nation" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/London',
    "language" TEXT NOT NULL DEFAULT 'en-GB',
    "state" TEXT NOT NULL,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "safe_contact" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "email" TEXT,
    "email_is_safe" BOOLEAN NOT NULL DEFAULT false,
    "email_is_shared" BOOLEAN NOT NULL DEFAULT false,
    "telephone" TEXT,
    "telephone_is_safe" BOOLEAN NOT NULL DEFAULT false,
    "text_is_safe" BOOLEAN NOT NULL DEFAULT false,
    "may_leave_message" BOOLEAN NOT NULL DEFAULT false,
    "message_as" TEXT,
    "postal_address" TEXT,
    "post_is_safe" BOOLEAN NOT NULL DEFAULT false,
    "from_local" TEXT,
    "until_local" TEXT,
    "prefers" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "safe_contact_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "person_around" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "telephone" TEXT,
    "address" TEXT,
    "relationship" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_around_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "enquiry" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by_id" UUID,
    "brings_sealed" BYTEA,
    "needs_sealed" BYTEA,
    "practical" JSONB NOT NULL DEFAULT '{}',
    "notice_version_id" UUID,
    "state" TEXT NOT NULL,
    "triaged_by_id" UUID,
    "triaged_at" TIMESTAMPTZ(6),
    "triage_note_sealed" BYTEA,
    "referred_to" TEXT,
    "idempotency_key" TEXT NOT NULL,

    CONSTRAINT "enquiry_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "session_id" UUID,
    "kind" TEXT NOT NULL,
    "pence" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "recorded_by_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "outbox_mail" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID,
    "staff_id" UUID,
    "template" TEXT NOT NULL,
    "payload_sealed" BYTEA NOT NULL,
    "message_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "idempotency_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),
    "last_error" TEXT,

    CONSTRAINT "outbox_mail_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "measure_plan" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "measure_key" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "every_n" INTEGER,
    "planned_by_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "measure_plan_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "administration" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "session_id" UUID,
    "plan_id" UUID,
    "measure_key" TEXT NOT NULL,
    "definition_version" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "closes_at" TIMESTAMPTZ(6),
    "state" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "entered_by_id" UUID,
    "answers_sealed" BYTEA,
    "saved_at" TIMESTAMPTZ(6),
    "submitted_at" TIMESTAMPTZ(6),
    "total" DOUBLE PRECISION,
    "band" TEXT,
    "is_case" BOOLEAN,
    "missing" INTEGER,
    "prorated" BOOLEAN,
    "subscales" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "administration_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "risk_alert" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "administration_id" UUID NOT NULL,
    "item_number" INTEGER NOT NULL,
    "tier" TEXT NOT NULL,
    "answer_sealed" BYTEA NOT NULL,
    "raised_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "promised_by_at" TIMESTAMPTZ(6) NOT NULL,
    "holder_id" UUID NOT NULL,
    "held_since_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "passes_at" TIMESTAMPTZ(6),
    "state" TEXT NOT NULL,
    "acknowledged_by_id" UUID,
    "acknowledged_at" TIMESTAMPTZ(6),
    "action_sealed" BYTEA,

    CONSTRAINT "risk_alert_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "risk_alert_hop" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "alert_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "staff_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "risk_alert_hop_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "practice" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nation" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/London',
    "currency" TEXT NOT NULL DEFAULT 'GBP',
    "controller_name" TEXT NOT NULL,
    "controller_address" TEXT,
    "ico_number" TEXT,
    "telephone" TEXT,
    "mail_from" TEXT,
    "crisis_text" TEXT,
    "working_hours" JSONB NOT NULL DEFAULT '{}',
    "wait_limit_days" INTEGER NOT NULL DEFAULT 42,
    "offer_hold_hours" INTEGER NOT NULL DEFAULT 72,
    "cancellation_window_hours" INTEGER NOT NULL DEFAULT 24,
    "burden_per_week" INTEGER NOT NULL DEFAULT 3,
    "born_as_demonstration_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_key" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" INTEGER NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "practice_key_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "client_key" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID,
    "key_version" INTEGER NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "destroyed_at" TIMESTAMPTZ(6),

    CONSTRAINT "client_key_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "room" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "step_free" BOOLEAN NOT NULL DEFAULT false,
    "features" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "room_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "availability" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID,
    "room_id" UUID,
    "weekday" INTEGER NOT NULL,
    "starts_local" TEXT NOT NULL,
    "ends_local" TEXT NOT NULL,
    "valid_from_on" DATE NOT NULL,
    "valid_until_on" DATE,

    CONSTRAINT "availability_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "absence" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "series" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "therapist_id" UUID NOT NULL,
    "room_id" UUID,
    "place_kind" TEXT NOT NULL,
    "join_link" TEXT,
    "starts_local" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "length_minutes" INTEGER NOT NULL,
    "every_weeks" INTEGER NOT NULL,
    "until_on" DATE,
    "count" INTEGER,
    "filled_until_on" DATE,
    "fee_pence" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "working_agreement_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "series_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "session" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "episode_id" UUID NOT NULL,
    "series_id" UUID,
    "occurrence_key" TEXT,
    "therapist_id" UUID NOT NULL,
    "room_id" UUID,
    "place_kind" TEXT NOT NULL,
    "join_link" TEXT,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "zone" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "number" INTEGER,
    "fee_pence" INTEGER NOT NULL,
    "fee_due_pence" INTEGER,
    "status_at" TIMESTAMPTZ(6),
    "status_by_kind" TEXT,
    "status_by_id" TEXT,
    "moved_from_starts_at" TIMESTAMPTZ(6),
    "began_late_minutes" INTEGER,
    "ics_sequence" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "session_participant" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "session_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "session_participant_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "occupied" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "resource_id" UUID NOT NULL,
    "session_id" UUID,
    "offer_id" UUID,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "during" tstzrange GENERATED ALWAYS AS (tstzrange("starts_at", "ends_at", '[)')) STORED,

    CONSTRAINT "occupied_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "staff_member" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "auth_user_id" TEXT,
    "full_name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "telephone" TEXT,
    "state" TEXT NOT NULL,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(6),

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "staff_role" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "granted_by_id" UUID,

    CONSTRAINT "staff_role_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "staff_invitation" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_invitation_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "therapist_profile" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "registration_body" TEXT NOT NULL,
    "registration_number" TEXT NOT NULL,
    "modalities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "gender" TEXT,
    "style_words" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "working_words" TEXT,
    "fee_pence" INTEGER NOT NULL,
    "low_fee_pence" INTEGER,
    "low_fee_places" INTEGER NOT NULL DEFAULT 0,
    "capacity_tenths" INTEGER NOT NULL DEFAULT 180,
    "session_minutes" INTEGER NOT NULL DEFAULT 50,
    "works_online" BOOLEAN NOT NULL DEFAULT true,
    "works_in_person" BOOLEAN NOT NULL DEFAULT true,
    "works_by_telephone" BOOLEAN NOT NULL DEFAULT false,
    "join_link" TEXT,

    CONSTRAINT "therapist_profile_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "supervision_link" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "therapist_id" UUID NOT NULL,
    "supervisor_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE,

    CONSTRAINT "supervision_link_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "ladder_rung" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "position" INTEGER NOT NULL,
    "staff_id" UUID NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "ladder_rung_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "cover" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "therapist_id" UUID NOT NULL,
    "cover_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "cover_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateTable
CREATE TABLE "break_glass" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "staff_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "reason_sealed" BYTEA NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "reviewed_at" TIMESTAMPTZ(6),
    "reviewed_by_id" UUID,

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("practice_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "template_practice_id_key_key" ON "template"("practice_id", "key");

-- CreateIndex
CREATE INDEX "template_version_practice_id_reviewed_by_id_idx" ON "template_version"("practice_id", "reviewed_by_id");

-- CreateIndex
CREATE INDEX "template_version_practice_id_published_by_id_idx" ON "template_version"("practice_id", "published_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_practice_id_template_id_number_language_na_key" ON "template_version"("practice_id", "template_id", "number", "language", "nation");

-- CreateIndex
CREATE INDEX "working_agreement_practice_id_template_version_id_idx" ON "working_agreement"("practice_id", "template_version_id");

-- CreateIndex
CREATE INDEX "working_agreement_practice_id_therapist_id_idx" ON "working_agreement"("practice_id", "therapist_id");

-- CreateIndex
CREATE INDEX "working_agreement_practice_id_supersedes_id_idx" ON "working_agreement"("practice_id", "supersedes_id");

-- CreateIndex
CREATE INDEX "working_agreement_practice_id_offer_id_idx" ON "working_agreement"("practice_id", "offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "working_agreement_practice_id_episode_id_number_key" ON "working_agreement"("practice_id", "episode_id", "number");

-- CreateIndex
CREATE INDEX "agreement_pack_practice_id_state_expires_at_idx" ON "agreement_pack"("practice_id", "state", "expires_at");

-- CreateIndex
CREATE INDEX "agreement_pack_practice_id_client_id_idx" ON "agreement_pack"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "agreement_pack_practice_id_episode_id_idx" ON "agreement_pack"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "agreement_pack_practice_id_notice_version_id_idx" ON "agreement_pack"("practice_id", "notice_version_id");

-- CreateIndex
CREATE INDEX "agreement_pack_practice_id_consents_version_id_idx" ON "agreement_pack"("practice_id", "consents_version_id");

-- CreateIndex
CREATE INDEX "agreement_pack_practice_id_requested_by_id_idx" ON "agreement_pack"("practice_id", "requested_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_pack_practice_id_working_agreement_id_client_id_key" ON "agreement_pack"("practice_id", "working_agreement_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "signing_link_token_hash_key" ON "signing_link"("token_hash");

-- CreateIndex
CREATE INDEX "signing_link_practice_id_pack_id_idx" ON "signing_link"("practice_id", "pack_id");

-- CreateIndex
CREATE INDEX "signing_link_practice_id_client_id_idx" ON "signing_link"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "signing_link_practice_id_offer_id_idx" ON "signing_link"("practice_id", "offer_id");

-- CreateIndex
CREATE INDEX "consent_record_practice_id_client_id_idx" ON "consent_record"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "consent_record_practice_id_template_version_id_idx" ON "consent_record"("practice_id", "template_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_record_practice_id_pack_id_template_version_id_key" ON "consent_record"("practice_id", "pack_id", "template_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_record_practice_id_receipt_number_key" ON "consent_record"("practice_id", "receipt_number");

-- CreateIndex
CREATE INDEX "consent_event_practice_id_client_id_clause_id_idx" ON "consent_event"("practice_id", "client_id", "clause_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_event_practice_id_record_id_seq_key" ON "consent_event"("practice_id", "record_id", "seq");

-- CreateIndex
CREATE INDEX "signature_practice_id_client_id_idx" ON "signature"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "signature_practice_id_staff_id_idx" ON "signature"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "signature_practice_id_pack_id_role_key" ON "signature"("practice_id", "pack_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "signature_practice_id_idempotency_key_key" ON "signature"("practice_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "seal_practice_id_sealed_sha256_idx" ON "seal"("practice_id", "sealed_sha256");

-- CreateIndex
CREATE INDEX "seal_practice_id_client_id_idx" ON "seal"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "seal_practice_id_file_id_idx" ON "seal"("practice_id", "file_id");

-- CreateIndex
CREATE UNIQUE INDEX "seal_practice_id_pack_id_key" ON "seal"("practice_id", "pack_id");

-- CreateIndex
CREATE INDEX "sealed_file_practice_id_client_id_idx" ON "sealed_file"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "agreement_talk_practice_id_pack_id_idx" ON "agreement_talk"("practice_id", "pack_id");

-- CreateIndex
CREATE INDEX "agreement_talk_practice_id_client_id_idx" ON "agreement_talk"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "agreement_talk_practice_id_answered_by_id_idx" ON "agreement_talk"("practice_id", "answered_by_id");

-- CreateIndex
CREATE INDEX "check_in_practice_id_client_id_due_at_idx" ON "check_in"("practice_id", "client_id", "due_at");

-- CreateIndex
CREATE INDEX "check_in_practice_id_episode_id_idx" ON "check_in"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "check_in_practice_id_therapist_id_idx" ON "check_in"("practice_id", "therapist_id");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_practice_id_session_id_client_id_key" ON "check_in"("practice_id", "session_id", "client_id");

-- CreateIndex
CREATE INDEX "alliance_signal_practice_id_client_id_raised_at_idx" ON "alliance_signal"("practice_id", "client_id", "raised_at");

-- CreateIndex
CREATE INDEX "alliance_signal_practice_id_episode_id_idx" ON "alliance_signal"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "alliance_signal_practice_id_check_in_id_idx" ON "alliance_signal"("practice_id", "check_in_id");

-- CreateIndex
CREATE INDEX "talked_about_practice_id_client_id_idx" ON "talked_about"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "talked_about_practice_id_staff_id_idx" ON "talked_about"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "talked_about_practice_id_subject_type_subject_id_key" ON "talked_about"("practice_id", "subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "session_wish_practice_id_client_id_idx" ON "session_wish"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_wish_practice_id_session_id_client_id_key" ON "session_wish"("practice_id", "session_id", "client_id");

-- CreateIndex
CREATE INDEX "goal_practice_id_client_id_idx" ON "goal"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "goal_practice_id_episode_id_idx" ON "goal"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "goal_rating_practice_id_goal_id_rated_at_idx" ON "goal_rating"("practice_id", "goal_id", "rated_at");

-- CreateIndex
CREATE INDEX "goal_rating_practice_id_client_id_idx" ON "goal_rating"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "waiting_list_entry_practice_id_state_since_at_idx" ON "waiting_list_entry"("practice_id", "state", "since_at");

-- CreateIndex
CREATE INDEX "waiting_list_entry_practice_id_client_id_idx" ON "waiting_list_entry"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "waiting_list_entry_practice_id_enquiry_id_idx" ON "waiting_list_entry"("practice_id", "enquiry_id");

-- CreateIndex
CREATE INDEX "entry_participant_practice_id_client_id_idx" ON "entry_participant"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_participant_practice_id_entry_id_client_id_key" ON "entry_participant"("practice_id", "entry_id", "client_id");

-- CreateIndex
CREATE INDEX "offer_practice_id_entry_id_idx" ON "offer"("practice_id", "entry_id");

-- CreateIndex
CREATE INDEX "offer_practice_id_state_held_until_idx" ON "offer"("practice_id", "state", "held_until");

-- CreateIndex
CREATE INDEX "offer_practice_id_therapist_id_state_idx" ON "offer"("practice_id", "therapist_id", "state");

-- CreateIndex
CREATE INDEX "offer_practice_id_client_id_idx" ON "offer"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "offer_practice_id_room_id_idx" ON "offer"("practice_id", "room_id");

-- CreateIndex
CREATE INDEX "offer_practice_id_made_by_id_idx" ON "offer"("practice_id", "made_by_id");

-- CreateIndex
CREATE INDEX "offer_event_practice_id_offer_id_idx" ON "offer_event"("practice_id", "offer_id");

-- CreateIndex
CREATE INDEX "offer_event_practice_id_client_id_idx" ON "offer_event"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "episode_participant_practice_id_client_id_idx" ON "episode_participant"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "episode_participant_practice_id_episode_id_client_id_key" ON "episode_participant"("practice_id", "episode_id", "client_id");

-- CreateIndex
CREATE INDEX "allocation_practice_id_episode_id_idx" ON "allocation"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "allocation_practice_id_therapist_id_until_at_idx" ON "allocation"("practice_id", "therapist_id", "until_at");

-- CreateIndex
CREATE INDEX "allocation_practice_id_offer_id_idx" ON "allocation"("practice_id", "offer_id");

-- CreateIndex
CREATE INDEX "allocation_practice_id_made_by_id_idx" ON "allocation"("practice_id", "made_by_id");

-- CreateIndex
CREATE INDEX "audit_event_practice_id_client_id_seq_idx" ON "audit_event"("practice_id", "client_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_practice_id_seq_key" ON "audit_event"("practice_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_practice_id_prev_hash_key" ON "audit_event"("practice_id", "prev_hash");

-- CreateIndex
CREATE INDEX "clinical_read_practice_id_client_id_at_idx" ON "clinical_read"("practice_id", "client_id", "at");

-- CreateIndex
CREATE INDEX "clinical_read_practice_id_batch_seq_idx" ON "clinical_read"("practice_id", "batch_seq");

-- CreateIndex
CREATE INDEX "clinical_read_practice_id_staff_id_idx" ON "clinical_read"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_auth_user_id_key" ON "client"("auth_user_id");

-- CreateIndex
CREATE INDEX "client_practice_id_name_search_idx" ON "client"("practice_id", "name_search");

-- CreateIndex
CREATE INDEX "client_practice_id_state_idx" ON "client"("practice_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "safe_contact_practice_id_client_id_key" ON "safe_contact"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "person_around_practice_id_client_id_idx" ON "person_around"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "enquiry_practice_id_state_received_at_idx" ON "enquiry"("practice_id", "state", "received_at");

-- CreateIndex
CREATE INDEX "enquiry_practice_id_client_id_idx" ON "enquiry"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "enquiry_practice_id_recorded_by_id_idx" ON "enquiry"("practice_id", "recorded_by_id");

-- CreateIndex
CREATE INDEX "enquiry_practice_id_notice_version_id_idx" ON "enquiry"("practice_id", "notice_version_id");

-- CreateIndex
CREATE INDEX "enquiry_practice_id_triaged_by_id_idx" ON "enquiry"("practice_id", "triaged_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "enquiry_practice_id_idempotency_key_key" ON "enquiry"("practice_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "ledger_entry_practice_id_client_id_at_idx" ON "ledger_entry"("practice_id", "client_id", "at");

-- CreateIndex
CREATE INDEX "ledger_entry_practice_id_recorded_by_id_idx" ON "ledger_entry"("practice_id", "recorded_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_practice_id_session_id_client_id_kind_key" ON "ledger_entry"("practice_id", "session_id", "client_id", "kind");

-- CreateIndex
CREATE INDEX "outbox_mail_practice_id_state_created_at_idx" ON "outbox_mail"("practice_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "outbox_mail_practice_id_client_id_idx" ON "outbox_mail"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "outbox_mail_practice_id_staff_id_idx" ON "outbox_mail"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_mail_practice_id_idempotency_key_key" ON "outbox_mail"("practice_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "measure_plan_practice_id_client_id_idx" ON "measure_plan"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "measure_plan_practice_id_episode_id_idx" ON "measure_plan"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "measure_plan_practice_id_planned_by_id_idx" ON "measure_plan"("practice_id", "planned_by_id");

-- CreateIndex
CREATE INDEX "administration_practice_id_client_id_due_at_idx" ON "administration"("practice_id", "client_id", "due_at");

-- CreateIndex
CREATE INDEX "administration_practice_id_session_id_idx" ON "administration"("practice_id", "session_id");

-- CreateIndex
CREATE INDEX "administration_practice_id_episode_id_idx" ON "administration"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "administration_practice_id_plan_id_idx" ON "administration"("practice_id", "plan_id");

-- CreateIndex
CREATE INDEX "administration_practice_id_entered_by_id_idx" ON "administration"("practice_id", "entered_by_id");

-- CreateIndex
CREATE INDEX "risk_alert_practice_id_state_raised_at_idx" ON "risk_alert"("practice_id", "state", "raised_at");

-- CreateIndex
CREATE INDEX "risk_alert_practice_id_client_id_idx" ON "risk_alert"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "risk_alert_practice_id_holder_id_idx" ON "risk_alert"("practice_id", "holder_id");

-- CreateIndex
CREATE INDEX "risk_alert_practice_id_acknowledged_by_id_idx" ON "risk_alert"("practice_id", "acknowledged_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "risk_alert_practice_id_administration_id_item_number_key" ON "risk_alert"("practice_id", "administration_id", "item_number");

-- CreateIndex
CREATE INDEX "risk_alert_hop_practice_id_alert_id_idx" ON "risk_alert_hop"("practice_id", "alert_id");

-- CreateIndex
CREATE INDEX "risk_alert_hop_practice_id_client_id_idx" ON "risk_alert_hop"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "risk_alert_hop_practice_id_staff_id_idx" ON "risk_alert_hop"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "practice_slug_key" ON "practice"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "practice_key_practice_id_version_key" ON "practice_key"("practice_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "client_key_practice_id_client_id_key" ON "client_key"("practice_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_practice_id_name_key" ON "room"("practice_id", "name");

-- CreateIndex
CREATE INDEX "availability_practice_id_staff_id_idx" ON "availability"("practice_id", "staff_id");

-- CreateIndex
CREATE INDEX "availability_practice_id_room_id_idx" ON "availability"("practice_id", "room_id");

-- CreateIndex
CREATE INDEX "absence_practice_id_staff_id_starts_at_idx" ON "absence"("practice_id", "staff_id", "starts_at");

-- CreateIndex
CREATE INDEX "series_practice_id_episode_id_idx" ON "series"("practice_id", "episode_id");

-- CreateIndex
CREATE INDEX "series_practice_id_therapist_id_idx" ON "series"("practice_id", "therapist_id");

-- CreateIndex
CREATE INDEX "series_practice_id_room_id_idx" ON "series"("practice_id", "room_id");

-- CreateIndex
CREATE INDEX "series_practice_id_working_agreement_id_idx" ON "series"("practice_id", "working_agreement_id");

-- CreateIndex
CREATE INDEX "session_practice_id_therapist_id_starts_at_idx" ON "session"("practice_id", "therapist_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_practice_id_episode_id_starts_at_idx" ON "session"("practice_id", "episode_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_practice_id_starts_at_idx" ON "session"("practice_id", "starts_at");

-- CreateIndex
CREATE INDEX "session_practice_id_room_id_idx" ON "session"("practice_id", "room_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_practice_id_series_id_occurrence_key_key" ON "session"("practice_id", "series_id", "occurrence_key");

-- CreateIndex
CREATE INDEX "session_participant_practice_id_client_id_starts_at_idx" ON "session_participant"("practice_id", "client_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_participant_practice_id_session_id_client_id_key" ON "session_participant"("practice_id", "session_id", "client_id");

-- CreateIndex
CREATE INDEX "occupied_practice_id_resource_id_starts_at_idx" ON "occupied"("practice_id", "resource_id", "starts_at");

-- CreateIndex
CREATE INDEX "occupied_practice_id_session_id_idx" ON "occupied"("practice_id", "session_id");

-- CreateIndex
CREATE INDEX "occupied_practice_id_offer_id_idx" ON "occupied"("practice_id", "offer_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_member_auth_user_id_key" ON "staff_member"("auth_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_member_practice_id_email_key" ON "staff_member"("practice_id", "email");

-- CreateIndex
CREATE INDEX "staff_role_practice_id_granted_by_id_idx" ON "staff_role"("practice_id", "granted_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_role_practice_id_staff_id_role_key" ON "staff_role"("practice_id", "staff_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "staff_invitation_token_hash_key" ON "staff_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "staff_invitation_practice_id_staff_id_idx" ON "staff_invitation"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "therapist_profile_practice_id_staff_id_key" ON "therapist_profile"("practice_id", "staff_id");

-- CreateIndex
CREATE INDEX "supervision_link_practice_id_therapist_id_idx" ON "supervision_link"("practice_id", "therapist_id");

-- CreateIndex
CREATE INDEX "supervision_link_practice_id_supervisor_id_idx" ON "supervision_link"("practice_id", "supervisor_id");

-- CreateIndex
CREATE INDEX "ladder_rung_practice_id_staff_id_idx" ON "ladder_rung"("practice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "ladder_rung_practice_id_position_key" ON "ladder_rung"("practice_id", "position");

-- CreateIndex
CREATE INDEX "cover_practice_id_therapist_id_idx" ON "cover"("practice_id", "therapist_id");

-- CreateIndex
CREATE INDEX "cover_practice_id_cover_id_idx" ON "cover"("practice_id", "cover_id");

-- CreateIndex
CREATE INDEX "break_glass_practice_id_staff_id_idx" ON "break_glass"("practice_id", "staff_id");

-- CreateIndex
CREATE INDEX "break_glass_practice_id_client_id_idx" ON "break_glass"("practice_id", "client_id");

-- CreateIndex
CREATE INDEX "break_glass_practice_id_reviewed_by_id_idx" ON "break_glass"("practice_id", "reviewed_by_id");

-- AddForeignKey
ALTER TABLE "template" ADD CONSTRAINT "template_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_practice_id_template_id_fkey" FOREIGN KEY ("practice_id", "template_id") REFERENCES "template"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_practice_id_reviewed_by_id_fkey" FOREIGN KEY ("practice_id", "reviewed_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_practice_id_published_by_id_fkey" FOREIGN KEY ("practice_id", "published_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_practice_id_template_version_id_fkey" FOREIGN KEY ("practice_id", "template_version_id") REFERENCES "template_version"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_practice_id_supersedes_id_fkey" FOREIGN KEY ("practice_id", "supersedes_id") REFERENCES "working_agreement"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_practice_id_offer_id_fkey" FOREIGN KEY ("practice_id", "offer_id") REFERENCES "offer"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_working_agreement_id_fkey" FOREIGN KEY ("practice_id", "working_agreement_id") REFERENCES "working_agreement"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_notice_version_id_fkey" FOREIGN KEY ("practice_id", "notice_version_id") REFERENCES "template_version"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_consents_version_id_fkey" FOREIGN KEY ("practice_id", "consents_version_id") REFERENCES "template_version"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_practice_id_requested_by_id_fkey" FOREIGN KEY ("practice_id", "requested_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signing_link" ADD CONSTRAINT "signing_link_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signing_link" ADD CONSTRAINT "signing_link_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "agreement_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signing_link" ADD CONSTRAINT "signing_link_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signing_link" ADD CONSTRAINT "signing_link_practice_id_offer_id_fkey" FOREIGN KEY ("practice_id", "offer_id") REFERENCES "offer"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "agreement_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_practice_id_template_version_id_fkey" FOREIGN KEY ("practice_id", "template_version_id") REFERENCES "template_version"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_practice_id_record_id_fkey" FOREIGN KEY ("practice_id", "record_id") REFERENCES "consent_record"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "agreement_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "seal" ADD CONSTRAINT "seal_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "seal" ADD CONSTRAINT "seal_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "agreement_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "seal" ADD CONSTRAINT "seal_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "seal" ADD CONSTRAINT "seal_practice_id_file_id_fkey" FOREIGN KEY ("practice_id", "file_id") REFERENCES "sealed_file"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "seal_key" ADD CONSTRAINT "seal_key_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_talk" ADD CONSTRAINT "agreement_talk_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_talk" ADD CONSTRAINT "agreement_talk_practice_id_pack_id_fkey" FOREIGN KEY ("practice_id", "pack_id") REFERENCES "agreement_pack"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_talk" ADD CONSTRAINT "agreement_talk_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "agreement_talk" ADD CONSTRAINT "agreement_talk_practice_id_answered_by_id_fkey" FOREIGN KEY ("practice_id", "answered_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alliance_signal" ADD CONSTRAINT "alliance_signal_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alliance_signal" ADD CONSTRAINT "alliance_signal_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alliance_signal" ADD CONSTRAINT "alliance_signal_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alliance_signal" ADD CONSTRAINT "alliance_signal_practice_id_check_in_id_fkey" FOREIGN KEY ("practice_id", "check_in_id") REFERENCES "check_in"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "talked_about" ADD CONSTRAINT "talked_about_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "talked_about" ADD CONSTRAINT "talked_about_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "talked_about" ADD CONSTRAINT "talked_about_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_wish" ADD CONSTRAINT "session_wish_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_wish" ADD CONSTRAINT "session_wish_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_wish" ADD CONSTRAINT "session_wish_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goal_rating" ADD CONSTRAINT "goal_rating_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goal_rating" ADD CONSTRAINT "goal_rating_practice_id_goal_id_fkey" FOREIGN KEY ("practice_id", "goal_id") REFERENCES "goal"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "goal_rating" ADD CONSTRAINT "goal_rating_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_list_entry" ADD CONSTRAINT "waiting_list_entry_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_list_entry" ADD CONSTRAINT "waiting_list_entry_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_list_entry" ADD CONSTRAINT "waiting_list_entry_practice_id_enquiry_id_fkey" FOREIGN KEY ("practice_id", "enquiry_id") REFERENCES "enquiry"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "entry_participant" ADD CONSTRAINT "entry_participant_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "entry_participant" ADD CONSTRAINT "entry_participant_practice_id_entry_id_fkey" FOREIGN KEY ("practice_id", "entry_id") REFERENCES "waiting_list_entry"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "entry_participant" ADD CONSTRAINT "entry_participant_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_practice_id_entry_id_fkey" FOREIGN KEY ("practice_id", "entry_id") REFERENCES "waiting_list_entry"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_practice_id_room_id_fkey" FOREIGN KEY ("practice_id", "room_id") REFERENCES "room"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_practice_id_made_by_id_fkey" FOREIGN KEY ("practice_id", "made_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_event" ADD CONSTRAINT "offer_event_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_event" ADD CONSTRAINT "offer_event_practice_id_offer_id_fkey" FOREIGN KEY ("practice_id", "offer_id") REFERENCES "offer"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "offer_event" ADD CONSTRAINT "offer_event_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "episode" ADD CONSTRAINT "episode_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "episode_participant" ADD CONSTRAINT "episode_participant_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "episode_participant" ADD CONSTRAINT "episode_participant_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "episode_participant" ADD CONSTRAINT "episode_participant_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_practice_id_offer_id_fkey" FOREIGN KEY ("practice_id", "offer_id") REFERENCES "offer"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_practice_id_made_by_id_fkey" FOREIGN KEY ("practice_id", "made_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "clinical_read" ADD CONSTRAINT "clinical_read_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "clinical_read" ADD CONSTRAINT "clinical_read_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "clinical_read" ADD CONSTRAINT "clinical_read_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "safe_contact" ADD CONSTRAINT "safe_contact_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "safe_contact" ADD CONSTRAINT "safe_contact_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "person_around" ADD CONSTRAINT "person_around_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "person_around" ADD CONSTRAINT "person_around_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_practice_id_recorded_by_id_fkey" FOREIGN KEY ("practice_id", "recorded_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_practice_id_notice_version_id_fkey" FOREIGN KEY ("practice_id", "notice_version_id") REFERENCES "template_version"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_practice_id_triaged_by_id_fkey" FOREIGN KEY ("practice_id", "triaged_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_practice_id_recorded_by_id_fkey" FOREIGN KEY ("practice_id", "recorded_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outbox_mail" ADD CONSTRAINT "outbox_mail_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outbox_mail" ADD CONSTRAINT "outbox_mail_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outbox_mail" ADD CONSTRAINT "outbox_mail_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "measure_plan" ADD CONSTRAINT "measure_plan_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "measure_plan" ADD CONSTRAINT "measure_plan_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "measure_plan" ADD CONSTRAINT "measure_plan_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "measure_plan" ADD CONSTRAINT "measure_plan_practice_id_planned_by_id_fkey" FOREIGN KEY ("practice_id", "planned_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "administration" ADD CONSTRAINT "administration_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "administration" ADD CONSTRAINT "administration_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "administration" ADD CONSTRAINT "administration_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "administration" ADD CONSTRAINT "administration_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "administration" ADD CONSTRAINT "administration_practice_id_plan_id_fkey" FOREIGN KEY ("practice_id", "plan_id") REFERENCES "measure_plan"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "administration" ADD CONSTRAINT "administration_practice_id_entered_by_id_fkey" FOREIGN KEY ("practice_id", "entered_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_practice_id_administration_id_fkey" FOREIGN KEY ("practice_id", "administration_id") REFERENCES "administration"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_practice_id_holder_id_fkey" FOREIGN KEY ("practice_id", "holder_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_practice_id_acknowledged_by_id_fkey" FOREIGN KEY ("practice_id", "acknowledged_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert_hop" ADD CONSTRAINT "risk_alert_hop_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert_hop" ADD CONSTRAINT "risk_alert_hop_practice_id_alert_id_fkey" FOREIGN KEY ("practice_id", "alert_id") REFERENCES "risk_alert"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert_hop" ADD CONSTRAINT "risk_alert_hop_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk_alert_hop" ADD CONSTRAINT "risk_alert_hop_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "practice_key" ADD CONSTRAINT "practice_key_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "client_key" ADD CONSTRAINT "client_key_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "client_key" ADD CONSTRAINT "client_key_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_practice_id_room_id_fkey" FOREIGN KEY ("practice_id", "room_id") REFERENCES "room"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_practice_id_room_id_fkey" FOREIGN KEY ("practice_id", "room_id") REFERENCES "room"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_practice_id_working_agreement_id_fkey" FOREIGN KEY ("practice_id", "working_agreement_id") REFERENCES "working_agreement"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_practice_id_episode_id_fkey" FOREIGN KEY ("practice_id", "episode_id") REFERENCES "episode"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_practice_id_series_id_fkey" FOREIGN KEY ("practice_id", "series_id") REFERENCES "series"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_practice_id_room_id_fkey" FOREIGN KEY ("practice_id", "room_id") REFERENCES "room"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_participant" ADD CONSTRAINT "session_participant_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_participant" ADD CONSTRAINT "session_participant_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_participant" ADD CONSTRAINT "session_participant_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "occupied" ADD CONSTRAINT "occupied_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "occupied" ADD CONSTRAINT "occupied_practice_id_session_id_fkey" FOREIGN KEY ("practice_id", "session_id") REFERENCES "session"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "occupied" ADD CONSTRAINT "occupied_practice_id_offer_id_fkey" FOREIGN KEY ("practice_id", "offer_id") REFERENCES "offer"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_practice_id_granted_by_id_fkey" FOREIGN KEY ("practice_id", "granted_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "therapist_profile" ADD CONSTRAINT "therapist_profile_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "therapist_profile" ADD CONSTRAINT "therapist_profile_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "supervision_link" ADD CONSTRAINT "supervision_link_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "supervision_link" ADD CONSTRAINT "supervision_link_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "supervision_link" ADD CONSTRAINT "supervision_link_practice_id_supervisor_id_fkey" FOREIGN KEY ("practice_id", "supervisor_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ladder_rung" ADD CONSTRAINT "ladder_rung_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ladder_rung" ADD CONSTRAINT "ladder_rung_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cover" ADD CONSTRAINT "cover_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cover" ADD CONSTRAINT "cover_practice_id_therapist_id_fkey" FOREIGN KEY ("practice_id", "therapist_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cover" ADD CONSTRAINT "cover_practice_id_cover_id_fkey" FOREIGN KEY ("practice_id", "cover_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_practice_id_staff_id_fkey" FOREIGN KEY ("practice_id", "staff_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_practice_id_client_id_fkey" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_practice_id_reviewed_by_id_fkey" FOREIGN KEY ("practice_id", "reviewed_by_id") REFERENCES "staff_member"("practice_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Closed words: a column that holds one of a few words holds nothing else. The lists are the domain packages' own.
ALTER TABLE "practice" ADD CONSTRAINT "practice_nation_words" CHECK ("nation" IN ('england-and-wales', 'scotland', 'northern-ireland'));
ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_state_words" CHECK ("state" IN ('invited', 'active', 'left'));
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_role_words" CHECK ("role" IN ('manager', 'clinical-lead', 'therapist', 'supervisor', 'front-desk'));
ALTER TABLE "ladder_rung" ADD CONSTRAINT "ladder_rung_title_words" CHECK ("title" IN ('cover', 'clinical-lead', 'deputy'));
ALTER TABLE "absence" ADD CONSTRAINT "absence_kind_words" CHECK ("kind" IN ('leave', 'sick', 'closure'));
ALTER TABLE "client" ADD CONSTRAINT "client_nation_words" CHECK ("nation" IN ('england-and-wales', 'scotland', 'northern-ireland'));
ALTER TABLE "client" ADD CONSTRAINT "client_state_words" CHECK ("state" IN ('enquiring', 'waiting', 'active', 'ended', 'referred-on', 'withdrawn'));
ALTER TABLE "safe_contact" ADD CONSTRAINT "safe_contact_prefers_words" CHECK ("prefers" IN ('email', 'telephone', 'text', 'post'));
ALTER TABLE "person_around" ADD CONSTRAINT "person_around_kind_words" CHECK ("kind" IN ('gp', 'emergency', 'partner', 'guardian', 'other'));
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_source_words" CHECK ("source" IN ('web', 'telephone'));
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_state_words" CHECK ("state" IN ('new', 'suitable', 'assessment', 'referred-on', 'withdrawn'));
ALTER TABLE "waiting_list_entry" ADD CONSTRAINT "waiting_list_entry_episode_kind_words" CHECK ("episode_kind" IN ('individual', 'couple', 'family', 'group'));
ALTER TABLE "waiting_list_entry" ADD CONSTRAINT "waiting_list_entry_state_words" CHECK ("state" IN ('waiting', 'offered', 'allocated', 'left'));
ALTER TABLE "offer" ADD CONSTRAINT "offer_place_kind_words" CHECK ("place_kind" IN ('room', 'online', 'telephone'));
ALTER TABLE "offer" ADD CONSTRAINT "offer_state_words" CHECK ("state" IN ('held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client', 'agreed', 'declined-by-therapist', 'declined-by-client', 'lapsed', 'withdrawn'));
ALTER TABLE "episode" ADD CONSTRAINT "episode_kind_words" CHECK ("kind" IN ('individual', 'couple', 'family', 'group'));
ALTER TABLE "episode" ADD CONSTRAINT "episode_state_words" CHECK ("state" IN ('proposed', 'open', 'ending', 'ended'));
ALTER TABLE "template" ADD CONSTRAINT "template_kind_words" CHECK ("kind" IN ('working-agreement', 'privacy-notice', 'optional-consents'));
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_state_words" CHECK ("state" IN ('draft', 'published', 'superseded', 'withdrawn'));
ALTER TABLE "working_agreement" ADD CONSTRAINT "working_agreement_state_words" CHECK ("state" IN ('draft', 'sent', 'agreed', 'superseded', 'declined', 'closed'));
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_channel_words" CHECK ("channel" IN ('online', 'paper'));
ALTER TABLE "agreement_pack" ADD CONSTRAINT "agreement_pack_state_words" CHECK ("state" IN ('sent', 'talking', 'signed', 'declined', 'expired', 'cancelled', 'superseded'));
ALTER TABLE "signing_link" ADD CONSTRAINT "signing_link_purpose_words" CHECK ("purpose" IN ('sign-agreement', 'answer-offer', 'portal'));
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_kind_words" CHECK ("kind" IN ('working-agreement', 'privacy-notice', 'optional-consents'));
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_collection_method_words" CHECK ("collection_method" IN ('online', 'paper', 'spoken'));
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_type_words" CHECK ("type" IN ('requested', 'presented', 'acknowledged', 'given', 'declined', 'item-given', 'item-declined', 'item-withdrawn', 'withdrawn', 'superseded', 'lapsed', 'countersigned', 'corrected'));
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_channel_words" CHECK ("channel" IN ('online', 'paper', 'spoken', 'system'));
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_actor_kind_words" CHECK ("actor_kind" IN ('client', 'staff', 'system'));
ALTER TABLE "signature" ADD CONSTRAINT "signature_role_words" CHECK ("role" IN ('client', 'therapist'));
ALTER TABLE "signature" ADD CONSTRAINT "signature_method_words" CHECK ("method" IN ('typed', 'drawn', 'paper', 'spoken'));
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_kind_words" CHECK ("kind" IN ('agreement', 'paper-scan'));
ALTER TABLE "series" ADD CONSTRAINT "series_place_kind_words" CHECK ("place_kind" IN ('room', 'online', 'telephone'));
ALTER TABLE "series" ADD CONSTRAINT "series_state_words" CHECK ("state" IN ('active', 'ended'));
ALTER TABLE "session" ADD CONSTRAINT "session_place_kind_words" CHECK ("place_kind" IN ('room', 'online', 'telephone'));
ALTER TABLE "session" ADD CONSTRAINT "session_status_words" CHECK ("status" IN ('planned', 'attended', 'cancelled-in-time', 'cancelled-late', 'did-not-attend', 'cancelled-by-us', 'moved'));
ALTER TABLE "occupied" ADD CONSTRAINT "occupied_kind_words" CHECK ("kind" IN ('therapist', 'room', 'client'));
ALTER TABLE "measure_plan" ADD CONSTRAINT "measure_plan_cadence_words" CHECK ("cadence" IN ('first', 'each-session', 'every-n', 'in-session'));
ALTER TABLE "administration" ADD CONSTRAINT "administration_state_words" CHECK ("state" IN ('open', 'begun', 'submitted', 'not-today', 'closed'));
ALTER TABLE "administration" ADD CONSTRAINT "administration_collection_words" CHECK ("collection" IN ('online', 'paper', 'in-session'));
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_tier_words" CHECK ("tier" IN ('today', 'before-next-session'));
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_state_words" CHECK ("state" IN ('open', 'acknowledged'));
ALTER TABLE "risk_alert_hop" ADD CONSTRAINT "risk_alert_hop_kind_words" CHECK ("kind" IN ('raised', 'passed', 'read', 'acknowledged'));
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_state_words" CHECK ("state" IN ('open', 'begun', 'submitted', 'not-today', 'closed'));
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_audience_words" CHECK ("audience" IN ('therapist', 'therapist-and-supervisor', 'practice-without-name'));
ALTER TABLE "talked_about" ADD CONSTRAINT "talked_about_subject_type_words" CHECK ("subject_type" IN ('administration', 'alliance-signal'));
ALTER TABLE "goal" ADD CONSTRAINT "goal_state_words" CHECK ("state" IN ('proposed', 'agreed', 'paused', 'reached', 'let-go'));
ALTER TABLE "goal" ADD CONSTRAINT "goal_proposed_by_words" CHECK ("proposed_by" IN ('client', 'therapist'));
ALTER TABLE "goal_rating" ADD CONSTRAINT "goal_rating_rated_by_words" CHECK ("rated_by" IN ('client', 'therapist'));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_kind_words" CHECK ("kind" IN ('charge', 'waiver', 'payment'));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_reason_words" CHECK ("reason" IN ('session', 'late-cancellation', 'did-not-attend', 'waiver', 'payment'));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_method_words" CHECK ("method" IN ('card', 'transfer', 'cash', 'other', 'none'));
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_outcome_words" CHECK ("outcome" IN ('success', 'denied', 'error'));
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_actor_kind_words" CHECK ("actor_kind" IN ('staff', 'client', 'system', 'anonymous'));
ALTER TABLE "clinical_read" ADD CONSTRAINT "clinical_read_purpose_words" CHECK ("purpose" IN ('care', 'cover', 'break-glass', 'supervision', 'alert'));
ALTER TABLE "outbox_mail" ADD CONSTRAINT "outbox_mail_state_words" CHECK ("state" IN ('queued', 'sending', 'sent', 'failed', 'dead', 'not-safe'));
