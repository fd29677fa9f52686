/**
 * Compares two version texts as durabletask's `compareVersionTo` does: numbers with up to four dotted parts by value, all
 * else as text without regard to case. An empty version is the smallest. Negative, zero or positive.
 */
export function compareVersions(left: string | undefined, right: string | undefined): number {
  const isLeftEmpty = !left || left.trim() === '';
  const isRightEmpty = !right || right.trim() === '';
  if (isLeftEmpty || isRightEmpty) return Number(isRightEmpty) - Number(isLeftEmpty);
  const leftParts = numbersOf(left);
  const rightParts = numbersOf(right);
  if (!leftParts || !rightParts) return ordinal(left.toLowerCase(), right.toLowerCase());
  for (let at = 0; at < 4; at++) {
    const difference = (leftParts[at] ?? 0) - (rightParts[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] | undefined {
  if (!/^\d+(\.\d+){0,3}$/.test(version)) return undefined;
  return version.split('.').map((part) => Number.parseInt(part, 10));
}

function ordinal(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
