/** Tech cards: what a portion takes from stock. A norm of 250 is 0.25 kg. */
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { type SizeKey, sizeId } from './dictionaries.ts'
import { productId } from './modifiers.ts'

/** `dish` or `dish:size`, then `ingredient norm` pairs. */
const cards: Record<string, string> = {
  '10101': '95005 90 95006 110 95007 60 95008 50 95009 30',
  '10403': '95005 180 95009 40 95008 160',
  '10701': '95008 210',
  '10702': '95008 200 95014 30',
  '20001:25': '95001 160 95002 90 95003 60',
  '20001:30': '95001 220 95002 130 95003 85',
  '20001:35': '95001 300 95002 180 95003 115',
  '20002:25': '95001 160 95002 80 95003 60 95004 45',
  '20002:30': '95001 220 95002 115 95003 85 95004 65',
  '20002:35': '95001 300 95002 160 95003 115 95004 90',
  '30001': '95015 180',
  '30002': '95015 320',
  '40001': '95010 80 95011 110 95012 60',
  '40008': '95010 40 95011 70',
  '60101': '95013 18',
  '60111:s': '95013 9 95014 140',
  '60111:m': '95013 18 95014 210',
  '60111:l': '95013 18 95014 290',
  '70701': '95014 30',
  '72001': '95009 30',
  // Prepared beforehand: a kilogram of patties.
  '95015': '95005 1150 95009 20',
}

export const techCards = (): SeedItem[] =>
  Object.entries(cards).map(([key, text]) => {
    const [code = '', size] = key.split(':')
    return seedItem('techCard', key, {
      productId: productId(code),
      sizeId: size ? sizeId(size as SizeKey) : null,
      ingredients: [...text.matchAll(/(\d{5}) (\d+)/g)].map(([, ingredient = '', norm = '0']) => ({
        productId: demoId('product', ingredient),
        norm: BigInt(norm),
      })),
    })
  })
