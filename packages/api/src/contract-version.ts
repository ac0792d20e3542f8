/**
 * The version of the contract. It rises with every change that a client can notice, such as a field that an output gains.
 * Version 1 published closed outputs; since version 2 they are open, so a client has to ignore fields that it does not know.
 * The OpenAPI document states it as `info["x-contract-version"]`, and each tool for agents in its `_meta`.
 */
export const contractVersion = 2
