/** A failure that the operator can mend; its message is a sentence that says what is to be done. */
export class OperatorError extends Error {}
