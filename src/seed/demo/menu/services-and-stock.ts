import { everywhere, restaurants, type Section } from './section.ts'

const services: Section = {
  group: 'services',
  category: 'services',
  tax: 'vat20',
  type: 'Service',
  place: 'pass',
  unit: 'усл',
  sold: restaurants,
  specials: { '90004': { changes: { canSetOpenPrice: true } } },
  table: `
90001 Доставка | Delivery charge
149 ₽
Доставка курьером.
Delivery by courier.

90002 Доставка дальняя | Long-distance delivery charge
199 ₽
Доставка за пределы центра.
Delivery outside the centre.

90003 Доставка ночная | Night delivery charge
190 ₽
Доставка после одиннадцати вечера.
Delivery after eleven at night.

90004 Банкетное обслуживание | Banquet service
1500 ₽
Цену назначает менеджер.
The manager sets the price.
`,
}

const weighed = { isWeighed: true, useBalanceForSell: true }
/** Made here beforehand by a tech card of its own. */
const prepared = { changes: { ...weighed, subtype: 'Prepared' } } as const

/** What tech cards take from stock: no price, not on the menu. */
const stock: Section = {
  group: 'stock',
  category: 'stock',
  tax: 'vat10',
  type: 'Good',
  place: null,
  unit: 'кг',
  sold: everywhere,
  isOffMenu: true,
  changes: weighed,
  specials: { 95015: prepared, 95016: prepared },
  table: `
95001 Мука пшеничная | Wheat flour
1000 г · gluten

95002 Моцарелла тёртая | Grated mozzarella
1000 г · milk

95003 Соус томатный для пиццы | Pizza tomato sauce
1000 г

95004 Колбаса пепперони | Pepperoni sausage
1000 г · sulphites

95005 Говядина лопатка | Beef shoulder
1000 г

95006 Свёкла | Beetroot
1000 г

95007 Капуста белокочанная | White cabbage
1000 г

95008 Картофель | Potatoes
1000 г

95009 Сметана 20% | Sour cream 20%
1000 г · milk

95010 Лосось филе | Salmon fillet
1000 г · fish

95011 Рис для суши | Sushi rice
1000 г

95012 Сыр сливочный | Cream cheese
1000 г · milk

95013 Кофе в зёрнах | Coffee beans
1000 г

95014 Молоко 3,2% весовое | Whole milk (stock)
1000 г · milk

95015 Котлета говяжья | Beef patty
1000 г

95016 Тесто для пиццы | Pizza dough
1000 г · gluten
`,
}

/** Goods as suppliers call them: price lists and invoices of theirs name them (server-api §8). */
const outer: Section = {
  ...stock,
  tax: 'vat10',
  changes: { isWeighed: true, subtype: 'Outer' },
  table: `
96001 Моцарелла «Река» тёртая | Reka grated mozzarella
1000 г · milk

96002 Сметана «Река» 20% | Reka sour cream 20%
1000 г · milk

96003 Свёкла столовая «Двор» | Yard beetroot
1000 г
`,
}

export const servicesAndStock: readonly Section[] = [services, stock, outer]
