import { playSeeds } from './theatre.ts'

playSeeds(1, 2)
