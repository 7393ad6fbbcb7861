import { useMemo, useState } from 'react'
import { Button, Chip, Empty } from '../../kit/controls.tsx'
import type { Menu, Size } from '../../kit/menu-types.ts'
import { useNamed } from '../../kit/names.ts'
import { useBoard, useForbidden, useFormat, useNow, useSend, useTill } from '../../kit/till-context.tsx'
import type { Stop } from '../../kit/till-types.ts'
import { BalanceDialog } from '../dialogs/balance-dialog.tsx'
import { ChooseProductDialog } from '../dialogs/choose-product-dialog.tsx'
import { menuIndex } from '../model/menu-index.ts'
import type { StopTarget } from '../model/stop-target.ts'
import { useText } from '../texts.ts'

/** What the restaurant is out of, or has a counted rest of. */
export function StopListScreen() {
  const t = useText()
  const { stopList } = useBoard()
  const { usualMenu: menu } = useTill()
  const titleOf = useStopTitle(menu)
  const forbidden = useForbidden()('stop-list.edit')
  const [isChoosing, setChoosing] = useState(false)
  const [target, setTarget] = useState<StopTarget | null>(null)
  const sorted = [...stopList].sort((a, b) => titleOf(a).localeCompare(titleOf(b)))
  return (
    <section className="page" aria-label={t('stops.title')}>
      <header className="page-head">
        <h1 className="page-title">{t('stops.title')}</h1>
        <Button
          look="primary"
          icon="plus"
          isLarge
          forbidden={forbidden}
          onClick={() => setChoosing(true)}
          data-action="stop"
        >
          {t('stops.add')}
        </Button>
      </header>
      {stopList.length === 0 ? (
        <Empty title={t('stops.empty')}>{t('stops.empty-hint')}</Empty>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <ul className="rows scroll" tabIndex={0}>
          {sorted.map((stop) => (
            <li key={`${stop.productId}/${stop.sizeId}`}>
              <StopRow
                stop={stop}
                title={titleOf(stop)}
                onChange={() => setTarget({ ...stop, name: titleOf(stop) })}
              />
            </li>
          ))}
        </ul>
      )}
      {isChoosing && menu && (
        <ChooseProductDialog
          menu={menu}
          onClose={() => setChoosing(false)}
          onChoose={(product, size) => {
            setChoosing(false)
            const at = { productId: product.id, sizeId: size?.id ?? null }
            setTarget({ ...at, name: titleOf(at), balance: null })
          }}
        />
      )}
      {target && <BalanceDialog target={target} onClose={() => setTarget(null)} />}
    </section>
  )
}

function useStopTitle(menu: Menu | null): (stop: Pick<Stop, 'productId' | 'sizeId'>) => string {
  const t = useText()
  const named = useNamed()
  const modifiers = useMemo(() => new Map(menu?.modifiers.map((modifier) => [modifier.id, modifier])), [menu])
  return ({ productId, sizeId }) => {
    const product = menu ? menuIndex(menu).byId.get(productId) : undefined
    const thing = product ?? modifiers.get(productId)
    if (!thing) return menu ? t('stops.unknown') : '…'
    const size: Size | undefined = product?.sizes.find((each) => each.id === sizeId)
    return size ? `${named(thing)} · ${named(size)}` : named(thing)
  }
}

type RowProps = { stop: Stop; title: string; onChange: () => void }

function StopRow({ stop, title, onChange }: RowProps) {
  const t = useText()
  const format = useFormat()
  const now = useNow(60_000)
  const forbidden = useForbidden()('stop-list.edit')
  const { send, isBusy } = useSend()
  const { productId, sizeId, balance, dateAdd } = stop
  return (
    <div className="row">
      <span className="row-name">{title}</span>
      <span className="quiet">{t('stops.since', { time: format.moment(dateAdd, now) })}</span>
      <span className="row-state">
        {balance <= 0 ? (
          <Chip look="late" icon="stop">
            {t('stops.stopped')}
          </Chip>
        ) : (
          <Chip look="soon">{t('stops.left', { amount: format.amount(balance) })}</Chip>
        )}
      </span>
      <Button forbidden={forbidden} onClick={onChange}>
        {t('stops.change')}
      </Button>
      <Button
        forbidden={forbidden}
        isBusy={isBusy}
        onClick={() =>
          void send({ kind: 'stopList.remove', productId, sizeId }, t('stops.removed', { name: title }))
        }
      >
        {t('stops.remove')}
      </Button>
    </div>
  )
}
