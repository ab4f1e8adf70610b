import { Component, type ReactNode } from 'react';

type PageBoundaryProps = {
  /** A change of place clears an earlier failure. */
  place: string;
  fallback: (error: unknown, retry: () => void) => ReactNode;
  children: ReactNode;
};

/** Catches what a page throws, so that the shell, crisis help and "Exit this page" stay. React offers only a class for this. */
export class PageBoundary extends Component<PageBoundaryProps, { error: unknown; failed: boolean; place: string }> {
  override state = { error: undefined as unknown, failed: false, place: this.props.place };

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: PageBoundaryProps, state: { place: string }) {
    return props.place === state.place ? null : { place: props.place, failed: false, error: undefined };
  }

  override render() {
    const retry = () => this.setState({ failed: false, error: undefined });
    return this.state.failed ? this.props.fallback(this.state.error, retry) : this.props.children;
  }
}
