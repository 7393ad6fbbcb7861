/** Operations that are not built, with the reason (front-api §2); `spec/front/operations.json` lists all. */
import { FrontException } from './exceptions.ts'
import type { FrontOperation } from './front-operation.ts'

const namesByReason: Readonly<Record<string, readonly string[]>> = {
  'a call back into the plugin is registered with its host, not with the till': [
    ...[
      'addButtonToClosedOrderScreen',
      'addButtonToDeliveriesScreen',
      'addButtonToDeliveryOrderEditScreen',
      'addButtonToDocumentsScreen',
    ],
    ...[
      'addButtonToOrderEditScreen',
      'addButtonToPastOrderScreen',
      'addButtonToPaymentScreen',
      'addButtonToPluginsMenu',
    ],
    ...[
      'addButtonToProductsReturnScreen',
      'addButtonToWindowsServiceMenu',
      'addStatusBarInfo',
      'authenticateByUser',
    ],
    ...[
      'executeContinuousOperation',
      'getActivePaymentTypes',
      'getPaymentSystemKey',
      'registerBuildEInvoiceOrderItemsHandler',
    ],
    ...[
      'registerCustomRoundingHandler',
      'registerExternalAddressSearchProvider',
      'registerExternalCompanyInfoSearchProvider',
      'registerExternalCourierServicesProvider',
    ],
    ...[
      'registerExternalOperation',
      'registerExternalOperationCrossPlatform',
      'registerIdentifierCodeHandler',
      'registerPaymentSystem',
    ],
    ...[
      'registerWebDeliveryRestrictionsProvider',
      'tryEditCurrentOrder',
      'tryEditCurrentPaymentScreen',
      'tryExecuteUiOperation',
    ],
    ...[
      'updateDeliveriesScreenButtonState',
      'updateDeliveryOrderEditScreenButtonState',
      'updatePaymentScreenButtonState',
    ],
  ],
  'the till has no rule for it yet': [
    ...[
      'addCardLoyaltyDiscounts',
      'addDeliveryAutoAddition',
      'addFlexibleSumDiscountByCardNumber',
      'addIikoCardReferrerToOrder',
    ],
    ...[
      'addOrUpdateModifierForPrintedItem',
      'attachToJournalEvent',
      'bindReserveToOrder',
      'calculateDeliveryTerminalWorkload',
    ],
    ...[
      'cancelNewDeliveryAndHideItemsFromOlap',
      'changeCookingPriority',
      'changeDeliveryActualDeliverTime',
      'changeDeliveryClientName',
    ],
    ...[
      'changeDeliveryCustomApiData',
      'changeDeliveryEmail',
      'changeDeliveryExpectedDuration',
      'changeDeliveryFixedRestrictions',
    ],
    ...[
      'changeDeliveryLastVerifiedRestrictionsHash',
      'changeDeliveryLocation',
      'changeDeliveryMoveIds',
      'changeDeliveryOpinion',
    ],
    ...[
      'changeDeliveryOrderPredictedCookingCompleteTime',
      'changeDeliveryPhone',
      'changeDeliveryPredictedDeliveryTime',
      'changeExternalPaymentItemCustomData',
    ],
    ...[
      'changeOrderItemWaiter',
      'changeOrderItemsCookingPlace',
      'changeOrderPricingTime',
      'changePaymentItemCustomData',
    ],
    ...[
      'changePreliminaryPaymentItemCustomData',
      'checkCanEditOrder',
      'createDiscountCard',
      'createJournalEvent',
    ],
    ...['createKitchenOrder', 'deleteDonation', 'deleteKitchenOrderItems', 'deleteOrderAndHideItemsFromOlap'],
    ...[
      'deleteOrderExternalData',
      'deleteOrderModifierItem',
      'deletePrintedOrderModifierItem',
      'getAssemblyChartsForProduct',
    ],
    ...[
      'getCardLoyaltyDiscounts',
      'getComboDefinitions',
      'getOrderItemProductGroups',
      'getOrganizationDetailsById',
    ],
    ...[
      'getRelatedDeliveryOrders',
      'getStrictAccordanceToScheduleUserRole',
      'getTaxationSystemsToStornoPastOrderItems',
      'groupOrderCookingItems',
    ],
    ...['isDeliveryActive', 'isDeliveryConfirmationActive', 'isOrderHasVatInvoice', 'markOrderAsAdditional'],
    ...[
      'needToSplitOrderBeforePayment',
      'overrideVatInclusionForOrder',
      'payOrderAndPayOutOnUser',
      'processPrepay',
    ],
    ...[
      'recoverCorruptedReserve',
      'reopenReserve',
      'resetIsPrintedDeliveryBillActual',
      'resetOderLastChangeTimeByWaiter',
    ],
    ...[
      'resetOrderCounter',
      'setChequeAdditionalInfo',
      'setDeliveryCustomerAuthorizedInIikoBiz',
      'setJournalEventAttribute',
    ],
    ...[
      'setKitchenOrderProcessingStatus',
      'setOrderHasFixedIikoCardDiscounts',
      'splitOrderBetweenCashRegisters',
      'splitOrderCookingItem',
    ],
    ...[
      'tryGetAssemblyChartImage',
      'tryGetCurrentAssemblyChartForProduct',
      'tryGetReserveByExternalId',
      'tryGetSelectiveDiscountItemSettings',
    ],
    ...['ungroupOrderCookingItems', 'updateDiscountCard'],
  ],
  'excise events of the country register are not kept at the till': [
    ...[
      'addEgaisMarkEventForBeer',
      'addEgaisMarkEventForCocktailsVolume',
      'addEventToProcessProductDatasIntoClosed',
      'existsEgaisMarkInfo',
    ],
    ...['getEgaisProductPackageVolumes', 'sendHrsCardTransactionToServer'],
  ],
  'the till keeps no marking codes': [
    ...[
      'addIdentifierCodesToModifierItemUnit',
      'addIdentifierCodesToOrderItemUnit',
      'changeModifierItemVerificationResult',
      'changeOrderItemMarkingCode',
    ],
    ...[
      'changeOrderItemVerificationResult',
      'changeOrderModifierItemMarkingCode',
      'deleteModifierItemIdentifierCodes',
      'deleteOrderItemIdentifierCodes',
    ],
    ...['skipScanningOrderItemMarkingCode', 'skipScanningOrderModifierItemMarkingCode'],
  ],
  'plugins keep their data with their host': [
    ...['addOrUpdateCustomData', 'clearCustomData', 'getAllCustomData', 'tryGetCustomData'],
    ...['tryRemoveCustomData'],
  ],
  'data of plugins stands on the order, not on its kitchen order': [
    ...[
      'addOrUpdateKitchenOrderExternalData',
      'addOrUpdateKitchenOrderItemExternalData',
      'complexAddOrUpdateKitchenOrderAndItemsExternalData',
      'complexDeleteKitchenOrderAndItemsExternalData',
    ],
    ...[
      'deleteKitchenOrderExternalData',
      'deleteKitchenOrderItemExternalData',
      'getKitchenOrderAllExternalData',
      'getKitchenOrderItemAllExternalData',
    ],
    ...['tryGetKitchenOrderExternalDataByKey', 'tryGetKitchenOrderItemExternalDataByKey'],
  ],
  'the till sells no services by time': [
    ...['addOrderServiceItem', 'setServiceItemCustomName', 'setServiceItemPeriodCustomName', 'startService'],
    ...['stopService'],
  ],
  'printing of a till is built in a room of its own, and this operation follows it': [
    ...['billOrder', 'formatDocumentOnPrintingDevice', 'getCashMemoMarkup', 'getPrinterDriverParameters'],
    ...['getPrintingDeviceInfoById', 'getPrintingDeviceInfos', 'getReceiptMarkup', 'getReportMarkupById'],
    ...['getReportPrinter', 'openCashDrawer', 'print', 'printBanquet'],
    ...[
      'printCashMemoCheque',
      'printFiscalChequeBeforePaymentOrder',
      'printReceiptCheque',
      'printTableReservedCheque',
    ],
    ...[
      'registerAfterFormatDocumentHandler',
      'registerBeforeFormatDocumentHandler',
      'tryGetBillPrinter',
      'tryGetDishPrinter',
    ],
    ...[
      'tryGetDocumentPrinter',
      'tryGetPrintingDeviceInfoById',
      'tryGetReceiptChequePrinter',
      'tryGetStickerPrinter',
    ],
  ],
  'plugins speak with each other through their host': [
    ...[
      'callExternalOperation',
      'callExternalOperationCrossPlatform',
      'getExternalNotificationSubscription',
      'getExternalOperations',
    ],
    ...['invokeExternalNotification'],
  ],
  'the books have nothing of the kind': [
    ...[
      'canProductBePaidWithPaymentType',
      'changeGroupMainTerminal',
      'getAllergenGroupsByOrderRootItem',
      'getCurrencyRates',
    ],
    ...['getCurrencyRatesForOrder', 'getDocumentById', 'getDocuments', 'getFrontDeliverySettings'],
    ...[
      'getHostAgentId',
      'getHostDeliverySettings',
      'getOrganizationFingerprint',
      'getPaymentTypesToPayOutOnUser',
    ],
    ...[
      'getProductItemCategories',
      'getProductItemCategoryById',
      'getProductStocksListById',
      'getProductStocksLists',
    ],
    ...['getProductTagById', 'getProductTagGroupById', 'getProductTagGroups', 'getProductTags'],
    ...['getQuickMenu', 'getRestaurantKitchenSettings', 'getSurveyItemById', 'getSurveyItems'],
    ...[
      'getTemplatedModifiersParamsByProduct',
      'getTransportSettings',
      'isMainCashConnected',
      'isMainCashPresent',
    ],
    ...[
      'tryGetAutoAdditionSettings',
      'tryGetDocumentById',
      'tryGetPointOfSaleByCookingPlaceType',
      'tryGetProductGroupMenuImage',
    ],
    ...[
      'tryGetProductItemCategoryById',
      'tryGetProductMenuImage',
      'tryGetProductStocksListById',
      'tryGetProductTagById',
    ],
    ...[
      'tryGetProductTagGroupById',
      'tryGetSurveyItemById',
      'tryGetTemplatedModifiersParamsByProduct',
      'tryGetTerminalAddress',
    ],
  ],
  'the till has no drivers of devices that a plugin could operate': [
    ...['cashRegisterDirectIO', 'cashRegisterDrawerIsOpened', 'cashRegisterOpenDrawer', 'cashRegisterStart'],
    ...['cashRegisterStop', 'checkFfd12Marking', 'doZReport', 'getCashRegisterData'],
    ...['getCashRegisterStatus', 'getDocumentFiscalTags', 'getQueryInfo', 'openCashRegisterSession'],
    ...['registerCashRegisterFactory', 'registerChequeTaskProcessor', 'registerScaleFactory'],
  ],
  'the cloud keeps the guests of the book; the till makes new ones': [
    ...[
      'changeClientAddresses',
      'changeClientBirthDate',
      'changeClientBlacklistInfo',
      'changeClientCardNumber',
    ],
    ...['changeClientConsentDates', 'changeClientEmails', 'changeClientGender', 'changeClientIikoBizId'],
    ...[
      'changeClientLastOrderDate',
      'changeClientLinkedCounteragent',
      'changeClientMainAddressIndex',
      'changeClientMarketingSource',
    ],
    ...[
      'changeClientNick',
      'changeClientOrganizationDetailsInfo',
      'changeClientPersonalDataConsent',
      'changeClientPersonalDataProcessingDates',
    ],
    ...[
      'changeClientPhones',
      'changeClientReceivesLoyaltySystemNotifications',
      'changeClientReceivesOrderStatusNotifications',
      'changeClientReceivesPromotionalNotifications',
    ],
    ...['createClientWithOrganizationDetails'],
  ],
  'a combo rests once it is in the order': [
    ...['changeComboAmount', 'changeComboPrice', 'changeComboSize', 'decreasePrintedComboAmount'],
    ...['deleteOrderCombo', 'updateOrderComboItems'],
  ],
  'the till knows no external courier services': [
    ...[
      'changeDeliveryExternalCourierService',
      'changeRideExternalCourier',
      'changeRideExternalId',
      'changeRideRoutePointVisitInfo',
    ],
    ...['changeRideStatus', 'tryGetRideByDeliveryOrderId'],
  ],
  'the till keeps no preliminary orders; an order is opened at once': [
    ...[
      'changePreliminaryOrder',
      'createPreliminaryOrder',
      'deletePreliminaryOrder',
      'enablePreliminaryOrdersScreen',
    ],
    ...['getPreliminaryOrderById', 'getPreliminaryOrders', 'tryGetPreliminaryOrderById'],
  ],
  'the back office keeps the book of streets': [
    ...['changeStreetName', 'createStreet', 'deleteOrRestoreStreet'],
  ],
  'a revision counts the changes of its own entity; changes since a moment are told by the streams of the journal':
    [
      ...['getChangedDeliveryOrders', 'getChangedKitchenOrders', 'getChangedOrders', 'getChangedReserves'],
      ...['getChangedStopListItems'],
    ],
  'which screen a user has open is known to the screen, not to the till': [...['getCurrentUser']],
  'a dish keeps the name of the book': [
    ...['setCompoundItemComponentCustomName', 'setOrderModifierItemCustomName', 'setProductItemCustomName'],
  ],
  'a closed order is returned by a receipt (stornoPastOrder, ADR 25); no open clone is made': [
    ...['stornoOrder', 'stornoPastOrderItems'],
  ],
}

/** Each rejects with `NotSupportedException` that names it and says why. */
export const pendingOperations: readonly FrontOperation[] = Object.entries(namesByReason).flatMap(
  ([why, names]) =>
    names.map((name) => ({
      name,
      needs: null,
      pending: why,
      run: async () => {
        throw new FrontException('NotSupportedException', { operation: name, why })
      },
    })),
)
