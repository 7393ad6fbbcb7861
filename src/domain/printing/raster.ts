/** Pictures of the receipt markup: uncompressed Windows bitmaps in base64, as dots that are black or not. */

/** Rows of bytes, eight dots each, the leftmost in the highest bit; 1 is black. */
export type Raster = { width: number; height: number; bits: Uint8Array }

const heightMax = 2400
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function bytesOf(base64: string): Uint8Array {
  const bytes: number[] = []
  let [bits, value] = [0, 0]
  for (const char of base64.replace(/=+$/, '')) {
    value = ((value << 6) | alphabet.indexOf(char)) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}

/** Null: no bitmap that is known here. Wider ones are made smaller, or lose their right side. */
export function rasterOf(
  base64: string,
  { widthMax, isClipped }: { widthMax: number; isClipped: boolean },
): Raster | null {
  const picture = readBitmap(bytesOf(base64))
  if (!picture) return null
  const width = Math.min(picture.width, widthMax)
  const step = isClipped ? 1 : picture.width / width
  const height = Math.min(Math.max(1, Math.floor(picture.height / step)), heightMax)
  const rowBytes = Math.ceil(width / 8)
  const bits = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (picture.isBlack(Math.floor(x * step), Math.floor(y * step))) {
        const at = y * rowBytes + (x >> 3)
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
      }
  return { width, height, bits }
}

type Picture = { width: number; height: number; isBlack(x: number, y: number): boolean }

/** Bitmaps of 1, 24 or 32 bits a dot. */
function readBitmap(bytes: Uint8Array): Picture | null {
  if (bytes.length < 54 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return null
  const view = new DataView(bytes.buffer)
  const dataAt = view.getUint32(10, true)
  const headerBytes = view.getUint32(14, true)
  const [width, signedHeight] = [view.getInt32(18, true), view.getInt32(22, true)]
  const [bitsOfDot, compression] = [view.getUint16(28, true), view.getUint32(30, true)]
  const height = Math.abs(signedHeight)
  const rowBytes = Math.ceil((width * bitsOfDot) / 32) * 4
  const isKnown = [1, 24, 32].includes(bitsOfDot) && compression === 0 && width > 0 && height > 0
  if (!isKnown || dataAt + rowBytes * height > bytes.length) return null
  const isDark = (at: number): boolean =>
    (bytes[at] ?? 0) * 11 + (bytes[at + 1] ?? 0) * 59 + (bytes[at + 2] ?? 0) * 30 < 12_800
  const palette = 14 + headerBytes
  // The bottom row comes first unless the height is below zero.
  const rowAt = (y: number): number => dataAt + rowBytes * (signedHeight > 0 ? height - 1 - y : y)
  return {
    ...{ width, height },
    isBlack(x, y) {
      if (bitsOfDot !== 1) return isDark(rowAt(y) + x * (bitsOfDot / 8))
      const index = ((bytes[rowAt(y) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      return isDark(palette + index * 4)
    },
  }
}
