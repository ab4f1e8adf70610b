-- What stands as the sender of a practice's mails, said to be safe by the practice; null is the installation's neutral name.
-- Lock: practice for a moment (a column without a default rewrites no row).
ALTER TABLE public.practice ADD COLUMN mail_name TEXT;
