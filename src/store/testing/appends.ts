/** What the process to be killed appends at a time; the test that kills it counts with the same numbers. */
export const TAG_COUNT = 40;
export const POINTS_AN_APPEND = 30;
