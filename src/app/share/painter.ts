import type { PictureColours } from '../../view/staircase-svg-legend.ts';

const NAMES: Record<keyof PictureColours, string> = {
  panel: '--panel',
  ink: '--ink',
  soft: '--ink-soft',
  hairline: '--hairline',
  edge: '--edge',
  live: '--live',
  again: '--again',
  againTint: '--again-tint',
  crash: '--crash',
  apart: '--apart',
  silent: '--silent',
  kept: '--kept',
  waiting: '--waiting',
};

/** The colours of the theme on the screen: an element is asked, because a variable alone does not know light from dark. */
export function pictureColours(): PictureColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => [key, read(name)]),
  ) as unknown as PictureColours;
  probe.remove();
  return colours;
}

/** So that a picture is sharp on a projector. */
const SCALE = 2;

/** Paints an SVG text as PNG. Rejects where the browser can't. */
export async function paint(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The canvas gave no picture.'));
    }, 'image/png');
  });
}
