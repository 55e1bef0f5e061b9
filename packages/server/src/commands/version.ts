import { VERSION } from '../config/index.ts';
import type { Command } from './command.ts';

export const versionCommand: Command = {
  name: 'version',
  summary: 'Prints the version.',
  usage: 'proffer version',
  async run(_args, { out }) {
    out(`proffer ${VERSION} on Node ${process.versions.node}`);
    return 0;
  },
};
