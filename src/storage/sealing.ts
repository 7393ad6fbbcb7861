import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Random } from '../kernel/random.ts'

const nonceBytes = 12
const tagBytes = 16
export const keyBytes = 32

/** AES-256-GCM: nonce, tag, ciphertext. `place` is not in the result; only who knows it opens it. */
export function sealText(text: string, key: Buffer, random: Random, place = ''): Buffer {
  const nonce = Buffer.from(random.bytes(nonceBytes))
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Throws when the key or the place is another one, or a byte was changed. */
export function openText(sealed: Buffer, key: Buffer, place = ''): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const body = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
  return body.toString('utf8')
}

/** Secrets that have to be sent as they are, so that no hash will do. `place` ties a secret to its row and column. */
export type SecretBox = {
  seal(text: string | null, place: string): Buffer | null
  open(sealed: Buffer | null, place: string): string | null
}

/** Seals under a key made of the node's secret. */
export function secretBox(nodeSecret: Buffer, random: Random): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', nodeSecret, '', 'secrets of receivers', keyBytes))
  return {
    seal: (text, place) => (text === null ? null : sealText(text, key, random, place)),
    open: (sealed, place) => (sealed === null ? null : openText(sealed, key, place)),
  }
}
