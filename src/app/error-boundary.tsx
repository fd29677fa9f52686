import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What broke, in the words of the screen: `The screen`. */
  name: string;
  /** Opens the very moment again; undefined when it could not be told. */
  address?: () => string | undefined;
  onRetry?: () => void;
  children: ReactNode;
}

interface BoundaryState {
  error?: Error;
}

/** Catches an error of ours while drawing. What a person did is in the address: it is shown, so that nothing is lost. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const address = this.address();
    return (
      <section className="problem zone" role="alert">
        <header className="zone-head">
          <h2 className="zone-title">{`${this.props.name} could not be drawn`}</h2>
        </header>
        <div className="problem-list">
          <p>This is a fault of Replayscope. What you did is safe: it is in the address below.</p>
          {address !== undefined && (
            <input type="text" readOnly value={address} aria-label="Address of this moment" />
          )}
          <p>{`The fault: ${error.message}`}</p>
          <button type="button" className="quiet" onClick={this.retry}>
            Try again
          </button>
        </div>
      </section>
    );
  }

  private address(): string | undefined {
    try {
      return this.props.address?.();
    } catch {
      return undefined;
    }
  }

  private readonly retry = () => {
    this.props.onRetry?.();
    this.setState({ error: undefined });
  };
}
