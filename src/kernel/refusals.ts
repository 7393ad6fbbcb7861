/** A refusal says that a request cannot be done and which rule it broke; it is never a bug. */
import { refusals } from './refusal-texts.ts'

export type RefusalCode = keyof typeof refusals
export type RefusalParams = Readonly<Record<string, string | number | null>>
export type Language = 'en' | 'ru'

/** The stored and transported form of a refusal. */
export type RefusalNote = { readonly code: RefusalCode; readonly params: RefusalParams }

/** The request cannot be done; thrown by {@link refuse} and mapped by each API family. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly params: RefusalParams

  constructor(code: RefusalCode, params: RefusalParams = {}) {
    super(describeRefusal({ code, params }, 'en'))
    this.code = code
    this.params = params
  }

  /** What is stored with a failed command. */
  get note(): RefusalNote {
    return { code: this.code, params: this.params }
  }
}

/** Refuses: `throw refuse('order.no-items')`. */
export const refuse = (code: RefusalCode, params: RefusalParams = {}): Refusal => new Refusal(code, params)

/** The text of a refusal for a person. */
export function describeRefusal({ code, params }: RefusalNote, language: Language): string {
  return refusals[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined || value === null ? whole : String(value)
  })
}
