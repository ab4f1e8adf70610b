-- Signers may sign one after the other. What was drawn is kept as a file of the signer's own, beside a scan of what was signed on paper.
-- Lock: agreement_pack for a moment (a column with a constant default rewrites nothing); sealed_file while its rows are looked through.
ALTER TABLE "agreement_pack" ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "agreement_pack" ADD COLUMN "waits_turn" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE public.agreement_pack ADD CONSTRAINT agreement_pack_turn_range CHECK (turn BETWEEN 0 AND 50);
ALTER TABLE public.sealed_file DROP CONSTRAINT sealed_file_kind_words;
ALTER TABLE public.sealed_file ADD CONSTRAINT sealed_file_kind_words CHECK (kind IN ('agreement', 'paper-scan', 'drawn-name'));
