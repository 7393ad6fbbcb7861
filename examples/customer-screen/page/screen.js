// Shows what the plugin tells; the browser itself asks again when the line was lost.
const texts = {
  ru: { title: 'Заказы', cooking: 'Готовятся', ready: 'Готовы', lost: 'Нет связи с кассой' },
  en: { title: 'Orders', cooking: 'Being cooked', ready: 'Ready', lost: 'The till does not answer' },
}
const language = navigator.language.startsWith('ru') ? 'ru' : 'en'
document.documentElement.lang = language
document.title = texts[language].title
for (const element of document.querySelectorAll('[data-text]'))
  element.textContent = texts[language][element.dataset.text]

const lost = document.getElementById('lost')
const events = new EventSource('/events')
events.onopen = () => {
  lost.hidden = true
}
events.onerror = () => {
  lost.hidden = false
}
events.onmessage = ({ data }) => {
  const orders = JSON.parse(data)
  for (const state of ['cooking', 'ready']) {
    const items = orders.filter((order) => order.state === state).map(({ number }) => item(number))
    document.getElementById(state).replaceChildren(...items)
  }
}

function item(number) {
  const element = document.createElement('li')
  element.textContent = number
  return element
}
