-- When a client last said themselves how they may be reached. Null: nobody has asked them yet, or somebody else has changed it since.
-- Lock: safe_contact for a moment (a catalogue change; a column without a default rewrites no row).
ALTER TABLE public.safe_contact ADD COLUMN confirmed_at timestamptz(6);
