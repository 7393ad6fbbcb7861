export type ApiDocument = {
  /** First part of the address: `cloud` for `/docs/cloud/`. */
  family: string
  title: string
  /** OpenAPI in the form that tools accept. */
  readable: URL
  /** The vendor's file as it was published; null where there is none. */
  published: URL | null
  /** A Postman collection that runs from its first request to its last; null where there is none. */
  postman: URL | null
}
