/** How long writes took to show up in reads, by kind. */
import type { Lag } from './result.ts';

export class LagRecorder {
  readonly #samples = new Map<string, number[]>();

  /** @param ms from the write's answer to the first read that showed it */
  record(kind: string, ms: number): void {
    const samples = this.#samples.get(kind) ?? [];
    samples.push(ms);
    this.#samples.set(kind, samples);
  }

  summary(): Lag {
    return Object.fromEntries(
      [...this.#samples].map(([kind, samples]) => {
        const sorted = samples.toSorted((a, b) => a - b);
        const at = (share: number) =>
          Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
        return [kind, { p50: at(0.5), p95: at(0.95), max: at(1) }];
      }),
    );
  }
}
