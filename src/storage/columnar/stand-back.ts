import { spawnSync } from 'node:child_process'
import { setPriority } from 'node:os'

/**
 * Lets everybody else go first, for the life of this process. The lowest priority alone keeps a processor for some
 * milliseconds whenever somebody wakes up, and an order wakes a dozen times; the idle class of Linux gives it back at once.
 * Node has no word for that class: `chrt` of util-linux has, which nearly every Linux brings. Without it the priority is
 * left. Threads take both from the one that makes them, so nothing may be started before.
 */
export function standBack(): void {
  setPriority(19)
  if (process.platform === 'linux')
    spawnSync('chrt', ['--all-tasks', '--idle', '--pid', '0', String(process.pid)], { stdio: 'ignore' })
}
