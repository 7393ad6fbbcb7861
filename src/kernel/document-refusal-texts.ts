import { backOfficeRefusals } from './back-office-refusal-texts.ts'

/** What back-office documents and what belongs to them can be refused for. */
export const documentRefusals = {
  ...backOfficeRefusals,
  'document.not-found': { en: 'Document {id} is not found', ru: 'Документ {id} не найден' },
  'document.duplicate-id': {
    en: 'Document {id} already exists with another content',
    ru: 'Документ {id} уже существует с другим содержанием',
  },
  'document.wrong-status': {
    en: 'Document {number} is {status}: {deed} is not possible',
    ru: 'Документ {number} в статусе {status}: операция {deed} невозможна',
  },
  'document.period-closed': {
    en: 'The accounting period is closed until {closedUntil}, the document is of {date}',
    ru: 'Период закрыт по {closedUntil}, документ от {date}',
  },
  'document.reference-unknown': {
    en: 'Field {field}: {what} {id} is not found',
    ru: 'Поле {field}: {what} {id} не найдено',
  },
  'document.price-or-sum-required': {
    en: 'Field {field}: price or sum must be specified',
    ru: 'Поле {field}: укажите цену или сумму',
  },
  'document.sum-mismatch': {
    en: 'Field {field}: the sum is not the price times the amount',
    ru: 'Поле {field}: сумма не равна цене, умноженной на количество',
  },
  'document.percent-sum': {
    en: 'Field {field}: percents of the main product must make exactly 100, not {percent}',
    ru: 'Поле {field}: доли исходного продукта должны составлять ровно 100%, а не {percent}',
  },
  'document.same-stores': {
    en: 'Field {field}: the stores must be different',
    ru: 'Поле {field}: склады должны различаться',
  },
  'document.account-missing': {
    en: 'The chart of accounts has no account for {role}',
    ru: 'В плане счетов нет счёта для {role}',
  },
  'document.recipe-missing': {
    en: 'There is no tech card of {product}',
    ru: 'Нет технологической карты: {product}',
  },
  'document.recipe-endless': {
    en: 'The tech card of {product} leads back to itself',
    ru: 'Технологическая карта {product} ссылается сама на себя',
  },
  'document.recipe-too-large': {
    en: 'The tech card of {product} opens into too many lines or too much',
    ru: 'Технологическая карта {product} раскрывается в слишком много строк или в слишком большие количества',
  },
  'document.negative-stock': {
    en: 'Store {store} lacks {amount} of {product} on {date}',
    ru: 'На складе {store} не хватает {product}: {amount} на {date}',
  },
  'document.payment-too-large': {
    en: 'Only {unpaid} of the document {number} is unpaid',
    ru: 'По документу {number} не оплачено только {unpaid}',
  },
  'document.payment-return-too-large': {
    en: 'Only {paid} of the document {number} was paid',
    ru: 'По документу {number} оплачено только {paid}',
  },
  'document.not-paid': {
    en: 'The document {number} is not paid: {unpaid} is left',
    ru: 'Документ {number} не оплачен: осталось {unpaid}',
  },
  'barcode.product-unknown': { en: 'Product {id} is not found', ru: 'Товар {id} не найден' },
  'barcode.taken': {
    en: 'Barcode {barcode} belongs to {product}',
    ru: 'Штрихкод {barcode} принадлежит товару {product}',
  },
} as const
