import type { Storage } from '../app/ports.ts'
import type { Print } from './print.ts'

/** `trapeza journal verify`: true when the chain is whole. */
export async function verifyJournalCommand(storage: Storage, print: Print): Promise<boolean> {
  while ((await storage.sequence(1000)).length > 0);
  const { entries, brokenAt, reason } = await storage.verifyJournal()
  if (brokenAt === null) {
    print(`the journal is whole: ${entries} entries`)
    return true
  }
  print(`the journal is broken at position ${brokenAt}: ${reason}; ${entries} entries before it are whole`)
  return false
}
