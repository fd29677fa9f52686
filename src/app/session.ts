import { actsOf } from './acts.ts';
import { addressOf } from './address.ts';
import { choicesOf } from './choices.ts';
import { libraryDoor } from './library/library-door.ts';
import { startVisit } from './library/resuming.ts';
import { CodeEditor } from './own-code/editing.ts';
import { Exploring } from './exploring.ts';
import type { Mend } from './mend.ts';
import { movesOf } from './moves.ts';
import { pointing } from './faults/pointing.ts';
import { rescueOf } from './rescue.ts';
import { shareActsOf } from './share/share-acts.ts';
import { followSideViews } from './side-view.ts';
import type { AppState } from './store.ts';
import { Visit, type Surroundings } from './visit.ts';

export type Session = ReturnType<typeof openSession>;

/** All that a person can do in the page. */
export function openSession(around: Surroundings) {
  const visit = new Visit(around);
  const editor = new CodeEditor(visit, visit.work);

  const address = () => addressOf(around.bar.href, visit.moment);
  /** The browser went to another entry, or a person opened another address in this page. */
  const onAddress = () => visit.arrive(false);
  const ownCode = ownCodeDoor(visit, editor);
  const exploring = new Exploring(visit, () => editor.close());
  followSideViews(visit, exploring);

  const rescue = rescueOf(visit);
  const acts = actsOf(visit);
  const moves = movesOf(visit);
  const { library, ...kept } = keptWork(visit, editor, rescue.saveWork);

  return {
    ...moves,
    ...acts,
    ...lessonKeys(visit, editor, { ...moves, ...acts }),
    ...choicesOf(visit),
    ...dialogsOf(visit),
    point: pointing(visit),
    ...shareActsOf(visit),
    /** What many runs have shown. */
    exploring,
    /** Opens what the address names, or goes on where the person was. */
    start: () => startVisit(visit, editor),
    /** One's own scenarios. */
    library,
    ...kept,
    onAddress,
    /** What is on the screen. */
    moment: () => visit.moment,
    /** The address of the moment on the screen. */
    address,
    /** A scenario or a program, dropped or chosen. What is wrong with it is said in a notice. */
    openFiles: async (files: readonly File[]) => {
      const opener = {
        ...around,
        session: { address, onAddress },
        openCode: ownCode.openText,
        openLibrary: async (text: string) => (await library.load()).importText(text),
      };
      try {
        const { openFiles } = await import('./scenario-file.ts');
        await openFiles(files, opener);
      } catch {
        visit.toast('What reads files could not be loaded. Look at the connection, and try again.');
      }
    },
    loadPython: around.loadPython,
    /** For a part of the page that broke. */
    rescue,
    /** What the linter would change in these lines of a program. */
    mendsFor: async (source: string, lines: readonly number[]) =>
      (await import('./mend.ts')).mendsFor(source, lines, around.readProgram),
    /** Changes the code where it broke, and starts a new workflow with it. */
    mend: async (chosen: Mend) => (await import('./mend.ts')).mend(visit, editor, chosen),
    /** The text of the program, as it is being changed. */
    editor,
    ownCode,
    /** For acts that are loaded with the part that offers them. */
    visit,
    /** Rejects where the browser does not let the page copy. */
    copyText: (text: string) => around.copy(text),
    /** A stranger's code shall run, or only be read. */
    answer: (isWanted: boolean) => visit.answer(isWanted),
    /** Shows another workflow instance; nothing moves and nothing is edited. */
    showInstance: (focus: string) => {
      visit.set({ isFirstMinute: false, hasChosenInstance: true });
      visit.show({ focus });
    },
    /** Opens another part of the screen, where parts take turns. */
    showPane: (pane: string) => visit.show({ pane }),
  };
}

/** Who brings in code has opened a dialog or a file before: what takes it comes then. Answers with a sentence when it can't. */
const ownCodeDoor = (visit: Visit, editor: CodeEditor) => ({
  openText: (text: string, name?: string): Promise<string | undefined> =>
    import('./own-code/opening.ts').then(
      ({ openText }) => openText(visit, editor, text, name),
      () => 'A part of the app could not be loaded. Look at the connection, and try again.',
    ),
});

const dialogsOf = (visit: Visit) => ({
  showOwnCode: (isOwnCodeOpen: boolean) => visit.set({ isOwnCodeOpen }),
  askVariables: (isAskingVariables: boolean) => visit.set({ isAskingVariables }),
  showHelp: (isHelpOpen: boolean) => visit.set({ isHelpOpen }),
  showDialog: (dialog: AppState['dialog']) => visit.set({ dialog }),
  dismissCopy: () => visit.set({ toCopy: undefined }),
});

/** What leads through a lesson. */
function lessonKeys(
  visit: Visit,
  editor: CodeEditor,
  acts: ReturnType<typeof actsOf> & Pick<ReturnType<typeof movesOf>, 'toInteresting'>,
) {
  /** The question after that of the open sample, or of the one that this code began as. */
  const nextQuestion = () => acts.nextQuestion(editor.store.getState().sampleId);
  return {
    nextQuestion,
    /** What a presenter's remote does (remote.ts). Where that does not come, it only moves. */
    remote: (key: 'forward' | 'back' | 'nextQuestion') =>
      import('./remote.ts').then(
        ({ remoteOf }) => remoteOf(visit, { ...acts, nextQuestion })[key](),
        () =>
          key === 'nextQuestion' ? nextQuestion() : acts.toInteresting(key === 'back' ? -1 : 1),
      ),
  };
}

/** What belongs to the work that is kept by itself. `saveFile` hands it to the person where it can't be kept. */
function keptWork(visit: Visit, editor: CodeEditor, saveFile: () => void) {
  const library = libraryDoor(visit, editor);
  visit.work.hands = { saveFile, open: (id) => void library.open(id) };
  return {
    library,
    /** Closes the message on the screen: behind it there may be that of a new version. */
    dismissNotice: () => {
      const { notice } = visit.state;
      visit.work.silence(notice);
      visit.set(notice ? { notice: undefined } : { newVersion: undefined });
    },
    /** Writes down what a person did and where they are, before the page is left. */
    flush: () => {
      visit.writeAddress();
      return visit.work.flush();
    },
  };
}
