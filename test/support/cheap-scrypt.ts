import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/*
 * What makes guessing dear makes tests slow: an eighth of what the suites cost was scrypt of passwords and PINs that stand
 * in the demo. Servers of tests, which all live in the process of their test, take few rounds; those that are started as
 * processes take all.
 */

const roundsMax = 16
const scrypt = crypto.scrypt
const mark = Symbol.for('trapeza.tests.cheap-scrypt')

type Scrypt = typeof crypto.scrypt
type Callback = (error: Error | null, key: Buffer) => void

// Once a process: the files of a worker share it.
if (!(mark in scrypt)) {
  const cheap = (
    password: crypto.BinaryLike,
    salt: crypto.BinaryLike,
    length: number,
    ...rest: [Callback] | [crypto.ScryptOptions, Callback]
  ): void => {
    const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest
    scrypt(password, salt, length, { ...options, N: roundsMax }, callback)
  }
  crypto.scrypt = Object.assign(cheap as Scrypt, { [mark]: true })
  syncBuiltinESMExports()
}
