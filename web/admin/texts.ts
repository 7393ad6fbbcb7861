import { addTexts, type KeyOf, type Say } from '../kit/language.ts'
import type { KitKey } from '../kit/texts.ts'
import { english } from './texts-en.ts'
import { russian } from './texts-ru.ts'

export type AdminKey = KeyOf<typeof russian>
const useAdminText = addTexts(russian, english)

/** Says the texts of this page and those that all screens share. */
export const useText = (): Say<AdminKey | KitKey> => useAdminText() as Say<AdminKey | KitKey>

/** Codes of the server that have words here. */
export const isKnownText = (key: string): key is AdminKey => key in russian
