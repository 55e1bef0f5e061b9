import { OperatorError } from '../platform/operator-error.ts';

/** The configuration cannot be used. Says everything that is wrong with it, so that one start is enough to mend it all. */
export class ConfigError extends OperatorError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
