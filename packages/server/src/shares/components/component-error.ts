import { OperatorError } from '../../platform/operator-error.ts';

/** A component of the operator cannot be used: names the file and says why, for whoever starts the server. */
export class ComponentError extends OperatorError {
  constructor(file: string, reason: string, cause?: unknown) {
    super(`The component in ${file} cannot be used: ${reason}.`, { cause });
    this.name = 'ComponentError';
  }
}
