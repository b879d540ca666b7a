/** Small choices that this browser remembers; forgotten without fuss where storage is forbidden. */

const PREFIX = "nashboard.";

export function remembered(name: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + name);
  } catch {
    // Reading throws where the user has forbidden storage; then there is nothing to remember.
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above: the choice holds until the page is left.
  }
}
