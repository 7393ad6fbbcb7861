/** The document of this family in the form that tools read; `scripts/generate.ts` writes it. */
export const cloudDocument = new URL('./generated/openapi.json', import.meta.url)

/** The same operations as a Postman collection with the bodies that our tests send. */
export const cloudCollection = new URL('./generated/postman.json', import.meta.url)
