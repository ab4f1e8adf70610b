import { Button } from '@heather/ui';
import { useState } from 'react';

export type Scan = { name: string; base64: string };
const maxBytes = 700_000;
/** Long side of a picture that was too large, in pixels: an A4 page stays easy to read. */
const longSide = 1800;

/** A picture or PDF of what was signed. A picture that is too large is made smaller here, before anything is sent. */
export function ScanField({ scan, onScan }: { scan: Scan | null; onScan: (scan: Scan | null) => void }) {
  const [error, setError] = useState('');
  const take = async (file: File | undefined) => {
    setError('');
    if (!file) return;
    const isPicture = file.type === 'image/jpeg' || file.type === 'image/png';
    const small = file.size > maxBytes && isPicture ? await smaller(file).catch(() => null) : file;
    if (!small || small.size > maxBytes)
      return setError('This file is too large. Choose a PDF or a picture of at most 700 kB.');
    onScan({ name: file.name, base64: toBase64(new Uint8Array(await small.arrayBuffer())) });
  };
  return (
    <div className="field">
      <label htmlFor="scan">The signed paper, as a picture or PDF</label>
      <p className="hint" id="scan-hint">
        PDF, JPEG or PNG. It is kept locked with the record. You can leave it out and keep the paper.
      </p>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : null}
      <input
        id="scan"
        type="file"
        accept="application/pdf,image/jpeg,image/png"
        aria-describedby="scan-hint"
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      {scan ? (
        <p role="status">
          {scan.name} is chosen.{' '}
          <Button kind="link" onClick={() => onScan(null)}>
            Leave it out
          </Button>
        </p>
      ) : null}
    </div>
  );
}

async function smaller(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.7));
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
