// One guest after another: the menu, what they chose, the card, the number.
import { isRussian, money, translatePage, words } from './texts.js'

translatePage()
const $ = (id) => document.getElementById(id)
const idleMs = 90_000
const pages = ['start', 'shop', 'waiting', 'done', 'unclear']
const show = (page) => {
  for (const one of pages) $(one).hidden = one !== page
}
const element = (tag, content, attributes = {}) => {
  const made = document.createElement(tag)
  made.append(...[content].flat())
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
const button = (content, press, attributes = {}) => {
  const made = element('button', content, { type: 'button', ...attributes })
  made.addEventListener('click', press)
  return made
}

/** Why the till did not do it, by its word for it. */
class Refused extends Error {
  constructor({ problem = 'failed' } = {}) {
    super(problem)
    this.problem = problem
  }
}

async function ask(path, body) {
  const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(path, request).catch(() => null)
  if (response?.ok) return response.json()
  throw new Refused((await response?.json().catch(() => undefined)) ?? {})
}
const say = (problem) => {
  $('said').textContent = problem ? (words[problem] ?? words.failed) : ''
}

let menu = { groups: [], dishes: [] }
let stopped = new Set()
let group = ''
let lines = []
/** What the till has taken of this guest; null: nothing, or something else is in the basket now. */
let order = null

const priceOf = ({ base, choices, amount }) =>
  amount * (base + choices.reduce((sum, one) => sum + one.paid * one.price, 0))

function showGroups() {
  $('groups').replaceChildren(
    ...menu.groups.map(({ id, name }) =>
      button(name, () => open(id), { 'data-group': id, 'aria-current': String(id === group) }),
    ),
  )
}

function showDishes() {
  const own = menu.dishes.filter(({ groupId }) => groupId === group)
  $('dishes').replaceChildren(
    ...own.map((dish) => {
      const isOut = stopped.has(dish.id)
      const price = isOut ? words.out : dish.price === null ? words.bySize : money(dish.price)
      const tile = button(
        [
          element('strong', isRussian ? dish.name : dish.nameEn),
          element('span', price, { class: isOut ? 'out' : 'price' }),
        ],
        () => openDish(dish),
        { 'data-dish': dish.code },
      )
      tile.disabled = isOut
      return element('li', tile)
    }),
  )
}

function open(id) {
  group = id
  showGroups()
  showDishes()
}

function showBasket() {
  $('empty').hidden = lines.length > 0
  $('lines').replaceChildren(
    ...lines.map((line) => {
      const change = (by) => () => {
        line.amount += by
        lines = lines.filter(({ amount }) => amount > 0)
        order = null
        showBasket()
      }
      const named = [line.size?.name, ...line.choices.map(({ name }) => name)].filter(Boolean).join(', ')
      return element('li', [
        element('strong', line.name),
        element('small', named),
        element('span', [
          button('−', change(-1), { 'aria-label': `${words.less}: ${line.name}` }),
          element('output', String(line.amount)),
          button('+', change(1), { 'aria-label': `${words.more}: ${line.name}` }),
          element('span', money(priceOf(line)), { class: 'price' }),
        ]),
      ])
    }),
  )
  $('total').textContent = money(lines.reduce((sum, line) => sum + priceOf(line), 0))
  $('pay').disabled = lines.length === 0
}

// What a dish may be made of.

/** Radio buttons where one is chosen, else check boxes up to the most that is allowed. */
function showChoice({ name, min, max, options }, chosen, changed) {
  const isOne = max === 1 && min === 1
  const hint = min > 0 ? ` · ${words.choose} ${min}` : max > 0 ? ` · ${words.upTo} ${max}` : ''
  const press = (option) => () => {
    if (isOne) chosen.clear()
    if (chosen.has(option)) chosen.delete(option)
    else if (max === 0 || chosen.size < max) chosen.add(option)
    changed()
  }
  return element('fieldset', [
    element('legend', `${name}${hint}`),
    ...options.map((option) =>
      button(
        [option.name, element('span', option.price > 0 ? `+${money(option.price)}` : '')],
        press(option),
        {
          'aria-pressed': String(chosen.has(option)),
          class: 'option',
        },
      ),
    ),
  ])
}

/** What was chosen of a group, with how much of each is paid for: free units go to the dearest first, as at the till. */
function pricedChoice({ groupId, free }, chosen) {
  let left = free
  return [...chosen]
    .sort((a, b) => b.price - a.price)
    .map((option) => {
      const amount = Math.max(1, option.min, option.usual)
      const own = Math.max(0, amount - option.free)
      const given = Math.min(own, left)
      left -= given
      return { ...option, groupId, amount, paid: own - given }
    })
}

async function openDish(dish) {
  say('')
  let found
  try {
    found = await ask(`/dishes/${dish.id}`)
  } catch ({ problem }) {
    return say(problem)
  }
  const { sizes, choices } = found
  const name = isRussian ? dish.name : dish.nameEn
  let size = sizes[0] ?? null
  const chosen = choices.map(({ options, min }) => {
    const usual = options.filter((option) => option.usual > 0 || option.min > 0)
    return new Set(usual.length > 0 ? usual : min === 1 ? options.slice(0, 1) : [])
  })
  const line = () => ({
    ...{ id: crypto.randomUUID(), productId: dish.id, name, size, amount: 1 },
    base: size ? size.price : (dish.price ?? 0),
    choices: choices.flatMap((choice, index) => pricedChoice(choice, chosen[index])),
  })
  const add = (made) => {
    lines.push(made)
    order = null
    $('dish').close()
    showBasket()
  }
  if (sizes.length === 0 && choices.length === 0) return add(line())
  const draw = () => {
    const focused = document.activeElement?.textContent
    $('choices').replaceChildren(
      ...(sizes.length > 0
        ? [
            element('fieldset', [
              element('legend', words.size),
              ...sizes.map((one) =>
                button(
                  [one.name, element('span', money(one.price))],
                  () => {
                    size = one
                    draw()
                  },
                  { 'aria-pressed': String(one === size), class: 'option' },
                ),
              ),
            ]),
          ]
        : []),
      ...choices.map((choice, index) => showChoice(choice, chosen[index], draw)),
    )
    const same = [...$('choices').querySelectorAll('button')].find(
      ({ textContent }) => textContent === focused,
    )
    same?.focus()
    $('take').disabled = choices.some(({ min }, index) => chosen[index].size < Math.min(1, min))
    $('take').textContent = `${words.take} · ${money(priceOf(line()))}`
  }
  $('dish-name').textContent = name
  $('dish-about').textContent = dish.description
  draw()
  $('take').onclick = () => add(line())
  if (!$('dish').open) $('dish').showModal()
}

// The money.

/** The order as it was taken, or taken now: pressed twice it is the same one. */
async function taken() {
  order ??= { id: crypto.randomUUID(), isSent: false }
  if (order.isSent) return order
  const items = lines.map(({ id, productId, size, amount, choices }) => ({
    ...{ id, productId, sizeId: size?.id ?? null, amount },
    modifiers: choices.map((one) => ({ productId: one.id, groupId: one.groupId, amount: one.amount })),
  }))
  const { number, sum } = await ask('/orders', { id: order.id, items })
  Object.assign(order, { number, sum, isSent: true })
  return order
}

async function pay() {
  say('')
  $('pay').disabled = true
  try {
    const { id, number, sum } = await taken()
    $('due').textContent = money(sum)
    show('waiting')
    await ask(`/orders/${id}/pay`, { attempt: crypto.randomUUID() })
    $('number').textContent = String(number)
    order = null
    show('done')
  } catch ({ problem = 'failed' }) {
    if (problem === 'unclear') {
      // People at the till see to it: here nobody pays or leaves it any more.
      $('asked').textContent = String(order.number)
      order = null
      return show('unclear')
    }
    show('shop')
    say(problem)
    // What the till refused is another order next time, with dishes that are named anew.
    if (!order?.isSent) {
      order = null
      lines = lines.map((line) => ({ ...line, id: crypto.randomUUID() }))
    }
  } finally {
    $('pay').disabled = lines.length === 0
  }
}

async function leave() {
  const left = order
  order = null
  lines = []
  say('')
  show('start')
  // Whoever does not come back to it leaves it to the people at the till.
  if (left?.isSent) await ask(`/orders/${left.id}/leave`, {}).catch(() => {})
}

async function begin() {
  try {
    const [read, out] = await Promise.all([ask('/menu'), ask('/stopped')])
    menu = read
    stopped = new Set(out)
    open(menu.groups[0]?.id ?? '')
    showBasket()
    show('shop')
  } catch {
    $('begin').textContent = words.failed
  }
}

$('begin').addEventListener('click', begin)
$('pay').addEventListener('click', pay)
$('leave').addEventListener('click', leave)
$('close').addEventListener('click', () => $('dish').close())
for (const end of ['finish', 'understood'])
  $(end).addEventListener('click', () => {
    lines = []
    show('start')
  })

// Dishes that run out are told apart at once; a guest who went away makes room for the next one.
setInterval(async () => {
  if ($('shop').hidden) return
  const out = await ask('/stopped').catch(() => null)
  if (!out) return
  stopped = new Set(out)
  showDishes()
}, 3000)
let idle
const stir = () => {
  clearTimeout(idle)
  idle = setTimeout(() => {
    if (!$('waiting').hidden) return stir()
    if ($('dish').open) $('dish').close()
    if ($('start').hidden) void leave()
  }, idleMs)
}
document.addEventListener('pointerdown', stir)
stir()
