import { documentOfMoment } from '../../link/document.ts';
import { frameAt } from '../../view/frame-at.ts';
import { markdownTranscript, mermaidSequence } from '../../view/share-text.ts';
import { staircaseAt } from '../../view/staircase.ts';
import { staircaseSvg } from '../../view/staircase-svg.ts';
import { addressOf } from '../address.ts';
import { sampleIndex } from '../programs.ts';
import type { Handing } from './handing.ts';
import { seenOf } from './seen.ts';
import { testFile } from './test-file.ts';

/** The ways to share that make something of the run. Loaded when the first of them is taken, or may soon be. */
export const exportActsOf = (handing: Handing) => ({
  ...pictureActs(handing),
  ...fileActs(handing),
  ...textActs(handing),
});

function pictureActs(handing: Handing) {
  const { visit } = handing;
  const picture = async () => {
    const shown = handing.shown();
    if (!shown) return undefined;
    const { trace, program } = shown;
    const { lead, text } = frameAt(trace, visit.cursor, program).sentence;
    const { isFolded } = visit.state.preferences;
    const stairs = staircaseAt(trace, visit.cursor, program, { isFolded });
    const words = { title: handing.title, sentence: `${lead} ${text}` };
    return staircaseSvg(stairs, await visit.around.colours(), words);
  };
  return {
    shareSvg: async () => {
      const made = await picture();
      if (made)
        handing.save('svg', made.svg, 'image/svg+xml', 'Picture of the staircase saved, as SVG.');
    },
    sharePng: async () => {
      const made = await picture();
      if (!made) return;
      try {
        const painted = await visit.around.paint(made.svg, made.width, made.height);
        handing.save('png', painted, 'image/png', 'Picture of the staircase saved, as PNG.');
      } catch {
        visit.toast('This browser could not paint the picture. Take the SVG.');
      }
    },
  };
}

function fileActs(handing: Handing) {
  return {
    shareFile: () => {
      const document = JSON.stringify(
        documentOfMoment(handing.visit.moment, sampleIndex),
        undefined,
        2,
      );
      const done = 'File saved. Drop it on this page to open it.';
      handing.save('json', `${document}\n`, 'application/json', done);
    },
    shareTest: () => {
      const shown = handing.shown();
      if (!shown) return;
      const document = documentOfMoment({ scenario: shown.scenario }, sampleIndex);
      const text = testFile(handing.title, document, seenOf(shown.trace));
      const done = 'Test saved. It runs this scenario and asserts what you saw.';
      handing.save('test.mjs', text, 'text/javascript', done);
    },
  };
}

function textActs(handing: Handing) {
  const { visit } = handing;
  return {
    shareMarkdown: async () => {
      const shown = handing.shown();
      if (!shown) return;
      const about = {
        title: handing.title,
        address: addressOf(visit.around.bar.href, visit.moment),
      };
      const text = markdownTranscript(shown.trace, shown.program, about);
      const done = 'The run was copied as Markdown, one sentence a step.';
      await handing.copy('The run as Markdown', text, done);
    },
    shareMermaid: async () => {
      const shown = handing.shown();
      if (!shown) return;
      const text = mermaidSequence(shown.trace, shown.program);
      const done = 'The run was copied as a Mermaid sequence diagram.';
      await handing.copy('The run as a sequence diagram', text, done);
    },
  };
}
