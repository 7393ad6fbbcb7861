import { type ReactNode, useState } from 'react'
import { Button, Empty } from '../../kit/controls.tsx'
import { useLoaded, WhenLoaded } from '../../kit/desk/loading.tsx'

/** What is being made (`id` null) or changed. */
export type Opened<Draft> = { id: string | null; draft: Draft }
type PageWord = 'title' | 'hint' | 'new' | 'none' | 'none-hint' | 'no-tills'

type PageProps<Data, Draft> = {
  /** Where the server keeps them. */
  path: string
  say: (word: PageWord) => string
  countOf: (data: Data) => number
  /** A new one; null: there is no till that could have it. */
  blankOf: (data: Data) => Draft | null
  list: (data: Data, on: { open: (one: Opened<Draft>) => void; changed: (data: Data) => void }) => ReactNode
  dialog: (
    data: Data,
    opened: Opened<Draft>,
    on: { close: () => void; saved: (data: Data) => void },
  ) => ReactNode
}

/** Things that stand at tills, as an administrator keeps them: a list, and a dialog for one of them. */
export function DevicePage<Data, Draft>({
  path,
  say,
  countOf,
  blankOf,
  list,
  dialog,
}: PageProps<Data, Draft>) {
  const devices = useLoaded<Data>(path)
  const [opened, setOpened] = useState<Opened<Draft> | null>(null)
  const close = (): void => setOpened(null)
  const saved = (data: Data): void => {
    close()
    devices.set(data)
  }
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{say('title')}</h1>
          <p className="page-hint">{say('hint')}</p>
        </div>
      </header>
      <WhenLoaded of={devices}>
        {(data) => {
          const blank = blankOf(data)
          return (
            <>
              <div>
                <Button
                  look="primary"
                  icon="plus"
                  missing={blank ? null : say('no-tills')}
                  onClick={() => blank && setOpened({ id: null, draft: blank })}
                >
                  {say('new')}
                </Button>
              </div>
              {countOf(data) === 0 && <Empty title={say('none')}>{say('none-hint')}</Empty>}
              {list(data, { open: setOpened, changed: devices.set })}
              {opened && dialog(data, opened, { close, saved })}
            </>
          )
        }}
      </WhenLoaded>
    </section>
  )
}
