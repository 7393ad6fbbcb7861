import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { get } from '../../kit/desk/api.ts'
import { useLoaded, useProblemText, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { LineRow } from '../line-row.tsx'
import { usePath } from '../place.tsx'
import type { History } from './guest-types.ts'
import { useText } from './texts.ts'

/** All that happened to a guest, the latest first. */
export function GuestHistory({ id }: { id: string }) {
  const t = useText()
  const path = usePath()
  const first = useLoaded<History>(path(`/guests/${id}/history`))
  return (
    <section className="card">
      <h2 className="card-title">{t('guests.history')}</h2>
      <WhenLoaded of={first}>{(page) => <Lines id={id} first={page} />}</WhenLoaded>
    </section>
  )
}

function Lines({ id, first }: { id: string; first: History }) {
  const t = useText()
  const path = usePath()
  const toast = useToast()
  const problemText = useProblemText()
  const [more, setMore] = useState<History[]>([])
  const pages = [first, ...more]
  const lines = pages.flatMap((page) => page.lines)
  const goOn = async (): Promise<void> => {
    try {
      const page = await get<History>(path(`/guests/${id}/history`, { skip: String(lines.length) }))
      setMore((before) => [...before, page])
    } catch (error) {
      toast(problemText(error), { isProblem: true })
    }
  }
  if (lines.length === 0) return <p className="field-hint">{t('guests.no-history')}</p>
  return (
    <>
      <ul className="ledger">
        {lines.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </ul>
      {pages.at(-1)?.hasMore && <Button onClick={() => void goOn()}>{t('guests.more-history')}</Button>}
    </>
  )
}
