import type { CourseSpec } from './course-spec.ts';
import { coursesAtTheEdge } from './courses-at-the-edge.ts';
import { coursesUnderWay } from './courses-under-way.ts';

export const courseList: readonly CourseSpec[] = [...coursesUnderWay, ...coursesAtTheEdge];
