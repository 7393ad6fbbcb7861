import { openTillDesk } from '../app/cloud/till-desk.ts'
import type { AcceptedDelivery, App, TillAtHand } from '../app/ports.ts'
import { EntityLocks } from '../app/till/entity-locks.ts'
import { PaymentDesk } from '../app/till/paying/payment-desk.ts'
import type { BankTerminal } from '../app/till/paying/payment-system.ts'
import { type ExtendCheque, noExtensions } from '../app/till/printing/cheque-extensions.ts'
import { PrintDesk } from '../app/till/printing/print-desk.ts'
import type { PrinterLine } from '../app/till/printing/printer-line.ts'
import type { CashRegister } from '../app/till/register/cash-register.ts'
import { RegisterDesk } from '../app/till/register/register-desk.ts'
import { runTillCommands } from '../app/till/run-commands.ts'
import {
  rehearseWhole,
  runWhole,
  type WholeBatch,
  type WholeFailure,
  type WholeOwner,
} from '../app/till/run-whole.ts'
import { type AskStock, type StockHeld, type StockQuestion, stockHeld } from '../app/till/stock-question.ts'
import type { Till, TillConditions, TillOutcome, TillRequest, Veto } from '../app/till/till-command.ts'
import type { TillHooks } from '../app/till/till-hooks.ts'
import type { Scales } from '../app/till/weighing/scales.ts'
import type { RefusalNote } from '../kernel/refusals.ts'

/** What a sandbox may do to a till; it outlives a restart of the tills. */
export type TillConduct = {
  /** False while its cable is pulled: it works on, but neither hears the cloud nor is heard. */
  isConnected: boolean
  /** Milliseconds that a command needs from the cloud to the till. */
  delayMs: number
  /** Refuses orders that its rules would take. */
  veto: Veto | null
  /** Between its orders and those who move its money; null: not opened yet. */
  desk: PaymentDesk | null
  /** Between its papers and its printers; null: it has none. */
  printing: PrintDesk | null
  /** Between it and its fiscal register; null: none can stand there. */
  register: RegisterDesk | null
  /** Null: none can stand at it. */
  scales: Scales | null
}

export const asUsual = { isConnected: true, delayMs: 0, veto: null } satisfies Omit<
  TillConduct,
  'desk' | 'printing' | 'register' | 'scales'
>

/** A till that runs in this process. */
export type LocalTill = TillConduct & {
  till: Till
  code: string
  /** It reaches its cloud: neither is its own cable pulled nor that of its node. */
  isLineUp(): boolean
  /** A bank's terminal stands at it. */
  hasTerminal(): boolean
  /** Decides a command of its own screen at once. */
  run(request: TillRequest): Promise<TillOutcome>
  /** What plugins hold; its own screens wait for them (front-api §2.3). */
  locks: EntityLocks
  /** Decides commands of a plugin all or nothing; other plugins are asked first. */
  runWhole(batch: WholeBatch, by: WholeOwner): Promise<WholeFailure | null>
  /** What stores of its restaurant hold, as its server knows it; null while that cannot be asked. */
  stockHeld(question: StockQuestion): Promise<StockHeld[] | null>
  /** The cloud of this process may hand it deliveries; null while its cable is pulled or slow. */
  atHand(): TillAtHand | null
  /** Resolves when what it was handed is written. */
  rest(): Promise<void>
}

/** Resolves when nothing is being printed at the moment. */
export async function devicesSettle(
  tills: Iterable<Pick<LocalTill, 'printing' | 'register'>>,
): Promise<void> {
  for (const { printing, register } of tills) {
    await printing?.settle()
    await register?.settle()
  }
}

type Report = { report: (error: unknown) => void }
/** What stands at a till besides its screens, and how what these are told is made safe first (ADR 32). */
export type TillDevices = {
  bank?: BankTerminal | null | undefined
  /** Hears what fails when money is moved by others. */
  report?: Report['report']
  printers?: ({ line: PrinterLine } & Report) | null | undefined
  secure?: () => Promise<void>
  /** Throws where this node does not play its till at the moment: asked before anything is decided. */
  admit?: () => void
  fiscal?: ({ register: CashRegister } & Report) | null | undefined
  scales?: Scales | null | undefined
  /** Asked at each question; absent or undefined: the ledger is in the till's own storage. */
  askStock?: () => AskStock | undefined
}

/** A till at work on `app`; its screen's commands are decided in a transaction of their own. */
export function openLocalTill(
  app: App,
  till: Till,
  code: string,
  isUplinkUp: () => boolean,
  before: Partial<TillConduct> = {},
  {
    bank = null,
    printers = null,
    fiscal = null,
    scales = null,
    secure = async () => {},
    admit = () => {},
    report = () => {},
    askStock = () => undefined,
  }: TillDevices = {},
  hooks: () => TillHooks | null = () => null,
): LocalTill {
  const { isConnected, delayMs, veto } = { ...asUsual, ...before }
  const deciding = decidingWhere(admit)
  const intake = openIntake(app, till, () => ({ veto: local.veto, isLineUp: local.isLineUp() }))
  const conditionsOfScreens = (): TillConditions => ({
    veto: null,
    isLineUp: local.isLineUp(),
    hasTerminal: local.hasTerminal(),
  })
  const tell = (request: TillRequest, by?: WholeOwner): void => {
    tellDesk(local, request)
    hooks()?.after(till, request, by)
  }
  const local: LocalTill = {
    ...{ till, code, isConnected, delayMs, veto },
    locks: new EntityLocks(app.clock, code),
    // What its terminal works on is not lost when the till is set to work anew.
    desk: before.desk ?? null,
    printing: before.printing ?? printDeskOf(app, till, printers, hooks),
    scales,
    register: before.register ?? registerDeskOf(app, till, fiscal, hooks),
    isLineUp: () => local.isConnected && isUplinkUp(),
    hasTerminal: () => local.desk?.hasTerminal ?? false,
    async run(request) {
      const held = heldBy(local, [request], null)
      if (held) return { id: request.id, refusal: held }
      const refusal = (await hooks()?.before(till, request)) ?? null
      if (refusal) return { id: request.id, refusal }
      const [outcome] = await deciding.now(() =>
        app.storage.transaction((tx) => runTillCommands(app, tx, till, [request], conditionsOfScreens())),
      )
      app.wake()
      if (!outcome) throw new Error('the till gave no outcome')
      await secure()
      if (outcome.refusal === null) tell(request)
      return outcome
    },
    async runWhole(batch, by) {
      const held = heldBy(local, batch.requests, by.name)
      if (held) return { kind: 'refused', index: 0, refusal: held }
      const rehearse = () => deciding.now(() => rehearseWhole(app, till, batch, conditionsOfScreens()))
      const stopped = await hooks()?.beforeWhole(till, batch, by, rehearse)
      const failure = stopped ?? (await deciding.now(() => runWhole(app, till, batch, conditionsOfScreens())))
      app.wake()
      await secure()
      if (failure) return failure
      for (const request of batch.requests) tell(request, by)
      return null
    },
    stockHeld: async (question) =>
      local.isLineUp() ? (askStock()?.(till, question) ?? stockHeld(app, till, question)) : null,
    atHand: () => (local.isConnected && local.delayMs === 0 ? intake : null),
    async rest() {
      await Promise.all([intake.rest(), deciding.rest(), local.printing?.rest(), local.register?.rest()])
    },
  }
  local.desk ??= new PaymentDesk({
    ...{ app, till, terminal: bank, report },
    systemOf: (key) => hooks()?.paymentSystem(till, key) ?? null,
    run: (request) => local.run(request),
  })
  return local
}

/**
 * What screens and plugins have decided here. A till that is to rest waits for it, so that nothing is written behind its
 * back (ADR 32); `admit` throws where this node does not play it.
 */
function decidingWhere(admit: () => void) {
  const inHand = new Set<Promise<unknown>>()
  return {
    async now<Answer>(work: () => Promise<Answer>): Promise<Answer> {
      admit()
      const decided = work()
      inHand.add(decided)
      return decided.finally(() => inHand.delete(decided))
    },
    async rest(): Promise<void> {
      await Promise.allSettled(inHand)
    },
  }
}

/** Plugins add to papers for guests, while any run. */
function printDeskOf(
  app: App,
  till: Till,
  printers: TillDevices['printers'],
  hooks: () => TillHooks | null,
): PrintDesk | null {
  return printers ? new PrintDesk({ app, till, ...printers, extend: extending(till, hooks) }) : null
}

const registerDeskOf = (
  app: App,
  till: Till,
  fiscal: TillDevices['fiscal'],
  hooks: () => TillHooks | null,
): RegisterDesk | null =>
  fiscal ? new RegisterDesk({ app, till, ...fiscal, extend: extending(till, hooks) }) : null

const extending =
  (till: Till, hooks: () => TillHooks | null): ExtendCheque =>
  async (of, orderId) =>
    (await hooks()?.extendCheque(till, of, orderId)) ?? noExtensions

/** While one is written and synced another waits at the database, and the next is decided. */
const groupsMaxOfKnown = 3

/** Where a till is handed deliveries: those that come together are taken together. */
function openIntake(
  app: App,
  till: Till,
  conditions: () => TillConditions,
): TillAtHand & { rest(): Promise<void> } {
  const inHand = new Set<Promise<boolean>>()
  const desk = openTillDesk(app, till)
  const takeInGroup = app.storage.inGroups<AcceptedDelivery, boolean | null>({
    async write(deliveries) {
      const answers = await desk.take(deliveries, conditions())
      // In a rush nobody hurries for what is done already: its place in the journal is given by and by.
      if (!app.storage.isRushed()) app.wake()
      return answers ?? deliveries.map(() => null)
    },
    keyOf: ({ order }) => order.id,
    groupsMax: () => (desk.isKnown() ? groupsMaxOfKnown : 1),
  })
  // Behind a command that still waits for the till a delivery goes the way of the journal.
  async function take(delivery: AcceptedDelivery): Promise<boolean> {
    const isTaken = await takeInGroup(delivery)
    if (isTaken !== null) return isTaken
    const isAccepted = await app.storage.acceptDelivery(delivery)
    app.wake()
    return isAccepted
  }
  return {
    take(delivery) {
      const taking = take(delivery).finally(() => inHand.delete(taking))
      inHand.add(taking)
      return taking
    },
    async rest() {
      await Promise.allSettled(inHand)
    },
  }
}

/** Somebody else holds what a command is about; answers of a bank are taken all the same. */
function heldBy(
  { locks }: LocalTill,
  requests: readonly TillRequest[],
  owner: string | null,
): RefusalNote | null {
  const ids = requests.flatMap(({ command }) =>
    'orderId' in command && command.orderId && !command.kind.endsWith('BankPayment') ? [command.orderId] : [],
  )
  const holder = locks.holderBesides(owner, ids)
  return holder && { code: 'order.in-use', params: { holder: holder.owner, terminal: holder.terminal } }
}

const deedsOfDesk: ReadonlySet<string> = new Set(
  'pay prepay cancel return returnGoods returnPayment endBankPayment resolveBankPayment'.split(' '),
)

/** A payment or a return may have begun something for the bank, or ended it so that the next card is due. */
function tellDesk({ desk }: LocalTill, { command, actor, screenId }: TillRequest): void {
  const [of, deed] = command.kind.split('.')
  if (!deed || !deedsOfDesk.has(deed) || !('orderId' in command) || !command.orderId) return
  desk?.look(of === 'tableOrder' || of === 'reserve' ? of : 'delivery', command.orderId, {
    ...{ actor, screenId: screenId ?? null },
  })
}
