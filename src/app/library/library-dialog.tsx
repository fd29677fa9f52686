import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Dialog } from '../dialog.tsx';
import { sampleById } from '../samples/outlines.ts';
import { EntryRow } from '../../ui/library/entry-row.tsx';
import type { Session } from '../session.ts';
import type { OwnScenarios, Shelved } from './library.ts';
import { MOST_UNNAMED, sampleIdOf, type Entry } from './entry.ts';
import '../../ui/library/library.css';

/** The bounds of a scenario leave no room for more than this in one file. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** `Sample: Order processing, 25 Nov 2026, 16:16` */
function factsOf(entry: Entry, isCurrent: boolean): string {
  const id = sampleIdOf(entry);
  const kind = id === undefined ? 'Own code' : `Sample: ${sampleById(id)?.name ?? id}`;
  const origin = entry.isImported ? ', from a file' : '';
  const date = new Date(entry.changedAtMs);
  const day = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return `${isCurrent ? 'On the screen now. ' : ''}${kind}${origin}, ${day}`;
}

/** What was done last, and the way back. */
function Said({ shelved, library }: { shelved: Shelved; library: OwnScenarios }): ReactNode {
  const { said, isProblem, removed } = shelved;
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that had the focus went with its row.
    if (removed) undo.current?.focus();
  }, [removed]);
  return (
    <div className="library-said" role="status" data-tone={isProblem ? 'problem' : undefined}>
      {said !== undefined && <p>{said}</p>}
      {removed && (
        <button
          ref={undo}
          type="button"
          className="quiet small"
          onClick={() => void library.undoRemove()}
        >
          Undo
        </button>
      )}
    </div>
  );
}

function Empty(): ReactNode {
  return (
    <p className="library-empty">
      Nothing is here yet. As soon as you crash, change or edit something, it is kept here by
      itself, on this device only.
    </p>
  );
}

/** Entries that this page can't show: it says so, and takes nothing away by itself. */
function UnreadableEntries(props: { shelved: Shelved; library: OwnScenarios }): ReactNode {
  const { shelved, library } = props;
  const { unreadable } = shelved;
  if (unreadable.length === 0) return null;
  const newer = unreadable.filter(({ isNewer }) => isNewer).length;
  const damaged = unreadable.length - newer;
  return (
    <section className="library-unreadable" aria-label="Not readable">
      {damaged > 0 && (
        <p>
          {damaged === 1 ? 'One scenario is' : `${damaged} scenarios are`} damaged and can’t be
          opened.
        </p>
      )}
      {newer > 0 && (
        <p>
          {newer === 1 ? 'One scenario was' : `${newer} scenarios were`} kept by a newer version of
          this page. Load the page again to see {newer === 1 ? 'it' : 'them'}.
        </p>
      )}
      <div className="own-ways">
        <button type="button" className="quiet small" onClick={() => library.exportUnreadable()}>
          Save what is left of {unreadable.length === 1 ? 'it' : 'them'} as a file
        </button>
        {damaged > 0 && (
          <button
            type="button"
            className="quiet small"
            onClick={() => void library.removeUnreadable()}
          >
            Delete what is damaged
          </button>
        )}
      </div>
    </section>
  );
}

/** Everything at once: out, in, and away. */
function Whole({ shelved, library }: { shelved: Shelved; library: OwnScenarios }): ReactNode {
  const file = useRef<HTMLInputElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  // The button that asked is gone.
  useEffect(() => cancel.current?.focus(), [isAsking]);
  const count = shelved.entries.length;
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > LARGEST_FILE_BYTES)
      library.say('This file is too large. It has more than 64 MB.');
    else await library.importText(await chosen.text().catch(() => ''));
  };
  if (isAsking)
    return (
      <div className="library-asking" role="group" aria-label="Delete all">
        <p>Delete {count === 1 ? 'the one scenario' : `all ${count} scenarios`} on this device?</p>
        <div className="own-ways">
          <button
            type="button"
            className="quiet main-choice"
            onClick={() => {
              setAsking(false);
              void library.removeAll();
            }}
          >
            Delete all
          </button>
          <button type="button" className="quiet" onClick={() => library.exportAll()}>
            Save all as a file first
          </button>
          <button type="button" className="quiet" ref={cancel} onClick={() => setAsking(false)}>
            Cancel
          </button>
        </div>
      </div>
    );
  return (
    <div className="own-ways">
      {count > 0 && (
        <button type="button" className="quiet" onClick={() => library.exportAll()}>
          Save all as a file
        </button>
      )}
      <button type="button" className="quiet" onClick={() => file.current?.click()}>
        Bring in a file…
      </button>
      <input
        ref={file}
        type="file"
        hidden
        aria-label="A file with scenarios that was saved here"
        accept=".json,application/json"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {count > 0 && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          Delete all…
        </button>
      )}
    </div>
  );
}

/** One's own scenarios: to go on with one, to name it, to take it elsewhere. */
function Scenarios(props: { library: OwnScenarios; onClose: () => void }): ReactNode {
  const { library, onClose: close } = props;
  const shelved = useStore(library.store);
  useEffect(() => void library.look(), [library]);
  const { entries, isRead, isRefused, current } = shelved;
  return (
    <div className="library">
      {isRefused && (
        <p className="library-said" data-tone="problem">
          This browser does not let the page keep anything. What you do is lost when you close the
          page. Use Share to save a scenario as a file.
        </p>
      )}
      {!isRead && <p className="library-empty">Looking…</p>}
      {isRead && entries.length === 0 && !isRefused && <Empty />}
      <ul className="library-list">
        {entries.map((entry) => (
          <EntryRow
            key={entry.id}
            name={entry.name}
            facts={factsOf(entry, entry.id === current)}
            picture={entry.picture}
            isCurrent={entry.id === current}
            onOpen={() => {
              close();
              void library.open(entry.id);
            }}
            onRename={(name) => void library.rename(entry, name)}
            onDuplicate={() => void library.duplicate(entry)}
            onDelete={() => void library.remove(entry)}
          />
        ))}
      </ul>
      <Said shelved={shelved} library={library} />
      <UnreadableEntries shelved={shelved} library={library} />
      {isRead && !isRefused && <Whole shelved={shelved} library={library} />}
      {entries.length > 0 && (
        <p className="library-note">
          They are on this device only. Those that you name stay until you delete them. Of the
          others the last {MOST_UNNAMED} stay.
        </p>
      )}
    </div>
  );
}

/** One's own scenarios, when what reads them is loaded. */
export default function LibraryDialog({ session }: { session: Session }): ReactNode {
  const { library: door } = session;
  const [library, setLibrary] = useState<OwnScenarios>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isGone = false;
    door.load().then(
      (loaded) => !isGone && setLibrary(loaded),
      () => !isGone && setFailed(true),
    );
    return () => {
      isGone = true;
    };
  }, [door]);
  const close = () => door.show(false);
  return (
    <Dialog title="My scenarios" onClose={close}>
      {library ? (
        <Scenarios library={library} onClose={close} />
      ) : (
        <p className="library-empty">
          {hasFailed ? 'The list could not be loaded. Look at the connection.' : 'Looking…'}
        </p>
      )}
    </Dialog>
  );
}
