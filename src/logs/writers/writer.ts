import type { EntryView } from '../entry-view.ts'

/** Writes one file: what it has to say about an entry, or null. */
export type LogWriter = {
  /** Place of the file under the data directory. */
  path: string
  message(view: EntryView): string | null
}
