/** What loyalty can refuse: guests, cards, wallets, programmes. */
export const loyaltyRefusals = {
  'guest.not-found': {
    en: 'There is no customer with id {id}',
    ru: 'Гость с идентификатором {id} не найден',
  },
  'guest.phone-unknown': {
    en: 'There is no user with phone {phone}',
    ru: 'Гость с телефоном {phone} не найден',
  },
  'guest.phone-invalid': {
    en: 'Field {field}: a phone has from 5 to 20 digits',
    ru: 'Поле {field}: в телефоне от 5 до 20 цифр',
  },
  'guest.no-line': {
    en: 'Without the cloud no new guest can be registered',
    ru: 'Без связи с облаком нового гостя не завести',
  },
  'guest.email-unknown': {
    en: 'There is no user with email {email}',
    ru: 'Гость с адресом {email} не найден',
  },
  'guest.card-number-unknown': {
    en: 'There is no user with card number {number}',
    ru: 'Гость с номером карты {number} не найден',
  },
  'guest.forgotten': {
    en: 'The guest of order {orderId} was forgotten: nothing personal can be added to it',
    ru: 'Гость заказа {orderId} забыт: ничего личного к заказу добавить нельзя',
  },
  'guest.card-track-unknown': {
    en: 'There is no user with card track {track}',
    ru: 'Гость с треком карты {track} не найден',
  },
  'guest.key-required': {
    en: 'One of the fields id, phone, cardTrack is required',
    ru: 'Укажите id, phone или cardTrack',
  },
  'guest.phone-taken': {
    en: 'Field {field}: the phone belongs to another customer',
    ru: 'Поле {field}: телефон принадлежит другому гостю',
  },
  'guest.refers-itself': {
    en: 'Field {field}: a customer cannot refer themselves',
    ru: 'Поле {field}: гость не может пригласить сам себя',
  },
  'guest.referrer-unknown': {
    en: 'Field {field}: there is no customer with id {id}',
    ru: 'Поле {field}: гость {id} не найден',
  },
  'card.incomplete': {
    en: 'Field {field}: cardTrack and cardNumber are given together',
    ru: 'Поле {field}: трек и номер карты указываются вместе',
  },
  'card.taken': {
    en: 'Field {field}: the card belongs to another customer',
    ru: 'Поле {field}: карта принадлежит другому гостю',
  },
  'card.not-found': {
    en: 'The customer has no card with track {track}',
    ru: 'У гостя нет карты с треком {track}',
  },
  'card.last-of-anonymous': {
    en: "Can't delete a single card from an anonymous guest.",
    ru: 'Нельзя удалить единственную карту анонимного гостя.',
  },
  'guest-category.unknown': {
    en: 'There is no guest category {id}',
    ru: 'Категория гостей {id} не найдена',
  },
  'loyalty-program.unknown': {
    en: 'There is no program {id} in the organization',
    ru: 'Программа {id} в организации не найдена',
  },
  'loyalty-program.no-wallet': {
    en: 'Program {id} has no wallet',
    ru: 'У программы {id} нет кошелька',
  },
  'loyalty-program.type-fixed': {
    en: 'The type of program {id} cannot be changed',
    ru: 'Тип программы {id} изменить нельзя',
  },
  'loyalty-program.second-certificate': {
    en: 'There is a program of certificates already, and there may be only one',
    ru: 'Программа сертификатов уже есть, второй быть не может',
  },
  'loyalty-program.period-backwards': {
    en: 'The end of the period is before its beginning',
    ru: 'Конец периода раньше его начала',
  },
  'loyalty-program.organization-unknown': {
    en: 'There is no organization {id}',
    ru: 'Организация {id} не найдена',
  },
  'loyalty-campaign.unknown': {
    en: 'There is no marketing campaign {id} in the program',
    ru: 'Акция {id} в программе не найдена',
  },
  'loyalty-campaign.kind-unknown': {
    en: "There is no condition or action of type '{kind}' (typeName)",
    ru: 'Условия или действия типа «{kind}» нет (typeName)',
  },
  'loyalty-campaign.settings-unreadable': {
    en: "The settings of '{kind}' are not a JSON object",
    ru: 'Настройки «{kind}» не являются объектом JSON',
  },
  'loyalty-campaign.setting-wrong': {
    en: "The settings of '{kind}': {setting} is missing or has a value that it cannot have",
    ru: 'Настройки «{kind}»: {setting} не указано или имеет недопустимое значение',
  },
  'loyalty-campaign.thing-unknown': {
    en: 'The campaign names {book} {id}, which does not exist',
    ru: 'В акции указано то, чего нет в справочнике {book}: {id}',
  },
  'wallet.unknown': {
    en: 'The customer has no wallet {id}',
    ru: 'У гостя нет кошелька {id}',
  },
  'wallet.not-empty': {
    en: 'Wallet {id} is not empty: the customer cannot leave its program',
    ru: 'Кошелёк {id} не пуст: исключить гостя из программы нельзя',
  },
  'wallet.sum-not-positive': {
    en: 'Field {field}: the sum must be positive',
    ru: 'Поле {field}: сумма должна быть больше нуля',
  },
  'wallet.balance-too-small': {
    en: 'There is not enough money in the wallet',
    ru: 'В кошельке недостаточно средств',
  },
  'wallet.offline-limit': {
    en: 'Without the cloud no more bonuses of this customer may be taken',
    ru: 'Без связи с облаком списать больше бонусов этого гостя нельзя',
  },
  'wallet.offline-too-long': {
    en: 'The cloud has been out of reach for too long to take bonuses',
    ru: 'Связи с облаком нет слишком долго, чтобы списывать бонусы',
  },
  'hold.not-found': {
    en: 'There is no hold {id}',
    ru: 'Удержание {id} не найдено',
  },
  'hold.not-free': {
    en: 'Hold {id} cannot be cancelled: it is {state}',
    ru: 'Удержание {id} отменить нельзя: {state}',
  },
  'hold.duplicate-id': {
    en: 'Field {field}: transaction {id} already exists with another content',
    ru: 'Поле {field}: транзакция {id} уже существует с другим содержанием',
  },
  'hold.not-allowed': {
    en: 'No campaign of the program allows holding for online payment',
    ru: 'Ни одна акция программы не разрешает холдирование для онлайн-оплаты',
  },
  'loyalty.product-unknown': {
    en: "Product with Id '{id}' not found",
    ru: 'Продукт {id} не найден',
  },
  'coupon-series.unknown': {
    en: 'There is no coupon series {series}',
    ru: 'Серия купонов {series} не найдена',
  },
} as const
