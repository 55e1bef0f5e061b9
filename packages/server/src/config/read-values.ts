import type { OptionValues } from './options.ts';
import type { Setting } from './read-settings.ts';

function refusal(setting: Setting, reason: string): string {
  return `${setting.variable ?? setting.name} is not valid: ${reason.replace(/\.$/, '')}.`;
}

/** Reads every text by the schema of its option; `problems` has a sentence for each that cannot be read. */
export function readValues(settings: readonly Setting[]): { values?: OptionValues; problems: readonly string[] } {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const setting of settings) {
    if (setting.problem !== undefined) problems.push(setting.problem);
    else if (setting.text !== undefined) {
      const result = setting.option.schema.safeParse(setting.text);
      if (result.success) values[setting.name] = result.data;
      else problems.push(...result.error.issues.map((issue) => refusal(setting, issue.message)));
    }
  }
  if (problems.length > 0) return { problems };
  // Every option of the table is in `settings`, and each value has the type that its schema gives it.
  return { values: values as OptionValues, problems };
}
