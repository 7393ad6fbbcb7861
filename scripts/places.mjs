// @ts-check
// Where things are, and where an account that owns nothing here may write.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * A folder of the project when it is ours to write, else its stand-in in the temporary folder, one for each user.
 * @param {string} inProject
 */
export function writableFolder(inProject) {
  const name = inProject.replaceAll(/[^a-z]+/g, '-')
  const candidates = [join(root, inProject), join(tmpdir(), `trapeza-${process.getuid?.() ?? 0}-${name}`)]
  for (const folder of candidates) {
    try {
      mkdirSync(folder, { recursive: true })
      const probe = join(folder, `.probe-${process.pid}`)
      writeFileSync(probe, '')
      rmSync(probe)
      return folder
    } catch {
      // Not ours to write: the next one.
    }
  }
  throw new Error(`no folder to write in; tried ${candidates.join(' and ')}`)
}
