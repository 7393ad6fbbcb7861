// @ts-check
// A step of `npm test` is a process group of its own: it ends as a whole, and what it leaves behind is seen.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Command lines of the living members of a group. Linux only; elsewhere it sees nothing. @param {number} group */
function members(group) {
  /** @type {string[]} */
  const found = []
  const ids = existsSync('/proc/self/stat') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  for (const id of ids) {
    try {
      // pid (name, may hold blanks) state parent group …; a zombie is nobody's leftover, only not yet buried
      const [state, , itsGroup] = readFileSync(`/proc/${id}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (Number(itsGroup) !== group || state === 'Z') continue
      found.push(`${id} ${readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 120)}`)
    } catch {
      // It ended while we looked.
    }
  }
  return found
}

/** @param {number} group @param {NodeJS.Signals | 0} signal */
function send(group, signal) {
  try {
    return group > 0 && process.kill(-group, signal)
  } catch {
    return false // gone
  }
}

/** @param {() => boolean} isOver @param {number} timeoutMs */
async function waitFor(isOver, timeoutMs) {
  const deadline = Date.now() + timeoutMs
  while (!isOver() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Ends a whole group, politely for five seconds. @param {number} group */
export async function stopGroup(group) {
  send(group, 'SIGTERM')
  await waitFor(() => !send(group, 0), 5000)
  send(group, 'SIGKILL')
}

/** What still runs of a group a while after its leader has ended; it is ended too. @param {number} group */
export async function sweepGroup(group) {
  await waitFor(() => !send(group, 0), 1500)
  const left = members(group)
  if (left.length > 0) await stopGroup(group)
  return left
}
