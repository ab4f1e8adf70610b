/**
 * document.title from its parts. Titles are neutral: a page's kind and the practice, never a person or anything
 * clinical, because they stay in histories and show on shared screens.
 */
export function composeTitle(page: string, practice: string, errors: number): string {
  const base = practice === '' ? page : `${page} · ${practice}`;
  return errors > 0 ? `Error: ${base}` : base;
}

type TitleState = { page: string; practice: string; errors: number };
let state: TitleState = { page: '', practice: '', errors: 0 };

function show(next: Partial<TitleState>): void {
  state = { ...state, ...next };
  if (state.page !== '') document.title = composeTitle(state.page, state.practice, state.errors);
}

/** The practice's own name, after the middle dot. Shells call this; pages do not. */
export function setTitlePractice(practice: string): void {
  show({ practice });
}

export function setTitlePage(page: string): void {
  show({ page });
}

/** An error summary stands on the page until the returned function is called. */
export function markTitleError(): () => void {
  show({ errors: state.errors + 1 });
  return () => show({ errors: state.errors - 1 });
}
