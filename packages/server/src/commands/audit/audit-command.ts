import { createGroupCommand } from '../group-command.ts';

const USAGE = `proffer audit verify [--expect W:N:HASH]… [--json]
       proffer audit export [--workspace W] [--format csv|jsonl] [--test]

  verify    goes through the audit of every workspace from its start; says which entry is missing or was changed, and ends with
            the exit code 1 then. Prints how far each goes: noted down elsewhere and given to --expect later, it shows whether the
            end was cut off
  export    prints the entries of a workspace, newest first; of its test mode with --test`;

/** `proffer audit …`: works on the data itself, beside a running server or without one. */
export const auditCommand = createGroupCommand({
  name: 'audit',
  summary: 'Verifies and exports the record of who changed what.',
  usage: USAGE,
  actions: {
    verify: async () => (await import('./verify.ts')).verify,
    export: async () => (await import('./export.ts')).exportEntries,
  },
});
