import { readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';
import { singleIcons } from '../../vite/single-icons.ts';

it('whatever imports an icon imports that one, and not the list of all', async () => {
  const build = await rolldown({
    input: 'src/ui/transport.tsx',
    external: (id) => !id.endsWith('transport.tsx'),
    plugins: [singleIcons()],
  });
  const { output } = await build.generate({ format: 'esm' });
  const own = readFileSync('src/ui/transport.tsx', 'utf8');
  expect(own).toContain("} from 'lucide-react';");
  const icons = output[0].imports.filter((id) => id.startsWith('lucide-react'));
  expect(icons).toContain('lucide-react/icons/step-back');
  expect(icons).not.toContain('lucide-react');
});
