import { z } from 'zod';

export type LanguageFacts = {
  /** As those who read it call it. */
  own: string;
  english: string;
  direction: 'ltr' | 'rtl';
  /** Monday first. Names of the week are kept here and not asked of the machine: two machines may know different ones. */
  days: readonly [string, string, string, string, string, string, string];
};

/** What a practice may write its documents in. More are added by a line. */
export const languages = {
  'en-GB': {
    own: 'English',
    english: 'English',
    direction: 'ltr',
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  },
  cy: {
    own: 'Cymraeg',
    english: 'Welsh',
    direction: 'ltr',
    days: ['dydd Llun', 'dydd Mawrth', 'dydd Mercher', 'dydd Iau', 'dydd Gwener', 'dydd Sadwrn', 'dydd Sul'],
  },
  gd: {
    own: 'Gàidhlig',
    english: 'Scottish Gaelic',
    direction: 'ltr',
    days: ['Diluain', 'Dimàirt', 'Diciadain', 'Diardaoin', 'Dihaoine', 'Disathairne', 'Didòmhnaich'],
  },
  ga: {
    own: 'Gaeilge',
    english: 'Irish',
    direction: 'ltr',
    days: ['Dé Luain', 'Dé Máirt', 'Dé Céadaoin', 'Déardaoin', 'Dé hAoine', 'Dé Sathairn', 'Dé Domhnaigh'],
  },
  pl: {
    own: 'Polski',
    english: 'Polish',
    direction: 'ltr',
    days: ['poniedziałek', 'wtorek', 'środa', 'czwartek', 'piątek', 'sobota', 'niedziela'],
  },
  ro: {
    own: 'Română',
    english: 'Romanian',
    direction: 'ltr',
    days: ['luni', 'marți', 'miercuri', 'joi', 'vineri', 'sâmbătă', 'duminică'],
  },
  ur: {
    own: 'اردو',
    english: 'Urdu',
    direction: 'rtl',
    days: ['پیر', 'منگل', 'بدھ', 'جمعرات', 'جمعہ', 'ہفتہ', 'اتوار'],
  },
  ar: {
    own: 'العربية',
    english: 'Arabic',
    direction: 'rtl',
    days: ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'],
  },
} as const satisfies Record<string, LanguageFacts>;

export type Language = keyof typeof languages;
export const languageCodes = Object.keys(languages) as [Language, ...Language[]];
export const languageSchema = z.enum(languageCodes);
export const defaultLanguage = 'en-GB' satisfies Language;
