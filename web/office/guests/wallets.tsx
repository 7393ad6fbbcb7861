import { useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { get, post, put, remove } from '../../kit/desk/api.ts'
import { ConfirmButton } from '../../kit/desk/confirm.tsx'
import { FormFrame, Input, Select, useSubmit } from '../../kit/desk/form.tsx'
import { useProblemText } from '../../kit/desk/loading.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useNamed } from '../../kit/names.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { useToast } from '../../kit/toast-context.ts'
import { useFormat, usePath } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import type { Guest, Wallet } from './guest-types.ts'
import { useText } from './texts.ts'

type Deed = 'topUp' | 'chargeOff'
/** `once` makes the deed happen once, however often the button is pressed. */
type Open = { wallet: Wallet; deed: Deed; once: string }
type PartProps = { guest: Guest; onChanged: (guest: Guest) => void }

/** What a guest has in the programmes, and how it is corrected by hand. */
export function Wallets({ guest, onChanged }: PartProps) {
  const t = useText()
  const [open, setOpen] = useState<Open | null>(null)
  return (
    <section className="card">
      <h2 className="card-title">{t('guests.wallets')}</h2>
      {guest.wallets.length === 0 && <p className="field-hint">{t('guests.no-wallets')}</p>}
      <ul className="rows">
        {guest.wallets.map((wallet) => (
          <WalletRow
            key={wallet.id}
            guestId={guest.id}
            wallet={wallet}
            onChanged={onChanged}
            onMove={(deed) => setOpen({ wallet, deed, once: newCommandId() })}
          />
        ))}
      </ul>
      {guest.joinable.length > 0 && <JoinForm guest={guest} onChanged={onChanged} />}
      {open && (
        <MoneyDialog
          guestId={guest.id}
          {...open}
          onClose={() => setOpen(null)}
          onDone={(changed) => {
            setOpen(null)
            onChanged(changed)
          }}
        />
      )}
    </section>
  )
}

type RowProps = {
  guestId: string
  wallet: Wallet
  onChanged: (guest: Guest) => void
  onMove: (deed: Deed) => void
}

function WalletRow({ guestId, wallet, onChanged, onMove }: RowProps) {
  const t = useText()
  const name = useNamed()
  const format = useFormat()
  const path = usePath()
  const toast = useToast()
  const forbidden = useForbidden()
  const problemText = useProblemText()
  const programName = wallet.program ? name(wallet.program) : ''
  const leave = (): void => {
    remove<Guest>(path(`/guests/${guestId}/programs/${wallet.programId}`)).then(onChanged, (error: unknown) =>
      toast(problemText(error), { isProblem: true }),
    )
  }
  return (
    <li className="row" data-wallet={wallet.id}>
      <span className="row-main">
        <strong className="wallet-balance">{format.money(wallet.balance)}</strong>
        <span className="quiet">{programName}</span>
      </span>
      <Button icon="plus" forbidden={forbidden('operator')} onClick={() => onMove('topUp')}>
        {t('guests.top-up')}
      </Button>
      <Button icon="minus" forbidden={forbidden('operator')} onClick={() => onMove('chargeOff')}>
        {t('guests.write-off')}
      </Button>
      {Number(wallet.balance) === 0 && forbidden('operator') === null && (
        <ConfirmButton label={t('guests.leave')} isDanger onConfirm={leave}>
          {t('guests.leave-what', { name: programName })}
        </ConfirmButton>
      )}
    </li>
  )
}

function JoinForm({ guest, onChanged }: PartProps) {
  const t = useText()
  const name = useNamed()
  const path = usePath()
  const toast = useToast()
  const forbidden = useForbidden()
  const problemText = useProblemText()
  const [chosen, choose] = useState('')
  const programId = guest.joinable.some(({ id }) => id === chosen) ? chosen : guest.joinable[0]?.id
  const join = (): void => {
    put<Guest>(path(`/guests/${guest.id}/programs/${programId}`), {}).then(onChanged, (error: unknown) =>
      toast(problemText(error), { isProblem: true }),
    )
  }
  return (
    <div className="pick">
      <Select
        label={t('guests.join-program')}
        value={programId ?? ''}
        options={guest.joinable.map((one) => ({ value: one.id, label: name(one) }))}
        onChange={choose}
      />
      <Button forbidden={forbidden('operator')} onClick={join}>
        {t('guests.join')}
      </Button>
    </div>
  )
}

type MoneyProps = Open & { guestId: string; onClose: () => void; onDone: (guest: Guest) => void }

function MoneyDialog({ guestId, wallet, deed, once, onClose, onDone }: MoneyProps) {
  const t = useText()
  const toast = useToast()
  const format = useFormat()
  const path = usePath()
  const form = useSubmit()
  const [sum, setSum] = useState('')
  const [comment, setComment] = useState('')
  const isTopUp = deed === 'topUp'
  const save = (): void => {
    void form.run(async () => {
      await post(path(`/guests/${guestId}/money`), { key: once, walletId: wallet.id, deed, sum, comment })
      toast(t(isTopUp ? 'guests.topped-up' : 'guests.written-off'))
      onDone(await get<Guest>(path(`/guests/${guestId}`)))
    })
  }
  return (
    <Dialog
      title={t(isTopUp ? 'guests.top-up' : 'guests.write-off')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button look={isTopUp ? 'primary' : 'danger-solid'} isBusy={form.isBusy} onClick={save}>
            {t(isTopUp ? 'guests.top-up' : 'guests.write-off')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <FormFrame of={form}>
          <p>{t('guests.now', { sum: format.money(wallet.balance) })}</p>
          <Input
            label={t('guests.sum')}
            name="sum"
            mode="decimal"
            maxLength={16}
            value={sum}
            onChange={setSum}
          />
          <Input
            label={t('guests.why')}
            name="comment"
            hint={t('guests.why-hint')}
            maxLength={1000}
            value={comment}
            onChange={setComment}
          />
        </FormFrame>
      </div>
    </Dialog>
  )
}
