import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { Button, Empty } from '../controls.tsx'
import { useLanguage } from '../language.ts'
import { get, Refused } from './api.ts'
import { useDeskText } from './texts.ts'

export type Loaded<Answer> = {
  data: Answer | null
  error: unknown
  reload: () => void
  /** Puts in what the server answered to a change. */
  set: (data: Answer) => void
}

/** Asks the server once, and again when the path changes. */
export function useLoaded<Answer>(path: string): Loaded<Answer> {
  const [state, setState] = useState<{ path: string; data: Answer | null; error: unknown }>({
    path,
    data: null,
    error: null,
  })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again.
  useEffect(() => {
    let isGone = false
    get<Answer>(path).then(
      (data) => !isGone && setState({ path, data, error: null }),
      (error: unknown) => !isGone && setState((before) => ({ ...before, path, error })),
    )
    return () => {
      isGone = true
    }
  }, [path, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  const set = useCallback((data: Answer) => setState({ path, data, error: null }), [path])
  const isPresent = state.path === path
  return { data: isPresent ? state.data : null, error: isPresent ? state.error : null, reload, set }
}

/** What is wrong, in the words of the person's language. */
export function useProblemText(): (error: unknown) => string {
  const language = useLanguage()
  const t = useDeskText()
  return (error) => (error instanceof Refused ? error.text[language] : t('kit.unexpected'))
}

type WhenLoadedProps<Answer> = { of: Loaded<Answer>; children: (data: Answer) => ReactNode }

export function WhenLoaded<Answer>({ of, children }: WhenLoadedProps<Answer>) {
  const t = useDeskText()
  const problemText = useProblemText()
  if (of.data !== null) return <>{children(of.data)}</>
  if (of.error === null) return <Empty title={t('kit.loading')} />
  return (
    <Empty title={problemText(of.error)}>
      <Button onClick={of.reload}>{t('kit.retry')}</Button>
    </Empty>
  )
}
