-- A link may lead to an offer before there is an agreement: then it names the offer and no pack.
-- Lock: signing_link for a moment (a catalogue change; no row is looked at for DROP NOT NULL, all are once for the check).
ALTER TABLE public.signing_link ALTER COLUMN pack_id DROP NOT NULL;
ALTER TABLE public.signing_link ADD CONSTRAINT signing_link_leads_somewhere
  CHECK (purpose = 'portal' OR (purpose = 'answer-offer' AND offer_id IS NOT NULL) OR (purpose = 'sign-agreement' AND pack_id IS NOT NULL));
