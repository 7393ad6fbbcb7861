import { type Carrier, inProcessCarriers } from '../../src/link/carrier.ts'
import type { Chance } from '../support/chance.ts'
import { type LineFault, spoil } from '../support/link-ends.ts'
import type { Counts } from './counts.ts'

/** A connection that does not even begin well is a broken one, not a bad one. Every frame is asked, so none is parsed. */
const isGreeting = (text: string): boolean => /^\{"type":"(welcome|hello|books)"/.test(text)

/** The line of one till to its cloud: it loses, doubles and reorders frames, and is cut for hours. */
export class BadLine {
  readonly #chance: Chance
  readonly #counts: Counts
  #ends: Carrier[] = []
  #isCut = false
  #isBad = true
  /** The present connection swallows everything and does not break. */
  #isMute = false

  constructor(chance: Chance, counts: Counts) {
    this.#chance = chance
    this.#counts = counts
  }

  get isCut(): boolean {
    return this.#isCut
  }

  /** The till's end of a new connection; the hub gets the other one. Throws while the line is cut. */
  dial(accept: (carrier: Carrier) => void): Carrier {
    if (this.#isCut) throw new Error('the line is cut')
    const [here, there] = inProcessCarriers()
    this.#ends = [here, there]
    this.#isMute = false
    accept(spoil(there, (text) => this.#fault(text)))
    return spoil(here, (text) => this.#fault(text))
  }

  cut(): void {
    this.#isCut = true
    this.#counts.add('cuts')
    this.hangUp()
  }

  fallSilent(): void {
    this.#counts.add('lines fallen silent')
    this.#isMute = true
  }

  mend(): void {
    this.#isCut = false
  }

  /** The connection breaks; the till may dial again at once. */
  hangUp(): void {
    for (const end of this.#ends) end.close()
  }

  /** From now on every frame arrives once and in order. */
  heal(): void {
    this.#isBad = false
    this.mend()
  }

  #fault(text: string): LineFault {
    if (this.#isMute) return 'lose'
    if (!this.#isBad || isGreeting(text) || !this.#chance.often(0.25)) return 'pass'
    const fault = this.#chance.pick<LineFault>(['lose', 'double', 'double', 'delay', 'delay'])
    this.#counts.add(`frames: ${fault}`)
    return fault
  }
}
