-- Whoever's record was destroyed does not come back with an old file: of the lines that brought them in the keyed hashes stay, of nobody.
-- Locks: none (a new table); 'imported_row' is read once, and what it says of records already destroyed is gone.

CREATE TABLE "import_erased" (
    "practice_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "import_erased_pkey" PRIMARY KEY ("practice_id","id")
);

CREATE UNIQUE INDEX "import_erased_practice_id_kind_fingerprint_key" ON "import_erased"("practice_id", "kind", "fingerprint");

ALTER TABLE "import_erased" ADD CONSTRAINT "import_erased_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE public.import_erased ADD CONSTRAINT import_erased_kind_words CHECK (kind IN ('reference', 'person', 'who'));

SELECT app.guard('public.import_erased', 'staff');
-- As of the lines themselves: the worker alone meets them, and never takes one back.
DROP POLICY web_read ON public.import_erased;
DROP POLICY web_add ON public.import_erased;
DROP POLICY web_change ON public.import_erased;
REVOKE ALL ON public.import_erased FROM heather_web;
REVOKE UPDATE ON public.import_erased FROM heather_worker;
COMMENT ON TABLE public.import_erased IS 'class: staff append-only';
SELECT app.keep_forever('public.import_erased');
