import { removeMaster, saveMaster } from '../ledger/master.ts'

/** Saves a customer. */
export const saveCustomer = saveMaster('customer')

/** Deletes a customer who never ordered. */
export const removeCustomer = removeMaster('customer')

/** Saves another address of a customer to ship to. */
export const saveShipTo = saveMaster('ship_to')

/** Deletes a ship-to address that no order names. */
export const removeShipTo = removeMaster('ship_to')

/** Saves a customer's own number of an item. */
export const saveCustomerItem = saveMaster('customer_item')

/** Deletes a customer's own number of an item. */
export const removeCustomerItem = removeMaster('customer_item')

/** Saves a salesperson. */
export const saveSalesperson = saveMaster('salesperson')

/** Deletes a salesperson whom no customer and no order names. */
export const removeSalesperson = removeMaster('salesperson')

/** Saves credit terms. */
export const saveCreditTerms = saveMaster('credit_terms')

/** Deletes credit terms that no customer and no order names. */
export const removeCreditTerms = removeMaster('credit_terms')
