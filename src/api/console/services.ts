/** What the control plane needs from the node that it controls; `main` wires it. */

import type { App, WatchedFollower } from '../../app/ports.ts'
import type { Agenda } from '../../app/sandbox/agenda.ts'
import type { PrinterEmulator } from '../../app/sandbox/printer-emulator.ts'
import type { RegisterEmulator } from '../../app/sandbox/register-emulator.ts'
import type { ScalesEmulator } from '../../app/sandbox/scales-emulator.ts'
import type { TerminalEmulator } from '../../app/sandbox/terminal-emulator.ts'
import type { TillScripts } from '../../app/sandbox/till-scripts.ts'
import type { PrintDesk } from '../../app/till/printing/print-desk.ts'
import type { RegisterDesk } from '../../app/till/register/register-desk.ts'
import type { Till, TillOutcome, TillRequest, Veto } from '../../app/till/till-command.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Faults } from './faults.ts'
import type { HttpMetrics } from './http-metrics.ts'
import type { Inspector } from './inspector.ts'

/** A till that this process plays, with what a sandbox may do to it. */
export type ConsoleTill = {
  till: Till
  code: string
  isConnected: boolean
  delayMs: number
  veto: Veto | null
  /** Between its papers and its printers. */
  printing: PrintDesk | null
  /** Between it and its fiscal register. */
  register: RegisterDesk | null
  run(request: TillRequest): Promise<TillOutcome>
}

export type FollowerView = WatchedFollower & { isResting: boolean; trouble: string | null }

/** Modules of a chain as this node sees them; `seats` null: not counted. */
export type LicenceView = {
  /** Who has seats of each module, and what became of them since the process began. */
  seats(tenantId: Uuid): readonly object[]
  mode: 'ample' | 'strict'
  state(tenantId: Uuid): Promise<
    {
      name: string
      ids: readonly number[]
      isValid: boolean
      seats: number | null
      taken: number
      expiresAt: number | null
    }[]
  >
}

/** How the cloud's API meets its clients. */
export type CloudDoorControl = {
  limits: {
    readonly profile: string
    readonly profiles: readonly string[]
    setProfile(name: string): void
  }
  v1Tokens: { readonly isAccepted: boolean; accept(isAccepted: boolean): void }
}

export type ConsoleServices = {
  app: App
  followers: () => FollowerView[]
  tills: () => Iterable<ConsoleTill>
  /** Tills of other nodes: does one of a group have a connection now? */
  linkedTills: () => Promise<{ terminalGroupId: Uuid; name: string; isConnected: boolean }[]>
  /** This node is a till of a cloud elsewhere: is the line up? Null when it is not. */
  cloudLink: () => { isConnected: boolean } | null
  licences: LicenceView
  cloudDoor: CloudDoorControl
  metrics: HttpMetrics
  /** Opens the metrics to those who are not on this machine; null when nobody else may read them. */
  metricsToken: string | null
  /** Null outside a sandbox: there is nothing but health and metrics then. */
  sandbox: Sandbox | null
}

export type ClockControl = {
  now(): number
  readonly speed: number
  setSpeed(speed: number): void
  jumpTo(instant: number): void
  reset(): void
}

export type SnapshotView = { name: string; madeAt: number; bytes: number }

/** The whole database, exchanged while the node rests. */
export type DataControl = {
  /** Back to the seed, clock and faults and scripts included. */
  reset(): Promise<void>
  /** Names of the seeds that {@link DataControl.seed} knows. */
  seeds: readonly string[]
  /** Fills an empty storage; false when it is not empty. */
  seed(name: string): Promise<boolean>
  save(name: string): Promise<SnapshotView>
  restore(name: string): Promise<void>
  list(): Promise<SnapshotView[]>
  remove(name: string): Promise<boolean>
}

export type Sandbox = {
  /** Only this machine reaches the port, so only its own names are believed. */
  isLoopback: boolean
  clock: ClockControl
  agenda: Agenda
  scripts: TillScripts
  /** The bank terminal of a till. */
  terminalOf(terminalGroupId: Uuid): TerminalEmulator
  /** Printers that are paper on a screen. */
  printers: PrinterEmulator
  /** The fiscal register of a till. */
  registerOf(terminalGroupId: Uuid): RegisterEmulator
  scalesOf(terminalGroupId: Uuid): ScalesEmulator
  faults: Faults
  inspector: Inspector
  data: DataControl
  /** Goes to an instant through everything that is due before it. */
  moveClock(to: number): Promise<void>
  /** Waits until nothing is due, at most some seconds; false when something still was. */
  settle(): Promise<boolean>
}
