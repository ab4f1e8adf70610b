/** Larger than any agreement; what is larger is not read into memory. */
const mostBytes = 50_000_000;

/**
 * SHA-256 of a file as 64 hex digits, reckoned here: no byte of it leaves the machine. Null for a file that is too large, or that went
 * away while it was being read.
 */
export async function hashFile(file: Blob): Promise<string | null> {
  if (file.size > mostBytes) return null;
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return null;
  }
}
