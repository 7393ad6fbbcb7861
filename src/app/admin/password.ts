import { scrypt, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../kernel/random.ts'

/** Two to this power rounds: about a tenth of a second, 32 MiB. */
const costBits = 15
const blockSize = 8
const keyBytes = 32

function derive(password: string, salt: Buffer, bits: number): Promise<Buffer> {
  const options = { N: 2 ** bits, r: blockSize, p: 1, maxmem: 256 * 2 ** bits * blockSize }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** What is kept of a password: `scrypt$15$salt$hash`. */
export async function hashPassword(random: Random, password: string): Promise<string> {
  const salt = Buffer.from(random.bytes(16))
  const hash = await derive(password, salt, costBits)
  return ['scrypt', costBits, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

const strangerSalt = Buffer.alloc(16)

/** Takes as long for a stranger (null) as for a wrong password, so that the time tells nothing. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, bits = '', salt = '', hash = ''] = kept?.split('$') ?? []
  const key = await derive(
    password,
    kept ? Buffer.from(salt, 'base64url') : strangerSalt,
    Number(bits) || costBits,
  )
  const expected = Buffer.from(hash, 'base64url')
  return expected.length === key.length && timingSafeEqual(expected, key)
}
