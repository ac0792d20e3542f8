/** The greatest value of a column of type `integer`. */
export const greatestInteger = 2_147_483_647

/**
 * The first year of instants and days: before it clocks and databases read dates differently, and PostgreSQL has no year 0.
 * The last is 9999, since ISO 8601 writes years in four digits.
 */
export const firstYear = '1900'
