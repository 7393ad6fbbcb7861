/** The document of this family for tools and people; `scripts/generate.ts` writes it from `spec/server`. */
export const serverDocument = new URL('./generated/server-openapi.json', import.meta.url)
