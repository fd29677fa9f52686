import { Component, lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import type { EditorPaneProps } from './editor/editor-pane.tsx';

const load = () => import('./editor/editor-pane.tsx');

/** Catches an editor that did not load: the rest of the page goes on. */
class Catch extends Component<
  { onRetry: () => void; onClose: () => void; children: ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="editor-wait" role="alert">
        <p>The editor could not be loaded. Look at the connection, and try again.</p>
        <button type="button" className="quiet" onClick={this.retry}>
          Try again
        </button>
        <button type="button" className="quiet" onClick={this.props.onClose}>
          Done
        </button>
      </div>
    );
  }

  private readonly retry = () => {
    this.props.onRetry();
    this.setState({ hasFailed: false });
  };
}

function Waiting(): ReactNode {
  return (
    <div className="editor-wait" aria-busy="true">
      <p role="status">Loading the editor…</p>
    </div>
  );
}

/** The place of the editor. It is loaded when it is first shown. */
export function EditorSlot(props: EditorPaneProps): ReactNode {
  // React keeps a failed load for ever: each try is a new lazy component.
  const [Pane, setPane] = useState<ComponentType<EditorPaneProps>>(() => lazy(load));
  return (
    <Catch onRetry={() => setPane(lazy(load))} onClose={props.onClose}>
      <Suspense fallback={<Waiting />}>
        <Pane {...props} />
      </Suspense>
    </Catch>
  );
}
