export type Thing = {
  title: string;
  /** In words: "Not begun", "Half done, kept on Sunday", "Done", "Leila signs next". */
  status: string;
  /** Left out: nothing can be done yet, and the status says why. */
  href?: string | undefined;
  /** "3 min" */
  time?: string | undefined;
};

/** The task list: what is to do, how far it is, how long it takes. Tasks can be done in any order that has a link. */
export function Things({ things, label }: { things: readonly Thing[]; label?: string }) {
  return (
    <ul className="things" aria-label={label}>
      {things.map((thing) => (
        <li key={thing.title}>
          {thing.href === undefined ? (
            <div className="thing">
              <ThingWords thing={thing} />
            </div>
          ) : (
            <a href={thing.href}>
              <ThingWords thing={thing} />
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function ThingWords({ thing }: { thing: Thing }) {
  return (
    <>
      {thing.href === undefined ? <span>{thing.title}</span> : <b>{thing.title}</b>}
      {thing.time === undefined ? <span /> : <span className="time">{thing.time}</span>}
      <span className="quiet">{thing.status}</span>
    </>
  );
}
