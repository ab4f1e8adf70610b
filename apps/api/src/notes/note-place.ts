/** Where the words of each kind are sealed to. */
export const draftPlace = (rowId: string) => ({ table: 'session_note', column: 'words_sealed', rowId });
export const entryPlace = (rowId: string) => ({ table: 'note_entry', column: 'words_sealed', rowId });
export const versionPlace = (rowId: string) => ({ table: 'note_version', column: 'words_sealed', rowId });
export const processPlace = (rowId: string) => ({ table: 'process_note', column: 'words_sealed', rowId });
