import { z } from 'zod';

/** Local dates that a practice can mean. 1900 and 9999 are typing slips, and are refused as such. */
export const earliestOn = '1905-01-01';
export const latestOn = '2125-12-31';

/** YYYY-MM-DD, a real day of the calendar, between earliestOn and latestOn. */
export const dateOnSchema = z.iso.date().refine((on) => on >= earliestOn && on <= latestOn, 'is out of range');

/** HH:MM on a 24-hour clock. */
export const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time');

/** Integer pence, 0 to 10,000.00. */
export const penceSchema = z.int().min(0).max(1_000_000);
