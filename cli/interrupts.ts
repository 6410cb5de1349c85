/** Ctrl-C and SIGTERM during a run: the first ends it in good order, the second at once. */
import { EXIT } from '../engine/verdict.ts';

export interface Interrupts {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Gives the signals back to their default. */
  end(): void;
}

/** npm passes on the Ctrl-C that the terminal has already sent: two signals this close (ms) are one. */
const ONE_PRESS_MS = 500;

/**
 * @param say told what is going on
 * @param ledgerFile what the operator is pointed to when the run is left at once
 */
export function watchInterrupts(say: (line: string) => void, ledgerFile: string): Interrupts {
  const controller = new AbortController();
  let since = Number.NEGATIVE_INFINITY;
  const handle = (): void => {
    if (!controller.signal.aborted) {
      since = performance.now();
      say('interrupted: no more checks; deleting what this run created (once more to leave at once)');
      controller.abort();
    } else if (performance.now() - since > ONE_PRESS_MS) {
      process.stderr.write(
        `left at once; ${ledgerFile} lists what may still be on the target, and \`clean-up\` deletes it\n`,
      );
      process.exit(EXIT.inconclusive);
    }
  };
  process.on('SIGINT', handle).on('SIGTERM', handle);
  return {
    signal: controller.signal,
    end: () => void process.off('SIGINT', handle).off('SIGTERM', handle),
  };
}
