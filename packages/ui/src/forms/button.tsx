import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent } from 'react';

type Kind = 'primary' | 'edged' | 'link';
const classes: Record<Kind, string> = { primary: 'button first', edged: 'button', link: 'link-button' };

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'style'> & {
  /** One primary a screen. The words are a verb and its object: "Sign the agreement". */
  kind?: Kind;
  /** While set, the button says this ("Signing…") and does nothing more. It keeps its place and its focus. */
  busy?: string | false | undefined;
};

export function Button({ kind = 'edged', busy, type = 'button', onClick, children, className, ...rest }: ButtonProps) {
  const isBusy = typeof busy === 'string';
  const act = (event: MouseEvent<HTMLButtonElement>) => {
    // A second press must not submit a second time; a disabled button would lose the focus.
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className={[classes[kind], className].filter(Boolean).join(' ')}
      aria-disabled={isBusy || undefined}
      onClick={act}
    >
      {isBusy ? busy : children}
    </button>
  );
}

type ButtonLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'style'> & {
  href: string;
  kind?: Exclude<Kind, 'link'>;
};

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ kind = 'edged', className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={[classes[kind], className].filter(Boolean).join(' ')}>
      {children}
    </a>
  );
}
