import { type Drawing, drawingPath, drawingSize } from '@heather/consent';
import { Button } from '@heather/ui';
import { type PointerEvent, useRef, useState } from 'react';

const { width, height } = drawingSize;
/** As many points as the signature may have, less some. */
const mostPoints = 4800;

/**
 * A name drawn by finger, mouse or pen, for those who like it. Nobody needs it: the typed name counts by itself, so that a keyboard and
 * a reader lose nothing here. Strokes and no picture: whole numbers, the same on every screen.
 */
export function DrawName({ drawing, onChange }: { drawing: Drawing; onChange: (drawing: Drawing) => void }) {
  const [stroke, setStroke] = useState<[number, number][]>([]);
  const current = useRef<[number, number][]>([]);
  const at = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const into = (value: number, size: number) => Math.max(0, Math.min(size, Math.round(value * size)));
    return [into((event.clientX - box.left) / box.width, width), into((event.clientY - box.top) / box.height, height)];
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    current.current = [at(event)];
    setStroke(current.current);
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (current.current.length === 0) return;
    const point = at(event);
    const last = current.current.at(-1);
    if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < 3) return;
    if (current.current.length + drawing.flat().length >= mostPoints) return;
    current.current = [...current.current, point];
    setStroke(current.current);
  };
  const end = () => {
    if (current.current.length > 1) onChange([...drawing, current.current]);
    current.current = [];
    setStroke([]);
  };
  return (
    <div className="draw-name">
      <p className="small" id="draw-name-words">
        Draw your name here too, if you like. You need not: the typed name counts the same.
      </p>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={drawing.length > 0 ? 'Your name as you drew it' : 'Nothing drawn so far'}
        aria-describedby="draw-name-words"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path d={drawingPath([...drawing, stroke])} />
      </svg>
      {drawing.length > 0 ? (
        <Button kind="link" onClick={() => onChange([])}>
          Take away what I drew
        </Button>
      ) : null}
    </div>
  );
}
