/**
 * What is said of a link whose run is not what was shared. `lost`: so many acts have no place in it; `isNearby`: the moment is not
 * there; `endsDifferently`: from when the link was made.
 */
export function linkReport(lost: number, isNearby: boolean, endsDifferently: boolean): string {
  const texts: string[] = [];
  if (lost > 0) {
    const acts = lost === 1 ? 'One act' : `${lost} acts`;
    texts.push(
      `${acts} of this link found no place in this run. It may look different from what was shared.`,
    );
  } else if (isNearby)
    texts.push(
      'This run does not have the moment that the link names. It opens at the nearest one.',
    );
  if (endsDifferently)
    texts.push(
      'This run ends differently from when the link was made. Replayscope may have changed since.',
    );
  return texts.join(' ');
}
