/**
 * The version of the contract. It increases with every change that a client can notice, such as a new field in an output.
 * Version 1 published closed outputs. Since version 2 they are open, so a client must ignore fields that it does not know.
 * The OpenAPI document states the version as `info["x-contract-version"]`, and each tool for agents in its `_meta`.
 */
export const contractVersion = 3

/** The version that is assumed for a caller that states none: any such program may have closed schemas. */
export const oldestContractVersion = 1

/** The request header in which a caller states the version that it was built against. */
export const contractVersionHeader = 'ownlist-contract-version'

/** The contract as one caller knows it, for the responses to that caller. */
export interface CallerContract {
  /** The version that the caller states. */
  readonly version: number
  /**
   * Removes fields from an output that are newer than that version.
   * @param procedure such as `account.whoami`
   */
  answer(procedure: string, output: unknown): unknown
}
