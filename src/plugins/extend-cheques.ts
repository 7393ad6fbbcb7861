import type { HookName } from '../../sdk/plugin/src/hooks.ts'
import {
  type ChequeExtensions,
  type ExtendedPaper,
  noExtensions,
} from '../app/till/printing/cheque-extensions.ts'
import type { Till } from '../app/till/till-command.ts'
import { readPiece } from '../domain/printing/read-markup.ts'
import type { Uuid } from '../kernel/ids.ts'
import { lent, type RaiseOptions } from './raise-hooks.ts'

/** Of one plugin for one place of a paper, in characters of markup. */
const lengthMax = 10_000

/** Hooks that are raised while papers are printed; the ledger of parity is checked against it. */
export const raisedByPapers = ['billChequePrinting', 'cashChequePrinting'] as const satisfies HookName[]

/** By what name a plugin says it: a receipt has two places only (front-api §2.15.1). */
const placesOf: Readonly<Record<ExtendedPaper, Readonly<Record<string, keyof ChequeExtensions>>>> = {
  bill: {
    ...{ beforeHeader: 'beforeHeader', afterHeader: 'afterHeader' },
    ...{ beforeFooter: 'beforeFooter', afterFooter: 'afterFooter' },
  },
  receipt: { beforeCheque: 'beforeHeader', afterCheque: 'afterFooter' },
}

/**
 * Asks plugins what they add to a paper that is printed now; what they say is joined in the order in which they are asked.
 * Markup that cannot be read is left out, and the plugin's log says so: a paper is printed in any case.
 */
export async function extendCheque(
  { host, world, pictures }: Pick<RaiseOptions, 'host' | 'world' | 'pictures'>,
  till: Till,
  of: ExtendedPaper,
  orderId: Uuid,
): Promise<ChequeExtensions> {
  try {
    const { answers } = await host.hooks.run(till.terminalGroupId, {
      hook: of === 'bill' ? 'billChequePrinting' : 'cashChequePrinting',
      async argument() {
        const { picture = null, order = null } = (await pictures(till, [orderId])).get(orderId) ?? {}
        return { orderId, order: order ?? picture }
      },
      lend: (session, budget, traceId) => lent({ host, world, session, budget, traceId, screenId: null }),
    })
    const extensions = { ...noExtensions }
    for (const { plugin, value } of answers) {
      const said = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
      for (const [name, place] of Object.entries(placesOf[of])) {
        const problem = problemOf(said[name])
        if (problem === null) extensions[place] += String(said[name] ?? '')
        else world.files.write(`plugin-${plugin}.log`, 'error', `${name} is not printed: ${problem}`)
      }
    }
    return extensions
  } catch (error) {
    world.log('error', 'hooks of plugins failed', { error: String(error) })
    return noExtensions
  }
}

function problemOf(markup: unknown): string | null {
  if (markup === undefined || markup === null || markup === '') return null
  if (typeof markup !== 'string' || markup.length > lengthMax)
    return `it must be markup of at most ${lengthMax} characters`
  try {
    readPiece(markup)
    return null
  } catch (error) {
    return String(error)
  }
}
