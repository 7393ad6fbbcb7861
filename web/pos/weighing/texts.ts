import { addTexts } from '../../kit/language.ts'

const russian = { 'weigh.weigh': 'Взвесить', 'weigh.done': 'Вес взят с весов' } as const
const english = { 'weigh.weigh': 'Weigh', 'weigh.done': 'Weight taken from the scales' } as const

/** Texts of the scales. */
export const useWeighText = addTexts(russian, english)
