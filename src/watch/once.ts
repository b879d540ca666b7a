/** Lets each line through once, because what a loop has to say does not get truer by repetition. */
export function once(notice: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (said.has(line)) return;
    said.add(line);
    notice(line);
  };
}
