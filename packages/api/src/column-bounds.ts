/** The largest value of an `integer` column. */
export const greatestInteger = 2_147_483_647

/**
 * The first year of instants and days. Before it, clocks and databases read dates differently, and PostgreSQL has no
 * year 0. The last year is 9999, since ISO 8601 writes years with four digits.
 */
export const firstYear = '1900'
