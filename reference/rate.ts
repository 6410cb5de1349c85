/** How many requests the service takes. */

export interface Rate {
  requests: number;
  perMs: number;
}

/** A token bucket: says whether one more request fits now, and takes it if so. */
export function createBucket(rate: Rate, now: () => number = () => performance.now()): () => boolean {
  let tokens = rate.requests;
  let filledAt = now();
  return () => {
    const instant = now();
    tokens = Math.min(rate.requests, tokens + ((instant - filledAt) * rate.requests) / rate.perMs);
    filledAt = instant;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
