export function Chevron() {
  return (
    <svg className="chevron" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M5 2l5 5-5 5" />
    </svg>
  );
}
