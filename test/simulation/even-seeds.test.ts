import { playSeeds } from './theatre.ts'

playSeeds(0, 2)
