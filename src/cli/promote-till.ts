import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

type Answer = { epoch?: number; text?: { ru: string; en: string }; message?: string }

/**
 * `trapeza till promote`: asks the standby till at an address to become the main one. The PIN is of an employee with the
 * right F_DOP. Throws {@link CommandRefused} with the till's words.
 */
export async function promoteTill(at: string, pin: string, print: Print): Promise<void> {
  const url = new URL('/till/promote', at)
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pin }),
    })
  } catch {
    throw new CommandRefused(`nothing answers at ${url.origin}`)
  }
  const answer = (await response.json().catch(() => ({}))) as Answer
  if (!response.ok)
    throw new CommandRefused(
      answer.text?.en ?? answer.message ?? `HTTP ${response.status} from ${url.origin}`,
    )
  print(`${url.origin} is the main till now, epoch ${answer.epoch}`)
}
