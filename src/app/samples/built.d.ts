/** Made by the build from the catalogue (vite/built-samples.ts); what it is stands where it is taken in. */
declare module '*?outlines' {
  const outlines: unknown;
  export default outlines;
}

declare module '*?loads' {
  type Loads = Readonly<Record<string, () => Promise<{ default: unknown }>>>;
  /** By id of the sample: each text is a file of its own, loaded when it is called. */
  export const programs: Loads;
  export const pythons: Loads;
}
