/** Something that is chosen by its name. */
export type Named = { id: string; name: string; nameEn: string | null }

export type Texts = { ru: string; en: string }
