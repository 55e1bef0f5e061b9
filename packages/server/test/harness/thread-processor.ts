/** Milliseconds of processor that this thread takes for `act`, whatever else the machine does. */
export async function threadProcessorMs(act: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
