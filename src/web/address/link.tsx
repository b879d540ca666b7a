/** A link within the board: a true link (copy, open in a new tab), followed without loading the page again. */
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";
import { type Address, formatAddress } from "./address.ts";
import { address } from "./address-store.ts";

interface BoardLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  readonly to: Address;
  readonly children: ReactNode;
}

const PRIMARY_BUTTON = 0;

export function BoardLink({ to, children, onClick, ...rest }: BoardLinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || opensElsewhere || event.button !== PRIMARY_BUTTON) return;
    event.preventDefault();
    address.change(to, "push");
    window.scrollTo(0, 0);
  };
  return (
    <a {...rest} href={formatAddress(to)} onClick={follow}>
      {children}
    </a>
  );
}
