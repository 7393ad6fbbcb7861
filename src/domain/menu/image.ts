/** Images of nomenclature: where menus find them and what they are. */
import type { Uuid } from '../../kernel/ids.ts'

/** What is kept of an image. */
export type MenuImage = { id: Uuid; mediaType: ImageType; bytes: Buffer }

/** Formats that every screen shows and that carry no programs; SVG is none of them. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp'

/** The largest image, in bytes: with Base64 it still fits into a request of the back office. */
export const imageMaxBytes = 7 * 1024 * 1024

/** Where cloud menus and tills find an image; ids of images cannot be guessed, so nobody has to log in. */
export const imageLink = (tenantId: Uuid, imageId: Uuid): string => `/menu-images/${tenantId}/${imageId}`

const linkPattern = /^\/menu-images\/[0-9a-f-]{36}\/([0-9a-f-]{36})$/

/** The image that links of a card show; null where there is none of ours. */
export const imageIdIn = ([link = '']: readonly string[]): Uuid | null => linkPattern.exec(link)?.[1] ?? null

/** Links after an image was chosen for a card, or taken from it (null); the same one changes nothing. */
export const linksWithImage = (
  tenantId: Uuid,
  links: readonly string[],
  imageId: Uuid | null | undefined,
): string[] => {
  if (imageId === undefined || imageId === imageIdIn(links)) return [...links]
  return imageId === null ? [] : [imageLink(tenantId, imageId)]
}

const beginnings: readonly [ImageType, (bytes: Buffer) => boolean][] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (bytes) => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))],
  ['image/webp', (bytes) => /^RIFF[\s\S]{4}WEBP$/.test(bytes.toString('latin1', 0, 12))],
  ['image/bmp', (bytes) => bytes.length > 26 && bytes.toString('latin1', 0, 2) === 'BM'],
]

/** What bytes are by their beginning, whatever their sender says of them; null: no image. */
export const imageTypeOf = (bytes: Buffer): ImageType | null =>
  beginnings.find(([, isSo]) => isSo(bytes))?.[0] ?? null
