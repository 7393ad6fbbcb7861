// The form, in the language of the browser. One id a booking: pressing twice books once.
const texts = {
  ru: {
    title: 'Забронировать стол',
    table: 'Стол',
    at: 'Когда',
    guests: 'Сколько гостей',
    name: 'Имя',
    phone: 'Телефон',
    book: 'Забронировать',
    seats: 'мест',
    done: 'Стол ждёт вас. До встречи!',
    field: 'Проверьте, что введено',
    refused: 'Так забронировать нельзя: выберите другой стол или время',
    failed: 'Не получилось. Попробуйте ещё раз',
  },
  en: {
    title: 'Book a table',
    table: 'Table',
    at: 'When',
    guests: 'How many guests',
    name: 'Name',
    phone: 'Phone',
    book: 'Book',
    seats: 'seats',
    done: 'The table is kept for you. See you soon!',
    field: 'Check what was typed',
    refused: 'This cannot be booked: choose another table or time',
    failed: 'That did not work. Try again',
  },
}
const words = texts[navigator.language.startsWith('ru') ? 'ru' : 'en']
document.documentElement.lang = words === texts.ru ? 'ru' : 'en'
document.title = words.title
for (const element of document.querySelectorAll('[data-text]'))
  element.textContent = words[element.dataset.text]

const form = document.getElementById('form')
const said = document.getElementById('said')
let id = crypto.randomUUID()
form.addEventListener('input', () => {
  id = crypto.randomUUID()
})

const say = (key) => {
  said.textContent = words[key]
  said.toggleAttribute('data-problem', key !== 'done')
}

const tables = await (await fetch('/tables')).json()
for (const { id: table, number, hall, seats } of tables)
  form.elements.tableId.append(new Option(`${hall}, № ${number} (${seats} ${words.seats})`, table))

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const { tableId, name, phone, at, guests } = form.elements
  const booking = {
    ...{ id, tableId: tableId.value, name: name.value, phone: phone.value.replace(/[\s()-]/g, '') },
    ...{ at: new Date(at.value).getTime(), guests: Number(guests.value) },
  }
  try {
    const response = await fetch('/bookings', { method: 'POST', body: JSON.stringify(booking) })
    say(response.ok ? 'done' : ((await response.json()).problem ?? 'failed'))
  } catch {
    say('failed')
  }
})
