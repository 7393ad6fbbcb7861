import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of `/proc` in a second; Linux has shown 100 to programs for decades. */
const ticksPerSecond = 100

/** CPU time that processes have used, in microseconds. On a machine that others share it repeats better than rates do. */
export type CpuMeter = { server: number; reference: number; postgres: number; client: number }

export function readCpu(pids: { server: number; reference: number; postmaster: number }): CpuMeter {
  return {
    server: ownMicroseconds(pids.server),
    reference: ownMicroseconds(pids.reference),
    postgres: familyMicroseconds(pids.postmaster),
    client: ownMicroseconds(process.pid),
  }
}

export function since(before: CpuMeter, after: CpuMeter): CpuMeter {
  return {
    server: after.server - before.server,
    reference: after.reference - before.reference,
    postgres: after.postgres - before.postgres,
    client: after.client - before.client,
  }
}

/** The process that forked this one: of a database session the postmaster. */
export const parentOf = (pid: number): number => statOf(pid)?.parent ?? 0

const ownMicroseconds = (pid: number): number => inMicroseconds(statOf(pid)?.own ?? 0)

/** A process, its living children, and those that it has buried. */
function familyMicroseconds(pid: number): number {
  const head = statOf(pid)
  if (!head) return 0
  let ticks = head.own + head.buried
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat?.parent === pid) ticks += stat.own
  }
  return inMicroseconds(ticks)
}

const inMicroseconds = (ticks: number): number => (ticks * 1_000_000) / ticksPerSecond

function statOf(pid: number): { parent: number; own: number; buried: number } | null {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
  // The name in brackets may hold anything; the numbers come after it (proc(5): ppid is the 4th, utime the 14th).
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const field = (number: number): number => fields[number - 3] ?? 0
  return { parent: field(4), own: field(14) + field(15), buried: field(16) + field(17) }
}
