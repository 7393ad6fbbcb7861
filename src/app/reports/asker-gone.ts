/** Whoever asked went away, so there is nobody to answer. */
export class AskerGone extends Error {}
