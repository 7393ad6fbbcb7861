/** The document of this family in the form that tools read; `scripts/generate.ts` writes it. */
export const cloudDocument = new URL('./generated/openapi.json', import.meta.url)
