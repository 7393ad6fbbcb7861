/** What the back office refuses beyond documents; clients match on iiko's English words, where those are known. */
const same = <const Text extends string>(text: Text) => ({ en: text, ru: text })

export const backOfficeRefusals = {
  'back-office.login-invalid': {
    en: 'Login {login}: from 1 to 64 letters, digits, spaces and . _ @ - are expected',
    ru: 'Логин {login}: нужно от 1 до 64 букв, цифр, пробелов и знаков . _ @ -',
  },
  'back-office.login-taken': { en: 'Login {login} is taken', ru: 'Логин {login} занят' },
  'back-office.login-unknown': { en: 'Login {login} is not found', ru: 'Логин {login} не найден' },
  'back-office.employee-unknown': { en: 'Employee {id} is not found', ru: 'Сотрудник {id} не найден' },
  'back-office.document-unknown': {
    en: "Cannot find document of type {type} by number '{number}' and date '{date}'",
    ru: 'Документ типа {type} с номером «{number}» от {date} не найден',
  },
  'back-office.document-number-taken': {
    en: 'Number {number} belongs to a document of {date}, {suggested} is free',
    ru: 'Номер {number} уже у документа от {date}, свободен {suggested}',
  },
  'back-office.different-departments': {
    en: 'Cannot create an invoice with stores of different departments',
    ru: 'Нельзя создать накладную со складами разных подразделений',
  },
  'back-office.reference-unknown': {
    en: '{field}: {what} {value} is not found',
    ru: '{field}: не найдено: {what} {value}',
  },
  'back-office.reference-ambiguous': {
    en: 'One {what} expected for {field}={value} but {count} found',
    ru: 'По {field}={value} ожидался один {what}, найдено: {count}',
  },
  'back-office.store-differs': {
    en: 'Line {num}: the store differs from that of the document',
    ru: 'Строка {num}: склад отличается от склада документа',
  },
  'back-office.edi-order-unknown': {
    en: 'EDI order {number} of {date} is not found',
    ru: 'Заказ EDI {number} от {date} не найден',
  },
  'back-office.edi-number-taken': {
    en: 'There is an EDI order {number} of {date} already',
    ru: 'Заказ EDI {number} от {date} уже есть',
  },
  'back-office.edi-wrong-status': {
    en: 'EDI order {number} is {status}: {deed} is not possible',
    ru: 'Заказ EDI {number} в статусе {status}: действие {deed} невозможно',
  },
  'back-office.edi-line-invalid': {
    en: 'Line {number} does not fit the order',
    ru: 'Строка {number} не соответствует заказу',
  },
  'back-office.edi-party-unknown': {
    en: '{party}: no such contractor is bound to this EDI system ({value})',
    ru: '{party}: такой контрагент не привязан к этой системе EDI ({value})',
  },
  'back-office.report-too-long': {
    en: 'The report takes longer than {seconds} seconds: ask for fewer days or fewer fields',
    ru: 'Отчёт строится дольше {seconds} секунд: выберите меньше дней или меньше полей',
  },
  'back-office.report-too-large': {
    en: 'The report has more than {groups} rows: ask for fewer days or fewer fields',
    ru: 'В отчёте больше {groups} строк: выберите меньше дней или меньше полей',
  },
  'back-office.event-type-invalid': {
    en: "Event type '{type}': from 1 to 255 characters are expected",
    ru: 'Тип события «{type}»: нужно от 1 до 255 символов',
  },
  'back-office.event-attribute-missing': {
    en: 'Event {type}: the mandatory attribute {attribute} is missing',
    ru: 'Событие {type}: нет обязательного атрибута {attribute}',
  },
  'back-office.event-attribute-invalid': {
    en: "Attribute {attribute}: '{value}' is no {type}",
    ru: 'Атрибут {attribute}: «{value}» не подходит к типу {type}',
  },
  'back-office.card-state': same('{text}'),
  'back-office.entity-unknown': same('Entity of class {entity} not found by id ({id})'),
  'back-office.category-name-empty': same('Category name is not specified or consist of whitespaces'),
  'back-office.category-deleted': same('Could not delete already deleted product category: [{id}].'),
  'back-office.category-not-deleted': same('Could not restore not deleted product category: [{id}]'),
  'back-office.scale-deleted': same('Could not delete already deleted product scale: [{id}]'),
  'back-office.scale-not-deleted': same('Could not restore not deleted product scale: [{id}]'),
  'back-office.scale-in-use': {
    en: 'The scale is used by products: {count}, {name} is one',
    ru: 'Шкалой пользуются продукты: {count}, например {name}',
  },
  'back-office.scale-name-empty': { en: 'The name of the scale is empty', ru: 'У шкалы не указано название' },
  'back-office.size-name-empty': { en: 'The name of a size is empty', ru: 'У размера не указано название' },
  'back-office.size-unknown': {
    en: 'Size {id} is not found in the scale',
    ru: 'В шкале нет размера {id}',
  },
  'back-office.scale-two-defaults': {
    en: 'At most one size of a scale is the default',
    ru: 'По умолчанию может быть только один размер шкалы',
  },
  'back-office.size-factor-invalid': {
    en: 'A factor is positive and counts from the first or a later number, each from its own',
    ru: 'Коэффициент положителен и действует с первого или более позднего номера, каждый со своего',
  },
  'back-office.image-too-large': {
    en: 'The image is larger than {megabytes} MB',
    ru: 'Изображение больше {megabytes} МБ',
  },
  'back-office.image-unknown-type': {
    en: 'The data is no image: PNG, JPEG, GIF, WebP and BMP are kept',
    ru: 'Это не изображение: принимаются PNG, JPEG, GIF, WebP и BMP',
  },
  'back-office.employee-name-empty': {
    en: 'The name of the employee is empty',
    ru: 'У сотрудника не указано имя',
  },
  'back-office.employee-code-taken': {
    en: 'Employee code {code} is taken',
    ru: 'Табельный номер {code} уже занят',
  },
  'back-office.pin-invalid': { en: 'A PIN is 4 to 12 digits', ru: 'ПИН-код — от 4 до 12 цифр' },
  'back-office.pin-taken': { en: 'This PIN is taken', ru: 'Такой ПИН-код уже занят' },
  'back-office.department-unknown': {
    en: 'Department {code} is not found',
    ru: 'Подразделение {code} не найдено',
  },
  'back-office.role-unknown': { en: 'Role {code} is not found', ru: 'Должность {code} не найдена' },
  'back-office.role-code-taken': { en: 'Role code {code} is taken', ru: 'Код должности {code} уже занят' },
  'back-office.role-name-empty': {
    en: 'Name and code of a role are needed',
    ru: 'Нужны название и код должности',
  },
  'back-office.role-in-use': {
    en: 'Role {code} is used by {count} employees',
    ru: 'Должность {code} есть у сотрудников: {count}',
  },
  'back-office.payment-negative': {
    en: 'A payment cannot be negative',
    ru: 'Оплата не может быть отрицательной',
  },
  'back-office.period-empty': {
    en: 'The end must be later than the beginning',
    ru: 'Конец должен быть позже начала',
  },
  'back-office.attendance-overlaps': {
    en: 'The attendance overlaps another one from {from}',
    ru: 'Явка пересекается с другой, с {from}',
  },
  'back-office.attendance-open': {
    en: 'Employee {id} has an attendance that began earlier and is not closed',
    ru: 'У сотрудника {id} есть незакрытая явка, начатая раньше',
  },
  'back-office.role-not-of-employee': {
    en: 'Employee {id} does not have role {roleId}',
    ru: 'У сотрудника {id} нет должности {roleId}',
  },
  'back-office.price-order-past': {
    en: 'Price order {number} of {date} is in force: only its end can be changed, to {earliest} or later',
    ru: 'Приказ {number} от {date} уже действует: можно изменить только дату окончания, не раньше {earliest}',
  },
  'back-office.price-order-deleted': {
    en: 'Price order {number} is deleted and cannot be changed',
    ru: 'Приказ {number} удалён, изменить его нельзя',
  },
  'back-office.price-order-of-chain': {
    en: 'Price order {number} concerns other departments too: it is changed on the chain server',
    ru: 'Приказ {number} касается и других подразделений: его меняют на сервере сети',
  },
  'back-office.name-empty': { en: 'A name is needed', ru: 'Нужно название' },
  'back-office.code-taken': { en: 'Code {code} is taken', ru: 'Код {code} уже занят' },
  'back-office.entity-deleted': same('Could not delete already deleted {entity}: [{id}]'),
  'back-office.entity-not-deleted': same('Could not restore not deleted {entity}: [{id}]'),
  'back-office.shift-length-invalid': {
    en: 'A shift is 1 to 1440 minutes long',
    ru: 'Смена длится от 1 до 1440 минут',
  },
  'back-office.chain-owns': {
    en: 'This is edited on the server of the chain: {book}',
    ru: 'Это редактируется на сервере сети: {book}',
  },
  'back-office.teams-of-restaurants': {
    en: 'Teams of waiters are written on the server of their restaurant',
    ru: 'Бригады официантов редактируются на сервере ресторана',
  },
  'back-office.team-unknown': { en: 'Team {id} is not found', ru: 'Бригада {id} не найдена' },
  'back-office.menu-pages': {
    en: 'A quick menu has {count} page names',
    ru: 'У быстрого меню {count} названия страниц',
  },
  'back-office.menu-label': {
    en: 'Label {index}: {reason}',
    ru: 'Ячейка {index}: {reason}',
  },
  'back-office.menu-taken': {
    en: 'The place has quick menu {id} already',
    ru: 'Для этого места уже есть быстрое меню {id}',
  },
  'back-office.shift-open': {
    en: 'Cash shift {number} is not closed',
    ru: 'Кассовая смена {number} не закрыта',
  },
  'back-office.type-unknown': { en: 'Type {code} is not found', ru: 'Тип {code} не найден' },
} as const
