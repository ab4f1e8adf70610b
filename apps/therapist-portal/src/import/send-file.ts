import { api } from '../app/trpc.ts';

type Kind = 'clients' | 'sessions' | 'scores';

/** A part's bytes in base64, without building a string of a million arguments. */
async function base64Of(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Sends a file a part at a time. @param onProgress from 0 to 1 @returns the id under which it is looked at */
export async function sendFile(
  { kind, source, file }: { kind: Kind; source: string; file: File },
  onProgress: (done: number) => void,
): Promise<string> {
  const { importId, partBytes } = await api.imports.begin.mutate({ kind, source, bytes: file.size });
  for (let at = 0; at * partBytes < file.size; at += 1) {
    const part = await base64Of(file.slice(at * partBytes, (at + 1) * partBytes));
    await api.imports.addPart.mutate({ importId, ordinal: at, part });
    onProgress(Math.min(1, ((at + 1) * partBytes) / file.size));
  }
  await api.imports.finish.mutate({ importId });
  return importId;
}
