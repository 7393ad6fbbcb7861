import { useEffect, useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useDevice, useDeviceFormat } from '../../kit/device/device.tsx'
import type { Combo, ComboProduct, KioskMenu } from '../../kit/device/device-types.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { type DishChoice, type ModifierIndex, unfilledGroups } from '../../kit/dish-choice.ts'
import { useNamed } from '../../kit/names.ts'
import { newCommandId } from '../../kit/till-api.ts'
import type { Stop } from '../../kit/till-types.ts'
import { type ComboLine, type ComboMember, comboQuestion, isUnfilled, leftOf, memberOf } from '../basket.ts'
import { useText } from '../texts.ts'
import { ModifierGroups } from './modifier-groups.tsx'
import { Picture } from './picture.tsx'

type SheetProps = {
  combo: Combo
  menu: KioskMenu
  modifiers: ModifierIndex
  stops: readonly Stop[]
  onTake: (line: ComboLine) => void
  onClose: () => void
}

/** One dish of each group; the till says what they cost together. */
export function ComboSheet({ combo, menu, modifiers, stops, onTake, onClose }: SheetProps) {
  const t = useText()
  const named = useNamed()
  const format = useDeviceFormat()
  const [members, setMembers] = useState(() => usualMembers(combo, menu, stops))
  const price = useComboPrice(combo, members)
  const change = (groupId: string, choice: DishChoice): void =>
    setMembers(members.map((member) => (member.groupId === groupId ? { groupId, choice } : member)))
  const missing = isUnfilled(members) ? t('kiosk.choose', { name: named(combo) }) : null
  return (
    <Dialog
      title={named(combo)}
      size="wide"
      onClose={onClose}
      foot={
        <Button
          look="primary"
          isLarge
          className="kiosk-go"
          isBusy={price === null}
          missing={missing}
          data-kiosk="take"
          onClick={() => price !== null && onTake({ id: newCommandId(), combo, members, price, amount: 1 })}
        >
          {t('kiosk.add', { sum: format.money(price ?? combo.price) })}
        </Button>
      }
    >
      <div className="combo-sheet">
        {combo.groups.map((group) => {
          const chosen = members.find(({ groupId }) => groupId === group.id)?.choice
          const own = group.products.find(({ productId }) => productId === chosen?.product.id)
          return (
            <fieldset className="combo-group" key={group.id}>
              <legend>{group.name}</legend>
              <div className="combo-dishes">
                {group.products.map((one) => (
                  <Member
                    key={`${one.productId} ${one.sizeId ?? ''}`}
                    one={one}
                    menu={menu}
                    stops={stops}
                    isChosen={
                      one.productId === chosen?.product.id &&
                      (one.sizeId === null || one.sizeId === chosen.size?.id)
                    }
                    onChoose={(choice) => change(group.id, choice)}
                  />
                ))}
              </div>
              {chosen && (
                <ModifierGroups
                  choice={chosen}
                  groups={neededGroups(chosen)}
                  extras={[]}
                  modifiers={modifiers}
                  stops={stops}
                  forbidden={own?.forbidden ?? []}
                  onChange={(choice) => change(group.id, choice)}
                />
              )}
            </fieldset>
          )
        })}
      </div>
    </Dialog>
  )
}

/** Only what must be chosen: a combo is quick. */
const neededGroups = (choice: DishChoice) => {
  const unfilled = unfilledGroups(choice)
  return choice.product.groups.filter((group) => group.min > 0 || unfilled.includes(group))
}

type MemberProps = {
  one: ComboProduct
  menu: KioskMenu
  stops: readonly Stop[]
  isChosen: boolean
  onChoose: (choice: DishChoice) => void
}

function Member({ one, menu, stops, isChosen, onChoose }: MemberProps) {
  const t = useText()
  const named = useNamed()
  const product = menu.products.find(({ id }) => id === one.productId)
  if (!product) return null
  const isOff = (leftOf(stops, one.productId, one.sizeId) ?? 1) <= 0
  const size = product.sizes.find(({ id }) => id === one.sizeId)
  return (
    <button
      type="button"
      className="combo-dish"
      aria-pressed={isChosen}
      disabled={isOff}
      onClick={() => onChoose(memberOf(product, one))}
    >
      <Picture image={product.image} />
      <span>
        {named(product)}
        {size && <span className="quiet">{` ${named(size)}`}</span>}
        {isOff && <span className="quiet">{` · ${t('kiosk.stopped')}`}</span>}
      </span>
    </button>
  )
}

/** The first dish of each group that is there. */
function usualMembers(combo: Combo, menu: KioskMenu, stops: readonly Stop[]): ComboMember[] {
  return combo.groups.flatMap(({ id, products }) => {
    const one = products.find((each) => (leftOf(stops, each.productId, each.sizeId) ?? 1) > 0)
    const product = menu.products.find((each) => each.id === one?.productId)
    return one && product ? [{ groupId: id, choice: memberOf(product, one) }] : []
  })
}

/** What the till asks for a combo of these dishes; null until it has answered. */
function useComboPrice(combo: Combo, members: readonly ComboMember[]): number | null {
  const { api } = useDevice()
  const question = JSON.stringify(comboQuestion(combo, members))
  const [answer, setAnswer] = useState<{ question: string; price: number } | null>(null)
  useEffect(() => {
    let isGone = false
    api.post<{ price: number }>('/kiosk/combo-price', JSON.parse(question) as object).then(
      ({ price }) => !isGone && setAnswer({ question, price }),
      () => {
        // Without a price the combo cannot be taken: its button waits, and the screen says that the till is lost.
      },
    )
    return () => {
      isGone = true
    }
  }, [api, question])
  return answer?.question === question ? answer.price : null
}
