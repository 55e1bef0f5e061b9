/** Names on the left, figures under their headings. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const [name = '', ...figures] of rows) {
    const cells = figures.map((figure, index) => figure.padStart(widths[index + 1] ?? 0));
    process.stdout.write(`${[name.padEnd(widths[0] ?? 0), ...cells].join('  ')}\n`);
  }
}
