/** Money and amounts: exact, never a binary float (front-api, notation). */
export class Decimal {
  /** The number times ten to the power of `scale`. */
  readonly unscaled: bigint
  readonly scale: number

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled
    this.scale = scale
  }

  /** Reads `-12.50`; throws RangeError for anything else. */
  static of(text: string | number | bigint): Decimal {
    const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(String(text))
    if (!match) throw new RangeError(`not a decimal number: ${String(text)}`)
    const [, sign, whole = '', fraction = ''] = match
    const unscaled = BigInt(whole + fraction)
    return new Decimal(sign === '-' ? -unscaled : unscaled, fraction.length)
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale)
    return new Decimal(this.#at(scale) + other.#at(scale), scale)
  }

  minus(other: Decimal): Decimal {
    return this.plus(new Decimal(-other.unscaled, other.scale))
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale)
  }

  /** Below zero, zero or above it, as sort wants it; 1.5 and 1.50 are equal. */
  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale)
    const [own, theirs] = [this.#at(scale), other.#at(scale)]
    return own < theirs ? -1 : own > theirs ? 1 : 0
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0
  }

  toString(): string {
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled)
      .toString()
      .padStart(this.scale + 1, '0')
    const whole = digits.slice(0, digits.length - this.scale)
    const fraction = digits.slice(digits.length - this.scale)
    return `${this.unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
  }

  toJSON(): string {
    return this.toString()
  }

  #at(scale: number): bigint {
    return this.unscaled * 10n ** BigInt(scale - this.scale)
  }
}
