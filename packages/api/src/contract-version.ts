/**
 * The version of the contract. It rises with every change that a client can notice, such as a field that an output gains.
 * Version 1 published closed outputs; since version 2 they are open, so a client has to ignore fields that it does not know.
 * The OpenAPI document states it as `info["x-contract-version"]`, and each tool for agents in its `_meta`.
 */
export const contractVersion = 2

/** What a caller that states no version is taken to know: all such programs that there are may have closed schemas. */
export const oldestContractVersion = 1

/** The request header in which a caller states the version that it was built against. */
export const contractVersionHeader = 'ownlist-contract-version'

/** The contract as one caller knows it, for the answers that it gets. */
export interface CallerContract {
  /** The version that the caller states. */
  readonly version: number
  /**
   * Leaves out of an output what is newer than that version.
   * @param procedure such as `task.list`
   */
  answer(procedure: string, output: unknown): unknown
}
