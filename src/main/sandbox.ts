import type { Faults } from '../api/console/faults.ts'
import { Inspector } from '../api/console/inspector.ts'
import type { RequestGate } from '../api/console/request-gate.ts'
import type { Sandbox } from '../api/console/services.ts'
import { Agenda } from '../app/sandbox/agenda.ts'
import type { PrinterEmulator } from '../app/sandbox/printer-emulator.ts'
import { TillScripts } from '../app/sandbox/till-scripts.ts'
import type { Engine } from '../storage/engines/index.ts'
import type { Log } from './log.ts'
import type { Node } from './node.ts'
import type { RegisterEmulators } from './register-emulators.ts'
import { repeat } from './repeat.ts'
import { openDataControl } from './sandbox-data.ts'
import type { ScalesEmulators } from './scales-emulators.ts'
import type { TerminalEmulators } from './terminal-emulators.ts'
import { asUsual, devicesSettle } from './tills.ts'

export type SandboxOptions = {
  node: Node
  engine: Engine
  dataDir: string
  isLoopback: boolean
  faults: Faults
  terminals: TerminalEmulators
  printers: PrinterEmulator
  registers: RegisterEmulators
  scales: ScalesEmulators
  gate: RequestGate
  log: Log
  seed: (name?: string) => Promise<void>
  /** The data is another one now: what was kept of it in memory is of the past. */
  forgetKept: () => Promise<void>
  webhooks: { settle(): Promise<void>; pause(): Promise<void>; resume(): void }
}

const pollMs = 100
const settleMsMax = 10_000
const stepsMax = 10_000

/** Everything that only a sandbox has, at work on a node. */
export function openSandbox(options: SandboxOptions): { sandbox: Sandbox; stop(): Promise<void> } {
  const { node, engine, dataDir, isLoopback, faults, gate, log, seed, webhooks } = options
  const { terminals, printers, registers, scales } = options
  const { app, clock } = node
  const report = (error: unknown): void =>
    log('error', 'a deed of the sandbox failed', { error: String(error) })
  const agenda = new Agenda(report)
  terminals.workBy(agenda)
  const scripts = new TillScripts({ app, agenda, find: (id) => node.tills.get(id) })
  const inspector = new Inspector()
  const stopListening = node.onPlaced(() => void scripts.look().catch(report))
  const polling = repeat(pollMs, () => agenda.runDue(clock.now()), report)

  const settle = (): Promise<boolean> => withinLimit(settleAll(options, agenda, scripts))
  const data = openDataControl({
    node,
    engine,
    dataDir,
    seed,
    atRest: (work) => gate.whileClosed(() => atRest(webhooks, work)),
    forget() {
      clock.reset()
      faults.clear()
      for (const kept of [scripts, agenda, terminals, printers, registers, scales, inspector]) kept.clear()
      for (const till of node.tills.values()) Object.assign(till, asUsual)
    },
    async afterExchange() {
      await options.forgetKept()
      await scripts.startOver()
    },
  })
  const sandbox: Sandbox = {
    isLoopback,
    clock,
    agenda,
    scripts,
    terminalOf: (terminalGroupId) => terminals.of(terminalGroupId),
    printers,
    registerOf: (terminalGroupId) => registers.of(terminalGroupId),
    scalesOf: (terminalGroupId) => scales.of(terminalGroupId),
    faults,
    inspector,
    data,
    settle,
    async moveClock(to) {
      const isBack = to <= clock.now()
      if (!isBack) await passDeeds(to)
      // A clock that runs may have got there by itself.
      if (isBack || to > clock.now()) clock.jumpTo(to)
    },
  }

  /** Stops at every deed on the way, so that each happens at its own time and what follows from it too. */
  async function passDeeds(to: number): Promise<void> {
    await settle()
    for (let steps = 0; steps < stepsMax; steps++) {
      const next = agenda.nextAt
      if (next === null || next > to) return
      if (next > clock.now()) clock.jumpTo(next)
      if (!(await settle())) return
    }
  }

  return {
    sandbox,
    async stop() {
      stopListening()
      await polling.stop()
    },
  }
}

/** Nothing is sent while the data is exchanged. */
async function atRest(
  { pause, resume }: SandboxOptions['webhooks'],
  work: () => Promise<void>,
): Promise<void> {
  await pause()
  try {
    await work()
  } finally {
    resume()
  }
}

/** What followers append may make scripts act, and what scripts do is followed again. */
async function settleAll(
  { node, webhooks }: Pick<SandboxOptions, 'node' | 'webhooks'>,
  agenda: Agenda,
  scripts: TillScripts,
): Promise<void> {
  for (let before = -1; before !== agenda.done; ) {
    before = agenda.done
    await node.tick()
    await node.followers.settle()
    await devicesSettle(node.tills.values())
    await scripts.look()
    await agenda.runDue(node.clock.now())
  }
  await webhooks.settle()
}

/** False when the work is not done in time; it goes on all the same. */
async function withinLimit(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), settleMsMax)
  })
  try {
    return await Promise.race([work.then(() => true), limit])
  } finally {
    clearTimeout(timer)
  }
}
