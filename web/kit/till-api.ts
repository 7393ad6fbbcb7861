import type { HistoryEntry } from './history-types.ts'
import type { Menu } from './menu-types.ts'
import type { Texts } from './named.ts'
import type { Guest, Offers, PaidKind } from './paying-types.ts'
import type { OfPlugins, PluginPaymentTold, PluginPlace } from './plugin-types.ts'
import type { PaperAsked, Printing, Sheet } from './printing-types.ts'
import { type ServerEvent, serverEvents } from './server-events.ts'
import type { GoodsReturnType, Receipt, ReceiptLine, ShiftReport } from './shift-types.ts'
import { addressesInBrowser, type Pair, type TillAddresses } from './till-addresses.ts'
import type { Board, Books, Command, Confirmation, Session, TillChoice } from './till-types.ts'
import { pause, pauseAfterQuestion, pausesOf, untilAnswered } from './until-answered.ts'

/** The till answered and said no, in words for a person. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly code: string
  readonly text: Texts

  constructor(status: number, code: string, text: Texts) {
    super(text.en)
    this.status = status
    this.code = code
    this.text = text
  }
}

/** The till did not answer at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** What the client needs of the browser; tests give their own. */
export type Surroundings = {
  fetch: typeof fetch
  sleep: (ms: number) => Promise<void>
  /** Nodes of the till; absent: as the browser keeps them. */
  addresses?: TillAddresses
}

export const answerMsMax = 8000
/** Between tries of one command: a till that starts again is back within them. */
const pauseAfterCommand = pausesOf(400, 800, 1600, 3200)
/** A plugin still asks somebody: looked at so often. */
const dialogPauseMs = 400

export const inBrowser: Surroundings = {
  fetch: (input, init) => fetch(input, init),
  sleep: pause,
}

/** Tills of the node that served this page. */
export const listTills = (around: Surroundings = inBrowser): Promise<TillChoice[]> =>
  ask<TillChoice[]>(around, '/till/tills', {})

/** The API of one till. */
export class TillApi {
  readonly code: string
  /** Of this page: plugins ask the person at it. */
  readonly screenId = newCommandId()
  readonly #around: Surroundings
  /** Dialogs of plugins that are open here: the till's answer waits for the person. */
  #dialogs = 0
  readonly #addresses: TillAddresses
  #token: string | null = null

  constructor(code: string, around: Surroundings = inBrowser) {
    this.code = code
    this.#around = around
    this.#addresses = around.addresses ?? addressesInBrowser(code)
  }

  /** How the till stands with its other node. */
  heard(pair: Pair | null | undefined): void {
    this.#addresses.heard(pair)
  }

  setToken(token: string | null): void {
    this.#token = token
  }

  /** At whichever node of the till answers. */
  async login(shown: Confirmation): Promise<Session> {
    for (let left = this.#addresses.count; ; left--) {
      try {
        return await this.#ask('/login', shown)
      } catch (error) {
        if (!(error instanceof Unreachable) || left <= 1) throw error
      }
    }
  }

  /** Null: the till has had no shift. */
  async shiftReport(): Promise<ShiftReport | null> {
    return (await this.#askAgain<{ report: ShiftReport | null }>('/shift/report')).report
  }

  receipts(withPast: boolean): Promise<ReceiptLine[]> {
    return this.#askAgain(withPast ? '/receipts?past=true' : '/receipts')
  }

  receipt(id: string): Promise<Receipt> {
    return this.#askAgain(`/receipts/${encodeURIComponent(id)}`)
  }

  goodsReturnTypes(): Promise<GoodsReturnType[]> {
    return this.#askAgain('/goods-return-types')
  }

  /** A paper as its printer would print it. */
  paper(asked: PaperAsked): Promise<Sheet> {
    return this.#askAgain(`/paper?${new URLSearchParams(asked)}`)
  }

  /** Printed once under an id of the caller's. */
  async printPaper(id: string, asked: PaperAsked): Promise<void> {
    await this.#askAgain('/paper', { id, ...asked })
  }

  /** The till's printers, and what they printed of late. */
  printing(): Promise<Printing> {
    return this.#ask('/printing')
  }

  scales(): Promise<{ isInstalled: boolean }> {
    return this.#askAgain('/scales')
  }

  /** What lies on the till's scales, in kilograms; refused in words while the weight moves. */
  weight(): Promise<{ weight: number }> {
    return this.#askAgain('/scales/weight')
  }

  /** An X report of the fiscal register; the same id prints once. */
  async askRegisterReport(id: string): Promise<void> {
    await this.#askAgain('/register/x', { id })
  }

  printJob(id: string): Promise<Sheet> {
    return this.#askAgain(`/print-jobs/${encodeURIComponent(id)}`)
  }

  /** Prints it once more as a copy, tries it at once, or gives it up. */
  async doWithPrintJob(id: string, deed: 'again' | 'retry' | 'drop'): Promise<void> {
    await this.#askAgain(`/print-jobs/${encodeURIComponent(id)}/${deed}`, { id: newCommandId() })
  }

  board(): Promise<Board> {
    return this.#ask('/board')
  }

  books(): Promise<Books> {
    return this.#ask('/books')
  }

  /** By the prices of an order where one is named. */
  menu(orderId: string | null = null): Promise<Menu> {
    return this.#ask(orderId ? `/menu?orderId=${encodeURIComponent(orderId)}` : '/menu')
  }

  history(orderId: string): Promise<HistoryEntry[]> {
    return this.#askAgain(`/deliveries/${encodeURIComponent(orderId)}/history`)
  }

  /** A guest by what a cashier typed or a reader read. */
  guest(by: 'phone' | 'card' | 'qr', text: string): Promise<Guest> {
    return this.#askAgain(`/guests?${by}=${encodeURIComponent(text)}`)
  }

  registerGuest(guest: { phone: string; name: string }): Promise<Guest> {
    return this.#askAgain('/guests', { id: newCommandId(), ...guest })
  }

  /** What loyalty offers for an order. */
  offers(of: PaidKind, orderId: string): Promise<Offers> {
    return this.#askAgain(`/orders/${of}/${encodeURIComponent(orderId)}/offers`)
  }

  /** Asks the bank's terminal to stop; the order hears what comes of it. */
  async cancelBankPayment(of: PaidKind, orderId: string): Promise<void> {
    await this.#ask(`/orders/${of}/${encodeURIComponent(orderId)}/bank-payment/cancel`, {})
  }

  /** Done once however often the network makes us say it: every try carries the same id. */
  async send(command: Command, confirmation?: Confirmation): Promise<void> {
    const id = newCommandId()
    const isWorthIt = (error: unknown): boolean => error instanceof Unreachable
    const patience = { pauseAfter: pauseAfterCommand, isWorthIt, sleep: this.#sleep }
    await untilAnswered(patience, () => this.deliver(id, command, confirmation))
  }

  /** Buttons of plugins, and dialogs that this page should be showing. */
  plugins(): Promise<OfPlugins> {
    return this.#askAgain(`/plugins?screenId=${this.screenId}`)
  }

  /** Resolves when the plugin has done it; dialogs may come meanwhile. */
  async pressPluginButton(id: string, place: PluginPlace): Promise<void> {
    await this.#ask(`/plugins/buttons/${encodeURIComponent(id)}`, this.#at(place), null)
  }

  async answerPluginDialog(id: string, value: unknown): Promise<void> {
    await this.#ask(`/plugins/dialogs/${encodeURIComponent(id)}`, { value })
  }

  /** Rejects with the words of a plugin that does not let one pay. */
  async enterPayment(place: PluginPlace): Promise<void> {
    await this.#askAgain('/plugins/payment', this.#at(place), null)
  }

  /** The payment of an order is put together: plugins see its lines. */
  async showedPayment(
    place: PluginPlace,
    payments: readonly { typeId: string; sum: number }[],
  ): Promise<void> {
    await this.#ask('/plugins/payment-lines', { ...this.#at(place), payments })
  }

  /** True: a plugin knows what was scanned. */
  async scannedByPlugins(place: PluginPlace, code: { barcode: string } | { card: string }): Promise<boolean> {
    const body = { ...this.#at(place), ...code }
    return (await this.#ask<{ isHandled: boolean }>('/plugins/scans', body, null)).isHandled
  }

  async showedScreen(screen: string, place: PluginPlace): Promise<void> {
    await this.#ask('/plugins/screens', { ...this.#at(place), screen })
  }

  async changedLanguage(language: string): Promise<void> {
    await this.#ask('/plugins/language', { screenId: this.screenId, language })
  }

  /** Nobody waits here any more. */
  async leavePlugins(): Promise<void> {
    await this.#ask('/plugins/leave', { screenId: this.screenId })
  }

  /** What becomes of a payment that a plugin asked for. */
  async toldPayment(paymentId: string, told: PluginPaymentTold): Promise<void> {
    const body = { screenId: this.screenId, ...told }
    await this.#ask(`/plugins/payments/${encodeURIComponent(paymentId)}`, body)
  }

  /** Whoever stands here logs out. */
  async goodbye(): Promise<void> {
    await this.#ask('/plugins/goodbye', { screenId: this.screenId })
  }

  countDialogs(open: number): void {
    this.#dialogs = open
  }

  #at(place: PluginPlace): object {
    return { screenId: this.screenId, ...(place ? { orderId: place.id, orderKind: place.kind } : {}) }
  }

  /** One try under an id of the caller's: whoever keeps the id may try again as often as they like. */
  async deliver(id: string, command: Command, confirmation?: Confirmation): Promise<void> {
    await this.#ask('/commands', { id, command, confirmation, screenId: this.screenId })
  }

  /** What changes at the till, until the stream breaks or `signal` aborts. */
  async *stream(signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const { base } = this.#addresses
    const init = { headers: this.#headers(), cache: 'no-store', signal } as const
    const events = openStream(this.#around, this.#url(base, `/stream?screenId=${this.screenId}`), init)
    // What breaks later is found by the next stream.
    const first = await this.#noticing(base, () => events.next())
    if (first.done) return
    yield first.value
    yield* events
  }

  #url(base: string, path: string): string {
    return `${base}/till/${encodeURIComponent(this.code)}/api${path}`
  }

  #headers(): Record<string, string> {
    return {
      ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      ...this.#addresses.headers,
    }
  }

  /** A node that does not answer gives way to the other one of its pair. */
  async #noticing<Answer>(base: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Unreachable) this.#addresses.failed(base)
      throw error
    }
  }

  /**
   * What a person waits for: a question, or something that is done once under the id in its body. A link that broke is
   * tried again; one that says nothing has had its time.
   */
  #askAgain<Answer>(path: string, body?: object, waitMs?: number | null): Promise<Answer> {
    const isWorthIt = (error: unknown): boolean => error instanceof Unreachable && !isLate(error.cause)
    const patience = { pauseAfter: pauseAfterQuestion, isWorthIt, sleep: this.#sleep }
    return untilAnswered(patience, () => this.#ask(path, body, waitMs))
  }

  /** Somebody who is asked by a plugin is not interrupted. */
  readonly #sleep = async (ms: number): Promise<void> => {
    await this.#around.sleep(ms)
    while (this.#dialogs > 0) await this.#around.sleep(dialogPauseMs)
  }

  /** `waitMs` null: as long as it takes, since a person may be asked. */
  #ask<Answer>(path: string, body?: object, waitMs: number | null = answerMsMax): Promise<Answer> {
    const init: RequestInit = body
      ? {
          method: 'POST',
          headers: { ...this.#headers(), 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
      : { headers: this.#headers(), cache: 'no-store' }
    const { base } = this.#addresses
    return this.#noticing(base, () => ask(this.#around, this.#url(base, path), init, waitMs))
  }
}

export async function ask<Answer>(
  around: Surroundings,
  url: string,
  init: RequestInit,
  waitMs: number | null = answerMsMax,
): Promise<Answer> {
  const late = waitMs === null ? null : AbortSignal.timeout(waitMs)
  const signals = [init.signal, late].filter((one) => one instanceof AbortSignal)
  const response = await reach(around, url, { ...init, signal: AbortSignal.any(signals) })
  if (!response.ok) throw await refusalOf(response)
  try {
    return (await response.json()) as Answer
  } catch (cause) {
    throw new Unreachable('the answer broke off', { cause })
  }
}

type StreamInit = RequestInit & { signal: AbortSignal }

/**
 * Events of a stream until it breaks or its signal aborts. A machine that is switched off takes no connection and refuses
 * none: who does not begin to answer in time is {@link Unreachable}.
 */
export async function* openStream(
  around: Surroundings,
  url: string,
  init: StreamInit,
): AsyncGenerator<ServerEvent> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), answerMsMax)
  const signal = AbortSignal.any([init.signal, late.signal])
  const response = await reach(around, url, { ...init, signal }).finally(() => clearTimeout(timer))
  if (!response.ok) throw await refusalOf(response)
  if (response.body) yield* serverEvents(response.body, init.signal)
}

const isLate = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'TimeoutError'

async function reach(around: Surroundings, url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await around.fetch(url, init)
  } catch (cause) {
    throw new Unreachable(`no answer from ${url}`, { cause })
  }
  // A proxy that speaks for a till which is not there.
  if (response.status >= 502 && response.status <= 504)
    throw new Unreachable(`${response.status} from ${url}`)
  return response
}

async function refusalOf(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => null)) as { code?: string; text?: Texts } | null
  const plain = `HTTP ${response.status}`
  return new Refused(response.status, body?.code ?? 'http', body?.text ?? { ru: plain, en: plain })
}

/** A random uuid; `crypto.randomUUID` exists on https pages only, and a till's page often is not one. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [0, 8, 12, 16, 20].map((from, i, all) => hex.slice(from, all[i + 1])).join('-')
}
