-- Who pays, what settles what, numbered receipts, statements, therapists' shares; and the ledger is never rewritten from here on.
-- Locks: ledger_entry for the time of one rewrite (a stored column is added); the rest are new tables.

CREATE TABLE public.payer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  kind text NOT NULL,
  name text NOT NULL,
  address text,
  email text,
  reference text,
  client_id uuid,
  is_active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT payer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT payer_kind_words CHECK (kind IN ('person', 'insurer', 'employer')),
  -- A person pays for one client, an organisation belongs to none.
  CONSTRAINT payer_whose CHECK ((kind = 'person') = (client_id IS NOT NULL))
);
CREATE TABLE public.payment_arrangement (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  client_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  share text NOT NULL,
  share_pence integer,
  share_points integer,
  from_on date NOT NULL,
  until_on date,
  session_limit integer,
  used_before integer NOT NULL DEFAULT 0,
  authorisation text,
  authorised_until_on date,
  member_reference text,
  covers_missed boolean NOT NULL DEFAULT false,
  shown_as text NOT NULL DEFAULT 'reference',
  dates_agreed boolean NOT NULL DEFAULT false,
  beyond text NOT NULL DEFAULT 'ask',
  beyond_chosen_at timestamptz(6),
  beyond_chosen_by text,
  warned text,
  version integer NOT NULL DEFAULT 1,
  created_by_id uuid,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT payment_arrangement_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT payment_arrangement_share_words CHECK (share IN ('whole', 'fixed', 'percent')),
  CONSTRAINT payment_arrangement_share_whole CHECK ((share = 'fixed') = (share_pence IS NOT NULL) AND (share = 'percent') = (share_points IS NOT NULL)),
  CONSTRAINT payment_arrangement_share_range CHECK (share_pence BETWEEN 1 AND 1000000 AND share_points IS NULL
    OR share_points BETWEEN 1 AND 9999 AND share_pence IS NULL OR share_pence IS NULL AND share_points IS NULL),
  CONSTRAINT payment_arrangement_dates CHECK (until_on >= from_on),
  CONSTRAINT payment_arrangement_limit CHECK (session_limit BETWEEN 1 AND 1000 AND used_before BETWEEN 0 AND 1000 OR session_limit IS NULL),
  CONSTRAINT payment_arrangement_shown_as_words CHECK (shown_as IN ('name', 'initials', 'reference')),
  CONSTRAINT payment_arrangement_beyond_words CHECK (beyond IN ('ask', 'client-pays')),
  -- Nobody pays beyond a limit unless somebody chose it, and the row says who and when.
  CONSTRAINT payment_arrangement_beyond_chosen CHECK (beyond = 'ask' OR beyond_chosen_at IS NOT NULL AND beyond_chosen_by IS NOT NULL),
  CONSTRAINT payment_arrangement_beyond_chosen_by_words CHECK (beyond_chosen_by IN ('staff', 'client')),
  CONSTRAINT payment_arrangement_warned_words CHECK (warned IN ('near', 'expiring', 'reached', 'expired'))
);

-- What a money line may say from now on. Reasons are words from a list, none of them about anybody's health: two that were are left
-- to the lines that have them.
ALTER TABLE public.ledger_entry
  DROP CONSTRAINT ledger_entry_kind_words,
  DROP CONSTRAINT ledger_entry_reason_words,
  ADD COLUMN party text NOT NULL DEFAULT 'client',
  ADD COLUMN payer_id uuid,
  ADD COLUMN arrangement_id uuid,
  ADD COLUMN reverses_id uuid,
  ADD COLUMN key text,
  ADD COLUMN batch_id uuid,
  ADD COLUMN reference text,
  ADD COLUMN received_on date;
ALTER TABLE public.ledger_entry
  ADD COLUMN effect_pence integer GENERATED ALWAYS AS
    (CASE WHEN (kind IN ('charge', 'adjustment-up', 'refund')) = (reverses_id IS NULL) THEN pence ELSE -pence END) STORED,
  ADD CONSTRAINT ledger_entry_kind_words CHECK (kind IN ('charge', 'adjustment-up', 'adjustment-down', 'waiver', 'write-off', 'payment', 'refund')),
  ADD CONSTRAINT ledger_entry_reason_words CHECK (reason IN ('session', 'late-cancellation', 'did-not-attend', 'waiver', 'payment',
    'hardship', 'our-mistake', 'not-foreseen', 'goodwill', 'not-held', 'beyond-limit', 'wrong-sum', 'agreed-otherwise', 'room-or-material',
    'not-collectable', 'small-sum', 'paid-twice', 'paid-ahead', 'recorded-by-mistake', 'put-right')),
  ADD CONSTRAINT ledger_entry_party_words CHECK (party IN ('client', 'payer', 'undecided')),
  ADD CONSTRAINT ledger_entry_party_payer CHECK ((party = 'payer') = (payer_id IS NOT NULL)),
  ADD CONSTRAINT ledger_entry_pence_positive CHECK (pence > 0),
  ADD CONSTRAINT ledger_entry_reference_plain CHECK (reference ~ '^[A-Za-z0-9 ./#-]{1,40}$'),
  -- Money has a way and a day; what is no money has neither. (Lines from before have no day.)
  ADD CONSTRAINT ledger_entry_received CHECK (received_on IS NULL OR kind IN ('payment', 'refund'));
DROP INDEX public.ledger_entry_practice_id_session_id_client_id_kind_key;

CREATE TABLE public.ledger_allocation (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  client_id uuid NOT NULL,
  credit_id uuid NOT NULL,
  debit_id uuid NOT NULL,
  pence integer NOT NULL,
  at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT ledger_allocation_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT ledger_allocation_pence_not_nothing CHECK (pence <> 0)
);
CREATE TABLE public.receipt (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  number integer NOT NULL,
  client_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  issued_to text NOT NULL,
  issued_by_id uuid,
  issued_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT receipt_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT receipt_number_counts CHECK (number > 0)
);
CREATE TABLE public.fee_document (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  kind text NOT NULL,
  client_id uuid,
  payer_id uuid,
  from_on date NOT NULL,
  until_on date NOT NULL,
  made_by_id uuid,
  made_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  is_shared boolean NOT NULL DEFAULT false,
  CONSTRAINT fee_document_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT fee_document_kind_words CHECK (kind IN ('statement', 'accounts')),
  CONSTRAINT fee_document_whose CHECK (kind = 'accounts' AND client_id IS NULL AND payer_id IS NULL
    OR kind = 'statement' AND (client_id IS NOT NULL OR payer_id IS NOT NULL)),
  CONSTRAINT fee_document_dates CHECK (until_on >= from_on)
);
CREATE TABLE public.client_fee_reason (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  client_id uuid NOT NULL,
  reason text NOT NULL,
  review_on date,
  set_by_id uuid,
  set_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT client_fee_reason_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT client_fee_reason_reason_words CHECK (reason IN ('income', 'student', 'between-jobs', 'trainee', 'earlier-fee', 'partner-scheme', 'no-fee-place'))
);
CREATE TABLE public.therapist_share (
  practice_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  staff_id uuid NOT NULL,
  kind text NOT NULL,
  points integer,
  pence integer,
  from_on date NOT NULL,
  until_on date,
  set_by_id uuid,
  set_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT therapist_share_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT therapist_share_kind_words CHECK (kind IN ('percent', 'fixed')),
  CONSTRAINT therapist_share_one CHECK ((kind = 'percent') = (points IS NOT NULL) AND (kind = 'fixed') = (pence IS NOT NULL)),
  CONSTRAINT therapist_share_range CHECK (points BETWEEN 0 AND 10000 OR pence BETWEEN 0 AND 1000000),
  CONSTRAINT therapist_share_dates CHECK (until_on >= from_on)
);

CREATE UNIQUE INDEX ledger_entry_practice_id_key_key ON public.ledger_entry (practice_id, key);
CREATE UNIQUE INDEX ledger_entry_practice_id_reverses_id_key ON public.ledger_entry (practice_id, reverses_id);
CREATE INDEX ledger_entry_practice_id_client_id_party_payer_id_effect_pe_idx ON public.ledger_entry (practice_id, client_id, party, payer_id, effect_pence);
CREATE INDEX ledger_entry_practice_id_session_id_client_id_idx ON public.ledger_entry (practice_id, session_id, client_id);
CREATE INDEX ledger_entry_practice_id_payer_id_at_idx ON public.ledger_entry (practice_id, payer_id, at);
CREATE INDEX ledger_entry_practice_id_arrangement_id_idx ON public.ledger_entry (practice_id, arrangement_id);
CREATE INDEX ledger_entry_practice_id_at_id_idx ON public.ledger_entry (practice_id, at, id);
CREATE INDEX ledger_allocation_practice_id_client_id_idx ON public.ledger_allocation (practice_id, client_id);
CREATE INDEX ledger_allocation_practice_id_credit_id_idx ON public.ledger_allocation (practice_id, credit_id);
CREATE INDEX ledger_allocation_practice_id_debit_id_idx ON public.ledger_allocation (practice_id, debit_id);
CREATE INDEX payer_practice_id_kind_name_idx ON public.payer (practice_id, kind, name);
CREATE INDEX payer_practice_id_client_id_idx ON public.payer (practice_id, client_id);
CREATE INDEX payment_arrangement_practice_id_client_id_from_on_idx ON public.payment_arrangement (practice_id, client_id, from_on);
CREATE INDEX payment_arrangement_practice_id_payer_id_idx ON public.payment_arrangement (practice_id, payer_id);
CREATE INDEX payment_arrangement_practice_id_created_by_id_idx ON public.payment_arrangement (practice_id, created_by_id);
CREATE UNIQUE INDEX receipt_practice_id_number_key ON public.receipt (practice_id, number);
CREATE UNIQUE INDEX receipt_practice_id_entry_id_key ON public.receipt (practice_id, entry_id);
CREATE INDEX receipt_practice_id_client_id_idx ON public.receipt (practice_id, client_id);
CREATE INDEX receipt_practice_id_issued_by_id_idx ON public.receipt (practice_id, issued_by_id);
CREATE INDEX fee_document_practice_id_client_id_made_at_idx ON public.fee_document (practice_id, client_id, made_at);
CREATE INDEX fee_document_practice_id_payer_id_idx ON public.fee_document (practice_id, payer_id);
CREATE INDEX fee_document_practice_id_made_by_id_idx ON public.fee_document (practice_id, made_by_id);
CREATE UNIQUE INDEX client_fee_reason_practice_id_client_id_key ON public.client_fee_reason (practice_id, client_id);
CREATE INDEX client_fee_reason_practice_id_set_by_id_idx ON public.client_fee_reason (practice_id, set_by_id);
CREATE UNIQUE INDEX therapist_share_practice_id_staff_id_from_on_key ON public.therapist_share (practice_id, staff_id, from_on);
CREATE INDEX therapist_share_practice_id_set_by_id_idx ON public.therapist_share (practice_id, set_by_id);

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM (VALUES
    ('payer', 'client_id', 'client'), ('payment_arrangement', 'client_id', 'client'), ('payment_arrangement', 'payer_id', 'payer'),
    ('payment_arrangement', 'created_by_id', 'staff_member'), ('ledger_entry', 'payer_id', 'payer'),
    ('ledger_entry', 'arrangement_id', 'payment_arrangement'), ('ledger_entry', 'reverses_id', 'ledger_entry'),
    ('ledger_allocation', 'client_id', 'client'), ('ledger_allocation', 'credit_id', 'ledger_entry'), ('ledger_allocation', 'debit_id', 'ledger_entry'),
    ('receipt', 'client_id', 'client'), ('receipt', 'entry_id', 'ledger_entry'), ('receipt', 'issued_by_id', 'staff_member'),
    ('fee_document', 'client_id', 'client'), ('fee_document', 'payer_id', 'payer'), ('fee_document', 'made_by_id', 'staff_member'),
    ('client_fee_reason', 'client_id', 'client'), ('client_fee_reason', 'set_by_id', 'staff_member'),
    ('therapist_share', 'staff_id', 'staff_member'), ('therapist_share', 'set_by_id', 'staff_member')
  ) AS list (name, col, target) LOOP
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I FOREIGN KEY (practice_id, %I) REFERENCES public.%I (practice_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT',
      one.name, one.name || '_practice_id_' || one.col || '_fkey', one.col, one.target);
  END LOOP;
  FOR one IN SELECT unnest(ARRAY['payer', 'payment_arrangement', 'ledger_allocation', 'receipt', 'fee_document', 'client_fee_reason', 'therapist_share']) AS name LOOP
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I FOREIGN KEY (practice_id) REFERENCES public.practice (id) ON DELETE RESTRICT ON UPDATE RESTRICT',
      one.name, one.name || '_practice_id_fkey');
  END LOOP;
END $$;

SELECT app.guard('public.payer', 'staff');
SELECT app.guard('public.payment_arrangement', 'client');
SELECT app.guard('public.ledger_allocation', 'client append-only');
SELECT app.guard('public.receipt', 'client append-only');
SELECT app.guard('public.fee_document', 'client');
SELECT app.guard('public.client_fee_reason', 'client');
SELECT app.guard('public.therapist_share', 'staff');

-- The ledger joins what is never rewritten: a correction is a contrary line.
DROP POLICY web_change ON public.ledger_entry;
REVOKE UPDATE ON public.ledger_entry FROM heather_web, heather_worker;
COMMENT ON TABLE public.ledger_entry IS 'class: client append-only';
SELECT app.keep_forever('public.ledger_entry');

-- What stands against what never passes either sum, in whatever way it was written: one account, from nothing to the whole.
CREATE FUNCTION app.keep_allocation_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  credit public.ledger_entry := (SELECT e FROM public.ledger_entry e WHERE e.practice_id = NEW.practice_id AND e.id = NEW.credit_id);
  debit public.ledger_entry := (SELECT e FROM public.ledger_entry e WHERE e.practice_id = NEW.practice_id AND e.id = NEW.debit_id);
  of_credit bigint := (SELECT sum(a.pence) FROM public.ledger_allocation a WHERE a.practice_id = NEW.practice_id AND a.credit_id = NEW.credit_id);
  of_debit bigint := (SELECT sum(a.pence) FROM public.ledger_allocation a WHERE a.practice_id = NEW.practice_id AND a.debit_id = NEW.debit_id);
BEGIN
  IF credit.effect_pence < 0 AND debit.effect_pence > 0 AND of_credit BETWEEN 0 AND -credit.effect_pence AND of_debit BETWEEN 0 AND debit.effect_pence
    AND (credit.client_id, credit.party) = (debit.client_id, debit.party) AND credit.client_id = NEW.client_id
    AND credit.payer_id IS NOT DISTINCT FROM debit.payer_id THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'an allocation passes what it stands between' USING ERRCODE = 'check_violation';
END $$;
REVOKE ALL ON FUNCTION app.keep_allocation_whole() FROM PUBLIC;
CREATE TRIGGER keep_whole AFTER INSERT ON public.ledger_allocation FOR EACH ROW EXECUTE FUNCTION app.keep_allocation_whole();
-- A contrary line is the whole of what it takes back, on the same account; nothing takes back a taking-back.
CREATE FUNCTION app.keep_reversal_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken public.ledger_entry := (SELECT e FROM public.ledger_entry e WHERE e.practice_id = NEW.practice_id AND e.id = NEW.reverses_id);
BEGIN
  IF taken.reverses_id IS NULL AND (taken.kind, taken.pence, taken.client_id, taken.party) = (NEW.kind, NEW.pence, NEW.client_id, NEW.party)
    AND taken.payer_id IS NOT DISTINCT FROM NEW.payer_id AND taken.session_id IS NOT DISTINCT FROM NEW.session_id THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'a contrary line is the whole of one line' USING ERRCODE = 'check_violation';
END $$;
REVOKE ALL ON FUNCTION app.keep_reversal_whole() FROM PUBLIC;
CREATE TRIGGER keep_reversal_whole AFTER INSERT ON public.ledger_entry FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL)
  EXECUTE FUNCTION app.keep_reversal_whole();

-- What was paid and let go before is set against what was charged, oldest first: where the two running sums of an account overlap.
INSERT INTO public.ledger_allocation (practice_id, client_id, credit_id, debit_id, pence, at)
WITH running AS (
  SELECT practice_id, client_id, id, at, effect_pence > 0 AS is_debit,
    sum(abs(effect_pence)) OVER (PARTITION BY practice_id, client_id, effect_pence > 0 ORDER BY at, id) AS until_sum, abs(effect_pence) AS pence
  FROM public.ledger_entry
)
SELECT c.practice_id, c.client_id, c.id, d.id, least(c.until_sum, d.until_sum) - greatest(c.until_sum - c.pence, d.until_sum - d.pence), greatest(c.at, d.at)
FROM running c JOIN running d ON d.practice_id = c.practice_id AND d.client_id = c.client_id AND d.is_debit AND NOT c.is_debit
  AND d.until_sum - d.pence < c.until_sum AND c.until_sum - c.pence < d.until_sum;
