/** What is sent, made anew for each attempt, and the same each time: `data` is the JSON text as it was recorded. */
export type DeliveredEvent = {
  readonly id: string;
  readonly type: string;
  readonly createdAtMs: number;
  readonly livemode: boolean;
  readonly sequence: number;
  readonly data: string;
};

export function bodyOf({ id, type, createdAtMs, livemode, sequence, data }: DeliveredEvent): string {
  const head = JSON.stringify({ id, type, created_at: new Date(createdAtMs).toISOString(), livemode, sequence });
  return `${head.slice(0, -1)},"data":${data}}`;
}
