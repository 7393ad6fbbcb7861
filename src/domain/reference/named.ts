/** Text in the chain's language with an optional English twin, as iiko keeps both where it has both. */
export type Named = { name: string; nameEn?: string }
