/** What makes a file the same file under the same name: the device and the inode that hold it. */
export function identityOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`;
}
