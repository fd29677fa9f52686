/** The hash of FRAME_SCRIPT as a content policy names it, put in by the build (vite/content-policy.ts). */
declare const __FRAME_SCRIPT_HASH__: string;
