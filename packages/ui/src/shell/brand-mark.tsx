/** A sprig of heather: the house's mark, drawn from tokens. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 14 26" aria-hidden="true">
      <path className="stem" d="M7 25V3" />
      <circle className="bell" cx="7" cy="3" r="2.2" />
      <circle className="bell" cx="3.2" cy="7.6" r="2.2" />
      <circle className="bell" cx="10.8" cy="10.4" r="2.2" />
      <circle className="bell" cx="3.2" cy="14" r="2.2" />
      <circle className="bell" cx="10.8" cy="16.8" r="2.2" />
    </svg>
  );
}
