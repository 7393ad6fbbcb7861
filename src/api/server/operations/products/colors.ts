import type { Color } from '../../generated/types.ts'

/** `#aabbcc` in three numbers. */
export function colorOnWire(hex: string): Color {
  const value = Number.parseInt(hex.slice(1), 16)
  return { red: (value >> 16) & 255, green: (value >> 8) & 255, blue: value & 255 }
}

const two = (value: number): string => Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0')

/** Three numbers as `#aabbcc`; what is beyond 0 and 255 is cut off. */
export const colorOf = ({ red, green, blue }: Color): string => `#${two(red)}${two(green)}${two(blue)}`
