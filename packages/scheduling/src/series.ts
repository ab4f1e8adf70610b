import { latestOn } from '@heather/core';
import { dateOn, dayNumber, minuteOf, weekdayOf } from './civil.ts';
import { dayMs, type Moment, minuteMs, toInstant } from './moment.ts';
import { parseSeriesRule, type SeriesException, type SeriesRule } from './schemas.ts';
import { zoneClock } from './zone-clock.ts';

/** One meeting of a series. `key` is its original local start ('2027-03-09T18:00') and survives a move. */
export type Occurrence = {
  key: string;
  start: Temporal.ZonedDateTime;
  /** start + duration in elapsed time: 50 minutes are 50 minutes, also over a clock change. */
  end: Temporal.ZonedDateTime;
};

/** No session is planned after the last date that core's dates can mean, whatever `to` says: every expansion ends. */
const lastDay = dayNumber(latestOn);

/**
 * The occurrences that **start** in the half-open window `from ≤ start < to`, in order of start. A moved occurrence is
 * judged by its new start; an exception for a key that is no occurrence changes nothing. An empty or reversed window
 * gives []. Cost grows with the window, not with the age of the series.
 * @throws Refusal 'scheduling/bad-rule' if `rule` is not one (seriesRuleSchema); total on every rule that is.
 */
export function expandSeries(rule: SeriesRule, { from, to }: { from: Moment; to: Moment }): Occurrence[] {
  const plan = planOf(parseSeriesRule(rule));
  const fromMs = from.epochMilliseconds;
  const toMs = to.epochMilliseconds;
  if (!(fromMs < toMs)) return [];
  const exceptions = new Map(plan.rule.exceptions?.map((exception) => [exception.key, exception]));
  const clock = zoneClock(plan.rule.zone);
  const found: { key: string; startMs: number; minutes: number }[] = [];
  const take = (key: string, wallMinute: number, minutes: number) => {
    const startMs = clock.wallToMs(wallMinute);
    if (startMs >= fromMs && startMs < toMs) found.push({ key, startMs, minutes });
  };

  // Two days to each side cover every offset and every gap; take() decides exactly.
  const firstDay = Math.floor(fromMs / dayMs) - 2;
  const endDay = Math.min(plan.untilDay, Math.floor(toMs / dayMs) + 2);
  const weekDays = 7 * plan.rule.everyWeeks;
  const firstWeek = Math.max(0, Math.floor((firstDay - plan.firstMonday) / weekDays));
  for (let week = firstWeek; plan.firstMonday + week * weekDays <= endDay; week++) {
    for (const [j, weekday] of plan.weekdays.entries()) {
      const day = plan.firstMonday + week * weekDays + weekday - 1;
      const index = week * plan.weekdays.length + j - plan.skipped;
      if (index < 0 || day > endDay || index >= plan.count) continue;
      const key = plan.keyOn(day);
      if (!exceptions.has(key)) take(key, day * 1440 + plan.minute, plan.rule.durationMinutes);
    }
  }
  for (const exception of exceptions.values()) {
    if (exception.kind === 'moved' && isKeyOf(plan, exception.key)) {
      take(exception.key, wallMinuteOf(exception.start), exception.durationMinutes ?? plan.rule.durationMinutes);
    }
  }
  found.sort((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1));
  return found.map(({ key, startMs, minutes }) => ({
    key,
    start: toInstant(startMs).toZonedDateTimeISO(plan.rule.zone),
    end: toInstant(startMs + minutes * minuteMs).toZonedDateTimeISO(plan.rule.zone),
  }));
}

/** Is `key` one of the occurrences of the rule (cancelled and moved ones too)? @throws Refusal 'scheduling/bad-rule' */
export function isOccurrence(rule: SeriesRule, key: string): boolean {
  return isKeyOf(planOf(parseSeriesRule(rule)), key);
}

/** The rule with one exception put in, or put in the place of the one for the same key. Changes nothing given. */
export function withException(rule: SeriesRule, exception: SeriesException): SeriesRule {
  const others = (rule.exceptions ?? []).filter((other) => other.key !== exception.key);
  return { ...rule, exceptions: [...others, exception].sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

type Plan = {
  rule: SeriesRule;
  startDay: number;
  minute: number;
  firstMonday: number;
  weekdays: number[];
  /** Days of the first week that lie before the start. */
  skipped: number;
  untilDay: number;
  count: number;
  keyOn(day: number): string;
};

function planOf(rule: SeriesRule): Plan {
  const startDay = dayNumber(rule.start.slice(0, 10));
  const minute = minuteOf(rule.start.slice(11));
  const weekday = weekdayOf(startDay);
  const weekdays = [...new Set(rule.weekdays ?? [weekday])].sort((a, b) => a - b);
  return {
    rule,
    startDay,
    minute,
    firstMonday: startDay - weekday + 1,
    weekdays,
    skipped: weekdays.filter((day) => day < weekday).length,
    untilDay: Math.min(lastDay, untilDayOf(rule.until, minute)),
    count: rule.count ?? Number.POSITIVE_INFINITY,
    keyOn: (day) => `${dateOn(day)}T${rule.start.slice(11)}`,
  };
}

function untilDayOf(until: string | undefined, minute: number): number {
  if (until === undefined) return lastDay;
  const day = dayNumber(until.slice(0, 10));
  return until.length > 10 && minuteOf(until.slice(11)) < minute ? day - 1 : day;
}

function isKeyOf(plan: Plan, key: string): boolean {
  if (key.length !== 16 || key.slice(10) !== plan.rule.start.slice(10)) return false;
  const day = dayNumber(key.slice(0, 10));
  if (dateOn(day) !== key.slice(0, 10)) return false;
  const j = plan.weekdays.indexOf(weekdayOf(day));
  const weeks = (day - weekdayOf(day) + 1 - plan.firstMonday) / 7;
  if (j < 0 || day < plan.startDay || day > plan.untilDay || weeks % plan.rule.everyWeeks !== 0) return false;
  return (weeks / plan.rule.everyWeeks) * plan.weekdays.length + j - plan.skipped < plan.count;
}

const wallMinuteOf = (local: string): number => dayNumber(local.slice(0, 10)) * 1440 + minuteOf(local.slice(11));
