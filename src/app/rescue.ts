import { documentOfMoment } from '../link/document.ts';
import type { Rescue } from '../ui/rescue.ts';
import { sampleIndex } from './programs.ts';
import type { Visit } from './visit.ts';

/** Ways out of a fault. They use nothing that would have to be loaded first. */
export const rescueOf = (visit: Visit): Rescue => ({
  copyDetails: (details) => {
    const title = 'What went wrong';
    visit.around.copy(details).then(
      () => visit.toast('Details copied.'),
      () => visit.set({ toCopy: { title, text: details } }),
    );
  },
  saveWork: () => {
    const text = JSON.stringify(documentOfMoment(visit.moment, sampleIndex), undefined, 2);
    visit.around.save(
      'replayscope-my-work.json',
      new Blob([`${text}\n`], { type: 'application/json' }),
    );
    visit.toast('File saved. Drop it on this page to open it.');
  },
});
