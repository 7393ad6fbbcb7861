import './tabs.css'
import { useState } from 'react'
import { Button, Chip, Empty, IconButton } from '../../kit/controls.tsx'
import { useDuration } from '../../kit/duration.ts'
import { Icon } from '../../kit/icons.tsx'
import { useBoard, useForbidden, useFormat, useNow } from '../../kit/till-context.tsx'
import type { TableOrder } from '../../kit/till-types.ts'
import { goTo } from '../model/route.ts'
import { numberOf } from '../screens/sale-number.ts'
import { useText } from '../texts.ts'
import { OpenTabDialog } from './open-tab-dialog.tsx'
import { openTabs } from './tabs.ts'
import { useTabText } from './texts.ts'

/** Open tabs by name, and a new one. */
export function TabList() {
  const t = useTabText()
  const { tableOrders } = useBoard()
  const [query, setQuery] = useState('')
  const [isOpening, setOpening] = useState(false)
  const forbidden = useForbidden()('tables.edit', true)
  const found = openTabs(tableOrders, query)
  return (
    <>
      <div className="board-tools">
        <search className="search">
          <Icon name="search" />
          <input
            className="search-input"
            type="text"
            enterKeyHint="search"
            autoComplete="off"
            aria-label={t('tabs.find')}
            placeholder={t('tabs.find')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          {query && <IconButton icon="close" label={t('tabs.clear')} onClick={() => setQuery('')} />}
        </search>
        <Button
          look="primary"
          icon="plus"
          forbidden={forbidden}
          data-action="new-tab"
          onClick={() => setOpening(true)}
        >
          {t('tabs.open')}
        </Button>
      </div>
      {found.length === 0 ? (
        <Empty title={t(query.trim() === '' ? 'tabs.none' : 'tabs.not-found')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <ul className="tabs scroll" aria-label={t('tabs.title')} tabIndex={0}>
          {found.map((tab) => (
            <li key={tab.id}>
              <TabTile tab={tab} />
            </li>
          ))}
        </ul>
      )}
      {isOpening && <OpenTabDialog name={query.trim()} onClose={() => setOpening(false)} />}
    </>
  )
}

function TabTile({ tab }: { tab: TableOrder }) {
  const say = useText()
  const format = useFormat()
  const duration = useDuration()
  const now = useNow(5000)
  return (
    <button
      type="button"
      className={tab.status === 'Bill' ? 'tab tab-billed' : 'tab'}
      data-tab={tab.tabName}
      onClick={() => goTo({ screen: 'hall-order', of: 'table', id: tab.id })}
    >
      <strong className="tab-name">{tab.tabName}</strong>
      <span className="tab-line">
        <span>{numberOf(tab)}</span>
        <span>{duration(now - tab.whenCreated)}</span>
      </span>
      <span className="tab-line">
        <span className="tab-waiter">{tab.waiter}</span>
        <strong>{format.money(tab.sum)}</strong>
      </span>
      {tab.status === 'Bill' && <Chip icon="receipt">{say('delivery.bill-printed')}</Chip>}
    </button>
  )
}
