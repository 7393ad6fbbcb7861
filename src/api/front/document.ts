/** The document of this family for tools and people; `scripts/generate.ts` writes it. */
export const frontDocument = new URL('./generated/front-openapi.json', import.meta.url)
