export type EpisodeKind = 'individual' | 'couple' | 'family' | 'group';

/** An episode (or a held offer) as weight: its kind and how often it meets, not how many people are in it. */
export type WeighedEpisode = { kind: EpisodeKind; everyWeeks: number };

/**
 * Tenths of one weekly individual hour. Our own defaults, said to be so: a couple or family asks for more preparation
 * and a longer hour; a group is one weight whoever comes. A practice passes its own.
 */
export const defaultWeightTenths: Readonly<Record<EpisodeKind, number>> = {
  individual: 10,
  couple: 12,
  family: 15,
  group: 15,
};

/** Weight of one episode in tenths, rounded up: weekly individual 10, fortnightly 5, every three weeks 4. */
export function episodeWeight(
  episode: WeighedEpisode,
  weights: Readonly<Record<EpisodeKind, number>> = defaultWeightTenths,
): number {
  return Math.ceil(weights[episode.kind] / Math.max(1, episode.everyWeeks));
}

/** The weight of a caseload in tenths: the sum over open episodes and held offers. Integers, so sums compare exactly. */
export function caseloadWeight(
  episodes: readonly WeighedEpisode[],
  weights: Readonly<Record<EpisodeKind, number>> = defaultWeightTenths,
): number {
  return episodes.reduce((sum, episode) => sum + episodeWeight(episode, weights), 0);
}

/** Tenths in words: 10 → '1', 175 → '17.5'. */
export function weightWords(tenths: number): string {
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}
