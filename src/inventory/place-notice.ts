import { msg } from '../../db/messages.ts'
import type { StockTable } from '../../db/schema.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import { available } from './stock.ts'

/** What lies at a place, what of it is promised, and what may still be. */
export const placeNotice = (stock: StockTable): Notice =>
  notice(
    msg.stockAtPlace,
    showQuantity(stock.on_hand),
    showQuantity(stock.allocated),
    showQuantity(available(stock)),
  )
