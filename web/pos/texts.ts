import { addTexts, type KeyOf, type Say } from '../kit/language.ts'
import type { KitKey } from '../kit/texts.ts'
import { english } from './texts-en.ts'
import { russian } from './texts-ru.ts'
import { shiftEnglish, shiftRussian } from './texts-shift.ts'

const allRussian = { ...russian, ...shiftRussian } as const

export type PosKey = KeyOf<typeof allRussian>
const usePosText = addTexts(allRussian, { ...english, ...shiftEnglish })

/** Says the texts of this screen and those that all screens share. */
export const useText = (): Say<PosKey | KitKey> => usePosText() as Say<PosKey | KitKey>
