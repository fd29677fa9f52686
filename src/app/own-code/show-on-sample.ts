import { momentOfQuestion } from '../programs.ts';
import { sampleById } from '../samples/outlines.ts';
import type { Visit } from '../visit.ts';
import type { CodeEditor } from './editing.ts';

/** Opens the sample that has the fault of a finding. The code that was in the editor stays one press away. */
export function showOnSample(
  { visit, editor }: { visit: Visit; editor: CodeEditor },
  id: string,
): void {
  const sample = sampleById(id);
  if (!sample) return;
  const own = visit.moment;
  editor.close();
  visit.open(momentOfQuestion(sample, 0), {
    predicted: undefined,
    notice: {
      tone: 'info',
      text: `This is the sample “${sample.name}”. Your code is kept.`,
      staysWith: id,
      action: {
        label: 'Back to your code',
        onPress: () => {
          visit.open(own);
          editor.open();
        },
      },
    },
  });
}
