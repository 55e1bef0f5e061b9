/** What was typed is no call of the command: said in a sentence, and answered with the exit code 2. */
export class UsageError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'UsageError';
  }
}
