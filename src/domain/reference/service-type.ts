/** How an order reaches its guest: at a table, by a courier, or they come for it. */
export type ServiceType = 'Common' | 'DeliveryByCourier' | 'DeliveryByClient'
