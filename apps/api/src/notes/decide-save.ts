import { isBlank, type NoteRecord, type Step, type Tab } from './note-record.ts';

export type Save = { tab: Tab; baseVersion: number; words: string };

/**
 * Where a page's words go. They take the place of the newest ones only when that page has seen those, or wrote them; else they are
 * kept apart, so that neither of two pages writes over the other. Never refuses: what somebody typed has a place.
 * @param newId for words that must be kept apart
 */
export function decideSave(record: NoteRecord, save: Save, newId: string): Step {
  const { state, words, version, tab, apart, entries } = record;
  const { tab: by, baseVersion } = save;
  if (state === 'none') return isBlank(save.words) ? { kind: 'none' } : takeOver(save);
  const isSameTab = tab?.id === by.id;
  // Sent before what is kept, arrived after it: the same page has said more since.
  if (isSameTab && by.seq <= tab.seq) return { kind: 'none' };
  if (state === 'signed') return entries.some((entry) => entry.words === save.words) ? { kind: 'none' } : keepApart();
  if (state === 'draft' && words === save.words) return { kind: 'none' };
  if (isSameTab || baseVersion === version) return takeOver(save);
  return keepApart();

  function keepApart(): Step {
    if (isBlank(save.words)) return { kind: 'none' };
    const own = apart.find((each) => each.tab.id === by.id);
    if (own && (by.seq <= own.tab.seq || own.words === save.words)) return { kind: 'none' };
    return { kind: 'apart', id: own?.id ?? newId, tab: by, words: save.words, isNew: !own };
  }
}

const takeOver = ({ words, tab }: Save): Step => ({ kind: 'words', words, tab, setAside: null, settles: null });

/** Whether a page that saved now shows the newest words; otherwise it says that the note was changed in another. */
export function isNewest(record: NoteRecord, save: Save): boolean {
  const { state, words, tab } = record;
  if (state === 'signed') return false;
  if (state === 'none') return isBlank(save.words);
  return (state === 'draft' ? words : '') === save.words || tab?.id === save.tab.id;
}
