/** Small PNG pictures of goods, as a storekeeper would keep them in the back office. */
import { crc32, deflateSync } from 'node:zlib'
import type { MenuImage } from '../../../domain/menu/image.ts'
import { demoId } from '../demo-chain.ts'

const side = 64
type Rgb = readonly [red: number, green: number, blue: number]
const paper: Rgb = [247, 243, 235]

/** What lies on the paper. */
const colors: Record<string, Rgb> = {
  '95001': [240, 228, 200],
  '95002': [250, 240, 205],
  '95003': [196, 52, 40],
  '95005': [146, 44, 52],
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A heap of something on paper: rows of RGB, each behind a filter byte. */
function heap(color: Rgb): Buffer {
  const rows = Array.from({ length: side }, (_, y) => {
    const pixels = Array.from({ length: side }, (__, x) => {
      const [dx, dy] = [x - side / 2, (y - side * 0.6) * 1.4]
      return dx * dx + dy * dy < (side * 0.4) ** 2 ? color : paper
    })
    return Buffer.from([0, ...pixels.flat()])
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // Eight bits a channel, three channels.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The image of a good by its code; null: nobody took one. */
export const goodsImageId = (code: string) => (colors[code] ? demoId('menuImage', code) : null)

export const goodsImages = (): MenuImage[] =>
  Object.entries(colors).map(([code, color]) => ({
    id: demoId('menuImage', code),
    mediaType: 'image/png',
    bytes: heap(color),
  }))
