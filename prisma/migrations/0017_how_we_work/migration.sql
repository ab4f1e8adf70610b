-- How two people work together is theirs: it lies sealed beside what each of them signs, and no record keeps it in clear.
-- Lock: agreement_pack and working_agreement for a moment (catalogue changes only). consent_record is rewritten row by row, some
-- thousand rows a second; nobody signs meanwhile.

ALTER TABLE public.agreement_pack ADD COLUMN how_we_work_sealed BYTEA;
ALTER TABLE public.agreement_pack ADD CONSTRAINT agreement_pack_how_we_work_sealed_shape
  CHECK (octet_length(how_we_work_sealed) >= 31 AND get_byte(how_we_work_sealed, 0) = 1);

-- Sealing needs keys, which this file has not: what is there waits for the next start, which seals it before anybody is served.
ALTER TABLE public.working_agreement ALTER COLUMN how_we_work DROP DEFAULT, ALTER COLUMN how_we_work DROP NOT NULL;
ALTER TABLE public.working_agreement NO FORCE ROW LEVEL SECURITY;
UPDATE public.working_agreement SET how_we_work = NULL WHERE how_we_work = '{}';
ALTER TABLE public.working_agreement FORCE ROW LEVEL SECURITY;

-- A record keeps the live topics' names and no more. No hash is of them: what is bound by a signature stays as it was, to the letter.
ALTER TABLE public.consent_record NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.consent_record DISABLE TRIGGER keep_forever;
UPDATE public.consent_record SET rendered = (
    SELECT jsonb_agg(CASE WHEN topic -> 'isSigned' = 'false'
      THEN topic || jsonb_build_object('text', 'This can change without signing again. It is kept apart from what you sign.') ELSE topic END ORDER BY place)
    FROM jsonb_array_elements(rendered) WITH ORDINALITY AS t (topic, place))
  WHERE kind = 'working-agreement' AND rendered @> '[{"isSigned": false}]';
ALTER TABLE public.consent_record ENABLE TRIGGER keep_forever;
ALTER TABLE public.consent_record FORCE ROW LEVEL SECURITY;
