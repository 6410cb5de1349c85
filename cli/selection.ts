/** Which checks of which chapters a run is about. */
import type { Chapter, Check } from '../engine/check.ts';
import type { Profile } from '../engine/result.ts';
import type { StandingCheck } from '../engine/standing.ts';

export interface Selection {
  profiles: readonly Profile[];
  /** Globs over check ids, point ids and requirement ids; all when empty. */
  only: readonly string[];
}

function globToRegExp(glob: string): RegExp {
  const text = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${text}$`, 'i');
}

/** Those of the `only` globs that fit nothing: most likely typing errors. */
export function fittingNothing(chapters: readonly Chapter[], { profiles, only }: Selection): string[] {
  return only.filter(glob => select(chapters, { profiles, only: [glob] }).length === 0);
}

/** The chapters with only the selected checks; chapters without any are left out. */
export function select(chapters: readonly Chapter[], { profiles, only }: Selection): Chapter[] {
  const globs = only.map(globToRegExp);
  const wanted = ({ id, profile, points }: Check | StandingCheck): boolean => {
    const names = [id, ...points.flatMap(({ name, requirement }) => [`${id}/${name}`, requirement])];
    return (
      profiles.includes(profile) &&
      (globs.length === 0 || globs.some(glob => names.some(name => glob.test(name))))
    );
  };
  return chapters
    .map(chapter => ({
      ...chapter,
      checks: chapter.checks.filter(wanted),
      standing: (chapter.standing ?? []).filter(wanted),
    }))
    .filter(({ checks, standing }) => checks.length + standing.length > 0);
}

/**
 * The checks whose verdicts nobody asked for, but whose traffic the selected standing checks are about. None when
 * everything of the profiles is selected anyway.
 */
export function supporting(chapters: readonly Chapter[], { profiles, only }: Selection): Check[] {
  const selected = select(chapters, { profiles, only });
  if (selected.every(({ standing = [] }) => standing.length === 0)) return [];
  const known = new Set(selected.flatMap(({ checks }) => checks.map(({ id }) => id)));
  const all = select(chapters, { profiles, only: [] }).flatMap(({ checks }) => checks);
  return all.filter(({ id }) => !known.has(id));
}
