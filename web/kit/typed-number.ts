const lengthMax = 9

/** A number's text after one more key: no second dot, no digits beyond the smallest coin. */
export function typed(value: string, key: string, decimals: number): string {
  if (key === '.') return value.includes('.') || decimals === 0 ? value : `${value || '0'}.`
  const [, fraction] = value.split('.')
  if (fraction !== undefined && fraction.length >= decimals) return value
  if (value === '0') return key
  return value.length >= lengthMax ? value : value + key
}
