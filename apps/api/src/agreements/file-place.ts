/** Where a kept file's bytes lie, for the vault: sealed agreements, scans of paper, drawn names. */
export const filePlace = (rowId: string) => ({ table: 'sealed_file', column: 'bytes_sealed', rowId });
