/** One line of an order's history (the till's side: `src/api/till/history.ts`). */
export type HistoryEntry = {
  at: number
  actor: { type: 'employee' | 'api' | 'till'; name: string | null }
  kind: string
  details: {
    items?: { name: string; amount: number }[]
    status?: string
    name?: string | null
    text?: string | null
    time?: number
    payments?: { name: string; sum: number }[]
  }
}
