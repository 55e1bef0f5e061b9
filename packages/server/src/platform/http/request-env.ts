/** What every request knows, whichever API it calls. `clientAddress` is the whole address: never store or log it as it is. */
export type RequestEnv = { Variables: { requestId: string; clientAddress: string } };
