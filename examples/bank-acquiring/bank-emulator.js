// A bank that keeps its own ledger in a file, so that it remembers what plugin and till forgot.
// `steps.json` beside the ledger says what it does with the next requests; afterwards it approves again.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The bank says no, in its own words. */
export class DeclinedError extends Error {}

export class BankEmulator {
  #directory
  #notify

  /** `notify` hears of every request before the bank does anything. */
  constructor(directory, notify = () => {}) {
    this.#directory = directory
    this.#notify = notify
    mkdirSync(directory, { recursive: true })
  }

  /** Charges once for an id; the same id again answers as before. Minor units. */
  async charge(id, sum, signal) {
    const known = this.find(id)
    if (known) return known
    const step = this.#nextStep()
    this.#notify(`charge ${id} ${step}`)
    if (step === 'decline') throw new DeclinedError('Недостаточно средств / Insufficient funds')
    if (step === 'wait') await aborted(signal)
    const charge = { id, sum, rrn: id.slice(-12), back: {} }
    this.#write([...this.charges(), charge])
    // The money has moved, and nobody hears of it.
    if (step === 'lose') await new Promise(() => {})
    return charge
  }

  /** Gives a part of a charge back, once for an `attempt`. */
  async giveBack(id, attempt, sum) {
    const charge = this.find(id)
    if (!charge) throw new DeclinedError('Операция не найдена / No such transaction')
    if (charge.back[attempt] !== undefined) return
    const step = this.#nextStep()
    this.#notify(`giveBack ${id} ${step}`)
    if (step === 'decline') throw new DeclinedError('Возврат отклонён / The return was declined')
    if (step === 'wait') await new Promise(() => {})
    if (sum > leftOf(charge)) throw new DeclinedError('Сумма больше остатка / More than is left')
    charge.back[attempt] = sum
    this.#write(this.charges().map((one) => (one.id === id ? charge : one)))
    if (step === 'lose') await new Promise(() => {})
  }

  find(id) {
    return this.charges().find((one) => one.id === id)
  }

  charges() {
    const file = join(this.#directory, 'ledger.json')
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  }

  #nextStep() {
    const file = join(this.#directory, 'steps.json')
    if (!existsSync(file)) return 'approve'
    const [step = 'approve', ...rest] = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify(rest))
    return step
  }

  #write(charges) {
    const file = join(this.#directory, 'ledger.json')
    writeFileSync(`${file}.new`, JSON.stringify(charges))
    renameSync(`${file}.new`, file)
  }
}

/** What a charge has not given back yet, in minor units. */
export const leftOf = ({ sum, back }) => Object.values(back).reduce((left, one) => left - one, sum)

const aborted = (signal) =>
  new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
