import { addTexts, type KeyOf, type Say } from '../../kit/language.ts'
import type { KitKey } from '../../kit/texts.ts'
import { english } from './texts-en.ts'
import { russian } from './texts-ru.ts'

const useProgramText = addTexts(russian, english)
/** Says the texts about programmes and campaigns. */
export const useText = (): Say<KeyOf<typeof russian> | KitKey> =>
  useProgramText() as Say<KeyOf<typeof russian> | KitKey>
