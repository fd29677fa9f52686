import { Component, type ReactNode } from 'react';
import { RescueContext } from './rescue.ts';

interface PaneBoundaryProps {
  /** What broke, in the words of the screen: `The history`. */
  name: string;
  /** Another value here, another try: the next moment may be drawn without a fault. */
  moment?: number;
  /** The place in the layout that it keeps. */
  className?: string;
  onRetry?: () => void;
  /** For what was opened over the page. */
  onClose?: () => void;
  /** For what stands in the place of another part: back to that. */
  onLeave?: () => void;
  children: ReactNode;
}

interface PaneBoundaryState {
  error?: Error;
  moment?: number | undefined;
}

/** A part of the app that did not come over the network. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

/** Catches a fault of ours in one part of the page and says so in its place: the rest goes on. */
export class PaneBoundary extends Component<PaneBoundaryProps, PaneBoundaryState> {
  static override contextType = RescueContext;
  declare context: React.ContextType<typeof RescueContext>;
  override state: PaneBoundaryState = {};

  static getDerivedStateFromError(error: unknown): PaneBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(): void {
    this.setState({ moment: this.props.moment });
  }

  override componentDidUpdate(): void {
    const { error, moment } = this.state;
    if (error && this.props.moment !== undefined && moment !== this.props.moment) this.retry();
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { name, className, onClose, onLeave } = this.props;
    const isMissing = error instanceof NotLoaded;
    return (
      <section
        className={`broken-part zone ${className ?? ''}`}
        data-over={onClose !== undefined}
        role="alert"
      >
        <h2 className="zone-title">
          {isMissing ? `${name} could not be loaded` : `${name} could not be drawn`}
        </h2>
        <p>
          {isMissing
            ? 'A part of the app did not come. Look at the connection. If it stays so, there may be a newer version: save your work and reload the page.'
            : 'This is a fault of Replayscope. Your work is safe, and the rest of the page goes on.'}
        </p>
        {!isMissing && <p className="broken-fault">{`The fault: ${error.message}`}</p>}
        <p className="broken-ways">
          <button type="button" className="quiet small" onClick={this.retry}>
            Try again
          </button>
          {this.context && this.rescueButtons(error)}
          {onLeave && (
            <button type="button" className="quiet small" onClick={onLeave}>
              Done
            </button>
          )}
          {onClose && (
            <button type="button" className="quiet small" onClick={onClose}>
              Close
            </button>
          )}
        </p>
      </section>
    );
  }

  private rescueButtons(error: Error): ReactNode {
    return (
      <>
        <button
          type="button"
          className="quiet small"
          onClick={() => this.context?.copyDetails(detailsOf(this.props.name, error))}
        >
          Copy the details
        </button>
        <button type="button" className="quiet small" onClick={() => this.context?.saveWork()}>
          Save my work as a file
        </button>
      </>
    );
  }

  private readonly retry = () => {
    this.props.onRetry?.();
    this.setState({ error: undefined, moment: undefined });
  };
}

/** For a report: what broke, and where in the built code. */
const detailsOf = (name: string, error: Error): string =>
  [
    `${name}: ${error.name}: ${error.message}`,
    error.stack ?? '',
    error.cause instanceof Error ? `Cause: ${error.cause.message}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
