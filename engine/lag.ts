import type { Lag, LagSample } from './result.ts';

/** Median, 95th percentile and maximum (ms) of the delays of each kind. */
export function summarizeLags(samples: readonly LagSample[]): Lag {
  const kinds = [...new Set(samples.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map(kind => {
      const sorted = samples
        .flatMap(sample => (sample.kind === kind ? [sample.ms] : []))
        .toSorted((a, b) => a - b);
      const at = (share: number) =>
        Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
      return [kind, { p50: at(0.5), p95: at(0.95), max: at(1) }];
    }),
  );
}
