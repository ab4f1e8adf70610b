-- Whether a practice books beyond the first session without a signed agreement is the practice's to say. One column with a constant
-- default: a short lock, no rewrite.
-- AlterTable
ALTER TABLE "practice" ADD COLUMN     "agreement_blocks_booking" BOOLEAN NOT NULL DEFAULT false;
