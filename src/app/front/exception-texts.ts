/** Words of the exceptions of `Resto.Front.Api` (front-api §6); `{name}` is filled with the field of that name. */
export const exceptionTexts = {
  AuthenticationException: {
    ru: 'Не удалось войти: PIN или пользователь неизвестен.',
    en: 'Login failed: the PIN or the user is unknown.',
  },
  UserSessionInvalidException: {
    ru: 'Учётные данные больше не действуют, войдите заново.',
    en: 'The credentials are no longer valid, log in again.',
  },
  UserPersonalSessionNotOpenedException: {
    ru: 'Личная смена сотрудника не открыта.',
    en: 'The personal session of the user is not open.',
  },
  PermissionDeniedException: { ru: 'Нет прав: {codes}.', en: 'Permission denied: {codes}.' },
  LicenseRestrictionException: {
    ru: 'Операции нужна лицензия, которой нет.',
    en: 'The operation needs a module that is not licensed.',
  },
  InsufficientLicenseException: {
    ru: 'Свободных лицензионных слотов нет.',
    en: 'No licence slot is free.',
  },
  EntityUsingException: {
    ru: 'Объект {entity} {entityId} здесь нельзя использовать.',
    en: '{entity} {entityId} cannot be used here.',
  },
  EntityNotFoundException: {
    ru: 'Объект {entity} {entityId} не найден.',
    en: '{entity} {entityId} is not found.',
  },
  EntityModifiedException: {
    ru: 'Объект {entity} {entityId} уже изменён, прочитайте его заново.',
    en: '{entity} {entityId} was changed meanwhile, read it again.',
  },
  CannotUseInactiveEntityException: {
    ru: 'Объект {entity} {entityId} удалён или не действует.',
    en: '{entity} {entityId} is deleted or inactive.',
  },
  DuplicatedIdException: {
    ru: 'Идентификатор {entityId} уже занят.',
    en: 'The id {entityId} is taken.',
  },
  OrderWithoutTypeException: { ru: 'У заказа нет типа.', en: 'The order has no type.' },
  CannotCancelNotNewDeliveryException: {
    ru: 'Доставку {entityId} уже нельзя отменить.',
    en: 'Delivery {entityId} is too far to be cancelled.',
  },
  EntityAlreadyInUseException: {
    ru: 'Объект {entityId} занят: {lockedBy}, терминал {terminal}.',
    en: '{entityId} is in use by {lockedBy} at terminal {terminal}.',
  },
  EntityStubUsingException: {
    ru: 'Заготовка {entityId} действует только после создания и в своей сессии.',
    en: 'The stub {entityId} is valid after its creation and in its own session only.',
  },
  CannotCreateEntityException: {
    ru: 'Создать объект {entity} не удалось.',
    en: '{entity} could not be created.',
  },
  ConstraintViolationException: {
    ru: 'Правило кассы не позволяет этого.',
    en: 'A rule of the till forbids it.',
  },
  CannotAddInactiveProductException: {
    ru: 'Блюдо {product} не продаётся.',
    en: 'The product {product} is not on sale.',
  },
  CafeSessionException: {
    ru: 'Операция с кассовой сменой не удалась.',
    en: 'The operation with the cash session failed.',
  },
  PaymentActionFailedException: {
    ru: 'Оплата или возврат не удались ({reason}).',
    en: 'The payment or return failed ({reason}).',
  },
  PaymentActionCancelledException: { ru: 'Оплата отменена.', en: 'The payment was cancelled.' },
  BeforeProceedOrderPaymentOperationException: {
    ru: 'Плагин не разрешил оплату.',
    en: 'A plugin did not let the payment begin.',
  },
  PaymentTypeConfigurationException: {
    ru: 'Тип оплаты {entityId} настроен неверно.',
    en: 'The payment type {entityId} is set up wrongly.',
  },
  PaymentSystemRegistrationException: {
    ru: 'Платёжную систему зарегистрировать нельзя.',
    en: 'The payment system cannot be registered.',
  },
  DeviceException: { ru: 'Устройство не выполнило команду.', en: 'The device did not do the command.' },
  DeviceNotStartedException: { ru: 'Устройство остановлено.', en: 'The device is stopped.' },
  DeviceRegistrationException: {
    ru: 'Фабрика устройства не зарегистрирована.',
    en: 'The device factory is not registered.',
  },
  ExternalOperationFailedException: { ru: 'Запрос наружу не удался.', en: 'A remote request failed.' },
  ExternalOperationCallingException: {
    ru: 'Вызов операции другого плагина не удался.',
    en: 'Calling an operation of another plugin failed.',
  },
  AgentOperationFailedException: { ru: 'Служба агента не справилась.', en: 'The agent service failed.' },
  ServerConnectionException: { ru: 'Сервер недоступен.', en: 'The server cannot be reached.' },
  ReportBuildException: { ru: 'Отчёт не построен.', en: 'The report could not be built.' },
  PluginSettingsException: {
    ru: 'Хранилище настроек не справилось.',
    en: 'The settings store failed.',
  },
  PreliminaryOrderEditTemporaryUnavailableException: {
    ru: 'Предварительный заказ сейчас изменить нельзя.',
    en: 'The preliminary order cannot be changed just now.',
  },
  EgaisDataException: { ru: 'Не хватает акцизных данных.', en: 'Excise data is missing.' },
  EgaisDataBeerException: {
    ru: 'Не хватает акцизных данных о пиве.',
    en: 'Excise data of beer is missing.',
  },
  UnexpectedInternalException: { ru: 'Внутренняя ошибка кассы.', en: 'An internal error of the till.' },
  OperationCanceledException: { ru: 'Операция отменена.', en: 'The operation was cancelled.' },
  NotSupportedException: {
    ru: 'Операция {operation} не поддерживается: {why}',
    en: 'The operation {operation} is not supported: {why}',
  },
  ArgumentException: { ru: 'Аргумент {field}: {problem}.', en: 'Argument {field}: {problem}.' },
} as const satisfies Readonly<Record<string, { ru: string; en: string }>>
