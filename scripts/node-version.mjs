// Plain old syntax on purpose: this file must still parse where Node is too old for the rest.

/** What is wrong with this version of Node (`20.19.0`), as text for a person. Undefined: nothing. */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0];
  const minor = parts[1];
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;
  if (isSupported) return undefined;
  return (
    'Replayscope needs Node 20.19 or newer in the 20 line, or 22.12 or newer. This is Node ' +
    version +
    '.\nGet the current LTS version from https://nodejs.org and run the same command again.'
  );
}
