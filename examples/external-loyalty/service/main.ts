// The service by itself: `npm run service -- 9110 ledger`.
import { Ledger } from './ledger.ts'
import { serveLedger } from './serve-ledger.ts'

const [port = '9110', directory = 'ledger'] = process.argv.slice(2)
const guests = [
  {
    ...{ id: 'g1', name: 'Ольга', card: '5550001', phone: '+79005550001', discount: 'Скидка 10%' },
    opening: 50_000,
  },
]
serveLedger(new Ledger(directory, guests)).listen(Number(port), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${port}/`),
)
